/* Character classes, as functions. */
#include "bench.h"

#include <ctype.h>
#include <wctype.h>

BENCH(alpha, (isalpha)((int)(i & 127)))
BENCH(space, (isspace)((int)(i & 127)))
BENCH(print, (isprint)((int)(i & 127)))
BENCH(lower, (tolower)((int)(i & 127)))
BENCH(upper, (toupper)((int)(i & 127)))
BENCH(wide_alpha, (iswalpha)((wint_t)(i & 0x3ff)))
BENCH(wide_space, (iswspace)((wint_t)(i & 0x3ff)))
BENCH(wide_lower, (towlower)((wint_t)(i & 0x3ff)))
BENCH(wide_upper, (towupper)((wint_t)(i & 0x3ff)))
BENCH(wide_class, iswctype((wint_t)(i & 0x3ff), wctype("alnum")))

const struct bench ctype_benches[] = {
    { "isalpha", alpha, PLAIN, NULL },
    { "isspace", space, PLAIN, NULL },
    { "isprint", print, PLAIN, NULL },
    { "tolower", lower, PLAIN, NULL },
    { "toupper", upper, PLAIN, NULL },
    { "iswalpha", wide_alpha, PLAIN, NULL },
    { "iswspace", wide_space, PLAIN, NULL },
    { "towlower", wide_lower, PLAIN, NULL },
    { "towupper", wide_upper, PLAIN, NULL },
    { "iswctype", wide_class, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
