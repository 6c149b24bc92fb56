/* The language of the texts.
 *
 * Over SSH the client's locale is often one that the server lacks, or C, and gettext translates
 * nothing then. So the language is found in the environment's words, not in the locale that could
 * be had, and told to gettext by LANGUAGE, which works in any locale but plain C.
 */
#include "duban/i18n.h"

#include "duban/alloc.h"
#include "duban/buf.h"
#include "duban/config.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "duban"

static const struct {
    const char *name;
    const char *preference; /* for LANGUAGE; the C library's own messages follow it too */
} languages[] = {
    {"zh", "zh_CN:zh"},
    {"en", "en"},
};

const char *duban_i18n_in_context(const char *text)
{
    const char *mark = strchr(text, '\004'), *found = gettext(text);

    return found == text && mark ? mark + 1 : found;
}

/* --- The locale ------------------------------------------------------------------------------- */

static bool is_plain(const char *locale)
{
    return !locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

/* The text is Chinese wherever it is shown, so it takes UTF-8, which glibc always has. */
static void begin_locale(void)
{
    if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_ALL, "C.UTF-8");
    if (is_plain(setlocale(LC_MESSAGES, NULL)))
        setlocale(LC_MESSAGES, "C.UTF-8");
}

/* --- The catalogue ---------------------------------------------------------------------------- */

/* Where the catalogue lies beside a program that was built and not installed; NULL: nowhere.
 * Whoever can write there could replace the program itself. */
static char *built_folder(void)
{
    char program[PATH_MAX], *slash;
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    struct duban_buf folder = DUBAN_BUF_INIT, file = DUBAN_BUF_INIT;

    program[len > 0 ? len : 0] = '\0';
    slash = strrchr(program, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    duban_buf_addf(&folder, "%s/share/locale", program);
    duban_buf_addf(&file, "%s/en/LC_MESSAGES/" DOMAIN ".mo", folder.data);
    bool there = access(file.data, R_OK) == 0;
    duban_buf_release(&file);
    if (!there)
        duban_buf_release(&folder);
    return there ? duban_buf_detach(&folder) : NULL;
}

static void begin_catalogue(void)
{
    char *built = built_folder();

    bindtextdomain(DOMAIN, built ? built : DUBAN_LOCALEDIR);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
    free(built);
}

/* --- The language ----------------------------------------------------------------------------- */

/* The index of the language that a locale's name begins with (en, en_US.UTF-8); -1: another. */
static int language_of(const char *locale)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        size_t len = strlen(languages[i].name);

        if (strncmp(locale, languages[i].name, len) == 0 &&
            (locale[len] == '\0' || strchr("_.@:-", locale[len])))
            return (int)i;
    }
    return -1;
}

static const char *locale_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return value;
    }
    return NULL;
}

/* As gettext reads it: LANGUAGE counts first and is a list, but not where the locale is C. */
static int language_of_environment(void)
{
    const char *locale = locale_of_environment(), *list = getenv("LANGUAGE");
    int found = -1;

    if (is_plain(locale))
        return -1;
    while (list && *list && found < 0) {
        found = language_of(list);
        list += strcspn(list, ":");
        list += *list == ':';
    }
    return found >= 0 ? found : language_of(locale);
}

static void speak(int language)
{
    setenv("LANGUAGE", languages[language].preference, 1);
    textdomain(DOMAIN); /* makes gettext forget what it has looked up */
}

void duban_i18n_begin(void)
{
    int language = language_of_environment();

    begin_locale();
    begin_catalogue();
    speak(language >= 0 ? language : 0);
}

/* LANGUAGE is where it was told to gettext, and the only place that keeps it. */
const char *duban_i18n_language(void)
{
    const char *list = getenv("LANGUAGE");
    int language = list ? language_of(list) : -1;

    return languages[language >= 0 ? language : 0].name;
}

bool duban_i18n_choose(const char *language)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].name, language) == 0) {
            speak((int)i);
            return true;
        }
    return false;
}
