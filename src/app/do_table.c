/* The table: written to a file for whoever wants it as a spreadsheet. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/export.h"
#include "duban/file.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void duban_file_path(struct duban_buf *out, const char *name)
{
    const char *home = getenv("HOME");

    if (strncmp(name, "~/", 2) == 0 && home && *home) {
        duban_buf_adds(out, home);
        name++;
    }
    duban_buf_adds(out, name);
}

static unsigned export_to(struct duban_session *session, const char *path, bool replace)
{
    struct duban_export_options options = {.form = DUBAN_EXPORT_DATA,
                                           .bom = true,
                                           .today = session->today};
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_buf table = DUBAN_BUF_INIT;
    enum duban_status status =
        duban_export(&table, &session->campaign, duban_export_format_of(path), &options, &err);

    if (status == DUBAN_OK)
        status = duban_file_write(path, table.data, table.len, replace, 0666, &err);
    duban_buf_release(&table);
    if (status != DUBAN_OK)
        return duban_ui_complain(&session->ui, &err);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已导出 %zu 项任务到 %s"),
                 session->campaign.n_tasks, path);
    return DUBAN_REACT_DRAW;
}

static unsigned replace_file(struct duban_session *session)
{
    return export_to(session, session->wait->text, true);
}

/* Whatever its name is, the board file itself must not be written over. */
static bool is_board(const struct duban_session *session, const struct stat *file)
{
    struct stat board;

    return stat(session->path, &board) == 0 && board.st_dev == file->st_dev &&
           board.st_ino == file->st_ino;
}

/* The prompt stays open with a word beside it. */
static unsigned ask_again(struct duban_session *session, const char *why)
{
    duban_strset(&session->ui.prompt.error, why);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

static unsigned export_named(struct duban_session *session, const char *name)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    struct stat file;
    unsigned react;

    if (*name == '\0')
        return ask_again(session, _("请写文件名，或按 Esc 取消"));
    duban_file_path(&path, name);
    bool there = stat(path.data, &file) == 0;
    if (there && is_board(session, &file)) {
        react = ask_again(session, _("这是看板文件本身，请换一个文件名"));
    } else if (there && S_ISDIR(file.st_mode)) {
        react = ask_again(session, _("这是一个文件夹，请在后面加上文件名"));
    } else if (there) {
        react = duban_ask_yes(session, replace_file, _("%s 已存在，要覆盖吗？"), path.data);
        session->wait->text = duban_strdup(path.data);
    } else {
        duban_ui_close_overlay(&session->ui);
        react = export_to(session, path.data, false);
    }
    duban_buf_release(&path);
    return react;
}

/* Proposes the board's own name and the day: 大讨论-2018-06-18.csv. */
unsigned duban_do_export(struct duban_session *session, int by)
{
    const char *slash = strrchr(session->path, '/');
    const char *base = slash ? slash + 1 : session->path;
    const char *dot = strrchr(base, '.');
    size_t len = dot && dot > base ? (size_t)(dot - base) : strlen(base);
    struct duban_buf name = DUBAN_BUF_INIT;
    char day[DUBAN_DATE_SIZE];

    (void)by;
    if (session->locked) {
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("这里不能写文件；请在自己的电脑上运行：ssh 主机 export > 安排表.csv"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    duban_buf_add(&name, base, len);
    duban_buf_addf(&name, "-%s.csv", duban_date_format(session->today, day));
    duban_ask_text(session, _("导出到文件（.csv，或打印用的 .xlsx、.html）"), name.data,
                   export_named);
    duban_buf_release(&name);
    return DUBAN_REACT_DRAW;
}
