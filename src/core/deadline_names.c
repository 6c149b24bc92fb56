/* Kinds and flags of deadlines by name, as JSON and the board file have them. */
#include "duban/deadline.h"

#include <stddef.h>
#include <string.h>

static const char *const kinds[DUBAN_DEADLINE_KINDS] = {
    [DUBAN_DEADLINE_NONE] = "none",   [DUBAN_DEADLINE_DATE] = "date",
    [DUBAN_DEADLINE_RANGE] = "range", [DUBAN_DEADLINE_RECUR] = "recur",
    [DUBAN_DEADLINE_OPEN] = "open",   [DUBAN_DEADLINE_RELATIVE] = "relative",
    [DUBAN_DEADLINE_DITTO] = "ditto", [DUBAN_DEADLINE_BAD] = "bad",
};

/* By bit; the bits are in the order of the names. */
static const char *const flags_by_bit[DUBAN_DEADLINE_FLAGS] = {
    "ambig",   "approx", "day",  "half", "month", "multi",
    "quarter", "us",     "week", "year", "zero",  "zero?",
};

const char *duban_deadline_kind_name(enum duban_deadline_kind kind)
{
    return kinds[kind];
}

bool duban_deadline_kind_parse(enum duban_deadline_kind *out, const char *name)
{
    for (unsigned i = 0; i < DUBAN_DEADLINE_KINDS; i++) {
        if (strcmp(kinds[i], name) == 0) {
            *out = (enum duban_deadline_kind)i;
            return true;
        }
    }
    return false;
}

const char *duban_deadline_flag_name(unsigned i)
{
    return flags_by_bit[i];
}

void duban_deadline_flags_format(struct duban_buf *out, unsigned flags)
{
    const char *separator = "";
    for (unsigned i = 0; i < DUBAN_DEADLINE_FLAGS; i++) {
        if (flags & 1u << i) {
            duban_buf_adds(out, separator);
            duban_buf_adds(out, flags_by_bit[i]);
            separator = ",";
        }
    }
}

/* The bit of the flag whose name are these `len` bytes, or 0. */
static unsigned find_flag(const char *name, size_t len)
{
    for (unsigned i = 0; i < DUBAN_DEADLINE_FLAGS; i++) {
        if (strlen(flags_by_bit[i]) == len && strncmp(flags_by_bit[i], name, len) == 0) {
            return 1u << i;
        }
    }
    return 0;
}

bool duban_deadline_flags_parse(unsigned *out, const char *names)
{
    unsigned flags = 0;
    while (*names) {
        size_t len = strcspn(names, ",");
        unsigned flag = find_flag(names, len);
        if (flag == 0 || names[len + (names[len] == ',')] == ',' ||
            (names[len] == ',' && names[len + 1] == '\0')) {
            return false;
        }
        flags |= flag;
        names += len + (names[len] == ',');
    }
    *out = flags;
    return true;
}
