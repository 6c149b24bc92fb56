/* Texts for users.
 *
 * The language of the source is Chinese, the language of the product: a message that no catalogue
 * translates, or a program without its catalogues, still speaks to its users. Every text a user can
 * see goes through one of these; `N_` marks a text in a table that is looked up when it is used.
 * What is stored or exported is the same in every language and goes through none of them.
 *
 * One Chinese word can need several in another language; NC_ marks it with the context that tells
 * which ("act": something somebody did), and duban_i18n_in_context looks it up. Never look up an
 * empty text: its translation is the catalogue's header.
 */
#ifndef DUBAN_I18N_H
#define DUBAN_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define _(text)            gettext(text)
#define N_(text)           text
#define Q_(one, many, n)   ngettext(one, many, n)
#define NC_(context, text) context "\004" text
#define C_(context, text)  duban_i18n_in_context(NC_(context, text))

/* The translation of a text marked with NC_, or the text without its context. One without a context
 * is looked up as by _. */
const char *duban_i18n_in_context(const char *text);

/* Makes the process speak the language of its user: a locale in UTF-8 whatever the environment
 * says, the catalogue, and the language that the environment names, else Chinese. Call it first
 * thing. */
void duban_i18n_begin(void);

/* What is spoken now: "zh" or "en". */
const char *duban_i18n_language(void);

/* Speaks "zh" or "en" from now on; false: neither, and nothing has changed. */
bool duban_i18n_choose(const char *language);

#endif
