/* Offers: choosing and taking a name that is offered where it is being written. */
#include "app/inside.h"
#include "duban/alloc.h"

/* The text has another name in it now, or another one fits where the cursor stands. */
static void follow(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;

    if (ui->overlay != DUBAN_OVERLAY_PROMPT) {
        duban_form_typed(ui->form, &session->campaign);
        return;
    }
    duban_strset(&ui->prompt.error, NULL);
    if (session->wait->typed)
        session->wait->typed(session, ui->prompt.edit.text.data);
    if (session->wait->offer)
        session->wait->offer(session);
}

unsigned duban_do_offer_take(struct duban_session *session, int by)
{
    (void)by;
    duban_offers_take(duban_ui_offers(&session->ui), duban_ui_edit(&session->ui));
    follow(session);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_offer_step(struct duban_session *session, int by)
{
    return duban_offers_step(duban_ui_offers(&session->ui), by) ? DUBAN_REACT_DRAW
                                                                : DUBAN_REACT_BELL;
}

/* What is written counts as it stands. */
unsigned duban_do_offer_close(struct duban_session *session, int by)
{
    struct duban_offers *offers = duban_ui_offers(&session->ui);

    (void)by;
    offers->at = offers->n;
    return DUBAN_REACT_DRAW;
}
