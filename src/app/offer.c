/* Offers: which part of a list is being written, and which names fit it. */
#include "duban/offer.h"

#include "duban/alloc.h"
#include "duban/leads.h"
#include "duban/near.h"
#include "duban/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char separators[][4] = {"、", "，", ",", "；", ";",  "/",  "／", "｜",
                                     "|",  "：", ":", " ",  "　", "\n", "\t"};

void duban_offers_release(struct duban_offers *offers)
{
    free(offers->names);
    *offers = (struct duban_offers){.at = SIZE_MAX};
}

/* --- The part at the cursor ------------------------------------------------------------------- */

/* The length of the separator that begins at `s`; 0: none does. */
static size_t separator_at(const char *s)
{
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (strncmp(s, separators[i], strlen(separators[i])) == 0)
            return strlen(separators[i]);
    return 0;
}

/* Where the part begins that ends at `end`. */
static size_t part_start(const char *text, size_t end)
{
    size_t start = 0;

    for (size_t at = 0; at < end; at++) {
        size_t len = separator_at(text + at);

        if (len > 0 && at + len <= end)
            start = at + len;
    }
    return start;
}

/* The names that stand in the rest of the text. */
static char *names_beside(const char *text, size_t start, size_t end)
{
    struct duban_buf rest = DUBAN_BUF_INIT, names = DUBAN_BUF_INIT, supports = DUBAN_BUF_INIT;

    duban_buf_add(&rest, text, start);
    duban_buf_adds(&rest, "\n");
    duban_buf_adds(&rest, text + end);
    duban_leads_split(&names, &supports, rest.data, NULL);
    duban_buf_addc(&names, '\n');
    duban_buf_adds(&names, supports.data);
    duban_buf_release(&rest);
    duban_buf_release(&supports);
    return duban_buf_detach(&names);
}

/* --- What fits it ----------------------------------------------------------------------------- */

struct search {
    const char *known;
    char *typed, *beside;
    enum duban_fit best;
    struct duban_buf found;
};

/* Appends the names that fit in just this way. */
static void find(struct search *search, struct duban_offers *offers, enum duban_fit fit)
{
    const char *known = search->known;
    size_t len;

    for (const char *item; (item = duban_text_item(&known, &len));) {
        char *name = duban_strndup(item, len);

        if (!duban_text_has_item(search->beside, name, strlen(name)) && duban_fit(search->typed, name) == fit) {
            if (offers->n++ > 0)
                duban_buf_addc(&search->found, '\n');
            duban_buf_adds(&search->found, name);
        }
        free(name);
    }
}

/* A part that is a name already is offered its companions, to stand behind it. */
static void find_companions(struct search *search, struct duban_offers *offers)
{
    struct duban_buf beside = DUBAN_BUF_INIT;

    duban_buf_addf(&beside, "%s\n%s", search->beside, search->typed);
    free(search->beside);
    search->beside = duban_buf_detach(&beside);
    search->typed[0] = '\0';
    offers->behind = true;
    find(search, offers, DUBAN_FIT_BEGIN);
}

void duban_offers_make(struct duban_offers *offers, const struct duban_lineedit *edit,
                       const char *known)
{
    const char *text = edit->text.data;
    size_t end = edit->cursor, start = part_start(text, end);

    duban_offers_release(offers);
    if (!known || (text[end] != '\0' && separator_at(text + end) == 0))
        return;
    struct search search = {.known = known,
                            .typed = duban_strndup(text + start, end - start),
                            .beside = names_beside(text, start, end),
                            .found = DUBAN_BUF_INIT};
    offers->start = start;
    offers->end = end;
    if (duban_text_has_item(known, search.typed, strlen(search.typed)))
        find_companions(&search, offers);
    else
        for (enum duban_fit fit = DUBAN_FIT_WHOLE; fit > DUBAN_FIT_NONE; fit--)
            find(&search, offers, fit);
    offers->at = offers->n > 0 && start < end && !offers->behind ? 0 : SIZE_MAX;
    offers->names = duban_buf_detach(&search.found);
    free(search.typed);
    free(search.beside);
}

/* --- Choosing --------------------------------------------------------------------------------- */

bool duban_offers_chosen(const struct duban_offers *offers)
{
    return offers->at < offers->n;
}

bool duban_offers_step(struct duban_offers *offers, int by)
{
    bool chosen = duban_offers_chosen(offers);

    if (by < 0) {
        if (chosen)
            offers->at = offers->at > 0 ? offers->at - 1 : SIZE_MAX;
        return chosen;
    }
    size_t to = chosen ? offers->at + 1 : 0;
    if (to < offers->n)
        offers->at = to;
    return to < offers->n;
}

bool duban_offers_enter(struct duban_offers *offers, const struct duban_lineedit *edit,
                        struct duban_key key)
{
    bool enters = key.kind == DUBAN_KEY_TAB ||
                  (key.kind == DUBAN_KEY_RIGHT && edit->text.data[edit->cursor] == '\0');

    return enters && !duban_offers_chosen(offers) && duban_offers_step(offers, 1);
}

void duban_offers_take(const struct duban_offers *offers, struct duban_lineedit *edit)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    const char *names = offers->names, *name = NULL;
    size_t len = 0;

    for (size_t i = 0; i <= offers->at && (name = duban_text_item(&names, &len)); i++)
        ;
    if (!name)
        return;
    if (offers->behind)
        duban_buf_adds(&text, "、");
    duban_buf_add(&text, name, len);
    duban_lineedit_replace(edit, offers->behind ? offers->end : offers->start, offers->end,
                           text.data);
    duban_buf_release(&text);
}
