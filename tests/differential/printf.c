/* The printf family: random formats with random arguments. The arguments are laid out as the psABI lays out those that
   do not fit into registers, so that one va_list holds any sequence of types. */
#define _GNU_SOURCE
#include <fenv.h>
#include <float.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include "differential.h"

_Alignas(16) static uint64_t arguments[64];
static size_t argument_count;
static char format[256], shown[256];
static size_t format_length, shown_length;
static int wide;
/* glibc's %#g is known to err, and that must be seen in full to be told from other faults. */
static int whole;

static signed char counted_char[4];
static short counted_short[4];
static int counted_int[4];
static long counted_long[4];
static long long counted_long_long[4];
static int counted;

static const char *const narrow_texts[] = { "", "a", "hello, world", "tab\there", "\xc3\xa9t\xc3\xa9",
    "\xe2\x82\xac 5", "\xf0\x9f\x98\x80!", "bad \xff byte", "cut \xe2\x82", "0123456789012345678901234567890123456789" };
static const char *const literals[] = { "", " ", "a", "hello, world", "\t", "0123456789" };
static const wchar_t *const wide_texts[] = { L"", L"w", L"wide text", L"\u00e9t\u00e9", L"\u20ac 5", L"\U0001f600!",
    L"ends \xdfff", L"a surrogate: \xd800." };

/* To the format, and to the format that the line shows. */
static void add(char c)
{
    format[format_length++] = c;
    shown[shown_length++] = c;
}

static void add_text(const char *text)
{
    while (*text)
        add(*text++);
}

static void add_number(int value)
{
    char digits[12];
    int length = 0;
    if (value < 0) {
        add('-');
        value = -value;
    }
    do
        digits[length++] = (char)('0' + value % 10);
    while (value /= 10);
    while (length)
        add(digits[--length]);
}

static void push(uint64_t value)
{
    arguments[argument_count++] = value;
    put_char(' ');
    put_hex(value, 16);
}

static void push_pointer(const void *pointer)
{
    arguments[argument_count++] = (uint64_t)pointer;
}

static double any_double(void)
{
    static const double special[] = { 0.0, -0.0, 1.0, 0.5, 2.5, 9.5, 99.5, 0.05, 0.15, 1e15, 1e16, 9.999999e5, 999999.5,
        1e-5, 0.0001, 123456.0, DBL_MAX, DBL_MIN, DBL_TRUE_MIN, 1e22, 1e23, 0.1, 0.125, 0.0009765625 };
    uint64_t image;
    double value;
    switch (below(10)) {
    case 0:
        return chance(50) ? PICK(special) : -PICK(special);
    case 1:
        value = chance(50) ? __builtin_inf() : __builtin_nan("");
        return chance(50) ? value : -value;
    case 2:
    case 3:
    case 4:
        return (double)(int64_t)(bits() >> below(64)) / (double)(UINT64_C(1) << below(40));
    case 5:
    case 6:
        return (double)between(-100000, 100000) / (chance(50) ? 100.0 : 1000.0);
    default:
        image = bits();
        memcpy(&value, &image, sizeof value);
        return value != value ? 1.0 : value;
    }
}

static void push_double(void)
{
    double value = any_double();
    uint64_t image;
    memcpy(&image, &value, sizeof image);
    push(image);
}

static void push_long_double(void)
{
    static const long double special[] = { 0.0L, -0.0L, LDBL_MAX, LDBL_MIN, LDBL_TRUE_MIN, 0.1L, 1e4000L, 1e-4000L, 2.5L };
    long double value = any_double();
    if (chance(60)) {
        uint64_t image[2] = { bits() | UINT64_C(1) << 63, bits() & 0xffff };
        if (chance(60))
            image[1] = (image[1] & 0x8000) | (0x3fff - 70 + below(140));
        if ((image[1] & 0x7fff) == 0x7fff)
            image[1]--;
        if ((image[1] & 0x7fff) == 0)
            image[0] &= ~(UINT64_C(1) << 63);
        memcpy(&value, image, 10);
    } else if (chance(20))
        value = PICK(special);
    if (argument_count & 1)
        arguments[argument_count++] = 0;
    uint64_t image[2] = { 0, 0 };
    memcpy(image, &value, 10);
    arguments[argument_count++] = image[0];
    arguments[argument_count++] = image[1];
    put_char(' ');
    put_long_double(value);
}

static int any_width(void)
{
    return chance(90) ? (int)below(25) : (int)below(chance(90) ? 400 : 3000);
}

/* %wN and %wfN, which glibc has from 2.38 on and musl has not: there their equals without the new modifier are used. The
   fast types are musl's: int for 16 and 32 bits. */
static void add_exact_width(void)
{
    static const char *const modern[] = { "w8", "w16", "w32", "w64", "wf8", "wf16", "wf32", "wf64" };
    static const char *const older[] = { "hh", "h", "", "l", "hh", "", "", "l" };
    unsigned which = below(8);
    size_t shown_before = shown_length;
#ifdef __capos__
    add_text(modern[which]);
    (void)older;
#else
    add_text(older[which]);
#endif
    shown_length = shown_before;
    for (const char *c = modern[which]; *c; c++)
        shown[shown_length++] = *c;
}

static void add_integer(char conversion)
{
    static const char *const lengths[] = { "", "", "", "hh", "h", "l", "ll", "j", "z", "t" };
    if (chance(12))
        add_exact_width();
    else
        add_text(PICK(lengths));
    add(conversion);
    push(any_integer());
}

static void add_count(void)
{
    int slot = counted++ & 3;
    switch (below(5)) {
    case 0:
        add_text("hhn");
        push_pointer(&counted_char[slot]);
        break;
    case 1:
        add_text("hn");
        push_pointer(&counted_short[slot]);
        break;
    case 2:
        add_text("n");
        push_pointer(&counted_int[slot]);
        break;
    case 3:
        add_text(chance(50) ? "ln" : "zn");
        push_pointer(&counted_long[slot]);
        break;
    default:
        add_text(chance(50) ? "lln" : "jn");
        push_pointer(&counted_long_long[slot]);
    }
}

static void add_conversion(void)
{
    static const char kinds[] = "dddiouxXxXbBffFeEgGggaAaAcsscCSpn%m";
    char kind = kinds[below(sizeof kinds - 1)];
    add('%');
    /* C leaves other flags undefined for these. */
    const char *flags = strchr("cCsSp", kind) ? "-" : strchr("n%m", kind) ? "" : strchr("oxXbBfFeEgGaA", kind) ? "-+ #0'" : "-+ 0'";
    whole |= strchr("gG", kind) && flags[3] == '#';
    if (strchr("xXoaAeEbB", kind) && flags[3] == '#')
        flags = "-+ #0";
    for (unsigned i = below(4); i > 0 && *flags; i--)
        add(flags[below((uint32_t)strlen(flags))]);
    int plain = kind == '%' || kind == 'n';
    if (!plain && chance(45)) {
        int width = any_width();
        if (chance(25)) {
            add('*');
            push((uint64_t)(uint32_t)(chance(30) ? -width : width));
        } else if (width)
            add_number(width);
    }
    if (!strchr("cCp%n", kind) && chance(45)) {
        int precision = any_width();
        add('.');
        if (chance(25)) {
            add('*');
            push((uint64_t)(uint32_t)(chance(15) ? -precision : precision));
        } else if (chance(85))
            add_number(precision);
    }
    switch (kind) {
    case 'c':
        if (chance(30)) {
            add_text("lc");
            push(chance(80) ? "aZ\xe9"[below(3)] & 0xff : below(0x110000));
        } else {
            add('c');
            push(wide ? 1 + below(127) : below(256));
        }
        break;
    case 'C':
        add('C');
        push(chance(80) ? 0x20ac : 0xdc00);
        break;
    case 's':
        if (chance(30)) {
            add_text("ls");
            push_pointer(PICK(wide_texts));
        } else {
            add('s');
            push_pointer(PICK(narrow_texts));
        }
        put_char(' ');
        put_hex(mix(arguments[argument_count - 1] ? *(const unsigned char *)arguments[argument_count - 1] : 0), 2);
        break;
    case 'S':
        add('S');
        push_pointer(PICK(wide_texts));
        break;
    case 'p':
        add('p');
        push(chance(90) ? any_integer() : 0);
        break;
    case 'n':
        add_count();
        break;
    case '%':
        add('%');
        break;
    case 'm':
        add('m');
        break;
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        if (chance(35)) {
            add('L');
            add(kind);
            push_long_double();
        } else {
            if (chance(10))
                add('l');
            add(kind);
            push_double();
        }
        break;
    default:
        add_integer(kind);
    }
}

/* "%2$*1$d": numbered arguments; every one is used, all integers are as wide as long. */
static void make_numbered(void)
{
    static const char kinds[] = "diuxXofeEgaGs";
    unsigned count = 1 + below(5);
    char kind[6];
    for (unsigned i = 0; i < count; i++) {
        kind[i] = i + 1 < count && chance(15) ? '*' : kinds[below(sizeof kinds - 1)];
        if (kind[i] == 's')
            push_pointer(PICK(narrow_texts));
        else if (kind[i] == '*')
            push((uint64_t)(uint32_t)between(-20, 20));
        else if (strchr("feEgaG", kind[i]))
            push_double();
        else
            push(any_integer());
    }
    unsigned order[8], uses = 0;
    for (unsigned i = 0; i < count; i++)
        order[uses++] = i;
    while (chance(30) && uses < 8)
        order[uses++] = below(count);
    for (unsigned i = uses - 1; i > 0; i--) {
        unsigned other = below(i + 1), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
    for (unsigned i = 0; i < uses; i++) {
        unsigned which = order[i];
        int star = kind[which] == '*';
        add('%');
        if (star) {
            /* A width needs something to be the width of: the first argument that is no width. */
            unsigned other = 0;
            while (kind[other] == '*')
                other++;
            add_number((int)other + 1);
            add_text("$*");
            add_number((int)which + 1);
            add('$');
            which = other;
        } else {
            add_number((int)which + 1);
            add('$');
        }
        if (strchr("diuxXo", kind[which]))
            add('l');
        add(kind[which]);
        if (chance(50))
            add(' ');
    }
}

static void prepare(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

static char text[1 << 14];
static wchar_t wide_text[1 << 14], wide_format[sizeof format];

static va_list *list(va_list *ap)
{
    struct registers {
        unsigned general, vector;
        void *overflow, *saved;
    } image = { 48, 176, arguments, arguments };
    memcpy(ap, &image, sizeof image);
    return ap;
}

static void put_counted(void)
{
    if (!counted)
        return;
    for (int i = 0; i < 4; i++) {
        put_field("n", counted_char[i]);
        put_field("", counted_short[i]);
        put_field("", counted_int[i]);
        put_field("", counted_long[i]);
        put_field("", counted_long_long[i]);
        counted_char[i] = 0;
        counted_short[i] = 0;
        counted_int[i] = 0;
        counted_long[i] = 0;
        counted_long_long[i] = 0;
    }
}

static void one_case(uint64_t index)
{
    (void)index;
    format_length = shown_length = argument_count = 0;
    counted = whole = 0;
    wide = chance(35);
    if (chance(12))
        make_numbered();
    else
        for (unsigned i = 1 + below(3); i > 0; i--) {
            if (chance(30))
                add_text(PICK(literals));
            add_conversion();
        }
    format[format_length] = 0;
    put_char(' ');
    if (wide)
        put_char('L');
    put_bytes(shown, shown_length);
    static const int sizes[] = { 0, 1, 5, 20, 80 };
    /* What %n got where nothing can be written to is not defined for the wide functions. */
    size_t size = (wide && counted) || whole || chance(80) ? sizeof text : (size_t)PICK(sizes);
    if (wide && size > COUNT_OF(wide_text))
        size = COUNT_OF(wide_text);
    put_field("size", (int64_t)size);
    static const int modes[] = { FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD };
    unsigned mode = chance(80) ? 0 : below(4);
    put_field("mode", mode);
    result();
    va_list ap;
    fesetround(modes[mode]);
    errno = ERANGE;
    int length;
    memset(text, '#', 100);
    wmemset(wide_text, '#', 100);
    if (wide) {
        for (size_t i = 0; i <= format_length; i++)
            wide_format[i] = (unsigned char)format[i];
        length = vswprintf(wide_text, size, wide_format, *list(&ap));
    } else
        length = vsnprintf(text, size, format, *list(&ap));
    int error = errno;
    fesetround(FE_TONEAREST);
    put_number(length);
    /* What errno is when the text did not fit was left open before POSIX.1-2024. */
    if (length < 0)
        put_field("errno", size == sizeof text || size == COUNT_OF(wide_text) ? error : 0);
    else if (wide)
        put_wide(wide_text, (size_t)length + 1);
    else
        put_bytes(text, size == 0 ? 3 : (size_t)length < size ? (size_t)length + 1 : size);
    put_counted();
}
