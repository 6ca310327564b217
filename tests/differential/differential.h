/* What every differential program shares. A program `AREA SEED FROM COUNT` runs the cases from number FROM on and prints
   one hash per block of BLOCK lines; with a further argument it prints the lines instead. A line is the case, a tab, and
   what the library made of it. A case depends on SEED and its number alone, so that any block can be made again.

   Nothing here uses the library under test but write(2): the numbers, the text and the output are made here. */
#ifndef DIFFERENTIAL_H
#define DIFFERENTIAL_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#define BLOCK 1000
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define PICK(array) ((array)[below(COUNT_OF(array))])

/* What the area defines. */
static void prepare(void);
static void one_case(uint64_t index);

/* Random numbers: splitmix64. */

static uint64_t random_state;

static uint64_t mix(uint64_t value)
{
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
    value = (value ^ value >> 27) * 0x94d049bb133111eb;
    return value ^ value >> 31;
}

static inline uint64_t bits(void)
{
    return mix(random_state += 0x9e3779b97f4a7c15);
}

static inline uint32_t below(uint32_t limit)
{
    return (uint32_t)((bits() >> 32) * limit >> 32);
}

static inline int chance(uint32_t percent)
{
    return below(100) < percent;
}

static inline int between(int low, int high)
{
    return (int)((uint32_t)low + below((uint32_t)high - (uint32_t)low + 1));
}

/* An integer of any magnitude: as many small ones as large ones, and those around powers of two. */
static inline uint64_t any_integer(void)
{
    uint64_t value = bits() >> below(64);
    if (chance(20))
        value = (UINT64_C(1) << below(64)) + below(3) - 1;
    return chance(30) ? -value : value;
}

/* The line. */

static char line[1 << 20];
static size_t line_length;

static inline void put_char(char c)
{
    if (line_length < sizeof line)
        line[line_length++] = c;
}

static inline void put_text(const char *text)
{
    while (*text)
        put_char(*text++);
}

static inline void put_hex(uint64_t value, int digits)
{
    while (digits-- > 0)
        put_char("0123456789abcdef"[value >> digits * 4 & 15]);
}

static inline void put_number(int64_t value)
{
    char digits[20];
    int length = 0;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    if (value < 0)
        put_char('-');
    do
        digits[length++] = (char)('0' + rest % 10);
    while (rest /= 10);
    while (length)
        put_char(digits[--length]);
}

/* " name=value" */
static inline void put_field(const char *name, int64_t value)
{
    put_char(' ');
    put_text(name);
    put_char('=');
    put_number(value);
}

static inline void put_code(uint32_t code)
{
    if (code >= ' ' && code < 127 && code != '\\' && code != '"')
        put_char((char)code);
    else if (code < 256) {
        put_text("\\x");
        put_hex(code, 2);
    } else {
        put_text("\\u");
        put_hex(code, code < 0x10000 ? 4 : 8);
    }
}

/* Bytes in quotes, what is not printable as escapes. */
static inline void put_bytes(const char *bytes, size_t length)
{
    put_char('"');
    for (size_t i = 0; i < length; i++)
        put_code((unsigned char)bytes[i]);
    put_char('"');
}

static inline void put_quoted(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    put_bytes(text, length);
}

static inline void put_wide(const wchar_t *text, size_t length)
{
    put_text("L\"");
    for (size_t i = 0; i < length; i++)
        put_code((uint32_t)text[i]);
    put_char('"');
}

static inline void put_double(double value)
{
    uint64_t image;
    __builtin_memcpy(&image, &value, sizeof image);
    put_hex(image, 16);
}

static inline void put_float(float value)
{
    uint32_t image;
    __builtin_memcpy(&image, &value, sizeof image);
    put_hex(image, 8);
}

static inline void put_long_double(long double value)
{
    uint64_t image[2] = { 0, 0 };
    __builtin_memcpy(image, &value, 10);
    put_hex(image[1], 4);
    put_char('.');
    put_hex(image[0], 16);
}

/* The case ends, its result begins. */
static inline void result(void)
{
    put_char('\t');
}

/* The output. */

static char output[1 << 16];
static size_t output_length;

static inline void flush_output(void)
{
    size_t done = 0;
    while (done < output_length) {
        ssize_t written = write(1, output + done, output_length - done);
        if (written <= 0)
            _exit(3);
        done += (size_t)written;
    }
    output_length = 0;
}

static inline void write_output(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (output_length == sizeof output)
            flush_output();
        output[output_length++] = bytes[i];
    }
}

static uint64_t read_number(const char *text)
{
    uint64_t value = 0;
    while (*text >= '0' && *text <= '9')
        value = value * 10 + (uint64_t)(*text++ - '0');
    return value;
}

static inline void make_line(uint64_t seed, uint64_t index)
{
    random_state = mix(seed + 1) ^ mix(index);
    line_length = 0;
    one_case(index);
    put_char('\n');
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    uint64_t seed = read_number(argv[1]), from = read_number(argv[2]), end = from + read_number(argv[3]);
    prepare();
    for (uint64_t i = from; argc > 4 && i < end; i++) {
        make_line(seed, i);
        write_output(line, line_length);
    }
    for (uint64_t start = from; argc == 4 && start < end; start += BLOCK) {
        uint64_t hash = 0xcbf29ce484222325;
        for (uint64_t i = start; i < end && i < start + BLOCK; i++) {
            make_line(seed, i);
            for (size_t j = 0; j < line_length; j++)
                hash = (hash ^ (unsigned char)line[j]) * 0x100000001b3;
        }
        line_length = 0;
        put_hex(hash, 16);
        put_char('\n');
        write_output(line, line_length);
        flush_output();
    }
    flush_output();
    return 0;
}

#endif
