/* mem*: copying, filling, comparing and searching bytes. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

BENCH(copy, memcpy(out, a, size))
BENCH(move, memmove(out, a, size))
BENCH(move_up, memmove(a + 8, a, size))
BENCH(move_down, memmove(a, a + 8, size))
BENCH(append, (char *)mempcpy(out, a, size))
BENCH(fill, memset(out, 'x', size))
BENCH(clear, memset(out, 0, size))
BENCH(compare, memcmp(a, b, size))
BENCH(find, memchr(a, 'Z', size))
BENCH(find_last, memrchr(a, 'Z', size))
BENCH(find_word, memmem(a, size, "monstrous", 9))
BENCH(copy_until, memccpy(out, a, 'Z', size))

/* Lengths as programs have them: mostly short, and never twice the same in a row. */
enum { MIX = 4096 };

static unsigned short lengths[MIX];

static void prepare_mix(void)
{
    uint32_t seed = 12345;

    for (int i = 0; i < MIX; i++) {
        uint32_t r = next_random(&seed), limit = 4u << (r >> 8) % 7;
        lengths[i] = (unsigned short)((r >> 16) % limit);
    }
}

static char from[8192], to[8192];

BENCH(copy_mix, memcpy(to + i % 61, from + i % 53, lengths[i % MIX]))
BENCH(move_mix, memmove(to + i % 61, to + i % 53, lengths[i % MIX]))
BENCH(fill_mix, memset(to + i % 61, 'x', lengths[i % MIX]))
BENCH(compare_mix, memcmp(from + 4096 + i % 61, from + 1024 + i % 53, lengths[i % MIX]))
BENCH(find_mix, memchr(from + i % 61, 'Z', lengths[i % MIX]))

const struct bench memory_benches[] = {
    { "memcpy", copy, SIZED, NULL },
    { "memmove", move, SIZED, NULL },
    { "memmove_up8", move_up, SIZED, NULL },
    { "memmove_down8", move_down, SIZED, NULL },
    { "mempcpy", append, SIZED, NULL },
    { "memset", fill, SIZED, NULL },
    { "memset_zero", clear, SIZED, NULL },
    { "memcmp", compare, SIZED, NULL },
    { "memchr", find, SIZED, NULL },
    { "memrchr", find_last, SIZED, NULL },
    { "memmem", find_word, SIZED, NULL },
    { "memccpy", copy_until, SIZED, NULL },
    { "memcpy_mix", copy_mix, PLAIN, prepare_mix },
    { "memmove_mix", move_mix, PLAIN, prepare_mix },
    { "memset_mix", fill_mix, PLAIN, prepare_mix },
    { "memcmp_mix", compare_mix, PLAIN, prepare_mix },
    { "memchr_mix", find_mix, PLAIN, prepare_mix },
    { NULL, NULL, PLAIN, NULL },
};
