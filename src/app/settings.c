/* Reading the settings: inih takes the lines apart, the table says what they may be. */
#include "duban/settings.h"

#include "duban/alloc.h"
#include "duban/buf.h"
#include "duban/file.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <ini.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX (256u << 10)
#define OFFSET   NULL

static const struct {
    const char *name, *preset, *others, *help;
} table[] = {
#define SETTING(id, name, preset, others, help) [DUBAN_SETTING_##id] = {name, preset, others, help},
#include "duban/settings.def"
#undef SETTING
};

void duban_settings_init(struct duban_settings *settings)
{
    *settings = (struct duban_settings){0};
}

static void release_lines(struct duban_setting_lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        free(lines->items[i].name);
        free(lines->items[i].value);
    }
    free(lines->items);
}

void duban_settings_release(struct duban_settings *settings)
{
    for (size_t i = 0; i < DUBAN_SETTINGS; i++)
        free(settings->values[i]);
    for (size_t i = 0; i < settings->n_faults; i++)
        duban_err_release(&settings->faults[i]);
    free(settings->faults);
    release_lines(&settings->keys);
    release_lines(&settings->colours);
    free(settings->path);
    duban_settings_init(settings);
}

/* --- Faults ----------------------------------------------------------------------------------- */

static struct duban_err *new_fault(struct duban_settings *settings)
{
    settings->faults = duban_more(settings->faults, settings->n_faults, &settings->cap_faults,
                                  sizeof *settings->faults);
    settings->faults[settings->n_faults] = (struct duban_err)DUBAN_ERR_INIT;
    return &settings->faults[settings->n_faults++];
}

void duban_settings_fault(struct duban_settings *settings, unsigned long line, const char *name,
                          const char *format, ...)
{
    struct duban_err *fault = new_fault(settings);
    struct duban_buf text = DUBAN_BUF_INIT;
    va_list args;

    va_start(args, format);
    duban_buf_vaddf(&text, format, args);
    va_end(args);
    duban_err_set(fault, DUBAN_REFUSED, "%s", text.data);
    duban_err_at(fault, settings->path, line, name);
    duban_buf_release(&text);
}

/* --- One setting ------------------------------------------------------------------------------ */

/* Does `value` stand among the words? */
static bool is_word(const char *words, const char *value)
{
    size_t len = strlen(value);

    for (const char *p = words; *p; p += *p == '|') {
        size_t n = strcspn(p, "|");

        if (n == len && memcmp(p, value, n) == 0)
            return true;
        p += n;
    }
    return false;
}

/* Hours and minutes behind a sign, as far as zones of the world go. */
static bool is_offset(const char *value)
{
    static const char form[] = "+00:00";

    if (strlen(value) != sizeof form - 1 || !strchr("+-", value[0]) || value[3] != ':')
        return false;
    for (size_t i = 1; i < sizeof form - 1; i++)
        if (i != 3 && (value[i] < '0' || value[i] > '9'))
            return false;
    return atoi(value + 1) <= 14 && value[4] < '6';
}

static void refuse(struct duban_settings *settings, size_t i, const char *value, unsigned long line)
{
    struct duban_buf words = DUBAN_BUF_INIT;

    if (table[i].others == OFFSET)
        duban_buf_adds(&words, "+08:00");
    else
        duban_buf_addf(&words, "%s|%s", table[i].preset, table[i].others);
    duban_settings_fault(settings, line, table[i].name, _("不能是“%s”，要写成 %s；它的意思：%s"),
                         value, words.data, _(table[i].help));
    duban_buf_release(&words);
}

static void set(struct duban_settings *settings, const char *name, const char *value,
                unsigned long line)
{
    size_t i = 0;

    while (i < DUBAN_SETTINGS && strcmp(table[i].name, name) != 0)
        i++;
    if (i == DUBAN_SETTINGS)
        duban_settings_fault(settings, line, name, _("没有这个设置；有哪些见 man duban"));
    else if (strcmp(value, table[i].preset) == 0 ||
             (table[i].others == OFFSET ? is_offset(value) : is_word(table[i].others, value)))
        duban_strset(&settings->values[i], value);
    else
        refuse(settings, i, value, line);
}

const char *duban_settings_word(const struct duban_settings *settings, enum duban_setting setting)
{
    return settings->values[setting] ? settings->values[setting] : table[setting].preset;
}

bool duban_settings_is(const struct duban_settings *settings, enum duban_setting setting,
                       const char *word)
{
    return strcmp(duban_settings_word(settings, setting), word) == 0;
}

/* POSIX counts from local time to UTC, so east is negative; its names take no colon. */
char *duban_settings_zone(const char *offset)
{
    struct duban_buf zone = DUBAN_BUF_INIT;

    if (!*offset)
        return NULL;
    duban_buf_addf(&zone, "<%.3s%s>%c%s", offset, offset + 4, offset[0] == '+' ? '-' : '+',
                   offset + 1);
    return duban_buf_detach(&zone);
}

/* --- The file --------------------------------------------------------------------------------- */

/* What inih is given: one physical line at a time, so that its number is known. */
struct source {
    struct duban_settings *settings;
    const char *rest;
    unsigned long line;
};

/* A remark may be longer than inih's lines, and is nothing to it. */
static bool is_remark(const char *line)
{
    return *line == '#' || *line == ';';
}

static char *next_line(char *out, int size, void *user)
{
    struct source *source = user;
    if (*source->rest == '\0')
        return NULL;
    source->rest += strspn(source->rest, " \t"); /* an indent would continue the line before */
    size_t len = strcspn(source->rest, "\n");
    source->line++;
    out[0] = '\0';
    if (!is_remark(source->rest) && len < (size_t)size) {
        memcpy(out, source->rest, len);
        out[len] = '\0';
    } else if (!is_remark(source->rest)) {
        duban_settings_fault(source->settings, source->line, NULL, _("这一行太长"));
    }
    source->rest += len + (source->rest[len] == '\n');
    return out;
}

/* A remark may stand behind a value too, after a blank. */
static char *without_remark(const char *value)
{
    size_t len = 0;

    while (value[len] && !(value[len] == '#' && len > 0 && strchr(" \t", value[len - 1])))
        len++;
    while (len > 0 && strchr(" \t", value[len - 1]))
        len--;
    return duban_strndup(value, len);
}

static void add_line(struct duban_setting_lines *lines, const char *name, const char *value,
                     unsigned long line)
{
    lines->items = duban_more(lines->items, lines->n, &lines->cap, sizeof *lines->items);
    lines->items[lines->n++] =
        (struct duban_setting_line){duban_strdup(name), duban_strdup(value), line};
}

/* Returns nonzero: what is wrong has been told in our own words. */
static int take(void *user, const char *section, const char *name, const char *given)
{
    struct source *source = user;
    struct duban_settings *settings = source->settings;
    char *value = without_remark(given ? given : "");

    if (strcmp(section, "keys") == 0)
        add_line(&settings->keys, name, value, source->line);
    else if (strcmp(section, "colours") == 0 || strcmp(section, "colors") == 0)
        add_line(&settings->colours, name, value, source->line);
    else if (*section)
        duban_settings_fault(settings, source->line, section,
                             _("没有这一节；只有 [keys] 和 [colours]，其他设置写在它们前面"));
    else
        set(settings, name, value, source->line);
    free(value);
    return 1;
}

void duban_settings_read(struct duban_settings *settings, const char *path)
{
    struct duban_buf text = DUBAN_BUF_INIT, clean = DUBAN_BUF_INIT;
    struct source source = {settings, "", 0};

    duban_strset(&settings->path, path);
    if (access(path, F_OK) == 0) {
        struct duban_err err = DUBAN_ERR_INIT;
        int bad = 0;

        if (duban_file_read(&text, path, FILE_MAX, &err) != DUBAN_OK) {
            *new_fault(settings) = err;
        } else {
            duban_text_clean(&clean, text.data, text.len);
            source.rest = clean.data;
            bad = ini_parse_stream(next_line, &source, take, &source);
        }
        if (bad > 0)
            duban_settings_fault(settings, (unsigned long)bad, NULL,
                                 _("这一行要写成“名字 = 值”或“[节]”"));
    }
    duban_buf_release(&text);
    duban_buf_release(&clean);
}
