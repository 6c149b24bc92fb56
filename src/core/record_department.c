/* Departments are names in the lists of the tasks: renaming one and merging two are changes of all
 * the tasks that have them, and an alias for the imports to come. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Names --------------------------------------------------------------------------------- */

static char *key_of(const char *name, size_t len)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    char *copy = duban_strndup(name, len);
    duban_text_key(&key, copy);
    free(copy);
    return duban_buf_detach(&key);
}

/* The name of that key as the list has it, owned; NULL when it is not there. */
static char *find_in(const char *list, const char *key)
{
    size_t len = 0;
    for (const char *item; (item = duban_text_item(&list, &len)) != NULL;) {
        char *own = key_of(item, len);
        bool same = strcmp(own, key) == 0;
        free(own);
        if (same)
            return duban_strndup(item, len);
    }
    return NULL;
}

/* All departments, those that only tasks in the bin have too. */
static void all_departments(struct duban_buf *out, const struct duban_campaign *campaign)
{
    struct duban_campaign bin = {.tasks = campaign->bin, .n_tasks = campaign->n_bin};
    duban_campaign_departments(out, campaign);
    duban_campaign_departments(out, &bin);
}

static enum duban_status refuse_unknown(const char *name, const char *departments,
                                        struct duban_err *err)
{
    struct duban_buf list = DUBAN_BUF_INIT;
    size_t len = 0;
    for (const char *p = departments, *item; (item = duban_text_item(&p, &len)) != NULL;)
        duban_buf_addf(&list, "%s%.*s", list.len ? _("、") : "", (int)len, item);
    if (list.len)
        duban_err_set(err, DUBAN_REFUSED, _("没有部门“%s”；部门有：%s"), name, list.data);
    else
        duban_err_set(err, DUBAN_REFUSED, _("看板里还没有部门"));
    duban_buf_release(&list);
    return DUBAN_REFUSED;
}

/* The department as the board writes it, owned. */
static enum duban_status find_known(char **out, const struct duban_campaign *campaign,
                                    const char *name, struct duban_err *err)
{
    struct duban_buf departments = DUBAN_BUF_INIT;
    char *key = key_of(name, strlen(name));
    all_departments(&departments, campaign);
    *out = *key ? find_in(departments.data, key) : NULL;
    enum duban_status status = *out ? DUBAN_OK : refuse_unknown(name, departments.data, err);
    duban_buf_release(&departments);
    free(key);
    return status;
}

/* A name that a lead cell gives back as it is, owned: an export must be able to write it. */
static enum duban_status clean_name(char **out, const char *name, struct duban_err *err)
{
    struct duban_buf leads = DUBAN_BUF_INIT, supports = DUBAN_BUF_INIT, bare = DUBAN_BUF_INIT;
    char *clean = NULL;
    enum duban_status status = record_clean(&clean, DUBAN_FIELD_TASK_LEADS, name, err);
    if (status == DUBAN_OK) {
        duban_text_trim(&bare, clean ? clean : "");
        duban_leads_split(&leads, &supports, bare.data, bare.data);
        if (!bare.len || supports.len || strchr(bare.data, '=') ||
            strcmp(leads.data, bare.data) != 0)
            status = duban_err_set(err, DUBAN_REFUSED,
                                   _("“%s”不能作部门名称：表中会把它读成别的；请换一个名称"), name);
    }
    *out = status == DUBAN_OK ? duban_buf_detach(&bare) : NULL;
    duban_buf_release(&leads);
    duban_buf_release(&supports);
    duban_buf_release(&bare);
    free(clean);
    return status;
}

/* --- Tasks --------------------------------------------------------------------------------- */

/* The list with one name put for another, once; names that `above` has are left out. Owned, NULL
 * when nothing is left. */
static char *replaced(const char *list, const char *from, const char *to, const char *above)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    size_t len = 0;
    for (const char *p = list, *item; (item = duban_text_item(&p, &len)) != NULL;) {
        char *name = duban_strndup(item, len);
        const char *then = strcmp(name, from) == 0 ? to : name;
        char *key = key_of(then, strlen(then)), *there = find_in(out.data, key);
        char *leads = find_in(above, key);
        if (!there && !leads)
            duban_buf_addf(&out, "%s%s", out.len ? "\n" : "", then);
        free(key);
        free(there);
        free(leads);
        free(name);
    }
    if (out.len)
        return duban_buf_detach(&out);
    duban_buf_release(&out);
    return NULL;
}

static void replace_in_task(struct duban_batch *batch, const struct duban_task *task,
                            const char *from, const char *to)
{
    struct duban_task copy = *task;
    size_t len = strlen(from);
    if (!duban_text_has_item(task->leads, from, len) &&
        !duban_text_has_item(task->supports, from, len))
        return;
    copy.leads = replaced(task->leads, from, to, NULL);
    copy.supports = replaced(task->supports, from, to, copy.leads);
    record_diff(batch, DUBAN_OBJECT_TASK, task->id, task->version, task, &copy,
                RECORD_BIT(DUBAN_FIELD_TASK_LEADS) | RECORD_BIT(DUBAN_FIELD_TASK_SUPPORTS));
    free(copy.leads);
    free(copy.supports);
}

/* --- Aliases ------------------------------------------------------------------------------- */

static void put_alias(struct duban_buf *out, const char *alias, size_t len, const char *name)
{
    if (out->len)
        duban_buf_addc(out, '\n');
    duban_buf_add(out, alias, len);
    duban_buf_addf(out, "=%s", name);
}

/* The board's aliases with `from` as one of `to`. What was an alias of `from` becomes one of `to`,
 * and `to` is none any more. */
static void edit_aliases(struct duban_batch *batch, const struct duban_campaign *campaign,
                         const char *from, const char *to)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    char *gone[] = {key_of(from, strlen(from)), key_of(to, strlen(to))};
    size_t len = 0;
    for (const char *p = campaign->aliases, *item; (item = duban_text_item(&p, &len)) != NULL;) {
        const char *equals = memrchr(item, '=', len);
        size_t n = equals ? (size_t)(equals - item) : len;
        char *name = equals ? duban_strndup(equals + 1, len - n - 1) : NULL;
        char *key = key_of(item, n);
        if (name && strcmp(key, gone[0]) != 0 && strcmp(key, gone[1]) != 0)
            put_alias(&out, item, n, strcmp(name, from) == 0 ? to : name);
        free(name);
        free(key);
    }
    if (strcmp(gone[0], gone[1]) != 0)
        put_alias(&out, from, strlen(from), to);
    duban_change_edit(duban_batch_add(batch, DUBAN_OBJECT_CAMPAIGN, 0, campaign->version),
                      DUBAN_FIELD_CAMPAIGN_ALIASES, NULL, campaign->aliases,
                      out.len ? out.data : NULL, true);
    if (batch->changes[batch->n - 1].n == 0)
        duban_batch_drop(batch);
    duban_buf_release(&out);
    free(gone[0]);
    free(gone[1]);
}

/* --- The two acts -------------------------------------------------------------------------- */

static void replace_everywhere(struct duban_batch *batch, const struct duban_campaign *campaign,
                               const char *from, const char *to)
{
    for (size_t i = 0; i < campaign->n_tasks; i++)
        replace_in_task(batch, campaign->tasks[i], from, to);
    for (size_t i = 0; i < campaign->n_bin; i++)
        replace_in_task(batch, campaign->bin[i], from, to);
    edit_aliases(batch, campaign, from, to);
}

enum duban_status duban_record_department_rename(struct duban_batch *batch,
                                                 const struct duban_campaign *campaign,
                                                 const char *name, const char *to,
                                                 struct duban_err *err)
{
    struct duban_buf departments = DUBAN_BUF_INIT;
    char *from = NULL, *clean = NULL, *there = NULL;
    enum duban_status status = find_known(&from, campaign, name, err);
    if (status == DUBAN_OK)
        status = clean_name(&clean, to, err);
    if (status == DUBAN_OK) {
        char *key = key_of(clean, strlen(clean));
        all_departments(&departments, campaign);
        there = find_in(departments.data, key);
        free(key);
    }
    if (there && strcmp(there, from) != 0)
        status = duban_err_set(err, DUBAN_REFUSED,
                               _("已有部门“%s”；要把两个部门并为一个，请用 duban department merge"),
                               there);
    if (status == DUBAN_OK && strcmp(from, clean) != 0)
        replace_everywhere(batch, campaign, from, clean);
    duban_buf_release(&departments);
    free(from);
    free(clean);
    free(there);
    return status;
}

enum duban_status duban_record_department_merge(struct duban_batch *batch,
                                                const struct duban_campaign *campaign,
                                                const char *name, const char *into,
                                                struct duban_err *err)
{
    char *from = NULL, *to = NULL, *clean = NULL;
    enum duban_status status = find_known(&from, campaign, name, err);
    if (status == DUBAN_OK)
        status = find_known(&to, campaign, into, err);
    if (status == DUBAN_OK && strcmp(from, to) == 0)
        status = duban_err_set(err, DUBAN_REFUSED, _("“%s”不能并入自己"), from);
    if (status == DUBAN_OK)
        status = clean_name(&clean, to, err);
    if (status == DUBAN_OK)
        replace_everywhere(batch, campaign, from, to);
    free(from);
    free(to);
    free(clean);
    return status;
}
