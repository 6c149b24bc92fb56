/* The keys of a query, one row each: their names, how their values are read, what they fit. */
#include "core/query.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Texts --------------------------------------------------------------------------------- */

/* True when the text is `part` as people write it. */
static bool is_text(const char *text, const char *part)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    bool is;

    duban_text_key(&key, text);
    is = strcmp(key.data, part) == 0;
    duban_buf_release(&key);
    return is;
}

static bool text_fits(const char *text, const char *part)
{
    return text != NULL && duban_text_has(text, strlen(text), part);
}

static bool any_item_fits(const char *list, const char *part)
{
    size_t len;

    for (const char *p = list, *item; (item = duban_text_item(&p, &len)) != NULL;)
        if (duban_text_has(item, len, part))
            return true;
    return false;
}

/* A list of departments: by the names in it, or by another name of one of them. */
static bool any_department_fits(const struct duban_campaign *campaign, const char *list,
                                const char *part)
{
    size_t len;

    if (any_item_fits(list, part))
        return true;
    for (const char *p = campaign->aliases, *item; (item = duban_text_item(&p, &len)) != NULL;) {
        const char *equals = memrchr(item, '=', len);

        if (equals != NULL && duban_text_has(item, (size_t)(equals - item), part) &&
            duban_text_has_item(list, equals + 1, (size_t)(item + len - equals - 1)))
            return true;
    }
    return false;
}

/* A text or list of the task that the key's field names, canonical; owned, NULL: empty. */
static bool fits_field(const struct query_value *value, const struct query_key *key,
                       const struct query_subject *subject)
{
    char *text = duban_field_get(subject->task, key->field, NULL);
    bool fits;

    if (value->none || text == NULL)
        fits = value->none && text == NULL;
    else if (duban_field_info(key->field)->type == DUBAN_TYPE_LIST)
        fits = any_department_fits(subject->campaign, text, value->key);
    else
        fits = text_fits(text, value->key);
    free(text);
    return fits;
}

/* A serial is a label: 1 must not find 10. */
static bool fits_serial(const struct query_value *value, const struct query_key *key,
                        const struct query_subject *subject)
{
    const char *serial = subject->task->serial;

    (void)key;
    if (value->none || serial == NULL)
        return value->none && serial == NULL;
    return is_text(serial, value->key);
}

static bool fits_department(const struct query_value *value, const struct query_key *key,
                            const struct query_subject *subject)
{
    const struct duban_task *task = subject->task;

    (void)key;
    if (value->none)
        return task->leads == NULL && task->supports == NULL;
    return any_department_fits(subject->campaign, task->leads, value->key) ||
           any_department_fits(subject->campaign, task->supports, value->key);
}

static bool fits_extra(const struct query_value *value, const struct query_key *key,
                       const struct query_subject *subject)
{
    const struct duban_extras *extras = &subject->task->extras;

    (void)key;
    if (value->none)
        return extras->n == 0;
    for (size_t i = 0; i < extras->n; i++)
        if (text_fits(extras->items[i].value, value->key))
            return true;
    return false;
}

static bool fits_any(const struct query_value *value, const struct query_key *key,
                     const struct query_subject *subject)
{
    const struct duban_task *task = subject->task;
    const char *const texts[] = {task->text, task->leader, task->note, task->progress};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (text_fits(texts[i], value->key))
            return true;
    return any_item_fits(task->leads, value->key) || any_item_fits(task->supports, value->key) ||
           fits_serial(value, key, subject) || fits_extra(value, key, subject);
}

/* A phase by its number, or by a part of its name. */
static bool fits_phase(const struct query_value *value, const struct query_key *key,
                       const struct query_subject *subject)
{
    const struct duban_phase *phase = duban_campaign_phase(subject->campaign, subject->task->phase);

    (void)key;
    if (phase == NULL)
        return false;
    if (value->key[strspn(value->key, "0123456789")] == '\0')
        return strtoull(value->key, NULL, 10) ==
               duban_campaign_phase_no(subject->campaign, phase->id);
    return text_fits(phase->name, value->key);
}

/* --- Numbers and dates --------------------------------------------------------------------- */

static int64_t end_of(int64_t n, bool yearless, int year)
{
    return yearless ? n + year * INT64_C(10000) : n;
}

static bool within(const struct query_value *value, int64_t n, int year)
{
    return n >= end_of(value->low, value->low_yearless, year) &&
           n <= end_of(value->high, value->high_yearless, year);
}

static bool date_fits(const struct query_value *value, int date, int year)
{
    if (value->none || date == DUBAN_NO_DATE)
        return value->none && date == DUBAN_NO_DATE;
    return within(value, duban_query_day(date), year);
}

static bool fits_due(const struct query_value *value, const struct query_key *key,
                     const struct query_subject *subject)
{
    (void)key;
    return date_fits(value, subject->standing.due, subject->campaign->year);
}

static bool fits_done_on(const struct query_value *value, const struct query_key *key,
                         const struct query_subject *subject)
{
    (void)key;
    return date_fits(value, subject->task->done_on, subject->campaign->year);
}

static bool fits_id(const struct query_value *value, const struct query_key *key,
                    const struct query_subject *subject)
{
    (void)key;
    return within(value, subject->task->id, 0);
}

static bool fits_chases(const struct query_value *value, const struct query_key *key,
                        const struct query_subject *subject)
{
    (void)key;
    return within(value, subject->task->chases, 0);
}

static bool fits_extensions(const struct query_value *value, const struct query_key *key,
                            const struct query_subject *subject)
{
    (void)key;
    return within(value, subject->task->extensions, 0);
}

/* Days late, 0 for what is not. */
static bool fits_late(const struct query_value *value, const struct query_key *key,
                      const struct query_subject *subject)
{
    (void)key;
    return within(value, subject->standing.light == DUBAN_LIGHT_RED ? -subject->standing.days : 0,
                  0);
}

/* --- Words --------------------------------------------------------------------------------- */

static const struct query_word light_words[] = {
    {"red 红 红灯", DUBAN_LIGHT_RED},
    {"yellow 黄 黄灯", DUBAN_LIGHT_YELLOW},
    {"green 绿 绿灯", DUBAN_LIGHT_GREEN},
    {"none 无 无灯", DUBAN_LIGHT_NONE},
    {NULL, 0},
};

static bool fits_light(const struct query_value *value, const struct query_key *key,
                       const struct query_subject *subject)
{
    (void)key;
    return value->word == (unsigned)subject->standing.light;
}

static bool read_status(struct query_value *value, const struct query_key *key, int today)
{
    enum duban_task_status status;

    (void)key;
    (void)today;
    if (!duban_status_parse(&status, value->key))
        return false;
    value->word = (unsigned)status;
    return true;
}

static bool fits_status(const struct query_value *value, const struct query_key *key,
                        const struct query_subject *subject)
{
    (void)key;
    return value->word == (unsigned)subject->task->status;
}

static const struct query_word kind_words[] = {
    {"none 无", DUBAN_DEADLINE_NONE},
    {"date 日期", DUBAN_DEADLINE_DATE},
    {"range 区间 期间", DUBAN_DEADLINE_RANGE},
    {"recur 定期 每月", DUBAN_DEADLINE_RECUR},
    {"open 长期", DUBAN_DEADLINE_OPEN},
    {"relative 相对", DUBAN_DEADLINE_RELATIVE},
    {"ditto 同上", DUBAN_DEADLINE_DITTO},
    {"bad 无法识别", DUBAN_DEADLINE_BAD},
    {NULL, 0},
};

static bool fits_kind(const struct query_value *value, const struct query_key *key,
                      const struct query_subject *subject)
{
    (void)key;
    return value->word == (unsigned)subject->task->when.kind;
}

static bool read_flag(struct query_value *value, const struct query_key *key, int today)
{
    (void)key;
    (void)today;
    for (unsigned i = 0; i < DUBAN_DEADLINE_FLAGS; i++) {
        if (strcmp(duban_deadline_flag_name(i), value->key) == 0) {
            value->word = 1u << i;
            return true;
        }
    }
    return false;
}

static bool fits_flag(const struct query_value *value, const struct query_key *key,
                      const struct query_subject *subject)
{
    (void)key;
    return (subject->task->when.flags & value->word) != 0;
}

/* What a task can be. */
enum is {
    IS_OPEN,
    IS_TODO,
    IS_DOING,
    IS_DONE,
    IS_DROPPED,
    IS_OVERDUE,
    IS_SOON,
    IS_INHERITED,
    IS_UNDATED,
    IS_DOUBTFUL,
    IS_CHASED,
    IS_EXTENDED,
};

static const struct query_word is_words[] = {
    {"open 未完成 未办结 在办", IS_OPEN},
    {"todo 未启动 未开始", IS_TODO},
    {"doing 进行中 推进中", IS_DOING},
    {"done closed 已完成 完成 办结 已办结", IS_DONE},
    {"dropped 不再推进 终止", IS_DROPPED},
    {"overdue late 逾期 超期", IS_OVERDUE},
    {"soon 临期 将到期", IS_SOON},
    {"inherited 推定 随阶段", IS_INHERITED},
    {"undated 无时限 无日期", IS_UNDATED},
    {"doubtful doubt bad 存疑 待核", IS_DOUBTFUL},
    {"chased 催办 已催办", IS_CHASED},
    {"extended 延期 已延期", IS_EXTENDED},
    {NULL, 0},
};

static bool doubtful(const struct duban_deadline *when)
{
    return when->kind == DUBAN_DEADLINE_BAD || when->kind == DUBAN_DEADLINE_RELATIVE ||
           (when->flags & (DUBAN_DEADLINE_AMBIG | DUBAN_DEADLINE_US | DUBAN_DEADLINE_ZERO_MAYBE)) !=
               0;
}

static bool fits_is(const struct query_value *value, const struct query_key *key,
                    const struct query_subject *subject)
{
    const struct duban_task *task = subject->task;

    (void)key;
    switch ((enum is)value->word) {
    case IS_OPEN: return task->status == DUBAN_TODO || task->status == DUBAN_DOING;
    case IS_TODO: return task->status == DUBAN_TODO;
    case IS_DOING: return task->status == DUBAN_DOING;
    case IS_DONE: return task->status == DUBAN_DONE;
    case IS_DROPPED: return task->status == DUBAN_DROPPED;
    case IS_OVERDUE: return subject->standing.light == DUBAN_LIGHT_RED;
    case IS_SOON: return subject->standing.light == DUBAN_LIGHT_YELLOW;
    case IS_INHERITED: return subject->standing.inherited;
    case IS_UNDATED: return subject->standing.due == DUBAN_NO_DATE;
    case IS_DOUBTFUL: return doubtful(&task->when);
    case IS_CHASED: return task->chases > 0;
    case IS_EXTENDED: return task->extensions > 0;
    }
    return false;
}

/* For a number that can also be asked for with yes or no. */
static const struct query_word yes_words[] = {
    {"yes true 是 有", 1},
    {"no false 否 无 none", 0},
    {NULL, 0},
};

/* --- The table ----------------------------------------------------------------------------- */

#define TEXT_OF(id)                                                                    \
    .read = duban_query_read_text, .fits = fits_field, .field = DUBAN_FIELD_TASK_##id, \
    .form = N_("文字，或 none 表示空")
#define DATE_FORM   N_("2018-06-30、2018-06、6.30、today、week、none、<日期、日期..日期")
#define NUMBER_FORM N_("数字、>数字、数字..数字")

static const struct query_key keys[] = {
    {.names = "lead leads 牵头 牵头单位 牵头部门 责任单位", TEXT_OF(LEADS)},
    {.names = "support supports 配合 配合单位 协办", TEXT_OF(SUPPORTS)},
    {.names = "department dept 单位 部门",
     .read = duban_query_read_text,
     .fits = fits_department,
     .form = N_("单位名称，或 none 表示空")},
    {.names = "leader 领导 牵头领导 责任领导", TEXT_OF(LEADER)},
    {.names = "phase 阶段 阶段步骤",
     .read = duban_query_read_literal,
     .fits = fits_phase,
     .form = N_("阶段的序号或名称")},
    {.names = "status 状态",
     .read = read_status,
     .fits = fits_status,
     .form = N_("todo doing done dropped, 未启动 进行中 已完成 不再推进")},
    {.names = "due 时限 完成时限 截止 截止日期 到期",
     .read = duban_query_read_date,
     .fits = fits_due,
     .form = DATE_FORM},
    {.names = "light 灯 亮灯",
     .read = duban_query_read_word,
     .fits = fits_light,
     .words = light_words,
     .form = N_("red yellow green none, 红 黄 绿 无")},
    {.names = "is 是",
     .read = duban_query_read_word,
     .fits = fits_is,
     .words = is_words,
     .form = N_("open todo doing done dropped overdue soon inherited undated doubtful chased "
                "extended, 未完成 逾期 临期 …")},
    {.names = "overdue late 逾期 超期",
     .read = duban_query_read_number,
     .fits = fits_late,
     .words = yes_words,
     .form = N_("是、否、>天数")},
    {.names = "id 编号", .read = duban_query_read_number, .fits = fits_id, .form = NUMBER_FORM},
    {.names = "serial 序号",
     .read = duban_query_read_text,
     .fits = fits_serial,
     .form = N_("文字，或 none 表示空")},
    {.names = "text task 任务 工作任务 内容", TEXT_OF(TEXT)},
    {.names = "deadline 时限原文", TEXT_OF(DEADLINE)},
    {.names = "kind 时限类别",
     .read = duban_query_read_word,
     .fits = fits_kind,
     .words = kind_words,
     .form = "none date range recur open relative ditto bad"},
    {.names = "flag flags 时限标记",
     .read = read_flag,
     .fits = fits_flag,
     .form = "ambig approx multi us zero zero? …"},
    {.names = "target 数量要求", TEXT_OF(TARGET)},
    {.names = "progress 进展", TEXT_OF(PROGRESS)},
    {.names = "note 备注", TEXT_OF(NOTE)},
    {.names = "reason 原因", TEXT_OF(REASON)},
    {.names = "extra 其他",
     .read = duban_query_read_text,
     .fits = fits_extra,
     .form = N_("文字，或 none 表示空")},
    {.names = "done_on done 办结 办结日期",
     .read = duban_query_read_date,
     .fits = fits_done_on,
     .form = DATE_FORM},
    {.names = "chases chase 催办 催办次数",
     .read = duban_query_read_number,
     .fits = fits_chases,
     .words = yes_words,
     .form = NUMBER_FORM},
    {.names = "extensions 延期 延期次数",
     .read = duban_query_read_number,
     .fits = fits_extensions,
     .words = yes_words,
     .form = NUMBER_FORM},
};

const struct query_key *duban_query_key_find(const char *name)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (duban_query_named(keys[i].names, name))
            return &keys[i];
    return NULL;
}

const struct query_key *duban_query_key_any(void)
{
    static const struct query_key any = {.names = "",
                                         .read = duban_query_read_literal,
                                         .fits = fits_any};

    return &any;
}

const struct query_key *duban_query_key_alone(const char *word)
{
    return duban_query_named("逾期 超期", word) ? duban_query_key_find("overdue") : NULL;
}
