/* wcs* and wmem*. */
#include "bench.h"

#include <stdlib.h>
#include <wchar.h>

WIDE_BENCH(length, wcslen(a))
WIDE_BENCH(length_bounded, wcsnlen(a, size + 8))
WIDE_BENCH(copy, wcscpy(out, a))
WIDE_BENCH(copy_bounded, wcsncpy(out, a, size + 8))
WIDE_BENCH(append, (out[0] = L'\0', wcscat(out, a)))
WIDE_BENCH(compare, wcscmp(a, b))
WIDE_BENCH(compare_bounded, wcsncmp(a, b, size + 8))
WIDE_BENCH(compare_case, wcscasecmp(a, b))
WIDE_BENCH(find, wcschr(a, L'Z'))
WIDE_BENCH(find_last, wcsrchr(a, L'Z'))
WIDE_BENCH(find_string, wcsstr(a, L"monstrous"))
WIDE_BENCH(span, wcsspn(a, L"abcdefghijklmnopqrstuvwxyz "))
WIDE_BENCH(until, wcscspn(a, L"\r\n"))
WIDE_BENCH(copy_memory, wmemcpy(out, a, size))
WIDE_BENCH(move_memory, wmemmove(out, a, size))
WIDE_BENCH(fill_memory, wmemset(out, L'x', size))
WIDE_BENCH(compare_memory, wmemcmp(a, b, size))
WIDE_BENCH(find_memory, wmemchr(a, L'Z', size))

static void duplicate(long n)
{
    for (long i = 0; i < n; i++) {
        wchar_t *copy = wcsdup(place.wide_a);
        sink = (size_t)copy;
        free(copy);
    }
}

const struct bench wide_benches[] = {
    { "wcslen", length, WIDE, NULL },
    { "wcsnlen", length_bounded, WIDE, NULL },
    { "wcscpy", copy, WIDE, NULL },
    { "wcsncpy", copy_bounded, WIDE, NULL },
    { "wcscat", append, WIDE, NULL },
    { "wcscmp", compare, WIDE, NULL },
    { "wcsncmp", compare_bounded, WIDE, NULL },
    { "wcscasecmp", compare_case, WIDE, NULL },
    { "wcschr", find, WIDE, NULL },
    { "wcsrchr", find_last, WIDE, NULL },
    { "wcsstr", find_string, WIDE, NULL },
    { "wcsspn_27", span, WIDE, NULL },
    { "wcscspn_2", until, WIDE, NULL },
    { "wmemcpy", copy_memory, WIDE, NULL },
    { "wmemmove", move_memory, WIDE, NULL },
    { "wmemset", fill_memory, WIDE, NULL },
    { "wmemcmp", compare_memory, WIDE, NULL },
    { "wmemchr", find_memory, WIDE, NULL },
    { "wcsdup", duplicate, WIDE, NULL },
    { NULL, NULL, PLAIN, NULL },
};
