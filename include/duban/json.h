/* JSON as scripts read it: one object a line. */
#ifndef DUBAN_JSON_H
#define DUBAN_JSON_H

#include "duban/buf.h"
#include "duban/campaign.h"

/* Appends a JSON string, or null for NULL. Controls are escaped, everything else stays UTF-8. */
void duban_json_string(struct duban_buf *out, const char *s);

/* Appends a list of names as an array of strings. */
void duban_json_list(struct duban_buf *out, const char *list);

/* Appends a date as a string, or null. */
void duban_json_date(struct duban_buf *out, int date);

/* Appends the object of one task, without a newline, with the keys of `list --json` in their order
 * (see the manual, "JSON"). */
void duban_json_task(struct duban_buf *out, const struct duban_campaign *campaign,
                     const struct duban_task *task, int today);

#endif
