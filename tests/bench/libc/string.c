/* str*: lengths, copies and comparisons. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

BENCH(length, strlen(a))
BENCH(length_bounded, strnlen(a, size + 8))
BENCH(copy, strcpy(out, a))
BENCH(copy_end, stpcpy(out, a))
BENCH(copy_bounded, strncpy(out, a, size + 8))
BENCH(append, (out[0] = '\0', strcat(out, a)))
BENCH(append_bounded, (out[0] = '\0', strncat(out, a, size)))
BENCH(compare, strcmp(a, b))
BENCH(compare_bounded, strncmp(a, b, size + 8))
BENCH(compare_case, strcasecmp(a, b))
BENCH(compare_case_bounded, strncasecmp(a, b, size + 8))
BENCH(collate, strcoll(a, b))

static void duplicate(long n)
{
    for (long i = 0; i < n; i++) {
        char *copy = strdup(place.a);
        sink = (size_t)copy;
        free(copy);
    }
}

#ifndef __GLIBC__ /* glibc has them from 2.38 on */
BENCH(copy_truncated, strlcpy(out, a, size + 8))
BENCH(append_truncated, (out[0] = '\0', strlcat(out, a, size + 8)))
#endif

static void prepare_capitals(void)
{
    for (size_t i = 0; i < place.size; i += 2)
        if (place.b[i] != ' ')
            place.b[i] = (char)(place.b[i] - 'a' + 'A');
}

/* Short strings of ever different length, as keys in tables are. */
enum { KEYS = 1024 };

static char keys[KEYS][64];

static void prepare_keys(void)
{
    uint32_t seed = 99;

    for (int i = 0; i < KEYS; i++) {
        size_t length = 1 + next_random(&seed) % 40;
        fill_text(keys[i], length);
        keys[i][length] = '\0';
    }
}

BENCH(length_mix, strlen(keys[i % KEYS]))
BENCH(compare_mix, strcmp(keys[i % KEYS], keys[i * 7 % KEYS]))
BENCH(copy_mix, strcpy(out, keys[i % KEYS]))

static void prepare_copy_mix(void)
{
    static char buffer[64];

    prepare_keys();
    place.out = buffer;
}

const struct bench string_benches[] = {
    { "strlen", length, SIZED, NULL },
    { "strnlen", length_bounded, SIZED, NULL },
    { "strcpy", copy, SIZED, NULL },
    { "stpcpy", copy_end, SIZED, NULL },
    { "strncpy", copy_bounded, SIZED, NULL },
    { "strcat", append, SIZED, NULL },
    { "strncat", append_bounded, SIZED, NULL },
#ifndef __GLIBC__
    { "strlcpy", copy_truncated, SIZED, NULL },
    { "strlcat", append_truncated, SIZED, NULL },
#endif
    { "strcmp", compare, SIZED, NULL },
    { "strncmp", compare_bounded, SIZED, NULL },
    { "strcasecmp", compare_case, SIZED, prepare_capitals },
    { "strncasecmp", compare_case_bounded, SIZED, prepare_capitals },
    { "strcoll", collate, SIZED, NULL },
    { "strdup", duplicate, SIZED, NULL },
    { "strlen_mix", length_mix, PLAIN, prepare_keys },
    { "strcmp_mix", compare_mix, PLAIN, prepare_keys },
    { "strcpy_mix", copy_mix, PLAIN, prepare_copy_mix },
    { NULL, NULL, PLAIN, NULL },
};
