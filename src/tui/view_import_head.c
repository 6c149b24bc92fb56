/* The head of the import screen: what the file is, its columns, phases and departments, what is to
 * be looked at, and the kinds of rows. Words flow over the rows there are; what matters most stands
 * nearest to the list and is the last to give way. */
#include "tui/import_parts.h"

#include "duban/i18n.h"

#include <string.h>

#define TOKENS 60 /* of one section, at most: the rest is an … */

/* Words that flow over rows. Without a canvas only the rows are counted. */
struct flow {
    const struct canvas *canvas;
    struct rect rect; /* h: rows at most */
    int row, x;       /* where the next word goes */
    int indent;
    bool cut; /* there was no room for all */
};

static void flow_put(struct flow *flow, enum role role, const char *text)
{
    int width = draw_width(text), room = flow->rect.w - flow->x;

    if (flow->cut || width == 0)
        return;
    if (width > room && flow->x > flow->indent) {
        if (flow->row + 1 >= flow->rect.h) {
            flow->cut = true;
            if (flow->canvas && room > 0)
                draw_text(flow->canvas, flow->rect.y + flow->row, flow->rect.x + flow->x, 1,
                          ROLE_DIM, "…");
            return;
        }
        flow->row++;
        flow->x = flow->indent;
        room = flow->rect.w - flow->x;
    }
    if (flow->canvas)
        draw_text(flow->canvas, flow->rect.y + flow->row, flow->rect.x + flow->x, room, role, text);
    flow->x += (width < room ? width : room) + 2;
}

static void flow_begin(struct flow *flow, const char *label)
{
    flow->indent = 0;
    flow_put(flow, ROLE_LABEL, label);
    flow->indent = flow->x;
}

/* --- The file -------------------------------------------------------------------------------- */

static const char *year_from(enum duban_year_from from)
{
    switch (from) {
    case DUBAN_YEAR_TITLE: return _("（取自标题）");
    case DUBAN_YEAR_BOARD: return _("（看板的年度）");
    case DUBAN_YEAR_NOWHERE:
    case DUBAN_YEAR_OPTION: break;
    }
    return "";
}

static const char *mode_word(enum duban_import_mode mode)
{
    switch (mode) {
    case DUBAN_IMPORT_UPDATE: return _("更新");
    case DUBAN_IMPORT_APPEND: return _("追加");
    case DUBAN_IMPORT_REPLACE: return _("以文件为准");
    }
    return "";
}

static void put_delimiter(struct duban_buf *out, char delimiter)
{
    switch (delimiter) {
    case ',': duban_buf_adds(out, _("逗号")); return;
    case ';': duban_buf_adds(out, _("分号")); return;
    case '\t': duban_buf_adds(out, _("制表符")); return;
    }
    duban_buf_addc(out, delimiter);
}

static void put_form(struct flow *flow, const struct duban_importing *importing)
{
    const struct duban_preview *preview = &importing->preview;
    struct duban_buf text = DUBAN_BUF_INIT;

    flow_begin(flow, _("表格"));
    flow_put(flow, ROLE_TITLE, importing->name);
    duban_buf_addf(&text, "%s%s", preview->encoding,
                   preview->guessed && !preview->chose_encoding ? _("（推断）") : "");
    flow_put(flow, preview->guessed && !preview->chose_encoding ? ROLE_WARN : ROLE_TEXT, text.data);
    duban_buf_clear(&text);
    put_delimiter(&text, preview->delimiter);
    flow_put(flow, ROLE_TEXT, text.data);
    duban_buf_clear(&text);
    if (preview->header_line)
        duban_buf_addf(&text, _("表头第 %lu 行"), preview->header_line);
    else
        duban_buf_adds(&text, _("没有表头"));
    flow_put(flow, ROLE_TEXT, text.data);
    duban_buf_clear(&text);
    duban_buf_addf(&text, _("%d 年%s"), preview->year, year_from(preview->year_from));
    flow_put(flow, ROLE_TEXT, text.data);
    flow_put(flow, preview->mode == DUBAN_IMPORT_UPDATE ? ROLE_TEXT : ROLE_WARN,
             mode_word(preview->mode));
    duban_buf_release(&text);
}

/* --- Columns --------------------------------------------------------------------------------- */

static bool has_field(const struct duban_preview *preview, enum duban_field field)
{
    for (size_t i = 0; i < preview->n_columns; i++)
        if (preview->columns[i].field == field && preview->columns[i].usual)
            return true;
    return false;
}

/* What a table is rarely without: said first, because another column may be meant. */
static void put_lacking(struct flow *flow, const struct duban_preview *preview)
{
    static const struct {
        enum duban_field field;
        const char *text;
    } usual[] = {
        {DUBAN_FIELD_TASK_PHASE, N_("没有阶段列")},
        {DUBAN_FIELD_TASK_DEADLINE, N_("没有时限列")},
        {DUBAN_FIELD_TASK_LEADS, N_("没有牵头单位列")},
    };

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (!has_field(preview, usual[i].field))
            flow_put(flow, ROLE_WARN, _(usual[i].text));
}

static void put_column(struct flow *flow, const struct duban_preview_column *column)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    const char *usual = column->usual ? _(column->usual) : NULL;
    enum role role = ROLE_TEXT;

    if (!usual) {
        duban_buf_addf(&text, _("%s（照存）"), column->header);
        role = ROLE_DIM;
    } else if (!*column->header || strcmp(usual, column->header) == 0) {
        duban_buf_adds(&text, usual);
    } else {
        duban_buf_addf(&text, "%s→%s", column->header, usual);
        role = ROLE_READING;
    }
    flow_put(flow, role, text.data);
    duban_buf_release(&text);
}

static void put_columns(struct flow *flow, const struct duban_importing *importing)
{
    const struct duban_preview *preview = &importing->preview;

    flow_begin(flow, _("各列"));
    put_lacking(flow, preview);
    for (size_t i = 0; i < preview->n_columns && i < TOKENS && !flow->cut; i++)
        put_column(flow, &preview->columns[i]);
}

/* --- Phases and departments ------------------------------------------------------------------ */

static void put_phases(struct flow *flow, const struct duban_importing *importing)
{
    const struct duban_preview *preview = &importing->preview;
    struct duban_buf text = DUBAN_BUF_INIT;

    flow_begin(flow, _("阶段"));
    for (size_t i = 0; i < preview->n_phases && i < TOKENS && !flow->cut; i++) {
        const struct duban_import_phase *phase = &preview->phases[i];
        bool fresh = phase->id < 0 && preview->campaign->n_phases > 0;

        duban_buf_clear(&text);
        duban_buf_adds(&text, phase->name);
        if (phase->window)
            duban_buf_addf(&text, _("（%s）"), phase->window);
        duban_buf_addf(&text, " %zu%s", phase->rows, fresh ? _(" 新") : "");
        flow_put(flow, fresh ? ROLE_OK : ROLE_TEXT, text.data);
    }
    duban_buf_release(&text);
}

static void put_departments_of(struct flow *flow, const struct duban_preview *preview, bool known)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    size_t n = 0;

    for (size_t i = 0; i < preview->n_departments && n < TOKENS && !flow->cut; i++) {
        if (preview->departments[i].known != known)
            continue;
        if (n++ == 0)
            flow_put(flow, ROLE_LABEL, known ? _("已有") : _("新"));
        duban_buf_clear(&text);
        duban_buf_addf(&text, "%s %zu", preview->departments[i].name, preview->departments[i].rows);
        flow_put(flow, known ? ROLE_DIM : ROLE_OK, text.data);
    }
    duban_buf_release(&text);
}

static void put_departments(struct flow *flow, const struct duban_importing *importing)
{
    flow_begin(flow, _("单位"));
    put_departments_of(flow, &importing->preview, false);
    put_departments_of(flow, &importing->preview, true);
}

/* --- What is to be looked at ----------------------------------------------------------------- */

static void put_zeros(struct flow *flow, const struct duban_preview *preview)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    switch (preview->zeros) {
    case DUBAN_ZEROS_ASK:
        duban_buf_addf(&text,
                       preview->zeros_lost
                           ? _("%zu 处时限如“%s”多半丢了末尾的 0，现按原样理解：按 z 补回或不补")
                           : _("%zu 处时限如“%s”可能丢了末尾的 0，现按原样理解：按 z 补回或不补"),
                       preview->zeros_maybe, preview->zero_sample);
        break;
    case DUBAN_ZEROS_RESTORE:
        duban_buf_addf(&text, _("已补回 %zu 处时限末尾的 0（如“%s”）"), preview->zeros_maybe,
                       preview->zero_sample);
        break;
    case DUBAN_ZEROS_KEEP:
        duban_buf_addf(&text, _("%zu 处时限（如“%s”）不补 0"), preview->zeros_maybe,
                       preview->zero_sample);
        break;
    }
    flow_put(flow, preview->zeros == DUBAN_ZEROS_ASK ? ROLE_WARN : ROLE_READING, text.data);
    duban_buf_release(&text);
}

static void put_times(struct flow *flow, const struct duban_preview *preview)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text,
                   preview->times_in_text ? _("%zu 项的时限取自文字：按 t 不取")
                                          : _("%zu 项没有时限，而文字里写有时间：按 t 采用"),
                   preview->times);
    flow_put(flow, preview->times_in_text ? ROLE_READING : ROLE_WARN, text.data);
    duban_buf_release(&text);
}

/* What no row below shows: with its line, when it has one. */
static void put_around(struct flow *flow, const struct duban_finding *finding)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    if (finding->line)
        duban_buf_addf(&text, _("第 %lu 行 "), finding->line);
    if (finding->column)
        duban_buf_addf(&text, _("%s："), finding->column);
    duban_buf_adds(&text, finding->text);
    flow_put(flow, finding->weight == DUBAN_FINDING_NOTE ? ROLE_DIM : ROLE_WARN, text.data);
    duban_buf_release(&text);
}

/* Zeros and times, then what there is to say about the whole file and what stands around the table.
 */
static void put_warnings(struct flow *flow, const struct duban_importing *importing)
{
    const struct duban_preview *preview = &importing->preview;
    const struct duban_finding *finding;

    flow_begin(flow, _("注意"));
    if (preview->zeros_maybe)
        put_zeros(flow, preview);
    if (preview->times)
        put_times(flow, preview);
    for (size_t n = 0; n < TOKENS && (finding = duban_preview_around(preview, n)); n++)
        put_around(flow, finding);
}

static bool has_warnings(const struct duban_preview *preview)
{
    return preview->zeros_maybe || preview->times || duban_preview_around(preview, 0);
}

/* --- Kinds of rows --------------------------------------------------------------------------- */

static void put_kinds(struct flow *flow, const struct duban_importing *importing)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    flow->indent = 0;
    for (int i = 0; i < DUBAN_SHOWS; i++) {
        enum duban_importing_filter filter = (enum duban_importing_filter)i;
        size_t n = duban_importing_count(importing, filter);
        bool bad = filter == DUBAN_SHOW_DOUBTFUL || filter == DUBAN_SHOW_REFUSED;

        if (!n && filter != DUBAN_SHOW_ALL && filter != importing->filter)
            continue;
        duban_buf_clear(&text);
        duban_buf_addf(&text, "%s %zu", duban_importing_filter_word(filter), n);
        flow_put(flow,
                 filter == importing->filter ? ROLE_HERE
                 : bad                       ? ROLE_WARN
                                             : ROLE_TEXT,
                 text.data);
    }
    duban_buf_release(&text);
}

/* --- All of it ------------------------------------------------------------------------------- */

struct section {
    void (*put)(struct flow *flow, const struct duban_importing *importing);
    int worth; /* the least is the first to be left out */
    int most;  /* rows at most */
    int rows;
};

static int rows_of(const struct section *section, const struct duban_importing *importing,
                   int width)
{
    struct flow flow = {.rect = {0, 0, section->most, width}};

    section->put(&flow, importing);
    return flow.row + 1;
}

/* Takes rows away until all fit: first those beyond a section's first row, then whole sections. */
static void fit(struct section *sections, size_t n, int height)
{
    for (;;) {
        struct section *victim = NULL;
        int sum = 0;

        for (size_t i = 0; i < n; i++) {
            struct section *it = &sections[i];

            sum += it->rows;
            if (it->rows > 0 &&
                (!victim || (it->rows > 1) > (victim->rows > 1) ||
                 ((it->rows > 1) == (victim->rows > 1) && it->worth < victim->worth)))
                victim = it;
        }
        if (sum <= height || sum <= 1 || !victim)
            return;
        victim->rows--;
    }
}

int import_draw_head(const struct canvas *canvas, const struct duban_importing *importing,
                     struct rect rect)
{
    struct section sections[] = {
        {put_form, 4, 2, 0},        {put_columns, 3, 4, 0},  {put_phases, 2, 4, 0},
        {put_departments, 1, 4, 0}, {put_warnings, 5, 4, 0}, {put_kinds, 6, 1, 0},
    };
    enum { SECTIONS = sizeof sections / sizeof *sections };
    int y = rect.y;

    for (size_t i = 0; i < SECTIONS; i++)
        if (sections[i].put != put_warnings || has_warnings(&importing->preview))
            sections[i].rows = rows_of(&sections[i], importing, rect.w - 1);
    fit(sections, SECTIONS, rect.h);
    for (size_t i = 0; i < SECTIONS; i++) {
        struct flow flow = {canvas, {y, rect.x, sections[i].rows, rect.w - 1}, 0, 0, 0, false};

        if (sections[i].rows > 0)
            sections[i].put(&flow, importing);
        y += sections[i].rows;
    }
    return y - rect.y;
}
