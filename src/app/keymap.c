/* From keys to commands: bindings in a list, counts, and full-width keys as their ASCII ones. */
#include "duban/keymap.h"

#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/settings.h"

#include <stdlib.h>
#include <string.h>

static struct duban_binding *find(const struct duban_keymap *keymap, struct duban_key key,
                                  unsigned contexts)
{
    for (size_t i = 0; i < keymap->n; i++)
        if ((keymap->bindings[i].contexts & contexts) != 0 &&
            duban_key_equal(keymap->bindings[i].key, key))
            return &keymap->bindings[i];
    return NULL;
}

static void add(struct duban_keymap *keymap, struct duban_key key, unsigned contexts,
                enum duban_command command)
{
    struct duban_binding *old;

    while ((old = find(keymap, key, contexts)))
        old->contexts &= ~contexts;
    keymap->bindings =
        duban_more(keymap->bindings, keymap->n, &keymap->cap, sizeof *keymap->bindings);
    keymap->bindings[keymap->n++] = (struct duban_binding){key, contexts, command};
}

void duban_keymap_init(struct duban_keymap *keymap)
{
    *keymap = (struct duban_keymap){0};
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        struct duban_key key;

        for (size_t i = 0; duban_command_key(&key, command, i); i++)
            add(keymap, key, duban_command_info(command)->contexts, command);
    }
}

void duban_keymap_release(struct duban_keymap *keymap)
{
    free(keymap->bindings);
    *keymap = (struct duban_keymap){0};
}

enum duban_status duban_keymap_bind(struct duban_keymap *keymap, const char *key, unsigned contexts,
                                    enum duban_command command, struct duban_err *err)
{
    struct duban_key parsed;

    if (!duban_key_parse(&parsed, key))
        return duban_err_set(err, DUBAN_REFUSED,
                             _("“%s”不是按键名；请写成 x、^F、F5、Enter、Up 这样"), key);
    add(keymap, parsed, contexts, command);
    return DUBAN_OK;
}

/* The next of the names separated by blanks, owned; NULL at the end. */
static char *next_name(const char **names)
{
    size_t len;

    *names += strspn(*names, " \t");
    len = strcspn(*names, " \t");
    if (len == 0)
        return NULL;
    *names += len;
    return duban_strndup(*names - len, len);
}

static enum duban_status check_keys(const char *keys, unsigned contexts, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    struct duban_key key;

    for (char *name; status == DUBAN_OK && (name = next_name(&keys)); free(name)) {
        if (!duban_key_parse(&key, name))
            status = duban_err_set(err, DUBAN_REFUSED,
                                   _("“%s”不是按键名；请写成 x、^F、F5、Enter、Up 这样"), name);
        else if (key.kind == DUBAN_KEY_CHAR && (contexts & DUBAN_IN_TEXT) != 0)
            status = duban_err_set(err, DUBAN_REFUSED,
                                   _("“%s”在填写时要用来写字；请换一个功能键或 ^ 组合键"), name);
    }
    return status;
}

enum duban_status duban_keymap_rebind(struct duban_keymap *keymap, enum duban_command command,
                                      const char *keys, struct duban_err *err)
{
    unsigned contexts = duban_command_info(command)->contexts;
    enum duban_status status = check_keys(keys, contexts, err);

    if (status != DUBAN_OK)
        return status;
    for (size_t i = 0; i < keymap->n; i++)
        if (keymap->bindings[i].command == command)
            keymap->bindings[i].contexts = 0;
    for (char *name; status == DUBAN_OK && (name = next_name(&keys)); free(name))
        status = duban_keymap_bind(keymap, name, contexts, command, err);
    return status;
}

void duban_keymap_use(struct duban_keymap *keymap, struct duban_settings *settings)
{
    for (size_t i = 0; i < settings->keys.n; i++) {
        const struct duban_setting_line *line = &settings->keys.items[i];
        enum duban_command command = duban_command_find(line->name);
        struct duban_err err = DUBAN_ERR_INIT;

        if (command == DUBAN_COMMANDS)
            duban_settings_fault(settings, line->line, line->name,
                                 _("没有这个命令；有哪些见 man duban 的按键表"));
        else if (duban_keymap_rebind(keymap, command, line->value, &err) != DUBAN_OK)
            duban_settings_fault(settings, line->line, line->name, "%s", err.text);
        duban_err_release(&err);
    }
}

void duban_keymap_keys(struct duban_buf *out, const struct duban_keymap *keymap,
                       enum duban_command command, unsigned max)
{
    unsigned shown = 0;

    for (size_t i = 0; i < keymap->n && (max == 0 || shown < max); i++)
        if (keymap->bindings[i].command == command && keymap->bindings[i].contexts != 0) {
            if (shown++ > 0)
                duban_buf_addc(out, ' ');
            duban_key_show(out, keymap->bindings[i].key);
        }
}

enum duban_command duban_keymap_find(const struct duban_keymap *keymap, struct duban_key key,
                                     unsigned context)
{
    const struct duban_binding *binding = find(keymap, key, context);

    if (!binding && (context & DUBAN_IN_TEXT) == 0)
        binding = find(keymap, duban_key_ascii(key), context);
    return binding ? binding->command : DUBAN_COMMANDS;
}

/* The digit that a key types outside of text; -1: none. */
static int digit_of(struct duban_key key)
{
    key = duban_key_ascii(key);
    return key.kind == DUBAN_KEY_CHAR && key.code >= '0' && key.code <= '9' ? (int)key.code - '0'
                                                                            : -1;
}

/* Takes a digit into the count; a 0 begins none. */
static bool counted(struct duban_keymap *keymap, struct duban_key key, unsigned context)
{
    int digit = digit_of(key);

    if (digit < 0 || (context & (DUBAN_IN_TEXT | DUBAN_IN_MENU | DUBAN_IN_CONFIRM)) != 0)
        return false;
    if (keymap->count == 0 &&
        (digit == 0 || duban_keymap_find(keymap, key, context) != DUBAN_COMMANDS))
        return false;
    keymap->count = keymap->count * 10 + digit;
    if (keymap->count > DUBAN_COUNT_MAX)
        keymap->count = DUBAN_COUNT_MAX;
    return true;
}

struct duban_fed duban_keymap_feed(struct duban_keymap *keymap, struct duban_key key,
                                   unsigned context)
{
    struct duban_fed fed = {DUBAN_FEED_UNBOUND, DUBAN_COMMANDS, 1};

    if (counted(keymap, key, context)) {
        fed.feed = DUBAN_FEED_PENDING;
        return fed;
    }
    if (keymap->count > 0 && key.kind == DUBAN_KEY_ESC) { /* thinks better of it */
        keymap->count = 0;
        fed.feed = DUBAN_FEED_PENDING;
        return fed;
    }
    if (keymap->count > 0)
        fed.count = keymap->count;
    keymap->count = 0;
    fed.command = duban_keymap_find(keymap, key, context);
    if (fed.command != DUBAN_COMMANDS)
        fed.feed = DUBAN_FEED_COMMAND;
    return fed;
}
