/* Lead cells: what stands in the column 牵头单位. */
#ifndef DUBAN_LEADS_H
#define DUBAN_LEADS_H

#include "duban/buf.h"

#include <stdbool.h>

/* Splits a lead cell into lists of names (text.h), appended to *leads and *supports.
 *
 * Separators: line break 、 ， , ； ; / | blank 和 及 与 + & 会同, and the numbers of a list (①, 1.
 * （1） 一、), which are taken off. Brackets stay whole (各处（室）), and so does a blank between
 * English words. 和 及 与 + & 会同 separate only after a part that ends like a unit (处 室 科 办 局
 * 委 部 …) or that is one of `known`, a list of departments (NULL: none).
 *
 * 督查处（配合） and 配合单位：督查处 are supports, and so is who stands behind 会同, or without a
 * word of his own between a lead and a support that have one:
 * 综合处（牵头）、督查处、业务处（配合）. （牵头） and 牵头单位： are taken off, and a trailing 等
 * or 等3个处室 too. A cell written from top to bottom, one character a line, is put together where
 * units come of it. A name occurs once. */
void duban_leads_split(struct duban_buf *leads, struct duban_buf *supports, const char *cell,
                       const char *known);

/* Does the name end like a unit (处 室 科 办 局 …)? */
bool duban_leads_is_unit(const char *name);

/* A suffix that the last name of a list may share with the others: 党政, 宣传条线 may be meant as
 * 党政条线, 宣传条线. Appends the list with it to *out and returns true; false, and nothing
 * appended, where every name ends like a unit by itself. A proposal, never applied unasked. */
bool duban_leads_shared_suffix(struct duban_buf *out, const char *list);

#endif
