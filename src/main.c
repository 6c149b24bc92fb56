/* The program's entry. */
#include "duban/config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc == 2 && (strcmp(argv[1], "-V") == 0 || strcmp(argv[1], "--version") == 0)) {
        puts("duban " PACKAGE_VERSION);
        return 0;
    }
    return 2;
}
