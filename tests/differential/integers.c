/* The strtol and wcstol families and atoi's: numerals of every base, at and around the limits, and near misses. */
#include <inttypes.h>
#include <stdlib.h>
#include <wchar.h>
#include "differential.h"

static char text[256];
static size_t length;

static void add(char c)
{
    text[length++] = c;
}

static void add_text(const char *from)
{
    while (*from)
        add(*from++);
}

/* A value around a limit of some type, or any. */
static uint64_t any_value(void)
{
    static const uint64_t limits[] = { 0, INT32_MAX, UINT32_MAX, INT64_MAX, UINT64_MAX, UINT64_C(1) << 63, 127, 255, 32767, 65535 };
    return chance(40) ? PICK(limits) + below(5) - 2 : any_integer();
}

static void add_numeral(uint64_t value, unsigned base)
{
    static const char lower[] = "0123456789abcdefghijklmnopqrstuvwxyz", upper[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char digits[64];
    int count = 0;
    do
        digits[count++] = (chance(50) ? lower : upper)[value % base];
    while (value /= base);
    while (count)
        add(digits[--count]);
}

static void prepare(void)
{
}

static wchar_t wide[256];

static void one_case(uint64_t index)
{
    (void)index;
    length = 0;
    static const int bases[] = { 0, 0, 2, 8, 10, 10, 16, 16, 36, 1, -1, 37, 64 };
    int base = chance(70) ? PICK(bases) : between(2, 36);
    unsigned written = base >= 2 && base <= 36 ? (unsigned)base : (unsigned)(int[]){ 8, 10, 16 }[below(3)];
    if (chance(15))
        add_text((const char *[]){ " ", "\t\n", "  \v\f\r", "\xa0" }[below(4)]);
    if (chance(40))
        add(chance(70) ? '-' : '+');
    if (chance(4))
        add(chance(50) ? '-' : ' ');
    if (chance(35))
        add_text((const char *[]){ "0x", "0X", "0", "00", "0o", "0x0x", "x" }[below(7)]);
    if (chance(95))
        add_numeral(any_value(), written);
    if (chance(15))
        add_numeral(any_value(), written);
    if (chance(20))
        add_text((const char *[]){ "z", " 1", ".5", "g", "8", "9", "_", "\xff", "/", ":", "@", "[", "`", "{" }[below(14)]);
    text[length] = 0;
    static const char *const names[] = { "strtol", "strtoul", "strtoll", "strtoull", "strtoimax", "strtoumax", "wcstol",
        "wcstoul", "wcstoll", "wcstoull", "wcstoimax", "wcstoumax", "atoi", "atol", "atoll" };
    unsigned function = below(COUNT_OF(names));
    put_text(names[function]);
    put_field("base", base);
    put_char(' ');
    put_bytes(text, length);
    result();
    for (size_t i = 0; i <= length; i++)
        wide[i] = (signed char)text[i] < 0 ? 0x20ac : text[i];
    char *end = text;
    wchar_t *wide_end = wide;
    int64_t value = 0;
    errno = 0;
    switch (function) {
    case 0: value = strtol(text, &end, base); break;
    case 1: value = (int64_t)strtoul(text, &end, base); break;
    case 2: value = strtoll(text, &end, base); break;
    case 3: value = (int64_t)strtoull(text, &end, base); break;
    case 4: value = strtoimax(text, &end, base); break;
    case 5: value = (int64_t)strtoumax(text, &end, base); break;
    case 6: value = wcstol(wide, &wide_end, base); break;
    case 7: value = (int64_t)wcstoul(wide, &wide_end, base); break;
    case 8: value = wcstoll(wide, &wide_end, base); break;
    case 9: value = (int64_t)wcstoull(wide, &wide_end, base); break;
    case 10: value = wcstoimax(wide, &wide_end, base); break;
    case 11: value = (int64_t)wcstoumax(wide, &wide_end, base); break;
    /* atoi's result is defined only where the value fits. */
    case 12: value = length < 9 ? atoi(text) : 0; break;
    case 13: value = length < 18 ? atol(text) : 0; break;
    default: value = length < 18 ? atoll(text) : 0;
    }
    int error = errno;
    put_number(value);
    if (function < 6)
        put_field("length", end - text);
    else if (function < 12)
        put_field("length", wide_end - wide);
    /* No conversion: POSIX allows EINVAL and does not require it. */
    if (function < 12 && (end != text || wide_end != wide || base == 1 || base < 0 || base > 36))
        put_field("errno", error);
}
