/* department: who leads and supports, under one name each. */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/json.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Listing ------------------------------------------------------------------------------- */

/* What a department has to do; its names are borrowed from the campaign. */
struct share {
    const char *name;
    size_t len;
    struct duban_tally tally; /* of the tasks that it leads */
    size_t supports;
};

struct shares {
    struct share *items;
    size_t n, cap;
};

static struct share *share_of(struct shares *shares, const char *name, size_t len)
{
    for (size_t i = 0; i < shares->n; i++)
        if (shares->items[i].len == len && memcmp(shares->items[i].name, name, len) == 0)
            return &shares->items[i];
    shares->items = duban_more(shares->items, shares->n, &shares->cap, sizeof *shares->items);
    shares->items[shares->n] = (struct share){.name = name, .len = len};
    return &shares->items[shares->n++];
}

static void count_task(struct shares *shares, const struct duban_campaign *campaign,
                       const struct duban_task *task, int today)
{
    struct duban_standing standing = duban_standing_of(campaign, task, today);
    size_t len;

    for (const char *p = task->leads, *name; (name = duban_text_item(&p, &len)) != NULL;)
        duban_tally_add(&share_of(shares, name, len)->tally, task, &standing);
    for (const char *p = task->supports, *name; (name = duban_text_item(&p, &len)) != NULL;)
        share_of(shares, name, len)->supports++;
}

/* The other names of a department, as a list. */
static void list_aliases(struct duban_buf *out, const struct duban_campaign *campaign,
                         const struct share *share)
{
    size_t len;

    for (const char *p = campaign->aliases, *item; (item = duban_text_item(&p, &len)) != NULL;) {
        const char *equals = memrchr(item, '=', len);

        if (equals == NULL || (size_t)(item + len - equals) - 1 != share->len ||
            memcmp(equals + 1, share->name, share->len) != 0)
            continue;
        if (out->len > 0)
            duban_buf_addc(out, '\n');
        duban_buf_add(out, item, (size_t)(equals - item));
    }
}

/* What an import would write where it finds an alias may have no task yet. */
static void add_targets(struct shares *shares, const struct duban_campaign *campaign)
{
    size_t len;

    for (const char *p = campaign->aliases, *item; (item = duban_text_item(&p, &len)) != NULL;) {
        const char *equals = memrchr(item, '=', len);

        if (equals != NULL)
            share_of(shares, equals + 1, (size_t)(item + len - equals) - 1);
    }
}

static void put_json(struct duban_buf *out, const struct share *share, const char *aliases)
{
    char *name = duban_strndup(share->name, share->len);

    duban_buf_adds(out, "{\"name\":");
    duban_json_string(out, name);
    duban_buf_addf(out, ",\"leads\":%zu,\"done\":%zu,\"overdue\":%zu,\"supports\":%zu,\"aliases\":",
                   share->tally.total, share->tally.done, share->tally.red, share->supports);
    duban_json_list(out, aliases);
    duban_buf_adds(out, "}\n");
    free(name);
}

static void put_line(struct duban_buf *out, const struct share *share, const char *aliases,
                     int width)
{
    struct duban_buf name = DUBAN_BUF_INIT;
    char *copy = duban_strndup(share->name, share->len);

    cli_safe(&name, copy);
    duban_text_pad(out, name.data, width);
    duban_buf_addf(out, "  %3zu/%zu", share->tally.done, share->tally.total);
    if (share->tally.red > 0)
        duban_buf_addf(out, _("  逾期 %zu"), share->tally.red);
    if (share->supports > 0)
        duban_buf_addf(out, _("  配合 %zu"), share->supports);
    if (*aliases != '\0') {
        duban_buf_adds(out, _("  又名 "));
        cli_safe_list(out, aliases);
    }
    duban_buf_addc(out, '\n');
    duban_buf_release(&name);
    free(copy);
}

static int widest_name(const struct shares *shares)
{
    enum { WIDEST = 40 };
    int widest = 0;

    for (size_t i = 0; i < shares->n; i++) {
        struct duban_buf name = DUBAN_BUF_INIT;
        char *copy = duban_strndup(shares->items[i].name, shares->items[i].len);
        int width;

        cli_safe(&name, copy);
        width = duban_text_width(name.data);
        widest = width > widest ? width : widest;
        duban_buf_release(&name);
        free(copy);
    }
    return widest < WIDEST ? widest : WIDEST;
}

static void list(struct cli_run *run, const struct duban_campaign *campaign)
{
    struct shares shares = {0};
    int width;

    for (size_t i = 0; i < campaign->n_tasks; i++)
        count_task(&shares, campaign, campaign->tasks[i], run->today);
    add_targets(&shares, campaign);
    width = widest_name(&shares);
    for (size_t i = 0; i < shares.n; i++) {
        struct duban_buf aliases = DUBAN_BUF_INIT;

        list_aliases(&aliases, campaign, &shares.items[i]);
        if (cli_option(run, CLI_JSON) != NULL)
            put_json(&run->out, &shares.items[i], aliases.data);
        else
            put_line(&run->out, &shares.items[i], aliases.data, width);
        duban_buf_release(&aliases);
    }
    free(shares.items);
}

/* --- Changing ------------------------------------------------------------------------------ */

typedef enum duban_status record_function(struct duban_batch *batch,
                                          const struct duban_campaign *campaign, const char *name,
                                          const char *other, struct duban_err *err);

static enum duban_status change(struct cli_run *run, record_function *record, struct duban_err *err)
{
    struct cli_board board;
    struct duban_batch batch;
    enum duban_status status = cli_board_begin(&board, run, err);

    duban_batch_init(&batch, DUBAN_ACT_DEPARTMENT);
    if (status == DUBAN_OK)
        status = record(&batch, &board.campaign, run->words.items[1], run->words.items[2], err);
    if (status == DUBAN_OK)
        status = cli_board_write(&board, run, &batch, err);
    duban_batch_release(&batch);
    cli_board_close(&board);
    return status;
}

enum duban_status cli_do_department(struct cli_run *run, struct duban_err *err)
{
    const char *word = run->words.n > 0 ? run->words.items[0] : "list";
    bool lists = strcmp(word, "list") == 0;
    record_function *record = strcmp(word, "rename") == 0  ? duban_record_department_rename
                              : strcmp(word, "merge") == 0 ? duban_record_department_merge
                                                           : NULL;
    struct cli_board board;
    enum duban_status status;

    if (!lists && record == NULL)
        return duban_err_set(err, DUBAN_USAGE, _("department 没有“%s”"), word);
    if (run->words.n > 3 || (lists ? run->words.n > 1 : run->words.n < 3))
        return duban_err_set(err, DUBAN_USAGE, _("department %s 的参数太少或太多"), word);
    if (record != NULL && cli_option(run, CLI_JSON) != NULL)
        return duban_err_set(err, DUBAN_USAGE, _("--json 只用于 department list"));
    if (record != NULL)
        return change(run, record, err);
    status = cli_board_read(&board, run, err);
    if (status == DUBAN_OK)
        list(run, &board.campaign);
    cli_board_close(&board);
    return status;
}
