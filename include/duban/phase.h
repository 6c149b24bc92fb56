/* Phase cells: what stands in the column 阶段步骤. */
#ifndef DUBAN_PHASE_H
#define DUBAN_PHASE_H

#include "duban/buf.h"
#include "duban/deadline.h"

struct duban_phase_cell {
    struct duban_buf label;  /* the cell, Word's doubling and vertical writing mended */
    struct duban_buf name;   /* bare */
    struct duban_buf window; /* the bracketed dates as written, without brackets; empty: none */
    int start, end;          /* what the window says */
};

/* Reads a phase cell. A leading enumerator (一、 （一） 1. 第一阶段：) and a bracketed window, behind
 * the name or inside it (第一阶段（3月）宣传发动), in brackets of either or mixed width are not part
 * of the name; a bracket that holds no date (（试行）) is. Text that Word doubled once per printed page, or wrote one character
 * a line, is mended. Initialises *out; the caller releases it. */
void duban_phase_cell_read(struct duban_phase_cell *out, const char *cell,
                           const struct duban_deadline_context *context);
void duban_phase_cell_release(struct duban_phase_cell *cell);

#endif
