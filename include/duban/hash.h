/* A number for a text, for telling texts apart, not for hiding anything: FNV-1a, 64 bits
 * (isthe.com/chongo/tech/comp/fnv). Equal numbers are no proof of equal texts. */
#ifndef DUBAN_HASH_H
#define DUBAN_HASH_H

#include <stddef.h>
#include <stdint.h>

#define DUBAN_HASH_START UINT64_C(0xcbf29ce484222325)

/* Goes on from `hash`, DUBAN_HASH_START for the first text, with `len` bytes. */
uint64_t duban_hash(uint64_t hash, const char *bytes, size_t len);

#endif
