/* The schedule table as one page for the browser and its printer. It loads nothing and runs
 * nothing: every text is escaped, and the page's own policy forbids the rest. */
#include "schedule/paper.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 140 }; /* columns of text across a page */

static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"zh-CN\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"generator\" content=\"duban\">\n";

static const char style[] =
    "<style>\n"
    "@page { size: A4 landscape; margin: 12mm 10mm 14mm;\n"
    "  @bottom-center { content: \"第 \" counter(page) \" 页 共 \" counter(pages) \" 页\";\n"
    "    font-size: 9pt; color: #555 } }\n"
    "* { box-sizing: border-box }\n"
    "body { margin: 2em auto; max-width: 80em; padding: 0 1em; color: #111; background: #fff;\n"
    "  font: 10.5pt/1.5 \"Noto Sans CJK SC\", \"Source Han Sans SC\", \"Microsoft YaHei\", "
    "\"PingFang SC\", SimSun, sans-serif }\n"
    "h1 { margin: 0 0 .4em; text-align: center; font-size: 17pt; line-height: 1.3 }\n"
    "p { margin: 0 0 .8em; text-align: center; color: #444 }\n"
    "table { width: 100%; border-collapse: collapse; table-layout: fixed }\n"
    "thead { display: table-header-group }\n"
    "th, td { border: 1px solid #777; padding: .3em .45em; text-align: left;\n"
    "  vertical-align: middle; white-space: pre-wrap; overflow-wrap: anywhere; "
    "font-weight: normal;\n"
    "  mso-number-format: \"\\@\" }\n"
    "thead th { background: #e8edf3; text-align: center; font-weight: bold }\n"
    "tbody th { background: #f6f7f9; text-align: center; vertical-align: middle }\n"
    ".c { text-align: center; padding-left: .2em; padding-right: .2em }\n"
    "td, thead th { break-inside: avoid }\n"
    ".red { background: #f8d3cf; color: #8c1007; font-weight: bold }\n"
    ".yellow { background: #fff0b3; color: #6b4e00; font-weight: bold }\n"
    ".green { background: #dcefdc; color: #14521d }\n"
    "@media print {\n"
    "  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt }\n"
    "  tbody th { background: none }\n" /* browsers shade it to the end of the page */
    "  * { -webkit-print-color-adjust: exact; print-color-adjust: exact } }\n"
    "</style>\n";

/* Appends text that is nothing but text. */
static void add_text(struct duban_buf *out, const char *s)
{
    while (*s) {
        size_t len = strcspn(s, "<>&\"'");

        duban_buf_add(out, s, len);
        s += len;
        switch (*s) {
        case '<': duban_buf_adds(out, "&lt;"); break;
        case '>': duban_buf_adds(out, "&gt;"); break;
        case '&': duban_buf_adds(out, "&amp;"); break;
        case '"': duban_buf_adds(out, "&quot;"); break;
        case '\'': duban_buf_adds(out, "&#39;"); break;
        }
        s += *s != '\0';
    }
}

static void put_head(struct duban_buf *out, const struct chosen *chosen)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    paper_title(&text, chosen->cells.campaign);
    duban_buf_adds(out, head);
    duban_buf_adds(out, "<title>");
    add_text(out, text.data);
    duban_buf_adds(out, "</title>\n");
    duban_buf_adds(out, style);
    duban_buf_adds(out, "</head>\n<body>\n<h1>");
    add_text(out, text.data);
    duban_buf_adds(out, "</h1>\n<p>");
    duban_buf_clear(&text);
    paper_summary(&text, chosen);
    add_text(out, text.data);
    duban_buf_adds(out, "</p>\n");
    duban_buf_release(&text);
}

static void put_header(struct duban_buf *out, const struct chosen *chosen)
{
    int *widths = paper_widths(chosen, ROOM);
    int sum = 0;

    for (size_t i = 0; i < chosen->n_columns; i++)
        sum += widths[i] + 2;
    duban_buf_adds(out, "<colgroup>");
    for (size_t i = 0; i < chosen->n_columns; i++)
        duban_buf_addf(out, "<col style=\"width:%d.%d%%\">", (widths[i] + 2) * 1000 / sum / 10,
                       (widths[i] + 2) * 1000 / sum % 10);
    duban_buf_adds(out, "</colgroup>\n<thead><tr>");
    for (size_t i = 0; i < chosen->n_columns; i++) {
        duban_buf_adds(out, "<th scope=\"col\">");
        add_text(out, chosen->columns[i].name);
        duban_buf_adds(out, "</th>");
    }
    duban_buf_adds(out, "</tr></thead>\n");
    free(widths);
}

static void put_cell(struct duban_buf *out, const struct chosen *chosen, size_t row, size_t column)
{
    const struct chosen_column *info = &chosen->columns[column];
    struct duban_buf text = DUBAN_BUF_INIT;
    size_t group = chosen_group(chosen, row);
    const char *end = "</td>";

    if (info->column == COLUMN_PHASE) {
        if (!group)
            return;
        duban_buf_addf(out, "<th scope=\"rowgroup\" rowspan=\"%zu\">", group);
        end = "</th>";
    } else if (info->kind == CHOSEN_LIGHT) {
        duban_buf_addf(out, "<td class=\"c %s\">", duban_light_name(chosen_light(chosen, row)));
    } else {
        duban_buf_adds(out, paper_centred(info) ? "<td class=\"c\">" : "<td>");
    }
    paper_cell(&text, chosen, row, column);
    add_text(out, text.data);
    duban_buf_adds(out, end);
    duban_buf_release(&text);
}

void html_write(struct duban_buf *out, const struct duban_campaign *campaign,
                const struct duban_export_options *options)
{
    struct duban_export_options print = *options;
    struct chosen chosen;

    print.form = DUBAN_EXPORT_PRINT;
    chosen_all(&chosen, campaign, &print);
    put_head(out, &chosen);
    duban_buf_adds(out, "<table>\n");
    put_header(out, &chosen);
    for (size_t row = 0; row < chosen.n_tasks; row++) {
        if (chosen_group(&chosen, row))
            duban_buf_adds(out, row ? "</tbody>\n<tbody>\n" : "<tbody>\n");
        duban_buf_adds(out, "<tr>");
        for (size_t i = 0; i < chosen.n_columns; i++)
            put_cell(out, &chosen, row, i);
        duban_buf_adds(out, "</tr>\n");
    }
    duban_buf_adds(out, chosen.n_tasks ? "</tbody>\n</table>\n" : "</table>\n");
    duban_buf_adds(out, "</body>\n</html>\n");
    chosen_release(&chosen);
}
