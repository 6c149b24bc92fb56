/* Many people on one board at once. A small form runs with all tests; the large ones are
 * `make bench-sessions` and `make bench-kill`, and add their figures to $DUBAN_FIGURES. */
#include "e2e/board.h"
#include "e2e/crowd.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(crowd, .timeout = 1800);

static void tell(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(const char *what, const char *format, ...)
{
    const char *path = getenv("DUBAN_FIGURES");
    FILE *file = path && *path ? fopen(path, "a") : NULL;
    va_list args;

    if (!file)
        return;
    va_start(args, format);
    fprintf(file, "%-44s ", what);
    vfprintf(file, format, args);
    fputc('\n', file);
    va_end(args);
    fclose(file);
}

/* --- Sessions ----------------------------------------------------------------------------------
 */

#define PAUSE_MS   2000
#define PATIENT_MS 5000 /* on a machine that runs all tests at once */

/* A line that was saved, and is still to be seen on the screen of somebody who only looks. */
struct saved {
    char text[32];
    int64_t at; /* when it was saved; 0: seen */
};

struct office {
    struct person *people;
    struct term **terms; /* of them, and last of the one who looks */
    size_t n;
    struct acks acks;
    struct saved *saved;
    size_t n_saved, cap_saved;
    int64_t worst_save, worst_seen, sum_seen;
};

static struct term *looker(struct office *office)
{
    return office->terms[office->n];
}

static void look(struct office *office)
{
    for (size_t i = 0; i < office->n_saved; i++) {
        struct saved *saved = &office->saved[i];
        int64_t took = crowd_ms() - saved->at;

        if (saved->at == 0 || !term_sees(looker(office), saved->text))
            continue;
        saved->at = 0;
        office->sum_seen += took;
        office->worst_seen = took > office->worst_seen ? took : office->worst_seen;
    }
}

static void step(struct office *office, size_t i)
{
    struct person *person = &office->people[i];
    struct saved saved = {.at = 0};
    int64_t entered = person->since, took;

    if (!person_step(person, PAUSE_MS, &office->acks))
        return;
    saved.at = crowd_ms();
    took = saved.at - entered;
    office->worst_save = took > office->worst_save ? took : office->worst_save;
    memcpy(saved.text, person->text, sizeof saved.text);
    office->saved =
        duban_more(office->saved, office->n_saved, &office->cap_saved, sizeof *office->saved);
    office->saved[office->n_saved++] = saved;
}

static void run(struct office *office, int64_t end)
{
    while (crowd_ms() < end) {
        term_wait_any(office->terms, office->n + 1, 20);
        for (size_t i = 0; i < office->n; i++)
            step(office, i);
        look(office);
    }
}

/* The number behind `key` in /proc/PID/NAME, in its own unit. */
static long process_figure(pid_t pid, const char *name, const char *key)
{
    char path[64], line[256];
    long figure = -1;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    file = fopen(path, "r");
    while (file && figure < 0 && fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0)
            figure = atol(line + strlen(key));
    if (file)
        fclose(file);
    return figure;
}

/* Seconds of processor time that it has had. */
static double process_seconds(pid_t pid)
{
    char path[64], line[1024] = "";
    unsigned long user = 0, system = 0;
    const char *p;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    file = fopen(path, "r");
    if (!file)
        return 0;
    p = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    fclose(file);
    for (int field = 3; p && field <= 14; field++)
        p = strchr(p + 1, ' ');
    if (p)
        sscanf(p, "%lu %lu", &user, &system);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static double all_seconds(const struct office *office)
{
    double seconds = 0;

    for (size_t i = 0; i < office->n; i++)
        seconds += process_seconds(term_pid(office->people[i].term));
    return seconds;
}

static void tell_memory(const struct office *office)
{
    long sum = 0, most = 0;

    for (size_t i = 0; i < office->n; i++) {
        long pss = process_figure(term_pid(office->people[i].term), "smaps_rollup", "Pss:");

        if (pss < 0)
            return;
        sum += pss;
        most = pss > most ? pss : most;
    }
    tell("memory of a session (PSS), mean and most", "%.1f MB, %.1f MB",
         (double)sum / (double)office->n / 1024, (double)most / 1024);
}

static void open_office(struct office *office, const char *board)
{
    const char *argv[] = {"--today", "2018-06-18", "--actor", "looker", board, NULL};

    for (size_t i = 0; i < office->n; i++) {
        struct person *person = &office->people[i];

        person_come(person, board, (int)i);
        office->terms[i] = person->term;
        /* Spread over the pause, as people are. */
        person->next = crowd_ms() + PAUSE_MS * (int64_t)i / (int64_t)office->n;
    }
    office->terms[office->n] = term_duban(100, 100, argv);
    cr_assert(term_shows(looker(office), "制定方案"), "%s", term_screen(looker(office)));
    term_send(looker(office), "5");
}

static void close_office(struct office *office)
{
    for (size_t i = 0; i <= office->n; i++) {
        term_send(office->terms[i], "\033\033q");
        cr_expect_eq(term_wait_exit(office->terms[i]), 0, "%s", term_screen(office->terms[i]));
        term_end(office->terms[i]);
    }
    free(office->people);
    free(office->terms);
    free(office->saved);
}

/* Nobody begins a line any more, and all that were begun are saved. */
static void let_finish(struct office *office)
{
    int64_t end = crowd_ms() + 2 * PATIENT_MS;
    bool busy = true;

    for (size_t i = 0; i < office->n; i++)
        office->people[i].next = INT64_MAX;
    while (busy && crowd_ms() < end) {
        run(office, crowd_ms() + 100);
        busy = false;
        for (size_t i = 0; i < office->n; i++) {
            office->people[i].next = INT64_MAX;
            busy = busy || office->people[i].doing != THINKING;
        }
        for (size_t i = 0; i < office->n_saved; i++)
            busy = busy || office->saved[i].at != 0;
    }
    for (size_t i = 0; i < office->n_saved; i++)
        cr_expect_eq(office->saved[i].at, 0, "%s was not seen", office->saved[i].text);
}

Test(crowd, sessions)
{
    int seconds = crowd_size("DUBAN_SECONDS", 6);
    struct office office = {.n = (size_t)crowd_size("DUBAN_SESSIONS", 6)};
    char *board = board_make("office");
    double before, used;

    office.people = duban_alloc(office.n * sizeof *office.people);
    office.terms = duban_alloc((office.n + 1) * sizeof(struct term *));
    open_office(&office, board);
    before = all_seconds(&office);
    run(&office, crowd_ms() + seconds * 1000);
    used = all_seconds(&office) - before;
    let_finish(&office);
    cr_expect_gt(office.acks.n, office.n, "everybody has written");
    cr_expect_leq(office.worst_save, PATIENT_MS, "%lld ms", (long long)office.worst_save);
    tell("sessions, each writing every 2 s", "%zu for %d s", office.n, seconds);
    tell("edits acknowledged", "%zu", office.acks.n);
    tell("processor, all sessions together", "%.0f %% of one core", 100 * used / seconds);
    tell_memory(&office);
    tell("worst time from Enter to saved", "%lld ms", (long long)office.worst_save);
    tell("from saved to another's screen, mean, worst", "%lld ms, %lld ms",
         (long long)(office.sum_seen / (int64_t)office.n_saved), (long long)office.worst_seen);
    close_office(&office);
    acks_expect(&office.acks, board);
    tell("edits lost", "none, and the board is in order");
    free(board);
}

/* --- Kills -------------------------------------------------------------------------------------
 */

enum { SCREENS = 4, COMMANDS = 4, WRITERS = SCREENS + COMMANDS };

/* One after the other runs `duban set`, and is acknowledged by its exit status. */
struct command {
    pid_t pid;
    char text[32];
    unsigned lines;
};

static void command_start(struct command *command, const char *board, int number)
{
    const char *binary = getenv("DUBAN_BIN");
    char wish[48], id[8];

    snprintf(command->text, sizeof command->text, "c%dn%uz", number, command->lines++);
    snprintf(wish, sizeof wish, "note=%s", command->text);
    snprintf(id, sizeof id, "%d", number % 3 + 1);
    command->pid = fork();
    if (command->pid == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(126);
        execl(binary, binary, "-b", board, "set", id, wish, (char *)NULL);
        _exit(127);
    }
}

static void command_step(struct command *command, const char *board, int number, struct acks *acks)
{
    int status;

    if (waitpid(command->pid, &status, WNOHANG) != command->pid)
        return;
    if (WIFEXITED(status)) {
        cr_expect_eq(WEXITSTATUS(status), 0, "%s", command->text);
        acks_add(acks, command->text);
    }
    command_start(command, board, number);
}

struct writers {
    struct person people[SCREENS];
    struct term *terms[SCREENS];
    struct command commands[COMMANDS];
    struct acks acks;
    const char *board;
    int64_t acked_at, worst;
};

static void writers_step(struct writers *w)
{
    size_t before = w->acks.n;

    term_wait_any(w->terms, SCREENS, 2);
    for (int i = 0; i < SCREENS; i++)
        person_step(&w->people[i], 0, &w->acks);
    for (int i = 0; i < COMMANDS; i++)
        command_step(&w->commands[i], w->board, i, &w->acks);
    if (w->acks.n == before)
        return;
    int64_t now = crowd_ms();
    w->worst = now - w->acked_at > w->worst ? now - w->acked_at : w->worst;
    w->acked_at = now;
}

static void kill_one(struct writers *w, int number)
{
    struct person *person = &w->people[number % SCREENS];

    if (number >= SCREENS) { /* the next step starts it again */
        kill(w->commands[number - SCREENS].pid, SIGKILL);
        return;
    }
    term_signal(person->term, SIGKILL);
    cr_expect_eq(term_end(person->term), 128 + SIGKILL);
    person_come(person, w->board, number);
    w->terms[number] = person->term;
}

static void writers_end(struct writers *w)
{
    for (int i = 0; i < SCREENS; i++) {
        term_signal(w->people[i].term, SIGKILL);
        term_end(w->people[i].term);
    }
    for (int i = 0; i < COMMANDS; i++) {
        kill(w->commands[i].pid, SIGKILL);
        waitpid(w->commands[i].pid, NULL, 0);
    }
}

Test(crowd, kills)
{
    int kills = crowd_size("DUBAN_KILLS", 24);
    char *board = board_make("kills");
    struct writers w = {.board = board, .acked_at = crowd_ms()};
    unsigned seed = (unsigned)crowd_size("DUBAN_SEED", 1);

    for (int i = 0; i < SCREENS; i++) {
        person_come(&w.people[i], board, i);
        w.terms[i] = w.people[i].term;
    }
    for (int i = 0; i < COMMANDS; i++)
        command_start(&w.commands[i], board, i);
    while (w.acks.n < WRITERS)
        writers_step(&w);
    for (int i = 0; i < kills; i++) {
        int64_t at = crowd_ms() + rand_r(&seed) % 120;

        while (crowd_ms() < at)
            writers_step(&w);
        kill_one(&w, rand_r(&seed) % WRITERS);
    }
    writers_end(&w);
    cr_expect_leq(w.worst, PATIENT_MS, "%lld ms", (long long)w.worst);
    tell("kill -9 among 4 screens and 4 commands", "%d", kills);
    tell("edits acknowledged", "%zu", w.acks.n);
    tell("longest time without any", "%lld ms", (long long)w.worst);
    acks_expect(&w.acks, board);
    tell("acknowledged edits lost", "none, and the board is in order");
    free(board);
}
