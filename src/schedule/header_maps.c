/* Maps of columns, by their names or places. */
#include "schedule/header_maps.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"
#include "schedule/header.h"

#include <stdlib.h>
#include <string.h>

/* --- Reading --------------------------------------------------------------------------------- */

/* #3 and 第3列, as search keys: the third column. 0: a name. */
static size_t place_in(const char *key)
{
    bool chinese = strncmp(key, "第", strlen("第")) == 0;
    const char *figures = chinese ? key + strlen("第") : *key == '#' ? key + 1 : "";
    size_t n = strspn(figures, "0123456789");

    if (n == 0 || n > 6 || strcmp(figures + n, chinese ? "列" : "") != 0)
        return 0;
    return strtoul(figures, NULL, 10);
}

static enum duban_status check(const char *map, struct duban_err *err)
{
    const char *equals = strrchr(map, '=');

    if (!equals || equals == map)
        return duban_err_set(err, DUBAN_USAGE, _("“%s”应写成 列名=字段，例如 '事项=task'"), map);
    if (column_of_word(equals + 1) == COLUMNS && strcmp(equals + 1, "extra") != 0)
        return duban_err_set(err, DUBAN_USAGE,
                             _("“%s”中的字段不存在；可用 serial、phase、task、deadline、leads、"
                               "supports、leader、status、done_on、target、progress、note、extra"),
                             map);
    return DUBAN_OK;
}

static void add(struct header_maps *maps, const char *map, size_t len, bool remembered)
{
    const char *equals = memrchr(map, '=', len);
    struct duban_buf key = DUBAN_BUF_INIT;
    struct header_map *added;

    if (!equals)
        return;
    maps->items = duban_realloc(maps->items, maps->n + 1, sizeof *maps->items);
    added = &maps->items[maps->n++];
    *added = (struct header_map){.remembered = remembered};
    added->name = duban_strndup(map, (size_t)(equals - map));
    added->field = duban_strndup(equals + 1, len - (size_t)(equals + 1 - map));
    added->column = column_of_word(added->field);
    duban_text_key(&key, added->name);
    added->key = duban_buf_detach(&key);
    added->place = place_in(added->key);
}

enum duban_status header_maps_init(struct header_maps *out, const char *const *maps, size_t n,
                                   const char *remembered, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    size_t len;

    *out = (struct header_maps){NULL, 0, false};
    for (size_t i = 0; i < n && !status; i++) {
        status = check(maps[i], err);
        if (!status)
            add(out, maps[i], strlen(maps[i]), false);
    }
    for (const char *p = remembered, *item; (item = duban_text_item(&p, &len));)
        add(out, item, len, true);
    return status;
}

void header_maps_release(struct header_maps *maps)
{
    for (size_t i = 0; i < maps->n; i++) {
        free(maps->items[i].key);
        free(maps->items[i].name);
        free(maps->items[i].field);
    }
    free(maps->items);
    *maps = (struct header_maps){NULL, 0, false};
}

/* --- Looking up ------------------------------------------------------------------------------ */

static bool has_word(const struct header_block *block, size_t width, const char *key)
{
    struct duban_buf name = DUBAN_BUF_INIT;
    bool found = false;

    for (size_t i = 0; i < width && !found; i++)
        for (size_t n = 0; !found && header_word(&name, block, i, n); n++)
            found = name.len && header_same_key(key, strlen(key), name.data);
    duban_buf_release(&name);
    return found;
}

void header_maps_settle(struct header_maps *maps, const struct header_block *block, size_t width)
{
    for (size_t i = 0; i < maps->n; i++)
        maps->items[i].named = has_word(block, width, maps->items[i].key);
}

const struct header_map *header_maps_name(const struct header_maps *maps, const char *name,
                                          bool remembered)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    const struct header_map *found = NULL;

    if (!maps->n || cell_blank(name))
        return NULL;
    duban_text_key(&key, name);
    for (size_t i = 0; i < maps->n && !found; i++)
        if (maps->items[i].remembered == remembered && strcmp(maps->items[i].key, key.data) == 0)
            found = &maps->items[i];
    duban_buf_release(&key);
    return found;
}

const struct header_map *header_maps_place(const struct header_maps *maps, size_t at,
                                           bool remembered)
{
    for (size_t i = 0; i < maps->n; i++) {
        const struct header_map *map = &maps->items[i];

        if (map->remembered == remembered && !map->named && map->place == at + 1)
            return map;
    }
    return NULL;
}

size_t header_maps_task(const struct header_maps *maps, size_t width, bool remembered)
{
    size_t at = 0;

    while (at < width) {
        const struct header_map *map = header_maps_place(maps, at, remembered);

        if (map && map->column == COLUMN_TASK)
            break;
        at++;
    }
    return at;
}

enum duban_status header_maps_check(const struct header_maps *maps,
                                    const struct header_block *block, size_t width,
                                    struct duban_err *err)
{
    for (size_t i = 0; i < maps->n; i++) {
        const struct header_map *map = &maps->items[i];

        if (map->remembered || map->named || (map->place && map->place <= width))
            continue;
        if (map->place)
            duban_err_set(err, DUBAN_REFUSED,
                          Q_("表格只有 %zu 列，没有“%s”", "表格只有 %zu 列，没有“%s”", width),
                          width, map->name);
        else
            duban_err_set(err, DUBAN_REFUSED,
                          maps->by_key ? _("表头里没有“%s”这一列")
                                       : _("表头里没有 --map 所说的列“%s”"),
                          map->name);
        duban_err_at(err, NULL, block->table->rows[block->row].line, NULL);
        return DUBAN_REFUSED;
    }
    return DUBAN_OK;
}
