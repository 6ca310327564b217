/* str*: searching for characters, for sets of them and for strings. */
#include "bench.h"

#include <string.h>

BENCH(find, strchr(a, 'Z'))
BENCH(find_or_end, strchrnul(a, 'Z'))
BENCH(find_last, strrchr(a, 'Z'))
BENCH(find_last_common, strrchr(a, 'e'))
BENCH(find_word, strstr(a, "monstrous"))
BENCH(find_two, strstr(a, "zz"))
BENCH(find_long, strstr(a, "the quick river and the silent house between the lights of morning"))
BENCH(find_case, strcasestr(a, "Monstrous"))
BENCH(span_letters, strspn(a, "abcdefghijklmnopqrstuvwxyz "))
BENCH(span_one, strspn(a, "x"))
BENCH(span_few, strspn(a, "xyz"))
BENCH(until_line, strcspn(a, "\r\n"))
BENCH(until_many, strcspn(a, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
BENCH(until_any, strpbrk(a, ",;:!"))

static void prepare_same(void)
{
    memset(place.a, 'x', place.size);
}

/* A needle whose every beginning is everywhere. */
static char repeated[65];

static void prepare_repeated(void)
{
    memset(place.a, 'x', place.size);
    memset(repeated, 'x', 64);
    repeated[32] = 'y';
}

BENCH(find_repeated, strstr(a, repeated))

static void tokens(long n)
{
    for (long i = 0; i < n; i++) {
        char *rest, *token;
        memcpy(place.out, place.a, place.size + 1);
        for (token = strtok_r(place.out, " ", &rest); token != NULL; token = strtok_r(NULL, " ", &rest))
            sink = (size_t)token;
    }
}

static void fields(long n)
{
    for (long i = 0; i < n; i++) {
        char *rest = place.out;
        memcpy(place.out, place.a, place.size + 1);
        while (rest != NULL)
            sink = (size_t)strsep(&rest, " \t");
    }
}

const struct bench search_benches[] = {
    { "strchr", find, SIZED, NULL },
    { "strchrnul", find_or_end, SIZED, NULL },
    { "strrchr", find_last, SIZED, NULL },
    { "strrchr_common", find_last_common, SIZED, NULL },
    { "strstr", find_word, SIZED, NULL },
    { "strstr_two", find_two, SIZED, NULL },
    { "strstr_long", find_long, SIZED, NULL },
    { "strstr_repeated", find_repeated, SIZED, prepare_repeated },
    { "strcasestr", find_case, SIZED, NULL },
    { "strspn_27", span_letters, SIZED, NULL },
    { "strspn_1", span_one, SIZED, prepare_same },
    { "strspn_3", span_few, SIZED, prepare_same },
    { "strcspn_2", until_line, SIZED, NULL },
    { "strcspn_36", until_many, SIZED, NULL },
    { "strpbrk_4", until_any, SIZED, NULL },
    { "strtok_r", tokens, SIZED, NULL },
    { "strsep", fields, SIZED, NULL },
    { NULL, NULL, PLAIN, NULL },
};
