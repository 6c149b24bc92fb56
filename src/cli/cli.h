/* What the files of the command line share. Private to cli. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "duban/buf.h"
#include "duban/change.h"
#include "duban/err.h"
#include "duban/record.h"
#include "duban/request.h"
#include "duban/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- Commands and options ------------------------------------------------------------------ */

enum cli_option {
#define OPTION(id, letter, name, argument, flags, help) CLI_##id,
#include "cli/options.def"
#undef OPTION
    CLI_OPTIONS,
};

enum {
    CLI_COMMON = 1u << 0, /* every command takes it */
    CLI_PATH = 1u << 1,   /* its argument is a file's name */
    CLI_KEEPER = 1u << 2, /* not for a command that comes through SSH */
};

struct cli_option_info {
    char letter;
    const char *name, *argument;
    unsigned flags;
    const char *help;
};

struct cli_run;

struct cli_command {
    const char *word;
    uint64_t options; /* CLI_BIT() of each that it takes besides the common ones */
    size_t least, most;
    const char *synopsis, *help;
    enum duban_status (*run)(struct cli_run *run, struct duban_err *err);
};

#define CLI_BIT(option) (UINT64_C(1) << (option))

const struct cli_option_info *cli_option_info(enum cli_option option);
const struct cli_command *cli_commands(size_t *n);
const struct cli_command *cli_command_find(const char *word);

/* True when `command` (NULL: none, the board) takes the option. */
bool cli_takes(const struct cli_command *command, enum cli_option option);

/* --- One run of the program ---------------------------------------------------------------- */

struct cli_list {
    const char **items; /* the strings are argv's */
    size_t n, cap;
};

struct cli_run {
    const struct cli_command *command;   /* NULL: show the board */
    struct cli_list given[CLI_OPTIONS];  /* the arguments of each option, "" for one without */
    struct cli_list words;               /* what is no option, without the command's word */
    const struct duban_request *request; /* who, when, which board */
    bool default_board;                  /* nobody named the board */
    int today;                           /* never DUBAN_NO_DATE */
    struct duban_buf out;                /* standard output, written when the command has ended */
};

void cli_add(struct cli_list *list, const char *item);

/* Reads the whole command line into run->command, given and words. DUBAN_USAGE names the fault. */
enum duban_status cli_scan(struct cli_run *run, int argc, char **argv, struct duban_err *err);

/* DUBAN_USAGE when the command has too few or too many words, or something is no UTF-8; not when
 * only help or the version is asked for. */
enum duban_status cli_check(const struct cli_run *run, struct duban_err *err);

/* The last argument of an option; NULL when it was not given. */
const char *cli_option(const struct cli_run *run, enum cli_option option);

/* A file or folder of duban's below the base directory that $VARIABLE names, else below `fallback`
 * in the home folder. Owned (places.c). */
char *cli_place(const char *variable, const char *fallback, const char *name);

/* --- Words of the command line (words.c) ---------------------------------------------------- */

/* A task's number. DUBAN_USAGE when the word is none. */
enum duban_status cli_id(int64_t *out, const char *word, struct duban_err *err);

/* A date as people write it, a lacking year being `year`; DUBAN_NO_DATE when the option was not
 * given. DUBAN_USAGE names the option. */
enum duban_status cli_date(int *out, const struct cli_run *run, enum cli_option option, int year,
                           struct duban_err *err);

/* --year; 0 when it was not given. DUBAN_USAGE when it is no year. */
enum duban_status cli_year(int *out, const struct cli_run *run, struct duban_err *err);

/* --if-version; 0 when it was not given. */
enum duban_status cli_if_version(int64_t *out, const struct cli_run *run, struct duban_err *err);

/* The place of an option's argument among `choices` (NULL-terminated), 0 when it was not given. */
enum duban_status cli_choice(size_t *out, const struct cli_run *run, enum cli_option option,
                             const char *const *choices, struct duban_err *err);

/* A live phase by name, part or number. DUBAN_REFUSED lists what there is. */
enum duban_status cli_phase(const struct duban_phase **out, const struct duban_campaign *campaign,
                            const char *word, struct duban_err *err);

/* Wishes for FIELD=VALUE words; the values are argv's or kept. */
struct cli_wishes {
    struct duban_wish *items;
    size_t n, cap;
    char **kept;
    size_t n_kept, cap_kept;
};

void cli_wishes_release(struct cli_wishes *wishes);
void cli_wish(struct cli_wishes *wishes, enum duban_field field, const char *value);

/* Keeps `s` until the wishes are released, and returns it. */
char *cli_wishes_keep(struct cli_wishes *wishes, char *s);

/* Adds the wish that `word` says. For a task, the fields that `set` promises and the board's extra
 * columns; for phases and the campaign, their own. DUBAN_USAGE without a =, DUBAN_REFUSED with a
 * list of the fields when there is none of that name. */
enum duban_status cli_wish_word(struct cli_wishes *wishes, enum duban_object object,
                                const struct duban_campaign *campaign, const char *word,
                                struct duban_err *err);

/* --- The board (board.c) -------------------------------------------------------------------- */

struct cli_board {
    struct duban_store *store;
    struct duban_campaign campaign;
};

/* Opens and reads the board; with _begin inside one BEGIN IMMEDIATE. Both initialise *board, which
 * cli_board_close() releases, rolling back what was not written. */
enum duban_status cli_board_read(struct cli_board *board, const struct cli_run *run,
                                 struct duban_err *err);
enum duban_status cli_board_begin(struct cli_board *board, const struct cli_run *run,
                                  struct duban_err *err);
void cli_board_close(struct cli_board *board);

/* Opens the board for a reading of its own (store.h), and closing it is the caller's. */
enum duban_status cli_open_reading(struct duban_store **store, const struct cli_run *run,
                                   const struct duban_reading *reading, struct duban_err *err);

/* A word on standard error when the board is damaged and can only be read. */
void cli_warn_limit(const struct duban_store *store, const struct cli_run *run);

/* Writes the batch. With _apply the copy in memory is kept in step, which whoever is done with it
 * need not wait for; with _write it is too, and the transaction ended. */
enum duban_status cli_board_store(struct cli_board *board, const struct cli_run *run,
                                  struct duban_batch *batch, struct duban_err *err);
enum duban_status cli_board_apply(struct cli_board *board, const struct cli_run *run,
                                  struct duban_batch *batch, struct duban_err *err);
enum duban_status cli_board_write(struct cli_board *board, const struct cli_run *run,
                                  struct duban_batch *batch, struct duban_err *err);

/* The task of that number, in the bin or not as wanted. DUBAN_REFUSED otherwise. */
enum duban_status cli_board_task(const struct duban_task **out, const struct cli_board *board,
                                 int64_t id, bool deleted, struct duban_err *err);

/* The reminder for one task: `chase ID` (task.c). */
enum duban_status cli_chase_task(struct cli_run *run, struct duban_err *err);

/* A word on standard error for each deadline in the batch that nobody can read (task.c). */
void cli_warn_deadline(const struct duban_batch *batch);

/* --- What is printed (output.c) ------------------------------------------------------------- */

/* Appends text made safe for a terminal, on one line; NULL as nothing. */
void cli_safe(struct duban_buf *out, const char *s);

/* Appends a list with 、 between its names, safe. */
void cli_safe_list(struct duban_buf *out, const char *list);

/* Columns of the terminal: its own, else $COLUMNS, else 80. */
int cli_columns(void);

/* Appends `s` wrapped to the columns behind `indent`; the first line goes on where the text stands,
 * the others are indented. Ends with a newline. `s` need not be safe. */
void cli_wrap(struct duban_buf *out, const char *s, int indent);

/* Appends an instant as local time, "2018-06-18 09:30"; anything else as it is. */
void cli_local_time(struct duban_buf *out, const char *at);

/* A warning on standard error, `duban: …`. */
void cli_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes all of `out` to standard output and makes sure of it. DUBAN_IO when it cannot. */
enum duban_status cli_flush(const struct duban_buf *out, struct duban_err *err);

/* Appends a history: one line of text each, or JSON objects with `separator` between them. */
void cli_history_text(struct duban_buf *out, const struct duban_history *history, bool with_task);
void cli_history_json(struct duban_buf *out, const struct duban_history *history,
                      const char *separator);

/* The help of a command, or (NULL) of the whole; and the one line of a usage error. */
void cli_help(struct duban_buf *out, const struct cli_command *command);
void cli_usage(struct duban_buf *out, const struct cli_command *command);

/* --- The commands, one function each -------------------------------------------------------- */

#define COMMAND(word, options, least, most, synopsis, help) \
    enum duban_status cli_do_##word(struct cli_run *run, struct duban_err *err);
#include "cli/commands.def"
#undef COMMAND

#endif
