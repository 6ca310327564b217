/* Sequences that are specified (drand48 and its family), or that programs have come to rely on (random), and a64l. */
#define _GNU_SOURCE
#include <stdlib.h>
#include "differential.h"

static void prepare(void)
{
}

static void one_case(uint64_t index)
{
    (void)index;
    unsigned kind = below(5);
    uint32_t seed = (uint32_t)bits();
    unsigned short state[3] = { (unsigned short)bits(), (unsigned short)bits(), (unsigned short)bits() };
    static const char *const names[] = { "drand48", "erand48", "lcong48", "random", "a64l" };
    put_text(names[kind]);
    put_char(' ');
    put_hex(seed, 8);
    put_char(' ');
    for (int i = 0; i < 3; i++)
        put_hex(state[i], 4);
    unsigned sequence = (unsigned)bits();
    static char area[256];
    size_t size = (size_t)(int[]){ 8, 32, 64, 128, 256 }[sequence % 5];
    if (kind == 3)
        put_field("size", (int64_t)size);
    result();
    switch (kind) {
    case 0:
        srand48(seed);
        break;
    case 2: {
        unsigned short parameters[7] = { state[0], state[1], state[2], (unsigned short)seed, (unsigned short)(seed >> 16), 5, 11 };
        lcong48(parameters);
        break;
    }
    case 3:
        initstate(seed, area, size);
        for (int i = 0; i < 4; i++) {
            put_char(' ');
            put_number(random());
        }
        srandom(seed ^ 1);
        put_char(' ');
        put_number(random());
        return;
    case 4: {
        const char *text = l64a(seed);
        put_quoted(text);
        put_field("back", a64l(text));
        char other[8];
        for (int i = 0; i < 7; i++)
            other[i] = "./09AZaz"[sequence >> i * 3 & 7];
        other[7] = 0;
        put_char(' ');
        put_number(a64l(other));
        return;
    }
    }
    for (int i = 0; i < 6; i++, sequence >>= 3) {
        put_char(' ');
        if (kind == 1) {
            if (sequence & 1)
                put_double(erand48(state));
            else
                put_number(sequence & 2 ? nrand48(state) : jrand48(state));
        } else if (sequence & 1)
            put_double(drand48());
        else
            put_number(sequence & 2 ? lrand48() : mrand48());
    }
    if (kind == 0) {
        unsigned short *before = seed48(state);
        for (int i = 0; i < 3; i++) {
            put_char(' ');
            put_hex(before[i], 4);
        }
    }
}
