/* Stand-ins for characters that this terminal draws two columns wide. */
#ifndef TUI_NARROW_H
#define TUI_NARROW_H

#include <wchar.h>

/* `c`, or for one of ambiguous width an ASCII character in its place. */
wchar_t narrow_stand_in(wchar_t c);

#endif
