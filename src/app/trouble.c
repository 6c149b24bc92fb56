/* Troubles: what has gone wrong with the board and stays on the screen until it is settled.
 *
 * A key takes a message away; a trouble comes back behind it. Reading is tried again by itself,
 * twice a second. Writing is tried again by whoever wanted it: the text is still in its form or
 * prompt, the card is still selected, so it takes the same key once more. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* Why nothing at all can be written remains when everything else is settled. */
static void fall_back(struct duban_session *session)
{
    duban_strset(&session->ui.trouble, duban_store_limit(session->store));
    session->trouble = DUBAN_TROUBLE_NONE;
}

bool duban_trouble_meet(struct duban_session *session, enum duban_trouble trouble,
                        const struct duban_err *err)
{
    bool lasting = err->status == DUBAN_IO || err->status == DUBAN_BOARD;
    struct duban_buf text = DUBAN_BUF_INIT;

    if (!lasting || !err->text)
        return false;
    duban_buf_adds(&text, err->text);
    if (trouble == DUBAN_TROUBLE_WRITING && duban_store_unconfirmed(session->store))
        duban_buf_adds(&text, _("。按 Esc 收起"));
    else if (trouble == DUBAN_TROUBLE_WRITING && err->status == DUBAN_IO)
        duban_buf_adds(&text, _("。再按一次同样的键即重试，Esc 收起"));
    bool news = !session->ui.trouble || strcmp(session->ui.trouble, text.data) != 0;
    free(session->ui.trouble);
    session->ui.trouble = duban_buf_detach(&text);
    session->trouble = trouble;
    return news;
}

bool duban_trouble_settle(struct duban_session *session, enum duban_trouble trouble)
{
    if (session->trouble == DUBAN_TROUBLE_NONE || session->trouble > trouble)
        return false;
    fall_back(session);
    return true;
}

void duban_trouble_heed_limit(struct duban_session *session)
{
    const char *limit = duban_store_limit(session->store);

    session->read_only = session->asked_read_only || limit != NULL;
    if (session->trouble == DUBAN_TROUBLE_NONE)
        duban_strset(&session->ui.trouble, limit);
}
