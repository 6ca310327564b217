/*
 * What the benchmarks of the C library share.
 *
 * A benchmark is a function that does one thing n times and leaves something of each result in `sink`. A group is a
 * table of them in a file of its own; main.c measures. Everything is compiled with -fno-builtin, so that a call is a
 * call of the library's function and nothing is computed once for all.
 */
#ifndef BENCH_H
#define BENCH_H

#define _GNU_SOURCE 1

#include <stddef.h>
#include <stdint.h>

/* How a benchmark varies. */
enum kind {
    PLAIN,  /* it does not */
    SIZED,  /* over sizes, with aligned and with misaligned buffers */
    WIDE,   /* the same for wide characters: the size counts those */
};

struct bench {
    const char *name;
    void (*run)(long n);
    enum kind kind;
    void (*prepare)(void);  /* not timed; may be null */
};

struct group {
    const char *name;
    const struct bench *benches;  /* up to one without a name */
};

/* The buffers of a benchmark that has a size. `a` and `b` hold the same text of `size` characters and a terminator,
 * unless `prepare` changed that; `out` has room for three of them. */
struct place {
    size_t size;
    char *a, *b, *out;
    wchar_t *wide_a, *wide_b, *wide_out;
};

extern struct place place;
extern volatile size_t sink;

/* The same cheap pseudo-random sequence everywhere (xorshift). */
uint32_t next_random(uint32_t *state);

/* Fills `size` characters with words of small letters and blanks; writes no terminator. */
void fill_text(char *to, size_t size);

/* Says what is wrong, and ends the program. */
_Noreturn void broken(const char *what);

/* Keeps what comes after apart from what came before: headers declare functions `pure`, and a compiler may call those
 * once for a whole loop if nothing writes to memory. */
static inline void barrier(void)
{
    __asm__ volatile("" ::: "memory");
}

/* A benchmark that evaluates `expression`, a number or a pointer, once per operation. It may use `i`, the number of
 * the operation, and the members of `place` by their names. */
#define BENCH(function, expression)                                                         \
    static void function(long n)                                                            \
    {                                                                                       \
        size_t size = place.size, total = 0;                                                \
        char *a = place.a, *b = place.b, *out = place.out;                                  \
        (void)size, (void)a, (void)b, (void)out;                                            \
        for (long i = 0; i < n; i++) {                                                      \
            barrier();                                                                      \
            total += (size_t)(expression);                                                  \
        }                                                                                   \
        sink = total;                                                                       \
    }

/* The same over wide strings. */
#define WIDE_BENCH(function, expression)                                                    \
    static void function(long n)                                                            \
    {                                                                                       \
        size_t size = place.size, total = 0;                                                \
        wchar_t *a = place.wide_a, *b = place.wide_b, *out = place.wide_out;                \
        (void)size, (void)a, (void)b, (void)out;                                            \
        for (long i = 0; i < n; i++) {                                                      \
            barrier();                                                                      \
            total += (size_t)(expression);                                                  \
        }                                                                                   \
        sink = total;                                                                       \
    }

extern const struct bench memory_benches[], string_benches[], search_benches[], wide_benches[], multibyte_benches[],
    ctype_benches[], malloc_benches[], print_benches[], scan_benches[], number_benches[], sort_benches[],
    regex_benches[], time_benches[], stdio_benches[], iconv_benches[], math_benches[];

#endif
