/* The check of a board in a thread of its own: a board is read whole, and so it is for the check.
 */
#include "store/sounding.h"

#include "duban/alloc.h"
#include "store/schema.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct duban_sounding {
    struct duban_store store; /* nobody else's: a connection belongs to one thread */
    pthread_t thread;
    bool sound;
};

static void *check(void *data)
{
    struct duban_sounding *sounding = data;
    struct duban_store *store = &sounding->store;

    sounding->sound = duban_db_connect(store, store->path, NULL) == DUBAN_OK &&
                      duban_schema_sound(store, NULL) == DUBAN_OK;
    duban_db_disconnect(store);
    return NULL;
}

struct duban_sounding *duban_sounding_begin(const char *path)
{
    struct duban_sounding *sounding = duban_alloc(sizeof *sounding);
    sigset_t all, before;

    sounding->store.path = duban_strdup(path);
    sounding->store.read_only = true;
    /* Signals are for the thread that knows what to do about them; a new one inherits the mask. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&sounding->thread, NULL, check, sounding);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!failed)
        return sounding;
    free(sounding->store.path);
    free(sounding);
    return NULL;
}

bool duban_sounding_end(struct duban_sounding *sounding)
{
    bool sound;

    pthread_join(sounding->thread, NULL);
    sound = sounding->sound;
    free(sounding->store.path);
    free(sounding);
    return sound;
}
