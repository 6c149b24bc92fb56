/* Pasting: while it comes, and when it has come: whole, too long, or broken off. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 1.2 MB, 340 KB, 12 B. */
static const char *size_of(char out[static 24], size_t bytes)
{
    if (bytes >= 1u << 20)
        snprintf(out, 24, "%.1f MB", (double)bytes / (1 << 20));
    else if (bytes >= 1u << 10)
        snprintf(out, 24, "%zu KB", bytes >> 10);
    else
        snprintf(out, 24, "%zu B", bytes);
    return out;
}

bool duban_paste_coming(struct duban_session *session, struct duban_key key)
{
    char size[24];

    size_of(size, key.code);
    if (key.kind == DUBAN_KEY_COMING)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("正在接收粘贴的内容：已收到 %s"), size);
    else if (key.kind == DUBAN_KEY_STALLED)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("粘贴的内容还没有到齐（已收到 %s），正在等其余部分；不想再等请按 Esc"), size);
    else
        return false;
    return true;
}

/* Of a table that was broken off the lines that have come may be worth having. */
static unsigned use_beginning(struct duban_session *session)
{
    char *text = session->wait->text;
    unsigned react;

    session->wait->text = NULL;
    react = duban_import_paste(session, text);
    free(text);
    return react;
}

static unsigned leave_it(struct duban_session *session)
{
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("粘贴的内容没有用，看板没有改动"));
    return DUBAN_REACT_DRAW;
}

static unsigned ask_about_beginning(struct duban_session *session, const char *text)
{
    char size[24];

    duban_ask_yes(session, use_beginning,
                  _("粘贴中断：只收到 %s，末尾可能不全。用已收到的部分看预览？"),
                  size_of(size, strlen(text)));
    session->wait->declined = leave_it;
    session->wait->text = duban_strdup(text);
    return DUBAN_REACT_DRAW;
}

static unsigned say_fault(struct duban_session *session, const char *text)
{
    duban_ui_say(&session->ui, DUBAN_TONE_ERROR, "%s", text);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

unsigned duban_paste_fault(struct duban_session *session, struct duban_key key, const char *text)
{
    if (key.code == DUBAN_PASTE_CUT)
        return say_fault(session, session->locked
                                      ? _("粘贴的内容超过 16 MB，没有读入；请存成 CSV 文件，"
                                          "在自己的电脑上运行：ssh 主机 import < 安排表.csv")
                                      : _("粘贴的内容超过 16 MB，没有读入；请存成 CSV 文件，"
                                          "用 duban import 导入"));
    if (session->ui.overlay == DUBAN_OVERLAY_NONE && duban_import_takes(session, text))
        return ask_about_beginning(session, text);
    return say_fault(session, _("粘贴中断，没有写入；请再粘贴一次"));
}
