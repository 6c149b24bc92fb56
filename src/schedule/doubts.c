/* What there is to say about the cells of the tasks: deadlines that cannot be read or can be read
 * twice, zeros that a spreadsheet took away, suffixes that departments may share, control
 * characters that were taken out. */
#include "schedule/import.h"

#include "duban/date.h"
#include "duban/hash.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* Cells repeat in a table: each text is looked at once as long as it keeps its place here. */
enum { PLACES = 1024 };

struct doubts {
    struct duban_import *import;
    size_t zeros;             /* deadlines with a zero that may be lost */
    unsigned long first_zero; /* the line of the first */
    const char *sample;
    const char *leads[PLACES];    /* lead cells that were looked at */
    const char *statuses[PLACES]; /* words for statuses that were looked at */
    size_t settled;               /* deadlines whose day and month the column puts in their order */
    size_t undated;               /* tasks that are done, and the table does not say when */
    bool kept_zero;               /* a deadline such as 6.20 shows that zeros were not lost */
};

/* Where a text is remembered; another one may take over its place. */
static size_t place_of(const char *text)
{
    return (size_t)(duban_hash(DUBAN_HASH_START, text, strlen(text)) % PLACES);
}

/* 6.20: two decimals, the last a zero. */
static bool keeps_zero(const char *text)
{
    size_t month = strspn(text, "0123456789");
    const char *day = text + month + 1;

    return month && text[month] == '.' && strlen(day) == 2 && strchr("123", day[0]) &&
           day[1] == '0';
}

/* `format` takes the text and then the date it was read as, where it has one. */
static void doubt(struct doubts *doubts, unsigned long line, const char *format, const char *text,
                  int due)
{
    struct duban_import *import = doubts->import;
    char date[DUBAN_DATE_SIZE];

    import_tell(import, DUBAN_FINDING_DOUBT, line, header_name(&import->header, COLUMN_DEADLINE),
                format, text, duban_date_format(due, date));
}

/* Readings that may be wrong, by their flags. */
static void look_at_flags(struct doubts *doubts, unsigned long line, const char *text,
                          const struct duban_deadline *when)
{
    if (when->flags & DUBAN_DEADLINE_US && doubts->import->day_order != ORDER_UNKNOWN)
        doubts->settled++;
    else if (when->flags & DUBAN_DEADLINE_US)
        doubt(doubts, line, _("“%s”按 月/日/年 理解为 %s，请核对"), text, when->due);
    else if (when->flags & DUBAN_DEADLINE_AMBIG && when->warn == DUBAN_NO_DATE)
        doubt(doubts, line, _("“%s”有两种理解，现按 %s，请核对"), text, when->due);
    if (!(when->flags & DUBAN_DEADLINE_ZERO_MAYBE))
        return;
    if (!doubts->zeros++) {
        doubts->first_zero = line;
        doubts->sample = text;
    }
}

static void look_at_deadline(struct doubts *doubts, unsigned long line, const char *text)
{
    struct duban_deadline when;

    if (cell_blank(text))
        return;
    doubts->kept_zero = doubts->kept_zero || keeps_zero(text);
    when = import_when(doubts->import, text);
    switch (when.kind) {
    case DUBAN_DEADLINE_BAD:
        doubt(doubts, line, _("“%s”未能识别，原文已保留，没有截止日期"), text, DUBAN_NO_DATE);
        break;
    case DUBAN_DEADLINE_RELATIVE:
        doubt(doubts, line, _("“%s”不是确定的日期，请导入后定一个截止日期"), text, DUBAN_NO_DATE);
        break;
    case DUBAN_DEADLINE_NONE:
    case DUBAN_DEADLINE_DATE:
    case DUBAN_DEADLINE_RANGE:
    case DUBAN_DEADLINE_RECUR:
    case DUBAN_DEADLINE_OPEN:
    case DUBAN_DEADLINE_DITTO: look_at_flags(doubts, line, text, &when); break;
    }
}

static void ask_for_zeros(struct doubts *doubts, const char *column)
{
    struct duban_import *import = doubts->import;

    if (import->by_key)
        import_tell(import, DUBAN_FINDING_DOUBT, doubts->first_zero, column,
                    doubts->kept_zero
                        ? _("有 %zu 处时限可能丢了末尾的 0（如“%s”），已按原样理解")
                        : _("整列时限都没有以 0 结尾的日期，%zu 处（如“%s”）多半被表格软件去掉了"
                            "末尾的 0，已按原样理解"),
                    doubts->zeros, doubts->sample);
    else
        import_tell(
            import, DUBAN_FINDING_DOUBT, doubts->first_zero, column,
            doubts->kept_zero
                ? _("有 %zu 处时限可能丢了末尾的 0（如“%s”），已按原样理解；"
                    "如确已丢失，请加 --restore-zeros，否则加 --keep-zeros")
                : _("整列时限都没有以 0 结尾的日期，%zu 处（如“%s”）多半被表格软件去掉了末尾的 0，"
                    "已按原样理解；补回请加 --restore-zeros，不补请加 --keep-zeros"),
            doubts->zeros, doubts->sample);
}

/* R5: where a whole column has lost its zeros, all of them are proposed at once. */
static void tell_zeros(struct doubts *doubts)
{
    struct duban_import *import = doubts->import;
    const char *column = header_name(&import->header, COLUMN_DEADLINE);

    import->zeros_maybe = doubts->zeros;
    import->zero_sample = doubts->sample;
    import->zeros_lost = doubts->zeros && !doubts->kept_zero;
    if (!doubts->zeros || (import->by_key && import->zeros != DUBAN_ZEROS_ASK))
        return; /* the import screen says that beside its key */
    switch (import->zeros) {
    case DUBAN_ZEROS_RESTORE:
        import_tell(import, DUBAN_FINDING_NOTE, 0, column,
                    _("已按 10 日、20 日、30 日补回 %zu 处末尾的 0"), doubts->zeros);
        break;
    case DUBAN_ZEROS_KEEP:
        import_tell(import, DUBAN_FINDING_NOTE, 0, column,
                    _("%zu 处时限按原样理解为 1 日、2 日、3 日"), doubts->zeros);
        break;
    case DUBAN_ZEROS_ASK: ask_for_zeros(doubts, column); break;
    }
}

static void tell_order(struct doubts *doubts)
{
    struct duban_import *import = doubts->import;

    if (doubts->settled)
        import_tell(import, DUBAN_FINDING_NOTE, 0, header_name(&import->header, COLUMN_DEADLINE),
                    import->day_order == DAY_FIRST
                        ? _("整列都按 日/月/年 理解，%zu 处本来有两种读法")
                        : _("整列都按 月/日/年 理解，%zu 处本来有两种读法"),
                    doubts->settled);
}

static const char *time_words(const struct duban_import *import)
{
    if (import->times_in_text)
        return _("时限取自文字里的“%s”，文字未动");
    return import->by_key
               ? _("没有时限，文字里写有“%s”；如果是时限，按 t 采用，文字不动")
               : _("没有时限，文字里写有“%s”；如果是时限，请加 --times-in-text，文字不动");
}

/* A task without a deadline whose text names a time. */
static void look_at_text(struct doubts *doubts, const struct duban_import_row *row)
{
    struct duban_import *import = doubts->import;
    struct duban_buf time = DUBAN_BUF_INIT;

    if (cell_blank(import_field(import, row->row, COLUMN_DEADLINE)) &&
        import_time_in_text(&time, import, row->row)) {
        import->times++;
        import_tell(import, DUBAN_FINDING_NOTE, row->line,
                    header_name(&import->header, COLUMN_TASK), time_words(import), time.data);
    }
    duban_buf_release(&time);
}

/* A task that begins after it is due: one of the two is wrong. */
static void look_at_start(struct doubts *doubts, const struct duban_import_row *row)
{
    struct duban_import *import = doubts->import;
    const char *begins = import_field(import, row->row, COLUMN_START);
    const char *ends = import_field(import, row->row, COLUMN_DEADLINE);

    if (cell_blank(begins) || cell_blank(ends))
        return;
    int start = import_when(import, begins).due;
    int due = import_when(import, ends).due;
    if (start != DUBAN_NO_DATE && due != DUBAN_NO_DATE && start > due &&
        import->day_order != DAY_FIRST)
        import_tell(import, DUBAN_FINDING_DOUBT, row->line,
                    header_name(&import->header, COLUMN_START),
                    _("开始时间“%s”晚于完成时限“%s”，请核对"), begins, ends);
}

/* Done, but the table does not say when. */
static void look_at_done(struct doubts *doubts, const struct duban_import_row *row)
{
    const char *word = import_field(doubts->import, row->row, COLUMN_STATUS);
    enum duban_task_status status;

    if (!cell_blank(word) && duban_status_parse(&status, word) && status == DUBAN_DONE &&
        cell_blank(import_field(doubts->import, row->row, COLUMN_DONE_ON)))
        doubts->undated++;
}

static void tell_undated(struct doubts *doubts)
{
    struct duban_import *import = doubts->import;
    char today[DUBAN_DATE_SIZE];

    if (doubts->undated)
        import_tell(import, DUBAN_FINDING_NOTE, 0, header_name(&import->header, COLUMN_STATUS),
                    _("%zu 项写明已完成，没有写办结日期；看板上尚未办结的按 %s 办结，请核对"),
                    doubts->undated, duban_date_format(import->today, today));
}

/* A word that is no status: said once. */
static void look_at_status(struct doubts *doubts, unsigned long line, const char *word)
{
    struct duban_import *import = doubts->import;
    const char **seen = &doubts->statuses[place_of(word)];
    enum duban_task_status status;

    if (cell_blank(word) || (*seen && strcmp(*seen, word) == 0))
        return;
    *seen = word;
    if (!duban_status_parse(&status, word))
        import_tell(import, DUBAN_FINDING_NOTE, line, header_name(&import->header, COLUMN_STATUS),
                    _("“%s”不是已知的状态，作为其他列保留"), word);
}

/* --- Leads ----------------------------------------------------------------------------------- */

static void add_names(struct duban_buf *out, const char *list)
{
    for (; *list; list++)
        if (*list == '\n')
            duban_buf_adds(out, _("、"));
        else
            duban_buf_addc(out, *list);
}

/* Where several departments may share a suffix: said once for each way to write them. */
static void look_at_leads(struct doubts *doubts, unsigned long line, const char *cell)
{
    struct duban_import *import = doubts->import;
    const char **seen = &doubts->leads[place_of(cell)];
    struct duban_buf lists[4] = {DUBAN_BUF_INIT, DUBAN_BUF_INIT, DUBAN_BUF_INIT, DUBAN_BUF_INIT};

    if (cell_blank(cell) || (*seen && strcmp(*seen, cell) == 0))
        return;
    *seen = cell;
    duban_leads_split(&lists[0], &lists[1], cell, NULL);
    if (duban_leads_shared_suffix(&lists[1], lists[0].data)) {
        add_names(&lists[2], lists[0].data);
        add_names(&lists[3], lists[1].data);
        import_tell(import, DUBAN_FINDING_NOTE, line, header_name(&import->header, COLUMN_LEADS),
                    _("按原样记为 %s；如指 %s，请导入后修改"), lists[2].data, lists[3].data);
    }
    for (size_t i = 0; i < 4; i++)
        duban_buf_release(&lists[i]);
}

/* --- Control characters ---------------------------------------------------------------------- */

/* May the bytes hold characters that are taken out? Ordinary text is told at one look a byte. */
static bool may_hold_controls(const char *s, size_t len)
{
    static const bool suspects[256] = {
        [1 ... '\t' - 1] = true,
        ['\n' + 1 ... '\r' - 1] = true,
        ['\r' + 1 ... ' ' - 1] = true,
        [0x7f] = true,
        [0xc2] = true, /* begins C1 controls */
    };

    for (size_t i = 0; i < len; i++) {
        if (suspects[(unsigned char)s[i]])
            return true;
    }
    return false;
}

static void look_for_controls(struct duban_import *import, const struct duban_import_row *row)
{
    struct duban_buf clean = DUBAN_BUF_INIT;

    for (size_t i = 0; i < import->header.n; i++) {
        const char *cell = import_cell(import, row->row, i);
        size_t n;

        if (!may_hold_controls(cell, strlen(cell)))
            continue;
        duban_buf_clear(&clean);
        n = duban_text_clean(&clean, cell, strlen(cell));
        if (n)
            import_tell(import, DUBAN_FINDING_NOTE, row->line, import->header.columns[i].name,
                        _("已去掉 %zu 个控制字符"), n);
    }
    duban_buf_release(&clean);
}

void import_find_doubts(struct duban_import *import)
{
    struct doubts doubts = {.import = import};

    import->controls = may_hold_controls(import->table.text, import->table.text_len);
    doubts.kept_zero = import_is_print(import); /* 6.20 stands there as 6月20日 */
    import_settle_day_order(import);
    for (size_t i = 0; i < import->n_rows; i++) {
        const struct duban_import_row *row = &import->rows[i];

        if (row->fate == DUBAN_ROW_REFUSED)
            continue;
        if (import->year && cell_blank(import_field(import, row->row, COLUMN_DUE)))
            look_at_deadline(&doubts, row->line, import_field(import, row->row, COLUMN_DEADLINE));
        if (import->year)
            look_at_text(&doubts, row);
        if (import->year)
            look_at_start(&doubts, row);
        look_at_done(&doubts, row);
        look_at_status(&doubts, row->line, import_field(import, row->row, COLUMN_STATUS));
        look_at_leads(&doubts, row->line, import_field(import, row->row, COLUMN_LEADS));
        if (import->controls)
            look_for_controls(import, row);
    }
    tell_zeros(&doubts);
    tell_order(&doubts);
    tell_undated(&doubts);
}

bool import_zero_maybe(const struct duban_import *import, size_t row)
{
    /* The date beside it settles that. */
    return cell_blank(import_field(import, row, COLUMN_DUE)) &&
           import_when(import, import_field(import, row, COLUMN_DEADLINE)).flags &
               DUBAN_DEADLINE_ZERO_MAYBE;
}
