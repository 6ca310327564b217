/* The scanf family: random formats against input that was made to match them, and then perhaps damaged. From strings and
   from streams, narrow and wide; the line shows the result, every object, and what was left unread. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "differential.h"

#define SLOTS 8
#define SLOT_SIZE 512

static char format[512], input[2048];
static size_t format_length, input_length;
static uint64_t arguments[SLOTS * 2];
static size_t argument_count;
_Alignas(16) static unsigned char slots[SLOTS][SLOT_SIZE];
enum kind { BYTES_1, BYTES_2, BYTES_4, BYTES_8, FLOAT, DOUBLE, LONG_DOUBLE, TEXT, WIDE_TEXT, MADE_TEXT, MADE_WIDE_TEXT, CHARACTERS };
static enum kind kinds[SLOTS];
/* Made texts of %c have no zero at the end. */
static int ended[SLOTS];
static int wide_call;

static void add(char c)
{
    format[format_length++] = c;
}

static void add_text(const char *text)
{
    while (*text)
        add(*text++);
}

static void add_number(unsigned value)
{
    if (value >= 10)
        add_number(value / 10);
    add((char)('0' + value % 10));
}

static void feed(char c)
{
    input[input_length++] = c;
}

static void feed_text(const char *text)
{
    while (*text)
        feed(*text++);
}

static void feed_number(uint64_t value, unsigned base)
{
    if (value >= base)
        feed_number(value / base, base);
    feed("0123456789abcdefghij"[value % base]);
}

static void feed_space(void)
{
    for (unsigned i = chance(70) ? 1 : below(4); i > 0; i--)
        feed(" \t\n"[below(3)]);
}

static void use(enum kind kind)
{
    kinds[argument_count] = kind;
    arguments[argument_count] = (uint64_t)slots[argument_count];
    argument_count++;
}

static void feed_integer(char conversion)
{
    unsigned base = conversion == 'o' ? 8 : conversion == 'x' || conversion == 'p' ? 16 : 10;
    if (conversion == 'i')
        base = (unsigned)(int[]){ 8, 10, 16 }[below(3)];
    if (chance(30))
        feed(chance(70) ? '-' : '+');
    if ((base == 16 && chance(60)) || conversion == 'p')
        feed_text(chance(70) ? "0x" : "0X");
    else if (base == 8 && conversion == 'i')
        feed('0');
    feed_number(chance(50) ? below(1000) : any_integer(), base);
}

static void feed_float(void)
{
    static const char *const words[] = { "inf", "nan", "infinity", "NAN(12)", "0x1.8p3", "0x.8", "1e5", "1e+", "1e", ".5",
        "5.", ".", "0x", "0x1p", "infin", "nan(", "nan(a b)", "-", "+.e1", "1.5e-3x", "in", "0x1.8p+", "1e5.5", "0xg" };
    if (chance(20))
        feed(chance(70) ? '-' : '+');
    if (chance(30)) {
        feed_text(PICK(words));
        return;
    }
    feed_number(below(100000), 10);
    if (chance(60)) {
        feed('.');
        feed_number(below(100000), 10);
    }
    if (chance(30)) {
        feed(chance(50) ? 'e' : 'E');
        if (chance(40))
            feed(chance(60) ? '-' : '+');
        feed_number(below(40), 10);
    }
}

static void feed_word(unsigned most)
{
    static const char *const pieces[] = { "a", "b", "c", "xyz", "-", "]", "^", "1", "7", "\xc3\xa9", "\xe2\x82\xac",
        "\xf0\x9f\x98\x80", "Q", "_" };
    for (unsigned i = 1 + below(most); i > 0; i--)
        feed_text(PICK(pieces));
    if (chance(3))
        feed((char)(0x80 + below(128)));
}

static void add_integer(int skip)
{
    static const char *const lengths[] = { "", "", "hh", "h", "l", "ll", "j", "z", "t" };
    static const enum kind sizes[] = { BYTES_4, BYTES_4, BYTES_1, BYTES_2, BYTES_8, BYTES_8, BYTES_8, BYTES_8, BYTES_8 };
    static const char conversions[] = "diouxX";
    unsigned length = below(COUNT_OF(lengths));
    char conversion = conversions[below(6)];
    if (chance(5)) {
        add('p');
        feed_integer('p');
        if (!skip)
            use(BYTES_8);
        return;
    }
    add_text(lengths[length]);
    add(conversion);
    feed_integer(conversion == 'X' ? 'x' : conversion);
    if (!skip)
        use(sizes[length]);
}

static void add_set(void)
{
    static const char *const sets[] = { "[abc]", "[^ ]", "[^abc]", "[a-z]", "[]x-]", "[^]1]", "[-a]", "[a-]", "[0-9a-f]",
        "[a-cx-z]", "[^\n]", "[_Q]" };
    add_text(PICK(sets));
}

static void add_texts(char conversion, int skip)
{
    int made = chance(20), wide = chance(30);
    if (made && !skip)
        add('m');
    if (wide)
        add('l');
    if (conversion == '[')
        add_set();
    else
        add(conversion);
    if (chance(90) || conversion != 'c')
        feed_word(conversion == 'c' ? 2 : 6);
    ended[argument_count] = conversion != 'c';
    if (!skip)
        use(made ? wide ? MADE_WIDE_TEXT : MADE_TEXT : conversion == 'c' ? CHARACTERS : wide ? WIDE_TEXT : TEXT);
}

static void add_conversion(void)
{
    static const char choices[] = "dddffss[[[c%n";
    char choice = choices[below(sizeof choices - 1)];
    int skip = choice != '%' && choice != 'n' && chance(15);
    add('%');
    if (choice == '%') {
        add('%');
        if (chance(80)) {
            feed_space();
            feed('%');
        }
        return;
    }
    if (choice == 'n') {
        static const char *const lengths[] = { "", "hh", "h", "l", "ll", "j", "z", "t" };
        static const enum kind sizes[] = { BYTES_4, BYTES_1, BYTES_2, BYTES_8, BYTES_8, BYTES_8, BYTES_8, BYTES_8 };
        unsigned length = below(COUNT_OF(lengths));
        add_text(lengths[length]);
        add('n');
        use(sizes[length]);
        return;
    }
    if (skip)
        add('*');
    if (chance(25))
        add_number(1 + below(chance(80) ? 12 : 60));
    if (choice == 'd') {
        if (chance(70))
            feed_space();
        add_integer(skip);
    } else if (choice == 'f') {
        static const char *const lengths[] = { "", "l", "L" };
        unsigned length = below(3);
        if (chance(70))
            feed_space();
        add_text(lengths[length]);
        add("fFeEgGaA"[below(8)]);
        feed_float();
        if (!skip)
            use(FLOAT + length);
    } else {
        if (choice == 's' && chance(70))
            feed_space();
        add_texts(choice, skip);
    }
}

static void damage(void)
{
    if (input_length == 0)
        return;
    size_t where = below((uint32_t)input_length);
    switch (below(3)) {
    case 0:
        input_length = where;
        break;
    case 1:
        input[where] = "x 0-.e\n1\xff%"[below(10)];
        break;
    default:
        memmove(input + where, input + where + 1, input_length - where - 1);
        input_length--;
    }
}

/* glibc's memory streams know no wide characters: what wide streams read is a file. */
static int wide_file;

static void prepare(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    wide_file = fileno(tmpfile());
}

static FILE *open_input(void)
{
    if (!wide_call)
        return fmemopen(input, input_length, "r");
    if (ftruncate(wide_file, 0) < 0 || pwrite(wide_file, input, input_length, 0) < 0 || lseek(wide_file, 0, SEEK_SET) < 0)
        _exit(4);
    return fdopen(dup(wide_file), "r");
}

static void put_wide_text(const wchar_t *text)
{
    if (text[0] == 0x5a5a5a5a)
        put_text("untouched");
    else
        put_wide(text, wcsnlen(text, 100));
}

static void put_slot(unsigned i)
{
    unsigned char *slot = slots[i];
    int64_t number = 0;
    double d;
    float f;
    long double l;
    void *made;
    put_char(' ');
    switch (kinds[i]) {
    case BYTES_1:
    case BYTES_2:
    case BYTES_4:
    case BYTES_8:
        memcpy(&number, slot, 8);
        put_hex((uint64_t)number, 16);
        break;
    case FLOAT:
        memcpy(&f, slot, sizeof f);
        if (f != f)
            put_text("nan");
        else
            put_float(f);
        break;
    case DOUBLE:
        memcpy(&d, slot, sizeof d);
        if (d != d)
            put_text("nan");
        else
            put_double(d);
        break;
    case LONG_DOUBLE:
        memcpy(&l, slot, sizeof l);
        if (l != l)
            put_text("nan");
        else
            put_long_double(l);
        break;
    case TEXT:
        if (slot[0] == 0x5a && slot[1] == 0x5a && slot[2] == 0x5a)
            put_text("untouched");
        else
            put_bytes((char *)slot, strnlen((char *)slot, 100));
        break;
    case WIDE_TEXT:
        put_wide_text((wchar_t *)slot);
        break;
    case CHARACTERS:
        for (int j = 0; j < 12; j++)
            put_hex(slot[j], 2);
        break;
    case MADE_TEXT:
    case MADE_WIDE_TEXT:
        memcpy(&made, slot, sizeof made);
        if (!made)
            put_text("none");
        else if (kinds[i] == MADE_TEXT)
            put_bytes(made, ended[i] ? strlen(made) : 1);
        else
            put_wide(made, ended[i] ? wcslen(made) : 1);
    }
}

static void drop_made(unsigned i)
{
    void *made;
    memcpy(&made, slots[i], sizeof made);
    free(made);
}

static wchar_t wide_format[512], wide_input[2048];

/* Removes what is not UTF-8: where reading characters from such input stops is not defined. */
static void repair(void)
{
    size_t kept = 0;
    for (size_t i = 0; i < input_length;) {
        unsigned char c = (unsigned char)input[i];
        unsigned length = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
        int whole = c < 0x80 || (c >= 0xc2 && c < 0xf1);
        for (unsigned j = 1; j < length; j++)
            whole = whole && i + j < input_length && ((unsigned char)input[i + j] & 0xc0) == 0x80;
        if (!whole) {
            i++;
            continue;
        }
        memmove(input + kept, input + i, length);
        kept += length;
        i += length;
    }
    input_length = kept;
    input[kept] = 0;
}

/* The bytes as wide characters; what is not UTF-8 becomes one of its own. */
static void widen(wchar_t *to, const char *from, size_t length)
{
    for (size_t i = 0; i < length;) {
        unsigned char c = (unsigned char)from[i];
        unsigned follow = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc2 ? 1 : 0;
        wchar_t code = c < 0x80 ? c : c >= 0xf0 ? c & 7 : c >= 0xe0 ? c & 15 : c & 31;
        i++;
        while (follow-- > 0 && i < length && ((unsigned char)from[i] & 0xc0) == 0x80)
            code = code << 6 | ((unsigned char)from[i++] & 63);
        *to++ = code;
    }
    *to = 0;
}

static void one_case(uint64_t index)
{
    (void)index;
    format_length = input_length = argument_count = 0;
    wide_call = chance(30);
    for (unsigned i = 1 + below(5); i > 0; i--) {
        if (chance(25)) {
            add(' ');
            if (chance(80))
                feed_space();
        }
        if (chance(15)) {
            const char *literal = (const char *[]){ "a", ",", "ab", ":", "0" }[below(5)];
            add_text(literal);
            feed_text(literal);
        }
        add_conversion();
    }
    if (chance(50))
        feed_text(" rest");
    if (chance(35))
        damage();
    format[format_length] = 0;
    input[input_length] = 0;
    if (strlen(input) != input_length)
        input_length = strlen(input);
    if (wide_call || strchr(format, 'l'))
        repair();
    int stream = input_length > 0 && chance(40);
    put_text(stream ? "stream " : "string ");
    put_text(wide_call ? "wide " : "narrow ");
    put_bytes(format, format_length);
    put_char(' ');
    put_bytes(input, input_length);
    result();
    memset(slots, 0x5a, sizeof slots);
    for (unsigned i = 0; i < argument_count; i++)
        if (kinds[i] == MADE_TEXT || kinds[i] == MADE_WIDE_TEXT)
            memset(slots[i], 0, sizeof(void *));
    struct registers {
        unsigned general, vector;
        void *overflow, *saved;
    } image = { 48, 176, arguments, arguments };
    va_list ap;
    memcpy(&ap, &image, sizeof image);
    int fields, error;
    if (wide_call) {
        for (size_t i = 0; i <= format_length; i++)
            wide_format[i] = (unsigned char)format[i];
        widen(wide_input, input, input_length);
    }
    if (stream) {
        FILE *file = open_input();
        errno = 0;
        fields = wide_call ? vfwscanf(file, wide_format, ap) : vfscanf(file, format, ap);
        error = errno;
        put_number(fields);
        put_field("error", !!ferror(file));
        put_text(" left ");
        if (wide_call) {
            wint_t c;
            for (int i = 0; i < 20 && (c = getwc(file)) != WEOF; i++)
                put_code(c);
        } else
            for (int i = 0, c; i < 20 && (c = getc(file)) != EOF; i++)
                put_code((uint32_t)c);
        fclose(file);
    } else {
        errno = 0;
        fields = wide_call ? vswscanf(wide_input, wide_format, ap) : vsscanf(input, format, ap);
        error = errno;
        put_number(fields);
    }
    if (fields < 0)
        put_field("errno", error == EILSEQ ? error : 0);
    for (unsigned i = 0; i < argument_count; i++) {
        put_slot(i);
        if (kinds[i] == MADE_TEXT || kinds[i] == MADE_WIDE_TEXT)
            drop_made(i);
    }
}
