/* FIELD=VALUE on the command line, as wishes for the validator. */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/field.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* What may be set by hand; the rest follows from these or has a command of its own. */
static const enum duban_field task_fields[] = {
    DUBAN_FIELD_TASK_TEXT,
    DUBAN_FIELD_TASK_DEADLINE,
    DUBAN_FIELD_TASK_DUE,
    DUBAN_FIELD_TASK_LEADS,
    DUBAN_FIELD_TASK_SUPPORTS,
    DUBAN_FIELD_TASK_LEADER,
    DUBAN_FIELD_TASK_NOTE,
    DUBAN_FIELD_TASK_SERIAL,
    DUBAN_FIELD_TASK_TARGET,
    DUBAN_FIELD_TASK_PROGRESS,
    DUBAN_FIELD_TASK_STATUS,
    DUBAN_FIELD_TASK_DONE_ON,
    DUBAN_FIELDS,
};

static const enum duban_field phase_fields[] = {
    DUBAN_FIELD_PHASE_NAME,
    DUBAN_FIELD_PHASE_WINDOW,
    DUBAN_FIELD_PHASE_START,
    DUBAN_FIELD_PHASE_END,
    DUBAN_FIELDS,
};

static const enum duban_field campaign_fields[] = {
    DUBAN_FIELD_CAMPAIGN_TITLE,  DUBAN_FIELD_CAMPAIGN_ORG,
    DUBAN_FIELD_CAMPAIGN_DOC_NO, DUBAN_FIELD_CAMPAIGN_THEME,
    DUBAN_FIELD_CAMPAIGN_YEAR,   DUBAN_FIELD_CAMPAIGN_ISSUED,
    DUBAN_FIELD_CAMPAIGN_START,  DUBAN_FIELD_CAMPAIGN_END,
    DUBAN_FIELD_CAMPAIGN_SOON,   DUBAN_FIELDS,
};

static const enum duban_field *const settable[] = {
    [DUBAN_OBJECT_TASK] = task_fields,
    [DUBAN_OBJECT_PHASE] = phase_fields,
    [DUBAN_OBJECT_CAMPAIGN] = campaign_fields,
};

/* What people call the columns of a table. */
static const struct {
    enum duban_field field;
    const char *names;
} synonyms[] = {
#define COLUMN(id, field, header, names) {field, names},
#include "duban/columns.def"
#undef COLUMN
};

void cli_wishes_release(struct cli_wishes *wishes)
{
    for (size_t i = 0; i < wishes->n_kept; i++)
        free(wishes->kept[i]);
    free(wishes->kept);
    free(wishes->items);
    *wishes = (struct cli_wishes){0};
}

void cli_wish(struct cli_wishes *wishes, enum duban_field field, const char *value)
{
    wishes->items = duban_more(wishes->items, wishes->n, &wishes->cap, sizeof *wishes->items);
    wishes->items[wishes->n++] = (struct duban_wish){field, NULL, value};
}

char *cli_wishes_keep(struct cli_wishes *wishes, char *s)
{
    wishes->kept =
        duban_more(wishes->kept, wishes->n_kept, &wishes->cap_kept, sizeof *wishes->kept);
    wishes->kept[wishes->n_kept++] = s;
    return s;
}

/* --- Names --------------------------------------------------------------------------------- */

static bool same_key(const char *a, const char *b)
{
    struct duban_buf x = DUBAN_BUF_INIT, y = DUBAN_BUF_INIT;
    bool same;

    duban_text_key(&x, a);
    duban_text_key(&y, b);
    same = x.len > 0 && strcmp(x.data, y.data) == 0;
    duban_buf_release(&x);
    duban_buf_release(&y);
    return same;
}

static bool among(const char *names, const char *name)
{
    char *copy = duban_strdup(names), *rest = NULL;
    bool found = false;

    for (char *word = strtok_r(copy, " ", &rest); word != NULL && !found;
         word = strtok_r(NULL, " ", &rest))
        found = same_key(word, name);
    free(copy);
    return found;
}

/* The ways to name a field, the surest first: 截止日期 is the label of one and a synonym of
 * another.
 */
enum way { BY_KEY, BY_LABEL, BY_SYNONYM, WAYS };

static bool called(enum duban_field field, const char *name, enum way way)
{
    const struct duban_field_info *info = duban_field_info(field);

    if (way == BY_KEY)
        return same_key(info->key, name);
    if (way == BY_LABEL)
        return same_key(info->label, name) || same_key(_(info->label), name);
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (synonyms[i].field == field && among(synonyms[i].names, name))
            return true;
    return false;
}

static enum duban_field find_field(enum duban_object object, const char *name)
{
    for (int way = 0; way < WAYS; way++)
        for (const enum duban_field *field = settable[object]; *field != DUBAN_FIELDS; field++)
            if (called(*field, name, (enum way)way))
                return *field;
    return DUBAN_FIELDS;
}

/* The campaign's extra column of that name, owned; NULL when there is none. */
static char *find_column(const struct duban_campaign *campaign, const char *name)
{
    size_t len;

    for (const char *p = campaign->columns, *item; (item = duban_text_item(&p, &len)) != NULL;) {
        char *column = duban_strndup(item, len);

        if (same_key(column, name))
            return column;
        free(column);
    }
    return NULL;
}

static enum duban_status no_such_field(enum duban_object object,
                                       const struct duban_campaign *campaign, const char *name,
                                       struct duban_err *err)
{
    struct duban_buf list = DUBAN_BUF_INIT;
    size_t len;

    for (const enum duban_field *field = settable[object]; *field != DUBAN_FIELDS; field++)
        duban_buf_addf(&list, "%s%s %s", list.len > 0 ? _("、") : "", duban_field_info(*field)->key,
                       _(duban_field_info(*field)->label));
    if (object == DUBAN_OBJECT_TASK)
        for (const char *p = campaign->columns, *item; (item = duban_text_item(&p, &len)) != NULL;)
            duban_buf_addf(&list, "%s%.*s", _("、"), (int)len, item);
    if (object == DUBAN_OBJECT_TASK && same_key(name, "phase"))
        duban_err_set(err, DUBAN_REFUSED, _("阶段不在这里改；请用 duban move"));
    else
        duban_err_set(err, DUBAN_REFUSED, _("没有“%s”这一项；可以修改的有：%s"), name, list.data);
    duban_buf_release(&list);
    return DUBAN_REFUSED;
}

/* Where the = stands, plain or full-width, whichever is first; *len is its length. */
static const char *equals(const char *word, size_t *len)
{
    const char *plain = strchr(word, '='), *wide = strstr(word, "＝");
    bool is_plain = plain != NULL && (wide == NULL || plain < wide);

    *len = is_plain ? 1 : strlen("＝");
    return is_plain ? plain : wide;
}

enum duban_status cli_wish_word(struct cli_wishes *wishes, enum duban_object object,
                                const struct duban_campaign *campaign, const char *word,
                                struct duban_err *err)
{
    size_t len;
    const char *sign = equals(word, &len);
    enum duban_field field;
    char *name, *column;

    if (sign == NULL || sign == word)
        return duban_err_set(err, DUBAN_USAGE, _("“%s”要写成 FIELD=VALUE，如 deadline=6.20"), word);
    name = cli_wishes_keep(wishes, duban_strndup(word, (size_t)(sign - word)));
    field = find_field(object, name);
    if (field != DUBAN_FIELDS) {
        cli_wish(wishes, field, sign + len);
        return DUBAN_OK;
    }
    column = object == DUBAN_OBJECT_TASK ? find_column(campaign, name) : NULL;
    if (column == NULL)
        return no_such_field(object, campaign, name, err);
    cli_wish(wishes, DUBAN_FIELD_TASK_EXTRA, sign + len);
    wishes->items[wishes->n - 1].extra = cli_wishes_keep(wishes, column);
    return DUBAN_OK;
}
