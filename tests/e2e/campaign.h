/* The campaign that is looked at most closely: four phases and fifteen tasks at a size of 120×40.
 */
#ifndef E2E_CAMPAIGN_H
#define E2E_CAMPAIGN_H

enum { CAMPAIGN_PHASES = 4, CAMPAIGN_CARDS = 15 };

struct campaign {
    const char *table; /* below the folder of shared files, or of sources */
    const char *year, *today;
    const char *phases[CAMPAIGN_PHASES];
    struct {
        const char *head; /* how the card begins */
        const char *mark; /* and what it says about its deadline on that day */
    } cards[CAMPAIGN_CARDS];
};

/* A board of the shared folder's seed004, or without it of the sample plan. The path is owned by
 * the caller. */
char *campaign_board(const struct campaign **campaign, const char *name);

#endif
