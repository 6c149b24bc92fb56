/* Drafts: the text of a file of them, and how unsaved words come through the end of a session. */
#include "desk_suite.h"

#include "app/draft.h"
#include "duban/date.h"
#include "duban/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(draft, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static void assert_asked(const char *part)
{
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_CONFIRM, "nothing is asked; expected: %s", part);
    cr_assert(strstr(ui()->question, part) != NULL, "asked: %s; expected: %s", ui()->question,
              part);
}

static const char *field(enum duban_field wanted)
{
    cr_assert(ui()->form != NULL, "no form is open");
    for (size_t i = 0; i < ui()->form->n; i++)
        if (ui()->form->fields[i].field == wanted)
            return ui()->form->fields[i].edit.text.data;
    return "";
}

/* --- The file --------------------------------------------------------------------------------- */

static void make(struct duban_draft *draft)
{
    duban_draft_init(draft);
    draft->board = strdup("/tmp/\xFF 看板");
    draft->actor = strdup("张三");
    draft->name = strdup("第一行\nend 0\n\n");
    draft->task = 7;
    draft->phase = 3;
    draft->text = strdup("");
    duban_draft_add(draft, "text", NULL, "前", "后\nfield-text 3\n");
    duban_draft_add(draft, "extra", "责任人", NULL, "李四");
}

Test(draft, comes_back_as_it_was_written)
{
    struct duban_draft draft, again;
    struct duban_buf text = DUBAN_BUF_INIT;

    make(&draft);
    duban_draft_format(&text, &draft);
    cr_assert(duban_draft_parse(&again, text.data, text.len));
    cr_expect_str_eq(again.board, draft.board);
    cr_expect_str_eq(again.name, draft.name);
    cr_expect_eq(again.task, 7);
    cr_expect_eq(again.phase, 3);
    cr_expect_str_eq(again.text, "");
    cr_expect(again.before == NULL && again.command == NULL);
    cr_assert_eq(again.n, 2);
    cr_expect_str_eq(again.fields[0].text, "后\nfield-text 3\n");
    cr_expect(again.fields[0].extra == NULL);
    cr_expect_str_eq(again.fields[1].extra, "责任人");
    cr_expect(again.fields[1].before == NULL);
    duban_draft_release(&draft);
    duban_draft_release(&again);
    duban_buf_release(&text);
}

/* Cut off anywhere, or with any byte of its frame changed, it is refused or read as something that
 * is whole: never past its end. */
Test(draft, a_damaged_file_is_known)
{
    struct duban_draft draft, again;
    struct duban_buf text = DUBAN_BUF_INIT;

    make(&draft);
    duban_draft_format(&text, &draft);
    for (size_t len = 0; len < text.len; len++) {
        char *part = malloc(len + 1);
        memcpy(part, text.data, len);
        cr_assert_not(duban_draft_parse(&again, part, len), "%zu bytes of %zu", len, text.len);
        free(part);
    }
    for (size_t i = 0; i < text.len; i++) {
        char kept = text.data[i];
        text.data[i] = '9';
        if (duban_draft_parse(&again, text.data, text.len))
            duban_draft_release(&again);
        text.data[i] = kept;
    }
    duban_draft_release(&draft);
    duban_buf_release(&text);
}

Test(draft, odd_records_are_refused)
{
    static const char *const bad[] = {
        "duban-draft 2\nend 0\n\n",
        "duban-draft 1\nend 0\n\n",
        "duban-draft 1\nboard 1\na\nactor 1\nb\nend 0\n\nmore",
        "duban-draft 1\nboard 1\na\nactor 1\nb\nfield-text 1\nx\nend 0\n\n",
        "duban-draft 1\nboard 1\na\nactor 1\nb\ntask 2\n-1\nend 0\n\n",
        "duban-draft 1\nboard 1\na\nactor 1\nb\nwhat 1\nx\nend 0\n\n",
        "duban-draft 1\nboard 1\na\nactor 1\n\xFF\nend 0\n\n",
        "duban-draft 1\nboard 99999999999999999999999\na\nactor 1\nb\nend 0\n\n",
    };
    struct duban_draft draft;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(duban_draft_parse(&draft, bad[i], strlen(bad[i])), "%s", bad[i]);
}

/* --- Nothing to keep -------------------------------------------------------------------------- */

Test(draft, nothing_typed_keeps_nothing)
{
    static const char *const scripts[] = {"j", "e", "a", "t", "i", "e Tab Tab", "F2", "H", "?"};

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        desk_type(&desk, scripts[i]);
        desk_die(&desk);
        cr_expect_eq(desk_drafts(&desk), 0, "%s", scripts[i]);
        cr_expect_eq(ui()->overlay, DUBAN_OVERLAY_NONE, "%s", scripts[i]);
    }
}

/* The name of a file to export to is no work that anybody would miss. */
Test(draft, a_question_that_changes_nothing_is_not_kept)
{
    desk_type(&desk, "w 'x'");
    desk_die(&desk);
    cr_expect_eq(desk_drafts(&desk), 0);
}

/* --- A form ----------------------------------------------------------------------------------- */

Test(draft, a_form_is_taken_up_again)
{
    desk_type(&desk, "e '，全员' Tab Tab ^U '6.25'");
    desk_die(&desk);
    cr_expect_eq(desk_drafts(&desk), 1);
    assert_asked("组织学习");
    assert_asked("修改任务 4 ");
    desk_type(&desk, "Enter");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_TEXT), "组织学习，全员");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_DEADLINE), "6.25");
    desk_type(&desk, "F2");
    cr_expect(ui()->form == NULL);
    cr_expect_str_eq(desk_task(&desk, "组织学习，全员")->deadline, "6.25");
    cr_expect_eq(desk_drafts(&desk), 0);
}

Test(draft, belongs_to_one_person)
{
    struct stat info;
    char line[400];
    DIR *dir;
    struct dirent *entry;

    desk_type(&desk, "e '，甲'");
    desk_die(&desk);
    desk_reopen_as(&desk, "王五", false);
    cr_expect_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    desk_type(&desk, "e '，乙'");
    cr_assert_eq(duban_session_leave(desk.session, NULL), DUBAN_OK);
    cr_expect_eq(desk_drafts(&desk), 2);
    desk_reopen(&desk, false);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_TEXT), "组织学习，甲");
    desk_reopen_as(&desk, "王五", false);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_TEXT), "组织学习，乙");
    dir = opendir(desk.drafts);
    while ((entry = readdir(dir))) {
        snprintf(line, sizeof line, "%s/%s", desk.drafts, entry->d_name);
        cr_expect(stat(line, &info) == 0 &&
                  (S_ISDIR(info.st_mode) || (info.st_mode & 0777) == 0600));
    }
    closedir(dir);
}

/* A second session of one person does not write over what the first one left. */
Test(draft, two_of_one_person_are_both_kept)
{
    struct desk other = desk;

    other.session = NULL;
    desk_reopen(&other, false);
    desk_type(&desk, "e '，一'");
    desk_type(&other, "e '，二'");
    cr_assert_eq(duban_session_leave(other.session, NULL), DUBAN_OK);
    duban_session_close(other.session);
    desk_die(&desk);
    cr_expect_eq(desk_drafts(&desk), 2);
    desk_type(&desk, "Esc");
    assert_asked("上次没有保存");
    cr_expect_eq(desk_drafts(&desk), 1);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_TEXT), "组织学习，一");
}

Test(draft, discarded_it_is_gone)
{
    desk_type(&desk, "a '新的'");
    desk_die(&desk);
    assert_asked("新增");
    desk_type(&desk, "Esc");
    cr_expect_eq(desk_drafts(&desk), 0);
    cr_expect(ui()->form == NULL);
    desk_reopen(&desk, false);
    cr_expect_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
}

Test(draft, leaving_the_form_discards_it)
{
    desk_type(&desk, "a '新的'");
    desk_die(&desk);
    desk_type(&desk, "Enter Esc y");
    cr_expect_eq(desk_drafts(&desk), 0);
}

/* Ended again and again, it is one draft, with the last words in it. */
Test(draft, goes_on_from_end_to_end)
{
    desk_type(&desk, "a '新'");
    desk_die(&desk);
    desk_die(&desk);
    desk_type(&desk, "Enter '的'");
    desk_die(&desk);
    cr_expect_eq(desk_drafts(&desk), 1);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_TEXT), "新的");
    desk_type(&desk, "F2");
    cr_expect(desk_task(&desk, "新的") != NULL);
    cr_expect_eq(desk_drafts(&desk), 0);
}

Test(draft, others_changes_are_merged)
{
    int64_t id = desk_task(&desk, "组织学习")->id;

    desk_type(&desk, "e '，全员'");
    desk_meddle(&desk, id, DUBAN_FIELD_TASK_TEXT, "组织学习三天");
    desk_meddle(&desk, id, DUBAN_FIELD_TASK_LEADER, "赵六");
    desk_die(&desk);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_TEXT), "组织学习，全员");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_LEADER), "赵六");
    cr_assert(ui()->form->fields[0].error != NULL);
    cr_expect(strstr(ui()->form->fields[0].error, "组织学习三天") != NULL);
    cr_expect(strstr(ui()->message, "别人") != NULL);
}

Test(draft, of_a_deleted_task_becomes_a_new_one)
{
    int64_t id = desk_task(&desk, "组织学习")->id;

    desk_type(&desk, "e '，全员'");
    desk_remove(&desk, id);
    desk_die(&desk);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_TEXT), "组织学习，全员");
    cr_expect_str_eq(field(DUBAN_FIELD_TASK_DEADLINE), "6.20");
    cr_expect_eq(ui()->form->task, 0);
    desk_type(&desk, "F2");
    cr_expect_neq(desk_task(&desk, "组织学习，全员")->id, id);
    cr_expect_eq(desk_drafts(&desk), 0);
}

/* --- A question ------------------------------------------------------------------------------- */

Test(draft, a_line_of_progress_is_taken_up_again)
{
    desk_type(&desk, "j i '已开两次会'");
    desk_die(&desk);
    assert_asked("记进展任务 5 ");
    desk_type(&desk, "Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_expect_str_eq(ui()->prompt.edit.text.data, "已开两次会");
    cr_expect_str_eq(desk_selected(&desk), "交流讨论");
    desk_type(&desk, "Enter");
    cr_expect_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_expect_eq(desk_drafts(&desk), 0);
    desk_type(&desk, "i");
    cr_expect_str_eq(ui()->prompt.edit.text.data, "");
}

Test(draft, a_line_of_commands_is_taken_up_again)
{
    desk_type(&desk, ": 'note 已开两次会'");
    desk_die(&desk);
    cr_assert_eq(desk_drafts(&desk), 1);
    desk_type(&desk, "Enter");
    cr_assert_str_eq(desk.session->ui.prompt.label, ":");
    cr_assert_str_eq(desk.session->ui.prompt.edit.text.data, "note 已开两次会");
    desk_die(&desk);
    cr_assert_eq(desk_drafts(&desk), 1, "kept on in the same file");
    desk_type(&desk, "Enter Enter");
    cr_assert(strstr(desk.session->ui.message, "已记下") != NULL, "%s", desk.session->ui.message);
    cr_assert_eq(desk_drafts(&desk), 0);
    desk_type(&desk, ": 'note 又一次'");
    desk_die(&desk);
    desk_type(&desk, "Enter Esc");
    cr_assert_eq(desk_drafts(&desk), 0, "left with Esc it is gone");
}

/* Nothing is lost with what is only looked for, or a name alone. */
Test(draft, a_line_that_loses_nothing_is_not_kept)
{
    static const char *const scripts[] = {": 'note'",   ": 'bin'",  ": 'filter 宣传'", ": '12'",
                                          ": 'nichts'", "/ '宣传'", "f '宣传'"};

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        desk_type(&desk, scripts[i]);
        desk_die(&desk);
        cr_assert_eq(desk_drafts(&desk), 0, "%s", scripts[i]);
    }
}

Test(draft, a_deadline_that_others_changed_says_so)
{
    int64_t id = desk_task(&desk, "组织学习")->id;

    desk_type(&desk, "t ^U '6.26'");
    desk_meddle(&desk, id, DUBAN_FIELD_TASK_DEADLINE, "6.22");
    desk_die(&desk);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(ui()->prompt.edit.text.data, "6.26");
    cr_assert(ui()->prompt.error != NULL);
    cr_expect(strstr(ui()->prompt.error, "6.22") != NULL);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(desk_task(&desk, "组织学习")->deadline, "6.26");
    cr_expect_eq(desk_drafts(&desk), 0);
}

/* A closed card is folded away; its draft still finds it, and no other. */
Test(draft, finds_a_card_in_the_fold)
{
    desk_type(&desk, "h z End i '补记'");
    cr_assert_str_eq(desk_selected(&desk), "制定方案");
    desk_die(&desk);
    desk_type(&desk, "Enter");
    cr_expect_str_eq(desk_selected(&desk), "制定方案");
    cr_expect_str_eq(ui()->prompt.edit.text.data, "补记");
}

Test(draft, of_a_deleted_task_waits)
{
    int64_t id = desk_task(&desk, "组织学习")->id;

    desk_type(&desk, "i '有进展'");
    desk_remove(&desk, id);
    desk_die(&desk);
    desk_type(&desk, "Enter");
    cr_expect_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_expect(strstr(ui()->message, "回收站") != NULL);
    cr_expect_eq(desk_drafts(&desk), 1);
}

/* The reason of a move that a form asks for comes back when the form asks again. */
Test(draft, a_reason_over_a_form_is_kept)
{
    desk_type(&desk, "e Tab Right F2 '领导要求'");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    desk_die(&desk);
    desk_type(&desk, "Enter F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_expect_str_eq(ui()->prompt.edit.text.data, "领导要求");
    desk_type(&desk, "Enter");
    cr_expect(ui()->form == NULL);
    cr_expect_eq(desk_drafts(&desk), 0);
}

/* --- The files -------------------------------------------------------------------------------- */

Test(draft, read_only_leaves_it_for_later)
{
    desk_type(&desk, "e '，全员'");
    desk_die(&desk);
    desk_reopen(&desk, true);
    cr_expect_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    desk_reopen(&desk, false);
    assert_asked("修改任务 4 ");
}

static void name_of(char path[400])
{
    DIR *dir = opendir(desk.drafts);
    struct dirent *entry;

    while ((entry = readdir(dir)))
        if (entry->d_name[0] != '.')
            snprintf(path, 400, "%s/%s", desk.drafts, entry->d_name);
    closedir(dir);
}

Test(draft, a_damaged_one_is_told_and_left)
{
    char path[400];

    desk_type(&desk, "e '，全员'");
    desk_die(&desk);
    name_of(path);
    cr_assert_eq(duban_file_write(path, "oops", 4, true, 0600, NULL), DUBAN_OK);
    desk_reopen(&desk, false);
    cr_expect_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert(ui()->message != NULL);
    cr_expect(strstr(ui()->message, path) != NULL);
    desk_type(&desk, "e '，再来'");
    desk_die(&desk);
    cr_expect_eq(desk_drafts(&desk), 2);
    assert_asked("修改任务 4 ");
}

Test(draft, a_folder_that_cannot_be_made_is_an_error)
{
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_file_write(desk.drafts, "x", 1, true, 0600, NULL), DUBAN_OK);
    desk_type(&desk, "e '，全员'");
    cr_expect_eq(duban_session_leave(desk.session, &err), DUBAN_IO);
    cr_expect(err.text != NULL);
    duban_err_release(&err);
    remove(desk.drafts);
}
