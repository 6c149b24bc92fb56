/* The four statuses: their names, their words, and what people write for them. */
#include "duban/campaign.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <string.h>

static const struct {
    const char *name, *label, *words;
} statuses[DUBAN_TASK_STATUSES] = {
    [DUBAN_TODO] =
        {"todo", N_("未启动"),
         "未启动 未开始 未开展 待启动 待办 未办 尚未启动 尚未开始 0% 否 notstarted pending open"},
    [DUBAN_DOING] = {"doing", N_("进行中"),
                     "进行中 推进中 正在推进 办理中 在办 正在进行 已启动 开展中 实施中 落实中 "
                     "整改中 正在办理 正在落实 已开展 持续推进 "
                     "inprogress ongoing started underway"},
    [DUBAN_DONE] = {"done", N_("已完成"),
                    "已完成 完成 已办结 办结 已办 销号 已销号 √ ✓ ✔ 全部完成 按期完成 按时完成 "
                    "提前完成 完成销号 整改完成 已整改 已落实 100% 是 "
                    "completed complete finished closed"},
    [DUBAN_DROPPED] = {"dropped", N_("不再推进"),
                       "不再推进 取消 已取消 终止 已终止 × cancelled canceled"},
};

const char *duban_status_name(enum duban_task_status status)
{
    return statuses[status].name;
}

const char *duban_status_label(enum duban_task_status status)
{
    return _(statuses[status].label);
}

/* Whether `word` is one of the blank-separated words. */
static bool among(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *p = words; len && (p = strstr(p, word)) != NULL; p += len)
        if ((p == words || p[-1] == ' ') && (p[len] == ' ' || p[len] == '\0'))
            return true;
    return false;
}

bool duban_status_parse(enum duban_task_status *out, const char *word)
{
    struct duban_buf plain = DUBAN_BUF_INIT, key = DUBAN_BUF_INIT;
    bool found = false;
    duban_text_key(&plain, word);
    duban_text_simplify(&key, plain.data);
    for (unsigned i = 0; i < DUBAN_TASK_STATUSES && !found; i++) {
        found = strcmp(statuses[i].name, key.data) == 0 || among(statuses[i].words, key.data);
        if (found)
            *out = (enum duban_task_status)i;
    }
    duban_buf_release(&plain);
    duban_buf_release(&key);
    return found;
}
