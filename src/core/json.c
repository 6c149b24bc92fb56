/* JSON as scripts read it: one object a line, every key always there.
 *
 * The order of the keys is part of the promise, so an object is a table of rows: a key and the
 * function that writes its value.
 */
#include "duban/json.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- Values -------------------------------------------------------------------------------- */

/* What a control character is called when it has a name of one letter; 0: none. */
static char short_escape(unsigned char c)
{
    switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    }
    return 0;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

static void add_string(struct duban_buf *out, const char *s, size_t len)
{
    const char *end = s + len;

    duban_buf_addc(out, '"');
    while (s < end) {
        const char *from = s;
        uint32_t c = duban_text_next(&s);
        char letter = c < 0x80 ? short_escape((unsigned char)c) : 0;

        if (letter != 0)
            duban_buf_addf(out, "\\%c", letter);
        else if (is_control(c))
            duban_buf_addf(out, "\\u%04x", (unsigned)c);
        else if (c == 0xFFFD)
            duban_text_put(out, c); /* a byte that is no UTF-8 must not come through */
        else
            duban_buf_add(out, from, (size_t)(s - from));
    }
    duban_buf_addc(out, '"');
}

void duban_json_string(struct duban_buf *out, const char *s)
{
    if (s == NULL)
        duban_buf_adds(out, "null");
    else
        add_string(out, s, strlen(s));
}

void duban_json_list(struct duban_buf *out, const char *list)
{
    size_t len;
    const char *comma = "";

    duban_buf_addc(out, '[');
    for (const char *p = list, *name; (name = duban_text_item(&p, &len)) != NULL;) {
        duban_buf_adds(out, comma);
        add_string(out, name, len);
        comma = ",";
    }
    duban_buf_addc(out, ']');
}

void duban_json_date(struct duban_buf *out, int date)
{
    char text[DUBAN_DATE_SIZE];

    if (date == DUBAN_NO_DATE)
        duban_buf_adds(out, "null");
    else
        duban_buf_addf(out, "\"%s\"", duban_date_format(date, text));
}

static void add_number(struct duban_buf *out, int64_t n)
{
    duban_buf_addf(out, "%" PRId64, n);
}

/* --- A task -------------------------------------------------------------------------------- */

struct subject {
    const struct duban_campaign *campaign;
    const struct duban_task *task;
    struct duban_standing standing;
};

/* One key of the object. `offset` is where in the task the value lies, for the plain ones. */
struct member {
    const char *key;
    void (*put)(struct duban_buf *out, const struct subject *s, size_t offset);
    size_t offset;
};

static const void *at(const struct subject *s, size_t offset)
{
    return (const char *)s->task + offset;
}

static void put_string(struct duban_buf *out, const struct subject *s, size_t offset)
{
    duban_json_string(out, *(char *const *)at(s, offset));
}

static void put_list(struct duban_buf *out, const struct subject *s, size_t offset)
{
    duban_json_list(out, *(char *const *)at(s, offset));
}

static void put_date(struct duban_buf *out, const struct subject *s, size_t offset)
{
    duban_json_date(out, *(const int *)at(s, offset));
}

static void put_count(struct duban_buf *out, const struct subject *s, size_t offset)
{
    add_number(out, *(const int *)at(s, offset));
}

static void put_number(struct duban_buf *out, const struct subject *s, size_t offset)
{
    add_number(out, *(const int64_t *)at(s, offset));
}

static void put_phase(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    const struct duban_phase *phase = duban_campaign_phase(s->campaign, s->task->phase);

    duban_json_string(out, phase != NULL ? phase->name : NULL);
}

static void put_phase_no(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    size_t number = duban_campaign_phase_no(s->campaign, s->task->phase);

    if (number == 0)
        duban_buf_adds(out, "null");
    else
        add_number(out, (int64_t)number);
}

static void put_kind(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    duban_json_string(out, duban_deadline_kind_name(s->task->when.kind));
}

static void put_flags(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    const char *comma = "";

    duban_buf_addc(out, '[');
    for (unsigned i = 0; i < DUBAN_DEADLINE_FLAGS; i++) {
        if ((s->task->when.flags & 1u << i) == 0)
            continue;
        duban_buf_adds(out, comma);
        duban_json_string(out, duban_deadline_flag_name(i));
        comma = ",";
    }
    duban_buf_addc(out, ']');
}

static void put_effective_due(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    duban_json_date(out, s->standing.due);
}

static void put_inherited(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    duban_buf_adds(out, s->standing.inherited ? "true" : "false");
}

static void put_light(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    duban_json_string(out, duban_light_name(s->standing.light));
}

static void put_days(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    if (s->standing.has_days)
        add_number(out, s->standing.days);
    else
        duban_buf_adds(out, "null");
}

static void put_status(struct duban_buf *out, const struct subject *s, size_t offset)
{
    (void)offset;
    duban_json_string(out, duban_status_name(s->task->status));
}

static void add_member(struct duban_buf *out, const char **comma, const char *name,
                       const char *value)
{
    duban_buf_adds(out, *comma);
    duban_json_string(out, name);
    duban_buf_addc(out, ':');
    duban_json_string(out, value);
    *comma = ",";
}

/* The order is the table's; a cell whose column the campaign does not name comes last. */
static void put_extra(struct duban_buf *out, const struct subject *s, size_t offset)
{
    const struct duban_extras *extras = at(s, offset);
    const char *comma = "";
    size_t len;

    duban_buf_addc(out, '{');
    for (const char *p = s->campaign->columns, *item; (item = duban_text_item(&p, &len)) != NULL;) {
        char *name = duban_strndup(item, len);
        const char *value = duban_task_extra(s->task, name);

        if (value != NULL)
            add_member(out, &comma, name, value);
        free(name);
    }
    for (size_t i = 0; i < extras->n; i++)
        if (extras->items[i].value != NULL &&
            !duban_text_has_item(s->campaign->columns, extras->items[i].name,
                                 strlen(extras->items[i].name)))
            add_member(out, &comma, extras->items[i].name, extras->items[i].value);
    duban_buf_addc(out, '}');
}

#define AT(member) offsetof(struct duban_task, member)

static const struct member members[] = {
    {"id", put_number, AT(id)},
    {"serial", put_string, AT(serial)},
    {"phase", put_phase, 0},
    {"phase_no", put_phase_no, 0},
    {"text", put_string, AT(text)},
    {"deadline", put_string, AT(deadline)},
    {"kind", put_kind, 0},
    {"start", put_date, AT(when.start)},
    {"due", put_date, AT(when.due)},
    {"warn", put_date, AT(when.warn)},
    {"flags", put_flags, 0},
    {"effective_due", put_effective_due, 0},
    {"inherited", put_inherited, 0},
    {"light", put_light, 0},
    {"days", put_days, 0},
    {"leads", put_list, AT(leads)},
    {"supports", put_list, AT(supports)},
    {"leader", put_string, AT(leader)},
    {"status", put_status, 0},
    {"done_on", put_date, AT(done_on)},
    {"target", put_string, AT(target)},
    {"progress", put_string, AT(progress)},
    {"note", put_string, AT(note)},
    {"extra", put_extra, AT(extras)},
    {"chases", put_count, AT(chases)},
    {"extensions", put_count, AT(extensions)},
    {"version", put_number, AT(version)},
    {"updated_at", put_string, AT(updated_at)},
    {"updated_by", put_string, AT(updated_by)},
};

#undef AT

void duban_json_task(struct duban_buf *out, const struct duban_campaign *campaign,
                     const struct duban_task *task, int today)
{
    struct subject subject = {campaign, task, duban_standing_of(campaign, task, today)};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        duban_buf_addf(out, "%c\"%s\":", i == 0 ? '{' : ',', members[i].key);
        members[i].put(out, &subject, members[i].offset);
    }
    duban_buf_addc(out, '}');
}
