/*
 * Measures the benchmarks and prints a line for each: KEY NANOSECONDS, the fastest of several samples per operation.
 *
 *   bench [-l] [-t MICROSECONDS] [-s SAMPLES] [PATTERN...]
 *
 * A key is GROUP/NAME, or GROUP/NAME/SIZE with a "+" behind the size for misaligned buffers. A pattern selects the
 * keys that contain it. -l lists the keys. Processor time is measured, not wall time: other programs run too.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

enum { LARGEST = 1 << 20, SLACK = 4096 };

static const size_t sizes[] = { 0, 1, 7, 16, 31, 64, 100, 256, 1000, 4096, 65536, LARGEST };

static const struct group groups[] = {
    { "memory", memory_benches }, { "string", string_benches }, { "search", search_benches },
    { "wide", wide_benches }, { "multibyte", multibyte_benches }, { "ctype", ctype_benches },
    { "malloc", malloc_benches }, { "print", print_benches }, { "scan", scan_benches },
    { "number", number_benches }, { "sort", sort_benches }, { "regex", regex_benches },
    { "time", time_benches }, { "stdio", stdio_benches }, { "iconv", iconv_benches }, { "math", math_benches },
};

struct place place;
volatile size_t sink;

/* Characters, then wide ones. The distance between two buffers is no power of two: they would share cache sets. */
static struct buffers {
    _Alignas(4096) char a[LARGEST + SLACK];
    _Alignas(64) char gap[37 * 64];
    _Alignas(64) char b[LARGEST + SLACK + 21 * 64];
    _Alignas(64) char out[3 * LARGEST + SLACK];
    _Alignas(4096) wchar_t wide_a[LARGEST / 16 + SLACK];
    _Alignas(64) wchar_t wide_b[LARGEST / 16 + SLACK + 21 * 16];
    _Alignas(64) wchar_t wide_out[3 * LARGEST / 16 + SLACK];
} buffers;

static long minimum_ns = 1000000, samples = 7;
static int only_list, pattern_count;
static char **patterns;

_Noreturn void broken(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

uint32_t next_random(uint32_t *state)
{
    uint32_t x = *state;

    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

void fill_text(char *to, size_t size)
{
    static const char *const words[] = { "the", "quick", "and", "silent", "river", "of", "morning", "light", "a",
        "house", "between", "mountains", "was", "never", "older", "than", "its", "name" };
    uint32_t seed = 521288629u;

    while (size > 0) {
        const char *word = words[next_random(&seed) % (sizeof words / sizeof *words)];
        for (; *word != '\0' && size > 0; size--)
            *to++ = *word++;
        if (size > 0) {
            *to++ = ' ';
            size--;
        }
    }
}

static int64_t processor_ns(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) != 0)
        broken("no clock of processor time");
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t timed(const struct bench *bench, long n)
{
    int64_t start = processor_ns();

    bench->run(n);
    return processor_ns() - start;
}

static int wanted(const char *key)
{
    int found = pattern_count == 0;

    for (int i = 0; i < pattern_count; i++)
        if (strstr(key, patterns[i]) != NULL)
            found = 1;
    return found;
}

/* Finds how many operations a sample needs, then takes samples, at most for 40 of them. */
static void measure(const struct bench *bench, const char *key)
{
    long n = 1;
    int64_t time, best, spent = 0;

    if (!wanted(key))
        return;
    if (only_list) {
        puts(key);
        return;
    }
    if (bench->prepare != NULL)
        bench->prepare();
    while ((time = timed(bench, n)) < minimum_ns && n < 1000000000L) {
        int64_t grow = time > 0 ? minimum_ns * 11 / (time * 10) + 1 : 20;
        n *= grow < 2 ? 2 : grow > 20 ? 20 : (long)grow;
    }
    best = time;
    for (long i = 1; i < samples && (i < 3 || spent < 40 * minimum_ns); i++) {
        time = timed(bench, n);
        spent += time;
        if (time < best)
            best = time;
    }
    printf("%s %.3f\n", key, (double)best / (double)n);
    fflush(stdout);
}

/* Points `place` at buffers of `size` characters with the same text in both inputs. */
static void make_place(enum kind kind, size_t size, int misaligned)
{
    size_t shift_a = misaligned ? 3 : 0, shift_b = misaligned ? 13 : 0, shift_out = misaligned ? 7 : 0;

    place.size = size;
    place.a = buffers.a + shift_a;
    place.b = buffers.b + 21 * 64 + shift_b;
    place.out = buffers.out + shift_out;
    place.wide_a = buffers.wide_a + shift_a;
    place.wide_b = buffers.wide_b + 21 * 16 + shift_b;
    place.wide_out = buffers.wide_out + shift_out;
    fill_text(place.a, size);
    place.a[size] = '\0';
    memcpy(place.b, place.a, size + 1);
    memset(place.out, '\0', 3 * size + 1);
    if (kind == WIDE) {
        for (size_t i = 0; i <= size; i++)
            place.wide_a[i] = place.wide_b[i] = (unsigned char)place.a[i];
        wmemset(place.wide_out, L'\0', 3 * size + 1);
    }
}

static void measure_sizes(const struct bench *bench, const char *group)
{
    char key[128];

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int misaligned = 0; misaligned < 2; misaligned++) {
            if (bench->kind == WIDE && sizes[i] > LARGEST / 16)
                continue;
            snprintf(key, sizeof key, "%s/%s/%zu%s", group, bench->name, sizes[i], misaligned ? "+" : "");
            make_place(bench->kind, sizes[i], misaligned);
            measure(bench, key);
        }
}

static void measure_group(const struct group *group)
{
    char key[128];

    for (const struct bench *bench = group->benches; bench->name != NULL; bench++) {
        if (bench->kind != PLAIN) {
            measure_sizes(bench, group->name);
            continue;
        }
        snprintf(key, sizeof key, "%s/%s", group->name, bench->name);
        measure(bench, key);
    }
}

int main(int argc, char **argv)
{
    int at = 1;

    for (; at < argc && argv[at][0] == '-'; at++) {
        if (strcmp(argv[at], "-l") == 0)
            only_list = 1;
        else if (strcmp(argv[at], "-t") == 0 && at + 1 < argc)
            minimum_ns = atol(argv[++at]) * 1000;
        else if (strcmp(argv[at], "-s") == 0 && at + 1 < argc)
            samples = atol(argv[++at]);
        else
            broken("usage: bench [-l] [-t MICROSECONDS] [-s SAMPLES] [PATTERN...]");
    }
    patterns = argv + at;
    pattern_count = argc - at;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        measure_group(&groups[i]);
    return 0;
}
