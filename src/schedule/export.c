/* The one way to every format. */
#include "duban/export.h"

#include "duban/alloc.h"
#include "duban/json.h"
#include "schedule/columns.h"
#include "schedule/csv_write.h"
#include "schedule/paper.h"

#include <string.h>
#include <strings.h>

static enum duban_status put_objects(struct duban_buf *out, const struct duban_campaign *campaign,
                                     const struct duban_walk *walk,
                                     const struct duban_export_options *options,
                                     struct duban_err *err)
{
    const struct duban_task *task = NULL;
    enum duban_status status = duban_walk_begin(walk, err);

    while (!status && !(status = duban_walk_next(&task, walk, err)) && task) {
        if (options->query && !duban_query_fits(options->query, campaign, task, options->today))
            continue;
        duban_json_task(out, campaign, task, options->today);
        duban_buf_addc(out, '\n');
    }
    return status;
}

static enum duban_status write_json(struct duban_buf *out, const struct duban_campaign *campaign,
                                    const struct duban_walk *walk,
                                    const struct duban_export_options *options,
                                    struct duban_err *err)
{
    size_t before = out->len;
    enum duban_status status;

    do {
        duban_buf_truncate(out, before);
        status = put_objects(out, campaign, walk, options, err);
    } while (!status && duban_walk_broken_off(walk));
    if (status)
        duban_buf_truncate(out, before);
    return status;
}

enum duban_status duban_export_walk(struct duban_buf *out, const struct duban_campaign *campaign,
                                    const struct duban_walk *walk, enum duban_export_format format,
                                    const struct duban_export_options *options,
                                    struct duban_err *err)
{
    switch (format) {
    case DUBAN_EXPORT_CSV: return csv_write(out, campaign, walk, options, err);
    case DUBAN_EXPORT_JSON: return write_json(out, campaign, walk, options, err);
    case DUBAN_EXPORT_HTML:
    case DUBAN_EXPORT_XLSX: break;
    }
    duban_die("export: a format that looks back and ahead");
}

bool duban_export_walks(enum duban_export_format format)
{
    return format == DUBAN_EXPORT_CSV || format == DUBAN_EXPORT_JSON;
}

/* A query may ask about anything, and a light depends on much. */
bool duban_export_fields(bool fields[DUBAN_FIELDS], enum duban_export_format format,
                         const struct duban_export_options *options)
{
    if (format != DUBAN_EXPORT_CSV || options->form != DUBAN_EXPORT_DATA || options->query)
        return false;
    memset(fields, 0, DUBAN_FIELDS * sizeof *fields);
    for (enum column i = 0; i < COLUMNS; i++)
        if (column_info(i)->field < DUBAN_FIELDS)
            fields[column_info(i)->field] = true;
    fields[DUBAN_FIELD_TASK_FLAGS] = fields[DUBAN_FIELD_TASK_BY_HAND] = true; /* for 截止日期 */
    return true;
}

enum duban_status duban_export(struct duban_buf *out, const struct duban_campaign *campaign,
                               enum duban_export_format format,
                               const struct duban_export_options *options, struct duban_err *err)
{
    struct duban_walk_place place;
    struct duban_walk walk = duban_walk_campaign(&place, campaign);

    switch (format) {
    case DUBAN_EXPORT_CSV:
    case DUBAN_EXPORT_JSON: return duban_export_walk(out, campaign, &walk, format, options, err);
    case DUBAN_EXPORT_HTML: html_write(out, campaign, options); return DUBAN_OK;
    case DUBAN_EXPORT_XLSX: return xlsx_write(out, campaign, options, err);
    }
    duban_die("export: no such format");
}

enum duban_export_format duban_export_format_of(const char *name)
{
    static const struct {
        const char *ending;
        enum duban_export_format format;
    } endings[] = {{".xlsx", DUBAN_EXPORT_XLSX},
                   {".html", DUBAN_EXPORT_HTML},
                   {".json", DUBAN_EXPORT_JSON}};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i].ending) == 0)
            return endings[i].format;
    return DUBAN_EXPORT_CSV;
}
