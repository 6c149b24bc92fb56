/* What the files of the app room share: helpers of the session that the screen has no use for. */
#ifndef APP_INSIDE_H
#define APP_INSIDE_H

#include "duban/session.h"

/* --- Commands and the user interface ---------------------------------------------------------- */

/* Default key number `i` of a command. False when it has not that many. */
bool duban_command_key(struct duban_key *out, enum duban_command command, size_t i);

/* A command's handler: does `by` (its argument × the count) and returns DUBAN_REACT_…. */
typedef unsigned duban_do(struct duban_session *session, int by);

/* Every handler that commands.def names must be there, or the program does not link. */
#define COMMAND(id, name, handler, argument, contexts, flags, keys, group, rank, hint, ...) \
    duban_do duban_do_##handler;
#include "duban/commands.def"
#undef COMMAND

/* Where a key would go if nothing lay over the view or the form. */
unsigned duban_ui_context_beneath(const struct duban_ui *ui);

void duban_ui_push(struct duban_ui *ui, enum duban_view view);
void duban_ui_pop(struct duban_ui *ui);
void duban_ui_hush(struct duban_ui *ui);
void duban_ui_close_overlay(struct duban_ui *ui);
void duban_ui_close_form(struct duban_ui *ui);
void duban_menu_add(struct duban_menu *menu, const char *text, char *keys, int64_t value);
void duban_menu_close(struct duban_menu *menu);

/* Shows a failed call's message, and releases *err. Returns DRAW and BELL. */
unsigned duban_ui_complain(struct duban_ui *ui, struct duban_err *err);

/* --- Asking: what is done with the answer ----------------------------------------------------- */

/* Nothing is looked for any more; its marks go. */
void duban_search_end(struct duban_session *session);

/* Ends the filter of the history that is looked at; false: there is none. */
bool duban_sift_clear(struct duban_session *session);

/* Where a search began (do_search.c). */
struct duban_origin;
void duban_origin_free(struct duban_origin *origin);

struct duban_wait {
    /* With the text of a prompt. The prompt is still open: a handler that is content closes it. */
    unsigned (*answered)(struct duban_session *session, const char *text);
    /* After each change of the text of a prompt; may be NULL. */
    void (*typed)(struct duban_session *session, const char *text);
    /* After each key of a prompt: offers names for where the cursor stands; may be NULL. */
    void (*offer)(struct duban_session *session);
    /* At Tab in a prompt: completes its text; may be NULL. */
    void (*complete)(struct duban_session *session);
    /* With the value of the chosen item; the menu is closed. */
    unsigned (*chosen)(struct duban_session *session, int64_t value);
    /* When a prompt or a menu is left with Esc, before it is closed: takes back what was only tried;
     * may be NULL. */
    void (*restore)(struct duban_session *session);
    /* What is usual, instead of typing it (F2); NULL: nothing is. */
    unsigned (*usual)(struct duban_session *session);
    /* When a question was answered with yes; it is closed. */
    unsigned (*agreed)(struct duban_session *session);
    /* When it was answered with no; may be NULL. */
    unsigned (*declined)(struct duban_session *session);
    /* When a prompt was left without an answer, in place of a word about it; may be NULL. */
    unsigned (*cancelled)(struct duban_session *session);
    int64_t task;           /* what it is about; 0: no task */
    int64_t phase;          /* the phase it goes to */
    int64_t from;           /* the phase it was in when that was asked */
    int64_t version;        /* the version that the task had then */
    enum duban_field field; /* the field it sets */
    enum duban_act act;     /* what is done to the marked tasks */
    char *text;             /* a file name, or the value the field had */
    char *asked;            /* the text that the prompt began with */
    char *confirmed;        /* names of new departments that were confirmed, a list */
    char *names;            /* what the menu over the prompt or the form is about, a list */
    /* What is proposed takes the place of the text from this byte on; and the whole text as it was
     * before a proposal was tried. */
    size_t stem;
    char *typing;
    struct duban_past *past; /* where a prompt's answers are kept; NULL: nowhere */
    size_t past_at;          /* the one being shown; past->n: none */
    struct duban_origin *origin;
    const struct duban_filtering *filtering; /* what kind of filter is asked for */
};

/* Frees what it holds, and empties it. */
void duban_wait_clear(struct duban_wait *wait);

/* Answers that were given before, the newest last. */
struct duban_past {
    char **lines;
    size_t n, cap;
};

/* What is remembered until the session ends. */
struct duban_pasts {
    struct duban_past commands, searches;
};

void duban_past_add(struct duban_past *past, const char *line);
void duban_past_release(struct duban_past *past);

void duban_ask_text(struct duban_session *session, const char *label, const char *text,
                    unsigned (*answered)(struct duban_session *, const char *));
void duban_ask_choice(struct duban_session *session, const char *title,
                      unsigned (*chosen)(struct duban_session *, int64_t));

/* A kind of filter that can be asked for; what is in use is kept by whoever asks. */
struct duban_filtering {
    const char *title, *hint; /* not translated yet; the hint while nothing is written */
    /* Puts a text in use (NULL: none) and shows what it leaves. */
    enum duban_status (*use)(struct duban_session *session, const char *text,
                             struct duban_err *err);
    /* Appends how much is left: beside the prompt, while it is written. */
    void (*count)(struct duban_buf *out, const struct duban_session *session);
    void (*say)(struct duban_session *session); /* what came of it */
    /* Puts what is usual into a menu, and gives the text of what was chosen there; owned. */
    void (*offer)(struct duban_menu *menu, const struct duban_session *session);
    char *(*usual)(const struct duban_session *session, int64_t value);
};

/* Asks for one; `now` is the text in use, NULL: none. */
unsigned duban_ask_filter(struct duban_session *session, const struct duban_filtering *filtering,
                          const char *now);

/* A choice within a question: a prompt that is open stays so below it, with all that is waited for,
 * and is on top again when the choice is made or left. */
void duban_ask_within(struct duban_session *session, const char *title,
                      unsigned (*chosen)(struct duban_session *, int64_t));
unsigned duban_ask_yes(struct duban_session *session, unsigned (*agreed)(struct duban_session *),
                       const char *format, ...) __attribute__((format(printf, 3, 4)));

/* One field that two people have changed: `before` what it was, `mine`, `theirs`; borrowed. */
struct duban_clash {
    const char *label, *before, *mine, *theirs;
    int64_t task;
    enum duban_field field;
    const char *extra;
};

enum { DUBAN_CLASH_MINE, DUBAN_CLASH_THEIRS, DUBAN_CLASH_EDIT };

/* Shows both values and asks which one it is to be: `chosen` with one of DUBAN_CLASH_…. A prompt
 * that is open stays below, and is on top again then. */
void duban_ask_clash(struct duban_session *session, const struct duban_clash *clash,
                     unsigned (*chosen)(struct duban_session *, int64_t));

/* Appends who has changed that field of the task last, and when: 李 10:32. */
void duban_say_last(struct duban_buf *out, struct duban_session *session, int64_t task,
                    enum duban_field field, const char *extra);

/* What can be written next on the command line, and what it would come to: fills the prompt's list
 * and its reading, after each change of its text. */
void duban_propose_command(struct duban_session *session, const char *text);

/* The command line, taken apart: the command's word as a search key, owned, and where in the line
 * what is behind it begins; SIZE_MAX: nothing is. */
struct duban_command_words {
    char *word;
    size_t rest;
};
struct duban_command_words duban_command_split(const char *line);

/* The command that the word (a search key) is the name of, or a beginning that no other command has
 * that can be given here; DUBAN_COMMANDS: none. *several, where not NULL: more than one. */
enum duban_command duban_command_meant(const struct duban_session *session, const char *word,
                                       bool *several);

/* Whether the word begins the command's name or its hint. */
bool duban_command_begins(enum duban_command command, const char *word);

/* What was just said, why an answer was refused, is shown beside the prompt, which stays open: the
 * text is not lost. */
unsigned duban_prompt_refused(struct duban_session *session);

/* The task that an answer is about, if it can still be worked on; otherwise says why not. */
const struct duban_task *duban_wait_task(struct duban_session *session);

/* Like duban_session_allows, as if no question were being asked; and says why not. */
bool duban_session_would_allow(const struct duban_session *session, enum duban_command command);
unsigned duban_session_refuse(struct duban_session *session, enum duban_command command);

/* The key that lists what can be done here: elsewhere F2, but in an import that one writes. */
const char *duban_session_menu_key(const struct duban_session *session);

/* --- The session's state ---------------------------------------------------------------------- */

/* Makes the board anew and finds the selection on it: the same card, else what stands now where it
 * stood. Reads the history that the top view shows. */
void duban_session_refresh(struct duban_session *session);

/* Finds the selection on the board as it is. */
void duban_session_settle(struct duban_session *session);
void duban_session_select(struct duban_session *session, int64_t task);
/* Makes the board anew with that card selected; a closed one unfolds its column. */
void duban_session_reveal(struct duban_session *session, int64_t task);

/* Selects the card, even a closed one that is folded away. False when it is in the bin. */
bool duban_session_go_to(struct duban_session *session, int64_t task);
void duban_session_read_history(struct duban_session *session);

/* --- News ------------------------------------------------------------------------------------- */

struct duban_news *duban_news_new(void);
void duban_news_free(struct duban_news *news);

/* All that is on the board now is known; before it is read for the first time. */
enum duban_status duban_news_begin(struct duban_session *session, struct duban_err *err);

/* This session has written that batch itself. */
void duban_news_own(struct duban_session *session, int64_t batch);

/* After the board was read anew: says who has done what since the last time, and marks the cards
 * that were touched. */
void duban_news_take(struct duban_session *session);

/* The field of a line as people call it; the line must have one. */
const char *duban_say_field(const struct duban_history_line *line);

/* --- Reading and writing ---------------------------------------------------------------------- */

/* Reads the board anew from the store, after somebody else's change. */
enum duban_status duban_session_reload(struct duban_session *session, struct duban_err *err);

/* Reads the board anew if somebody else has changed it; *read tells whether it was. */
enum duban_status duban_session_catch_up(bool *read, struct duban_session *session,
                                         struct duban_err *err);

/* A fault of reading or writing stays on the screen until it is settled (trouble.c): for faults of
 * the board and the disk only. True when that is something new to see. */
bool duban_trouble_meet(struct duban_session *session, enum duban_trouble trouble,
                        const struct duban_err *err);

/* Something went well: troubles up to this one are over. True when there was one. */
bool duban_trouble_settle(struct duban_session *session, enum duban_trouble trouble);

/* Takes over what the store says of being only read. */
void duban_trouble_heed_limit(struct duban_session *session);

/* Writes a batch, which then has its real ids, and does the same to the copy in memory. What others
 * have changed meanwhile is merged with it field by field; the board is read anew then, so hold
 * ids, not pointers. True when written or when there was nothing to write; otherwise the user has
 * been told why. */
bool duban_session_put(struct duban_session *session, struct duban_batch *batch);

/* Like it, and releases the batch. */
bool duban_session_write(struct duban_session *session, struct duban_batch *batch);

/* Like it, for one task and a list of wishes; *changed (may be NULL) tells whether it did anything.
 */
bool duban_session_wish(struct duban_session *session, enum duban_act act,
                        const struct duban_task *task, const struct duban_wish *wishes, size_t n,
                        const char *note, bool *changed);

/* Gives the selected task that status; for dropping it the reason is asked first. */
unsigned duban_session_turn(struct duban_session *session, enum duban_task_status to);

/* Plans the selected card `by` phases further, having asked for a reason. */
unsigned duban_session_replan(struct duban_session *session, int by);

/* Appends a task's text, short enough for a message: 「制定大讨论活动的实施方案…」. */
void duban_say_task(struct duban_buf *out, const struct duban_task *task);

/* Like duban_session_put(), for a batch that was made from the whole board: only while nobody else
 * has changed anything. Otherwise false with *late set, and the board has been read anew. */
bool duban_session_put_whole(struct duban_session *session, struct duban_batch *batch, bool *late);

/* --- Import ----------------------------------------------------------------------------------- */

/* Is a pasted text one for the import: on its screen anything, on the board a table? */
bool duban_import_takes(const struct duban_session *session, const char *paste);
unsigned duban_import_paste(struct duban_session *session, const char *paste);

/* Tells how much of a paste has come, when the key is about that. */
bool duban_paste_coming(struct duban_session *session, struct duban_key key);

/* A paste that did not come whole: it is not taken for what it is not, wherever it was pasted. */
unsigned duban_paste_fault(struct duban_session *session, struct duban_key key, const char *text);

/* Reads a table that has come and is still to be read. Returns DUBAN_REACT_…. */
unsigned duban_import_work(struct duban_session *session);

/* The board has changed: an import that is looked at is planned anew. True when there is one. */
bool duban_import_replan(struct duban_session *session);

/* complete_file.c: completes the name of a file as far as it is clear; appends to `choices` the
 * names that it may be. True when there is more than one. */
bool duban_complete_file(struct duban_buf *out, struct duban_buf *choices, const char *text);

/* Appends the path that a person means by `name`: "~/x" is in the home folder. */
void duban_file_path(struct duban_buf *out, const char *name);

/* --- Marked tasks (do_marks.c): what an act of a card means while there are marks -------------- */

/* True when the acts of a card go to the marked tasks: there are some, and the board is looked at. A
 * card that was opened is meant by itself. */
bool duban_session_bulk(const struct duban_session *session);

/* For what is done to one card at a time: true while there are marks, and then says what to do. */
bool duban_marks_forbid(struct duban_session *session);

/* The first of them; there must be one. */
const struct duban_task *duban_marks_first(const struct duban_session *session);

unsigned duban_marks_done(struct duban_session *session);
unsigned duban_marks_cycle(struct duban_session *session, enum duban_task_status from,
                           enum duban_task_status to, enum duban_act act);
unsigned duban_marks_delete(struct duban_session *session);
unsigned duban_marks_replan(struct duban_session *session);
unsigned duban_marks_ask(struct duban_session *session, enum duban_field field);

/* --- Forms ------------------------------------------------------------------------------------ */

/* Brings an open form up to what the task is now: what the user has not touched follows, what both
 * have changed keeps the user's text and says so beside it. Returns how many fields both changed.
 */
size_t duban_form_rebase(struct duban_form *form, const struct duban_task *task);

/* Gives a field of a new form a value to begin with, which counts as unchanged. */
void duban_form_preset(struct duban_form *form, const struct duban_campaign *campaign,
                       enum duban_field field, const char *value);

/* Asks about the first field of the open form that two people have changed; false: there is none. */
bool duban_form_clash(struct duban_session *session);

/* The task of the open form is in the bin: asks what is to become of what was written. One answer
 * is to take it out again and save both. */
unsigned duban_form_gone(struct duban_session *session);
unsigned duban_form_restore(struct duban_session *session);

/* Brings the phases to choose from up to date. True when the chosen one was removed; the field says
 * so then. */
bool duban_form_rechoose(struct duban_form *form, const struct duban_campaign *campaign);

/* The value of a field as a form and a prompt show it, owned: lists on one line with 、, statuses
 * by name, a due date only when set by hand. */
char *duban_form_value(const struct duban_task *task, enum duban_field field, const char *extra);

/* The line below a field: how its text is understood; NULL when there is nothing to say. Owned.
 * *doubtful: it has two readings, or none. */
char *duban_form_reading(bool *doubtful, const struct duban_campaign *campaign,
                         enum duban_field field, const char *text);

/* The same for the field that a prompt is about, while it is typed; and the departments offered. */
void duban_read_typed(struct duban_session *session, const char *text);
void duban_offer_departments(struct duban_session *session);

/* --- Departments ------------------------------------------------------------------------------ */

/* Asks about the first department in the lead cell that is being written (duban_ui_edit) which no
 * task has and which was not confirmed yet; false when there is none. The answer puts another name
 * in its place, or confirms it, and then saves the form or accepts the prompt again; or nothing is
 * done, and the name can be mended. */
bool duban_ask_department(struct duban_session *session);

/* --- Drafts (session.h: duban_session_leave) -------------------------------------------------- */

struct duban_draft;

/* `folder` is where drafts are kept (NULL: nowhere), `board` the path of the board. */
struct duban_drafts *duban_drafts_new(const char *folder, const char *board);
void duban_drafts_free(struct duban_drafts *drafts);

/* Asks about a draft of this person for this board, if there is one. */
void duban_draft_offer(struct duban_session *session);

/* Keeps what is written in the open form as a draft, to be asked about at the next start, and
 * closes the form. */
bool duban_draft_can_keep(const struct duban_session *session);
unsigned duban_draft_set_aside(struct duban_session *session);

/* What was written in answer to the question that is being asked now, in the draft that was taken
 * up again; NULL: nothing. Borrowed. */
const char *duban_draft_answer(const struct duban_session *session);

/* The form is closed, or the question answered: its draft, if that is what was taken up again, has
 * done its duty. */
void duban_draft_settle(struct duban_session *session, bool of_form);

/* Adds to the draft what was changed in the form; and a form of what is in a draft, on top of the
 * present state of its task. A deleted one becomes a new one, in its phase or else in `column`. */
void duban_form_gather(const struct duban_form *form, struct duban_draft *draft);
struct duban_form *duban_form_resume(const struct duban_campaign *campaign,
                                     const struct duban_draft *draft, int64_t column);

#endif
