/* What a batch will become: the ids of its new things, decided before anything is written, so that
 * its changes may refer to each other in any order. */
#ifndef STORE_PLAN_H
#define STORE_PLAN_H

#include "store/db.h"

/* One change of the batch. */
struct duban_outcome {
    int64_t id;      /* the real one */
    int64_t version; /* the one the board has afterwards; set while writing */
    uint32_t earlier; /* 1 + index of the change before it of the same thing; 0: the first */
    bool created;    /* this change makes the thing */
};

struct duban_plan_slot;

struct duban_plan {
    const struct duban_batch *batch;
    struct duban_outcome *outcomes; /* one a change */
    struct duban_plan_slot *slots;  /* a hash by object and id */
    size_t size;                    /* of the hash: a power of two */
};

/* *plan is initialised by this call, also on failure. Within a transaction only. */
enum duban_status duban_plan_make(struct duban_plan *plan, struct duban_store *store,
                                  const struct duban_batch *batch, struct duban_err *err);
void duban_plan_release(struct duban_plan *plan);

/* The real id of an id in the batch; a positive one is its own, an unknown negative one stays. */
int64_t duban_plan_id(const struct duban_plan *plan, enum duban_object object, int64_t id);

/* Tells the batch what became of it, once it is written. */
void duban_plan_adopt(const struct duban_plan *plan, struct duban_batch *batch);

#endif
