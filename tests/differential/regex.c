/* regcomp and regexec: random patterns over small alphabets against random texts, with submatches. Both other libraries
   err in submatches; what POSIX demands is worked out by brute force in the tests of the engine. Here differences of
   submatches count only where the pattern has no group that is repeated or stands beside alternatives. */
#define _GNU_SOURCE
#include <locale.h>
#include <regex.h>
#include <string.h>
#include "differential.h"

static char pattern[200];
static size_t length;
static int extended, groups, with_references, references, bounds;

static void add(char c)
{
    if (length < sizeof pattern - 1)
        pattern[length++] = c;
}

static void add_text(const char *text)
{
    while (*text)
        add(*text++);
}

static void add_special(char c)
{
    if (!extended)
        add('\\');
    add(c);
}

static void add_alternatives(unsigned depth);

/* Whether what was added may be repeated: to repeat an anchor has no defined meaning. */
static int add_atom(unsigned depth)
{
    static const char *const sets[] = { "[ab]", "[^a]", "[a-c]", "[^ab]", "[]a]", "[a-]", "[[:alpha:]]", "[^[:digit:]b]",
        "[^]a]", "[[.a.]b]", "[[=b=]]", "[[.-.]a]", "[a-b-]", "[b-a]", "[[:nope:]]", "[a", "[]", "[[.zz.]]" };
    switch (below(12)) {
    case 0:
        add('.');
        break;
    case 1:
        add_text(sets[chance(98) ? below(13) : below(COUNT_OF(sets))]);
        break;
    case 2:
    case 3:
        if (depth > 0) {
            add_special('(');
            groups++;
            add_alternatives(depth - 1);
            add_special(')');
            break;
        }
        add('b');
        break;
    case 4:
        if (with_references && groups > 0 && length < 25 && chance(60)) {
            add('\\');
            add((char)('1' + below((uint32_t)groups)));
            references = 1;
            break;
        }
        add('a');
        break;
    case 5:
        if (chance(30)) {
            add(chance(50) ? '^' : '$');
            return 0;
        }
        add('c');
        break;
    default:
        add("aabbc"[below(5)]);
    }
    return 1;
}

static void add_bound(void)
{
    add_special('{');
    unsigned low = below(4);
    add((char)('0' + low));
    if (chance(60)) {
        add(',');
        if (chance(70))
            add((char)('0' + low + below(3)));
    }
    add_special('}');
}

static void add_piece(unsigned depth)
{
    if (!add_atom(depth) || !chance(35))
        return;
    switch (below(4)) {
    case 0:
        add('*');
        break;
    case 1:
        /* Bounds within bounds multiply in the other libraries. */
        if (bounds++ < 2)
            add_bound();
        break;
    default:
        if (extended)
            add(chance(50) ? '+' : '?');
        else
            add('*');
    }
}

static void add_alternatives(unsigned depth)
{
    do {
        for (unsigned i = 1 + below(3); i > 0; i--)
            add_piece(depth);
        if (!extended || with_references || !chance(30))
            return;
        add('|');
    } while (1);
}

static void prepare(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

static void one_case(uint64_t index)
{
    (void)index;
    length = 0;
    groups = references = bounds = 0;
    extended = chance(70);
    if (chance(10))
        add('^');
    /* Patterns with back references are small: nested repetitions of them take the others forever. */
    with_references = chance(15);
    add_alternatives(with_references ? 1 : 3);
    if (chance(10))
        add('$');
    /* A damaged pattern now and then: is it an error? Which one is for tests/c. */
    if (chance(4) && length > 1)
        pattern[below((uint32_t)length)] = "()["[below(3)];
    pattern[length] = 0;
    int flags = extended ? REG_EXTENDED : 0;
    if (chance(15))
        flags |= REG_ICASE;
    if (chance(15))
        flags |= REG_NEWLINE;
    char text[16];
    unsigned text_length = below(10);
    for (unsigned i = 0; i < text_length; i++)
        text[i] = chance(95) ? "aabbc"[below(5)] : "AB\n-"[below(4)];
    text[text_length] = 0;
    int run_flags = 0;
    if (chance(8))
        run_flags |= REG_NOTBOL;
    if (chance(8))
        run_flags |= REG_NOTEOL;
    put_text(extended ? "ERE " : "BRE ");
    put_quoted(pattern);
    put_char(' ');
    put_quoted(text);
    put_text(flags & REG_ICASE ? " icase" : "");
    put_text(flags & REG_NEWLINE ? " newline" : "");
    put_text(run_flags & REG_NOTBOL ? " notbol" : "");
    put_text(run_flags & REG_NOTEOL ? " noteol" : "");
    result();
    regex_t regex;
    int error = regcomp(&regex, pattern, flags);
    if (error) {
        put_text("error");
        return;
    }
    regmatch_t matches[10];
    memset(matches, 0x5a, sizeof matches);
    int simple = extended && !references && !strpbrk(pattern, "|*+?{");
    if (regexec(&regex, text, 10, matches, run_flags) == 0) {
        put_number((int64_t)regex.re_nsub);
        for (size_t i = 0; i <= regex.re_nsub && i < 10 && (i == 0 || simple); i++) {
            put_char(' ');
            put_number(matches[i].rm_so);
            put_char('-');
            put_number(matches[i].rm_eo);
        }
    } else
        put_text("no match");
    regfree(&regex);
}
