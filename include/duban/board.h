/* The board as it is shown: columns of rows, in display order.
 *
 * Made from the campaign whenever that changes, and the same for whoever looks: the session walks
 * along it, the screen draws it. What stands where is the arrangement's doing: by what the cards
 * are grouped into columns, in what order they stand there, which of them are shown at all.
 *
 * A column holds its live cards in that order, then, when it has closed ones (done or dropped), one
 * fold row, then the closed cards if the fold is open. Nothing is folded where the columns are the
 * statuses, nor under a filter: what a filter finds can be seen.
 */
#ifndef DUBAN_BOARD_H
#define DUBAN_BOARD_H

#include "duban/query.h"
#include "duban/standing.h"

/* What a column is. A task stands in exactly one, but in one for each of its lead departments. */
enum duban_grouping {
    DUBAN_BY_PHASE,  /* in plan order */
    DUBAN_BY_LEAD,   /* most overdue tasks first, then by first appearance; last those without */
    DUBAN_BY_STATUS, /* todo, doing, done, dropped */
    DUBAN_BY_MONTH,  /* of the effective due date, ascending; then 长期, then 无时限 */
};
#define DUBAN_GROUPINGS 4

/* In what order the cards of a column stand; ties are in plan order. */
enum duban_sorting {
    DUBAN_SORT_PLAN,
    DUBAN_SORT_DUE,   /* earliest effective due date first, those without last */
    DUBAN_SORT_LIGHT, /* red, yellow, green, none; the most pressing first in each */
    DUBAN_SORT_LEAD,  /* by first lead, in order of first appearance; those without last */
};
#define DUBAN_SORTINGS 4

struct duban_arrangement {
    enum duban_grouping grouping;
    enum duban_sorting sorting;
    const struct duban_query *filter; /* borrowed; NULL: every card is shown */
    const int64_t *open;              /* ids of the columns that show their closed cards */
    size_t n_open;
    bool unfolded; /* every column does */
    int64_t seen;  /* a card that is shown even if its column would fold it away; 0: none */
};

enum duban_board_kind {
    DUBAN_BOARD_CARD,
    DUBAN_BOARD_FOLD, /* √ 已办结 3 项 */
};

struct duban_board_row {
    enum duban_board_kind kind;
    const struct duban_task *task; /* borrowed from the campaign; NULL for a fold */
    struct duban_standing standing;
};

struct duban_board_column {
    int64_t id;         /* what the column is held by when the board is made anew; of one grouping
                           only: no two groupings share ids. A phase's own id is its column's */
    char *name;         /* owned; translated where it is no name of the campaign's */
    const char *window; /* a phase's, as written, borrowed; NULL: none */
    struct duban_board_row *rows;
    size_t n_rows;
    struct duban_tally tally; /* over its cards that the filter lets through, folded ones too */
    size_t all;               /* how many cards it has without the filter */
    bool folds;               /* the closed cards stand behind a fold row */
    bool open;                /* and are shown */
    bool current;             /* its phase's window, or its month, holds today */
};

struct duban_board {
    enum duban_grouping grouping;
    bool filtered;
    bool folds; /* columns with closed cards fold them */
    struct duban_board_column *columns;
    size_t n_columns;
    struct duban_tally tally; /* over the whole board, each task once; as in a column */
    size_t all;
};

void duban_board_init(struct duban_board *board);
void duban_board_release(struct duban_board *board);

/* Makes the board of `campaign` on the day `today`, in place of what *board held. Good until the
 * campaign changes. O(n log n) in the number of tasks. */
void duban_board_make(struct duban_board *board, const struct duban_campaign *campaign, int today,
                      const struct duban_arrangement *how);

/* The index of the column of that id, of the row of that task in it; SIZE_MAX: not there. */
size_t duban_board_column_of(const struct duban_board *board, int64_t id);
size_t duban_board_row_of(const struct duban_board_column *column, int64_t task);

/* The first column in which that card is shown; SIZE_MAX: none. */
size_t duban_board_find(const struct duban_board *board, int64_t task);

/* What the columns of a grouping are: the status, the month …; only for columns of its ids. */
enum duban_task_status duban_board_status(int64_t column);
bool duban_board_month(int *year, int *month, int64_t column); /* false: 长期, 无时限 */
bool duban_board_is_open_end(int64_t column);                  /* 长期 */
bool duban_board_has_lead(int64_t column);                     /* false: 无牵头单位 */

/* 阶段, 单位 …: what a column is; 按阶段, 按牵头单位 …: how the board is grouped. Translated. */
const char *duban_grouping_noun(enum duban_grouping grouping);
const char *duban_grouping_label(enum duban_grouping grouping);

/* 计划次序, 时限 …; translated. */
const char *duban_sorting_label(enum duban_sorting sorting);

/* Appends the fold row's text: 已办结 3 项，不再推进 1 项. Translated. */
void duban_board_fold_text(struct duban_buf *out, const struct duban_board_column *column);

#endif
