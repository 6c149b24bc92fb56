/* Texts for users.
 *
 * The language of the source is Chinese, the language of the product: a message that no catalogue
 * translates, or a program without its catalogues, still speaks to its users. Every text a user can
 * see goes through one of these; `N_` marks a text in a table that is looked up when it is used.
 */
#ifndef DUBAN_I18N_H
#define DUBAN_I18N_H

#include <libintl.h>

#define _(text)          gettext(text)
#define N_(text)         text
#define Q_(one, many, n) ngettext(one, many, n)

#endif
