/* Several people at one card at once, each in a real full screen, and a plan that is imported
 * beneath them. */
#include "e2e/board.h"
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(together, .timeout = 120);

static char *board;

static struct term *sit_down(const char *actor)
{
    const char *argv[] = {"--today", "2018-06-18", "--actor", actor, board, NULL};
    struct term *term = term_duban(24, 80, argv);

    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_send(term, "g");
    return term;
}

static void write_form(struct term *term, const char *note)
{
    term_send(term, "e");
    cr_assert(term_shows(term, "F2 保存"), "%s", term_screen(term));
    term_send(term, note);
    cr_assert(term_shows(term, note), "%s", term_screen(term));
}

static void leave(struct term *term)
{
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0, "%s", term_screen(term));
    term_end(term);
}

/* The plan again, with another deadline for the first task and one more task. */
static void import_revised(void)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s.csv", board);
    file = fopen(path, "w");
    cr_assert(file != NULL);
    fputs("序号,阶段步骤,工作任务,完成时限,牵头单位\n1,发动,制定方案,5.28,宣传室\n"
          "9,发动,新添的任务,6.8,宣传室\n",
          file);
    fclose(file);
    free(board_run(board, (const char *const[]){"import", path, NULL}));
    unlink(path);
}

Test(together, a_plan_is_imported_under_an_open_form_and_an_open_line)
{
    board = board_make("together");
    struct term *li = sit_down("李"), *wang = sit_down("王");

    write_form(li, "（李的话）");
    term_send(wang, "t");
    cr_assert(term_shows(wang, "完成时限 5.25"), "%s", term_screen(wang));
    term_send(wang, "\0256.1");
    cr_assert(term_shows(wang, "完成时限 6.1"), "%s", term_screen(wang));
    import_revised();
    cr_expect(term_shows(li, "5.28"), "the form follows:\n%s", term_screen(li));
    cr_expect(term_shows(li, "（李的话）"), "and keeps its text:\n%s", term_screen(li));
    term_send(li, "\023");
    cr_expect(term_shows(li, "1 制定方案（李的话）"), "%s", term_screen(li));
    cr_expect(term_shows(li, "新添的任务"), "%s", term_screen(li));
    /* Of one field both values are shown, and one is chosen. */
    term_send(wang, "\r");
    cr_assert(term_shows(wang, "两人都改了"), "%s", term_screen(wang));
    cr_expect(term_shows(wang, "5.28") && term_shows(wang, "我的：6.1"), "%s", term_screen(wang));
    term_send(wang, "m");
    cr_expect(term_hides(wang, "两人都改了"), "%s", term_screen(wang));
    cr_expect(term_shows(wang, "1 制定方案（李的话）"), "%s", term_screen(wang));
    cr_expect(term_shows(li, "6.1"), "%s", term_screen(li));
    char *shown = board_run(board, (const char *const[]){"show", "1", NULL});
    cr_expect(strstr(shown, "（李的话）") && strstr(shown, "6.1"), "%s", shown);
    free(shown);
    leave(li);
    leave(wang);
    free(board);
}

Test(together, who_edits_is_said_until_their_program_dies)
{
    board = board_make("presence");
    struct term *li = sit_down("李"), *wang = sit_down("王"), *zhao = sit_down("赵");

    write_form(li, "x");
    cr_expect(term_shows(wang, "李在改"), "%s", term_screen(wang));
    write_form(wang, "y"); /* nobody is kept from it */
    cr_expect(term_shows(wang, "李也在修改"), "%s", term_screen(wang));
    cr_expect(term_shows(li, "王也在修改"), "%s", term_screen(li));
    cr_expect(term_shows(zhao, "在改"), "%s", term_screen(zhao));
    term_signal(li, SIGKILL);
    term_end(li);
    cr_expect(term_hides(wang, "李也在修改"), "%s", term_screen(wang));
    cr_expect(term_shows(zhao, "王在改"), "%s", term_screen(zhao));
    term_send(wang, "\033");
    cr_expect(term_shows(wang, "y 是"), "a form that was changed asks:\n%s", term_screen(wang));
    term_send(wang, "y");
    cr_expect(term_hides(zhao, "在改"), "%s", term_screen(zhao));
    leave(wang);
    leave(zhao);
    free(board);
}

Test(together, each_takes_back_their_own)
{
    board = board_make("undo");
    struct term *li = sit_down("李"), *wang = sit_down("王");

    term_send(li, "t");
    cr_assert(term_shows(li, "完成时限 5.25"), "%s", term_screen(li));
    term_send(li, "\0257.7\r");
    cr_expect(term_shows(wang, "7.7"), "%s", term_screen(wang));
    term_send(wang, "@");
    cr_assert(term_shows(wang, "牵头单位 宣传室"), "%s", term_screen(wang));
    term_send(wang, "\025业务处\r");
    cr_expect(term_shows(li, "业务处       7.7"), "%s", term_screen(li));
    leave(li);
    li = sit_down("李"); /* after a restart */
    term_send(li, "u");
    cr_expect(term_shows(li, "业务处      5.25"), "%s", term_screen(li));
    cr_expect(term_shows(wang, "业务处      5.25"), "%s", term_screen(wang));
    term_send(wang, "t");
    cr_assert(term_shows(wang, "完成时限 5.25"), "%s", term_screen(wang));
    term_send(wang, "\0258.8\r");
    cr_expect(term_shows(li, "8.8"), "%s", term_screen(li));
    term_send(li, "U"); /* that field is somebody else's by now */
    cr_expect(term_shows(li, "不能重做"), "%s", term_screen(li));
    cr_expect(term_shows(li, "8.8"), "%s", term_screen(li));
    leave(li);
    leave(wang);
    free(board);
}
