/* Chasing and extending from the screen. */
#include "unit/app/desk_suite.h"

#include "duban/date.h"

#include <criterion/criterion.h>

TestSuite(chase, .init = desk_enter, .fini = desk_leave, .timeout = 20);

Test(chase, is_counted_and_taken_back)
{
    const char *name = desk_selected(&desk);

    desk_type(&desk, "c '电话' Enter");
    cr_assert_eq(desk_task(&desk, name)->chases, 1);
    desk_type(&desk, "c Enter");
    cr_assert_eq(desk_task(&desk, name)->chases, 2);
    desk_type(&desk, "u");
    cr_assert_eq(desk_task(&desk, name)->chases, 1);
}

Test(chase, a_closed_task_is_not_chased_or_extended)
{
    desk_type(&desk, "h z G");
    const char *name = desk_selected(&desk);

    cr_assert_eq(desk_task(&desk, name)->status, DUBAN_DONE);
    for (int i = 0; i < 2; i++) {
        desk_type(&desk, i == 0 ? "c" : "E");
        cr_assert_eq(desk.session->ui.overlay, DUBAN_OVERLAY_NONE);
    }
    cr_assert_eq(desk_task(&desk, name)->chases, 0);
}

/* The deadline is asked for first, then the reason, and nothing is written without one. */
Test(chase, an_extension_takes_a_deadline_and_a_reason)
{
    const char *name = desk_selected(&desk);
    int due = desk_task(&desk, name)->when.due;

    desk_type(&desk, "E ^U '长期' Enter");
    cr_assert_not_null(desk.session->ui.prompt.error);
    desk_type(&desk, "^U '12月20日' Enter Enter");
    cr_assert_not_null(desk.session->ui.prompt.error);
    cr_assert_eq(desk_task(&desk, name)->when.due, due);
    desk_type(&desk, "'会期推迟' Enter");
    cr_assert_eq(desk.session->ui.overlay, DUBAN_OVERLAY_NONE);
    cr_assert_eq(desk_task(&desk, name)->when.due, duban_date_make(2018, 12, 20));
    cr_assert_eq(desk_task(&desk, name)->extensions, 1);
}
