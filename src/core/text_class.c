/* Classes of code points: blanks, invisible characters, columns. Kept as sorted ranges, so that
 * what belongs to a class is read in one place. */
#include "core/text_class.h"

#include <wchar.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

unsigned duban_text_lookup(const struct duban_text_range *table, size_t n, uint32_t c)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > table[middle].last)
            low = middle + 1;
        else if (c < table[middle].first)
            high = middle;
        else
            return table[middle].what;
    }
    return 0;
}

enum {
    BLANK = 1,
    NO_ROOM, /* a blank of no width */
};

static const struct duban_text_range blanks[] = {
    {'\t', '\r', BLANK},       {' ', ' ', BLANK},         {0x85, 0x85, BLANK},
    {0xA0, 0xA0, BLANK},       {0x1680, 0x1680, BLANK},   {0x2000, 0x200A, BLANK},
    {0x200B, 0x200B, NO_ROOM}, {0x2028, 0x2029, BLANK},   {0x202F, 0x202F, BLANK},
    {0x205F, 0x205F, BLANK},   {0x2060, 0x2060, NO_ROOM}, {0x3000, 0x3000, BLANK},
    {0xFEFF, 0xFEFF, NO_ROOM},
};

static const struct duban_text_range invisibles[] = {
    {0xAD, 0xAD, 1},     {0x34F, 0x34F, 1},     {0x61C, 0x61C, 1},   {0x180B, 0x180F, 1},
    {0x200B, 0x200F, 1}, {0x202A, 0x202E, 1},   {0x2060, 0x206F, 1}, {0xFE00, 0xFE0F, 1},
    {0xFEFF, 0xFEFF, 1}, {0xE0000, 0xE01EF, 1},
};

bool duban_text_is_blank(uint32_t c)
{
    if ((c > ' ' && c < 0x80) || c > 0x3000)
        return false;
    return duban_text_lookup(blanks, COUNT(blanks), c) == BLANK;
}

bool duban_text_is_gap(uint32_t c)
{
    if ((c > ' ' && c < 0x80) || (c > 0x3000 && c < 0xFEFF))
        return false;
    return duban_text_lookup(blanks, COUNT(blanks), c) != 0;
}

bool duban_text_is_invisible(uint32_t c)
{
    if (c < 0xAD || (c > 0x206F && c < 0xFE00))
        return false;
    return duban_text_lookup(invisibles, COUNT(invisibles), c) != 0;
}

int duban_text_columns(uint32_t c)
{
    if (c < 0x7F)
        return c >= ' ';
    if (c < 0xA0)
        return 0;
    int columns = wcwidth((wchar_t)c);
    return columns < 0 ? 1 : columns;
}
