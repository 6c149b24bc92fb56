/* The suffix that the last name of a lead cell may share with the others: 党政, 宣传条线. */
#include "duban/leads.h"

#include "core/leads_words.h"

#include "duban/text.h"

#include <string.h>

bool duban_leads_shared_suffix(struct duban_buf *out, const char *list)
{
    enum { LONGEST = 15 }; /* bytes of a name that is cut short; a longer one is whole */
    struct duban_buf names = DUBAN_BUF_INIT;
    const char *lf = list ? strrchr(list, '\n') : NULL;
    struct piece last = {lf ? lf + 1 : "", lf ? strlen(lf + 1) : 0};
    size_t suffix = piece_ends(last, words_units);
    bool shared = false;
    size_t len;

    if (suffix == last.len) /* a unit of that very name: 各镇、街道 */
        suffix = 0;
    for (const char *p = suffix ? list : NULL, *s; (s = duban_text_item(&p, &len));) {
        struct piece name = {s, len};
        bool whole = len > LONGEST || piece_ends(name, words_units) ||
                     piece_ends(name, words_closing) || memmem(s, len, "各", strlen("各"));

        if (names.len)
            duban_buf_addc(&names, '\n');
        duban_buf_add(&names, s, len);
        if (!whole)
            duban_buf_add(&names, last.s + last.len - suffix, suffix);
        shared = shared || !whole;
    }
    if (shared)
        duban_buf_adds(out, names.data);
    duban_buf_release(&names);
    return shared;
}
