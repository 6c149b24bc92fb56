/* Lead and support cells, as the lists of departments that they name in this campaign. */
#include "core/record.h"

#include "duban/leads.h"

#include <stdlib.h>
#include <string.h>

/* What a cell was split into. Longer lists are not remembered. */
struct split {
    char leads[48], supports[48];
};

/* A table, or whoever types, may call departments by other names than the board does. */
static void resolve_aliases(struct duban_buf *list, const struct duban_campaign *campaign)
{
    struct duban_buf names = DUBAN_BUF_INIT;
    duban_campaign_resolve(&names, campaign, list->data);
    duban_buf_clear(list);
    duban_buf_adds(list, names.data);
    duban_buf_release(&names);
}

static void split(struct duban_buf *leads, struct duban_buf *supports,
                  const struct duban_campaign *campaign, const char *cell)
{
    struct duban_buf known = DUBAN_BUF_INIT;
    if (strstr(cell, "和")) /* only 和 needs to know the departments */
        duban_campaign_departments(&known, campaign);
    duban_leads_split(leads, supports, cell, known.data);
    if (campaign->aliases) {
        resolve_aliases(leads, campaign);
        resolve_aliases(supports, campaign);
    }
    duban_buf_release(&known);
}

static void remember(struct duban_memo *memo, const char *cell, const struct duban_buf *leads,
                     const struct duban_buf *supports)
{
    struct split split;
    if (leads->len >= sizeof split.leads || supports->len >= sizeof split.supports)
        return;
    memcpy(split.leads, leads->data, leads->len + 1);
    memcpy(split.supports, supports->data, supports->len + 1);
    memo->size = sizeof split;
    duban_memo_keep(memo, cell, &split);
}

enum duban_status record_leads(struct duban_buf *leads, struct duban_buf *supports,
                               struct duban_batch *batch, const struct duban_campaign *campaign,
                               enum duban_field field, const char *value, struct duban_err *err)
{
    struct duban_memo *memo = &record_known(batch)->leads;
    const struct split *known = duban_memo_find(memo, value ? value : "");
    enum duban_status status;
    char *cell;
    if (known) {
        duban_buf_adds(leads, known->leads);
        duban_buf_adds(supports, known->supports);
        return DUBAN_OK;
    }
    status = record_clean(&cell, field, value, err);
    if (cell) {
        split(leads, supports, campaign, cell);
        remember(memo, value, leads, supports);
    }
    free(cell);
    return status;
}
