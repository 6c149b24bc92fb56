/* Names that SQLite would read something into. */
#include "store/path.h"
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(path, .init = fixture_enter, .fini = fixture_leave, .timeout = 20);

Test(path, plain)
{
    static const struct {
        const char *path, *plain;
    } cases[] = {
        {"", "./"},
        {":memory:", "./:memory:"},
        {"file:x?mode=memory", "./file:x?mode=memory"},
        {"../a", "./../a"},
        {"/a/b", "/a/b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *plain = duban_path_plain(cases[i].path);
        cr_assert_str_eq(plain, cases[i].plain);
        free(plain);
    }
}

Test(path, temporary_is_beside_and_says_whose_it_is)
{
    char *temp = NULL;
    cr_assert_eq(duban_path_temporary(&temp, "看板.duban", NULL), DUBAN_OK);
    cr_assert_eq(strncmp(temp, ".看板.duban.", strlen(".看板.duban.")), 0);
    cr_assert_str_eq(temp + strlen(temp) - 4, ".new");
    free(temp);
}
