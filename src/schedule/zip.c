/* Whether a workbook came out whole. libxlsxwriter keeps its sheets in temporary files and does not
 * notice when a full disk cuts them short: the zip around them is sound, the sheet is half. */
#include "schedule/zip.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum {
    END_SIZE = 22,   /* of the record that ends a zip */
    ENTRY_SIZE = 46, /* of an entry of its directory, without the names */
    LOCAL_SIZE = 30, /* of what stands before a file, likewise */
    EDGE = 256,      /* bytes that are looked at at both ends of a file */
};

struct xml {
    char first[EDGE + 1]; /* the file's first bytes, and a NUL */
    char last[EDGE];      /* and its last ones */
    size_t n_first, n_last;
};

static uint32_t number(const char *at, unsigned bytes)
{
    uint32_t n = 0;

    while (bytes--)
        n = n << 8 | (unsigned char)at[bytes];
    return n;
}

static void look(struct xml *xml, const char *bytes, size_t len)
{
    size_t head = len < EDGE - xml->n_first ? len : EDGE - xml->n_first;
    size_t tail = len < EDGE ? len : EDGE;
    size_t kept = xml->n_last < EDGE - tail ? xml->n_last : EDGE - tail;

    memcpy(xml->first + xml->n_first, bytes, head);
    xml->n_first += head;
    memmove(xml->last, xml->last + xml->n_last - kept, kept);
    memcpy(xml->last + kept, bytes + len - tail, tail);
    xml->n_last = kept + tail;
}

static bool unpack(struct xml *xml, const char *bytes, size_t len)
{
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)bytes, .avail_in = (uInt)len};
    char plain[1u << 14];
    int status;

    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return false;
    do {
        z.next_out = (unsigned char *)plain;
        z.avail_out = sizeof plain;
        status = inflate(&z, Z_NO_FLUSH);
        look(xml, plain, sizeof plain - z.avail_out);
    } while (status == Z_OK);
    inflateEnd(&z);
    return status == Z_STREAM_END;
}

/* <?xml …?> <name …> … </name>, or <name …/> alone. */
static bool ends_as_it_begins(const struct xml *xml)
{
    const char *declared = strchr(xml->first, '>');
    const char *p = declared ? strchr(declared, '<') : NULL;
    size_t n = xml->n_last;
    char close[64];
    int len;

    if (!p)
        return false;
    while (n && strchr("\r\n", xml->last[n - 1]))
        n--;
    len = snprintf(close, sizeof close, "</%.*s>", (int)strcspn(p + 1, " \r\n>/"), p + 1);
    return len > 3 && (size_t)len < sizeof close && n >= (size_t)len &&
           memcmp(xml->last + n - len, close, (size_t)len) == 0;
}

/* One file; `entry` is its place in the directory. */
static bool entry_is_whole(const char *bytes, size_t len, const char *entry)
{
    size_t packed = number(entry + 20, 4);
    size_t at = number(entry + 42, 4);
    struct xml xml = {.n_first = 0};

    if (at + LOCAL_SIZE > len)
        return false;
    at += LOCAL_SIZE + number(bytes + at + 26, 2) + number(bytes + at + 28, 2);
    if (at > len || packed > len - at || number(entry + 10, 2) != Z_DEFLATED)
        return false;
    return unpack(&xml, bytes + at, packed) && ends_as_it_begins(&xml);
}

bool zip_is_whole(const char *bytes, size_t len)
{
    const char *end = len >= END_SIZE ? bytes + len - END_SIZE : NULL;
    size_t entries;
    size_t at;

    if (!end || memcmp(end, "PK\5\6", 4) != 0)
        return false;
    entries = number(end + 10, 2);
    at = number(end + 16, 4);
    for (size_t i = 0; i < entries; i++) {
        const char *entry = bytes + at;

        if (at + ENTRY_SIZE > len || memcmp(entry, "PK\1\2", 4) != 0 ||
            !entry_is_whole(bytes, len, entry))
            return false;
        at += ENTRY_SIZE + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2);
    }
    return entries > 0;
}
