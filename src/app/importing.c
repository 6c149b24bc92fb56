/* An import on its way: reading it again and again, each time in another way, until it is right. */
#include "duban/importing.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

struct duban_importing *duban_importing_new(void)
{
    struct duban_importing *importing = duban_alloc(sizeof *importing);

    importing->bytes = (struct duban_buf)DUBAN_BUF_INIT;
    importing->options.issued = DUBAN_NO_DATE;
    importing->options.rejects = true;
    importing->options.by_key = true;
    duban_batch_init(&importing->batch, DUBAN_ACT_IMPORT);
    return importing;
}

static void forget_maps(struct duban_importing *importing)
{
    for (size_t i = 0; i < importing->n_maps; i++)
        free(importing->maps[i]);
    free(importing->maps);
    importing->maps = NULL;
    importing->n_maps = 0;
}

void duban_importing_loosen(struct duban_importing *importing)
{
    duban_preview_release(&importing->preview);
    duban_batch_release(&importing->batch);
    duban_batch_init(&importing->batch, DUBAN_ACT_IMPORT);
    duban_import_free(importing->import);
    importing->import = NULL;
    free(importing->shown);
    importing->shown = NULL;
    importing->n_shown = 0;
    if (importing->stage != DUBAN_IMPORTING_WAITS)
        importing->stage = DUBAN_IMPORTING_COMES;
}

void duban_importing_free(struct duban_importing *importing)
{
    if (!importing)
        return;
    duban_importing_loosen(importing);
    duban_batch_release(&importing->batch);
    duban_buf_release(&importing->bytes);
    forget_maps(importing);
    free(importing->encoding);
    free(importing->error);
    free(importing->name);
    free(importing);
}

void duban_importing_take(struct duban_importing *importing, const char *name, bool pasted,
                          struct duban_buf *bytes)
{
    duban_importing_loosen(importing);
    duban_buf_release(&importing->bytes);
    importing->bytes = *bytes;
    *bytes = (struct duban_buf)DUBAN_BUF_INIT;
    duban_strset(&importing->name, name);
    importing->pasted = pasted;
    duban_strset(&importing->encoding, NULL);
    forget_maps(importing);
    importing->options.delimiter = 0;
    importing->options.zeros = DUBAN_ZEROS_ASK;
    importing->options.times_in_text = false;
    importing->options.mode = DUBAN_IMPORT_UPDATE;
    importing->filter = DUBAN_SHOW_ALL;
    importing->at = importing->first = 0;
    importing->stage = DUBAN_IMPORTING_COMES;
}

/* --- Reading --------------------------------------------------------------------------------- */

static void refuse(struct duban_importing *importing, struct duban_err *err)
{
    duban_importing_loosen(importing);
    importing->stage = DUBAN_IMPORTING_REFUSED;
    duban_strset(&importing->error, err->text ? err->text : "");
    importing->error_line = err->line;
    duban_err_release(err);
}

static enum duban_status read_and_plan(struct duban_importing *importing,
                                       const struct duban_campaign *campaign, struct duban_err *err)
{
    enum duban_status status =
        duban_import_new(&importing->import, importing->name, importing->bytes.data,
                         importing->bytes.len, campaign, &importing->options, err);

    if (!status && !duban_import_year(importing->import))
        status = duban_import_no_year(importing->import, err);
    if (!status)
        status = duban_import_plan(&importing->batch, importing->import, campaign, err);
    return status;
}

/* The line of the chosen row; 0: none. */
static unsigned long line_here(const struct duban_importing *importing)
{
    const struct duban_preview_item *item = duban_importing_item(importing);
    const struct duban_import_row *row = item ? duban_preview_row(&importing->preview, item) : NULL;

    return row ? row->line : 0;
}

static void find_line(struct duban_importing *importing, unsigned long line)
{
    for (size_t i = 0; line && i < importing->n_shown; i++) {
        const struct duban_preview_item *item = &importing->preview.items[importing->shown[i]];
        const struct duban_import_row *row = duban_preview_row(&importing->preview, item);

        if (!row || row->line < line)
            continue;
        importing->at = i;
        return;
    }
}

void duban_importing_read(struct duban_importing *importing, const struct duban_campaign *campaign,
                          int today)
{
    struct duban_err err = DUBAN_ERR_INIT;
    unsigned long line = line_here(importing);

    if (importing->stage == DUBAN_IMPORTING_WAITS)
        return;
    duban_importing_loosen(importing);
    importing->options.encoding = importing->encoding;
    importing->options.maps = (const char *const *)importing->maps;
    importing->options.n_maps = importing->n_maps;
    importing->options.today = today;
    if (read_and_plan(importing, campaign, &err)) {
        refuse(importing, &err);
        return;
    }
    duban_preview_init(&importing->preview, importing->import, &importing->batch, campaign);
    importing->stage = DUBAN_IMPORTING_READY;
    duban_importing_show(importing, importing->filter);
    find_line(importing, line);
}

/* --- How it is to be read -------------------------------------------------------------------- */

void duban_importing_encode(struct duban_importing *importing, const char *encoding)
{
    duban_strset(&importing->encoding, encoding);
}

static bool same_header(const char *map, const char *header)
{
    const char *equals = strrchr(map, '=');

    return (size_t)(equals - map) == strlen(header) && memcmp(map, header, strlen(header)) == 0;
}

static void drop_map(struct duban_importing *importing, size_t at)
{
    free(importing->maps[at]);
    memmove(importing->maps + at, importing->maps + at + 1,
            (--importing->n_maps - at) * sizeof *importing->maps);
}

void duban_importing_map(struct duban_importing *importing, const char *header, const char *word)
{
    struct duban_buf map = DUBAN_BUF_INIT;

    for (size_t i = importing->n_maps; i-- > 0;)
        if (same_header(importing->maps[i], header) ||
            (word && strcmp(word, "extra") != 0 &&
             strcmp(strrchr(importing->maps[i], '=') + 1, word) == 0))
            drop_map(importing, i);
    if (!word)
        return;
    duban_buf_addf(&map, "%s=%s", header, word);
    importing->maps =
        duban_realloc(importing->maps, importing->n_maps + 1, sizeof *importing->maps);
    importing->maps[importing->n_maps++] = duban_buf_detach(&map);
}

const char *duban_importing_mapped(const struct duban_importing *importing, const char *header)
{
    for (size_t i = 0; i < importing->n_maps; i++)
        if (same_header(importing->maps[i], header))
            return strrchr(importing->maps[i], '=') + 1;
    return NULL;
}

/* --- What is looked at ----------------------------------------------------------------------- */

static bool passes(const struct duban_preview_item *item, enum duban_importing_filter filter)
{
    switch (filter) {
    case DUBAN_SHOW_ALL: return true;
    case DUBAN_SHOW_NEW: return item->fate == DUBAN_ROW_NEW;
    case DUBAN_SHOW_CHANGED: return item->fate == DUBAN_ROW_CHANGED;
    case DUBAN_SHOW_SAME: return item->fate == DUBAN_ROW_SAME;
    case DUBAN_SHOW_DOUBTFUL: return item->doubtful;
    case DUBAN_SHOW_REFUSED: return item->fate == DUBAN_ROW_REFUSED;
    case DUBAN_SHOW_MISSING: return item->fate == DUBAN_ROW_MISSING;
    case DUBAN_SHOWS: break;
    }
    return false;
}

void duban_importing_show(struct duban_importing *importing, enum duban_importing_filter filter)
{
    unsigned long line = line_here(importing);

    importing->filter = filter;
    importing->shown =
        duban_realloc(importing->shown, importing->preview.n_items + 1, sizeof *importing->shown);
    importing->n_shown = 0;
    for (size_t i = 0; i < importing->preview.n_items; i++)
        if (passes(&importing->preview.items[i], filter))
            importing->shown[importing->n_shown++] = i;
    if (importing->at >= importing->n_shown)
        importing->at = importing->n_shown ? importing->n_shown - 1 : 0;
    find_line(importing, line);
}

size_t duban_importing_count(const struct duban_importing *importing,
                             enum duban_importing_filter filter)
{
    const struct duban_preview *preview = &importing->preview;

    switch (filter) {
    case DUBAN_SHOW_ALL: return preview->n_items;
    case DUBAN_SHOW_NEW: return preview->counts[DUBAN_ROW_NEW];
    case DUBAN_SHOW_CHANGED: return preview->counts[DUBAN_ROW_CHANGED];
    case DUBAN_SHOW_SAME: return preview->counts[DUBAN_ROW_SAME];
    case DUBAN_SHOW_DOUBTFUL: return preview->doubtful;
    case DUBAN_SHOW_REFUSED: return preview->counts[DUBAN_ROW_REFUSED];
    case DUBAN_SHOW_MISSING: return preview->counts[DUBAN_ROW_MISSING];
    case DUBAN_SHOWS: break;
    }
    return 0;
}

const char *duban_importing_filter_word(enum duban_importing_filter filter)
{
    static const char *const words[DUBAN_SHOWS] = {
        [DUBAN_SHOW_ALL] = N_("全部"),           [DUBAN_SHOW_NEW] = N_("新增"),
        [DUBAN_SHOW_CHANGED] = N_("更新"),       [DUBAN_SHOW_SAME] = N_("不变"),
        [DUBAN_SHOW_DOUBTFUL] = N_("存疑"),      [DUBAN_SHOW_REFUSED] = N_("不能导入"),
        [DUBAN_SHOW_MISSING] = N_("不在文件里"),
    };

    return _(words[filter]);
}

void duban_importing_step(struct duban_importing *importing, long by)
{
    long at = (long)importing->at + by;

    if (!importing->n_shown)
        return;
    at = at < 0 ? 0 : at;
    importing->at = (size_t)at < importing->n_shown ? (size_t)at : importing->n_shown - 1;
}

static bool needs_a_look(const struct duban_preview_item *item)
{
    return item->doubtful || item->fate == DUBAN_ROW_REFUSED;
}

bool duban_importing_next(struct duban_importing *importing, int by)
{
    size_t n = importing->n_shown;

    for (size_t i = 1; i <= n; i++) {
        size_t at = (importing->at + (by > 0 ? i : n - i)) % n;

        if (!needs_a_look(&importing->preview.items[importing->shown[at]]))
            continue;
        importing->at = at;
        return true;
    }
    return false;
}

const struct duban_preview_item *duban_importing_item(const struct duban_importing *importing)
{
    if (importing->at >= importing->n_shown)
        return NULL;
    return &importing->preview.items[importing->shown[importing->at]];
}
