/* The campaign: its phases, its tasks, and what can be asked of them.
 *
 * This is the whole board as it lives in memory: plain values, no rules of how they came to be
 * (record.h) nor of how they change (change.h). Every string is owned by its struct, is UTF-8, and
 * is NULL where the field is empty; lists of names are one string with LF between the names
 * (text.h). Dates are those of date.h.
 */
#ifndef DUBAN_CAMPAIGN_H
#define DUBAN_CAMPAIGN_H

#include "duban/buf.h"
#include "duban/deadline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum duban_task_status {
    DUBAN_TODO,    /* 未启动 */
    DUBAN_DOING,   /* 进行中 */
    DUBAN_DONE,    /* 已完成, with done_on */
    DUBAN_DROPPED, /* 不再推进, with reason */
};
#define DUBAN_TASK_STATUSES 4

/* A cell of a column that duban has no field for. */
struct duban_extra {
    char *name, *value;
};

struct duban_extras {
    struct duban_extra *items; /* in the order they were set; no two of one name */
    size_t n, cap;
};

struct duban_task {
    int64_t id;
    int64_t version;  /* from 1, one more with every change */
    int64_t phase;    /* id of its phase */
    int64_t position; /* plan order within the phase; ties are in the order of the ids */
    char *serial;
    char *text;     /* never empty */
    char *deadline; /* as written */
    struct duban_deadline when;
    bool by_hand; /* `when.due` was set by a person, not read from `deadline` */
    char *leads, *supports;
    char *leader;
    enum duban_task_status status;
    int done_on;
    char *reason; /* why it was dropped */
    char *target, *progress, *note;
    int chases, extensions;
    bool deleted; /* in the bin */
    struct duban_extras extras;
    char *updated_at; /* "YYYY-MM-DDTHH:MM:SSZ" */
    char *updated_by;
};

struct duban_phase {
    int64_t id;
    int64_t version;
    int64_t position;
    char *name;   /* bare: without enumerator and window; never empty */
    char *label;  /* the cell as it was written, for the export */
    char *window; /* as written, without its brackets */
    int start, end;
    bool deleted;
};

/* Live things and deleted ones are kept apart, so that nobody counts the bin by mistake. */
struct duban_campaign {
    int64_t version;
    char *title, *org, *doc_no, *theme;
    int year;
    int issued, start, end;
    int soon;                    /* yellow from this many days before the due date, 1–30 */
    char *columns;               /* names of the extra columns, in the order of the table */
    char *aliases; /* of departments, as a list of 别名=名称: one is read as the other */
    char *maps;    /* what an import was told about headers, as a list of 列名=field */
    struct duban_phase **phases; /* by position */
    size_t n_phases;
    struct duban_task **tasks; /* in plan order: phase, then position */
    size_t n_tasks;
    struct duban_phase **removed; /* deleted phases */
    size_t n_removed;
    struct duban_task **bin; /* deleted tasks */
    size_t n_bin;
    struct duban_campaign_index *index; /* by id; private to campaign.c */
};

#define DUBAN_SOON_DAYS 7 /* `soon` of a new campaign */

/* Life cycle. */
void duban_campaign_init(struct duban_campaign *campaign);
void duban_campaign_release(struct duban_campaign *campaign);
struct duban_task *duban_task_new(void); /* todo, no dates, everything else empty */
void duban_task_free(struct duban_task *task);

/* For a task through which others pass whose texts are borrowed. _clear empties it for the next
 * one; the texts of extra columns are its own and freed. _take gives what it holds now as a task
 * that owns everything: the texts are copied, the extra columns move over. */
void duban_task_clear(struct duban_task *task);
struct duban_task *duban_task_take(struct duban_task *task);

struct duban_phase *duban_phase_new(void);
void duban_phase_free(struct duban_phase *phase);

/* Building. The campaign owns what is added; ids must be new, and a task's phase must be there
 * (deleted or not) by the time of sorting. After the last one, and after
 * positions, phases or `deleted` were changed, duban_campaign_sort() puts everything in its place
 * again (O(n log n)). */
void duban_campaign_expect(struct duban_campaign *campaign, size_t tasks); /* a hint: room for them */
void duban_campaign_add_phase(struct duban_campaign *campaign, struct duban_phase *phase);
void duban_campaign_add_task(struct duban_campaign *campaign, struct duban_task *task);
void duban_campaign_sort(struct duban_campaign *campaign);

/* Where a task stands, and which of two stands first in plan order: below 0 for `a`, above for `b`.
 * Their phases are the campaign's. */
struct duban_place {
    int64_t phase, position, id;
};
int duban_campaign_order(const struct duban_campaign *campaign, const struct duban_place *a,
                         const struct duban_place *b);

/* By id, deleted ones too; NULL when there is none. O(1). */
struct duban_task *duban_campaign_task(const struct duban_campaign *campaign, int64_t id);
struct duban_phase *duban_campaign_phase(const struct duban_campaign *campaign, int64_t id);

/* The number of a live phase, from 1; 0 when there is none of that id. */
size_t duban_campaign_phase_no(const struct duban_campaign *campaign, int64_t id);

/* True when the phase's window holds the day; one without any end holds none. */
bool duban_phase_holds(const struct duban_phase *phase, int day);

/* The phase that `word` names: its number, its name, or a part that only one name has (compared as
 * search keys, text.h). NULL when none fits; *ambiguous (may be NULL) tells that several do. */
const struct duban_phase *duban_campaign_find_phase(const struct duban_campaign *campaign,
                                                    const char *word, bool *ambiguous);

/* The tasks of a phase are consecutive in `tasks`: [*first, *first + count). Returns the count; 0
 * for an id that is no phase. O(log n). */
size_t duban_campaign_phase_tasks(const struct duban_campaign *campaign, int64_t phase,
                                  size_t *first);

/* The names of all departments that lead or support a live task, in order of first appearance,
 * appended as a list. */
void duban_campaign_departments(struct duban_buf *out, const struct duban_campaign *campaign);

/* The leaders' names (牵头领导) likewise. */
void duban_campaign_leaders(struct duban_buf *out, const struct duban_campaign *campaign);

/* Appends the list `names` as the board's departments: an alias as what it stands for, no name
 * twice. Names are compared as search keys. */
void duban_campaign_resolve(struct duban_buf *out, const struct duban_campaign *campaign,
                            const char *names);

/* The value of an extra column, or NULL. */
const char *duban_task_extra(const struct duban_task *task, const char *name);

/* "todo" … and 未启动 …; the word on the screen is translated. */
const char *duban_status_name(enum duban_task_status status);
const char *duban_status_label(enum duban_task_status status);

/* Reads a status from its name or from what people write (已完成, 办结, 完成, 进行中, 推进中,
 * 未启动, 未开始, 不再推进, 取消 …); false when it is none of them. */
bool duban_status_parse(enum duban_task_status *out, const char *word);

#endif
