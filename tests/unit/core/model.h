/* A small campaign for the tests of the model, and the way to change it. */
#ifndef TESTS_MODEL_H
#define TESTS_MODEL_H

#include "duban/record.h"

/* Year 2018, phases 1 宣传发动阶段 and 2 学习讨论阶段（6月至7月）, four tasks: 1, 2, 3 in the first
 * phase with deadlines 5.25, 5.31 and none, 4 in the second without one. */
void model_init(struct duban_campaign *campaign);

/* Gives a batch ids and versions as the store would, and applies it to the campaign. */
void model_apply(struct duban_campaign *campaign, struct duban_batch *batch);

/* Sets one field of a task through the validator and applies it; the status of the validator. */
enum duban_status model_set(struct duban_campaign *campaign, int64_t id, enum duban_field field,
                            const char *value);

#endif
