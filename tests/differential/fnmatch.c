/* fnmatch: random patterns over small alphabets against random texts, with every flag. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <locale.h>
#include "differential.h"

static char pattern[64];
static size_t length;

static void add_text(const char *text)
{
    while (*text)
        pattern[length++] = *text++;
}

static void add_element(void)
{
    /* Equivalence classes and collating symbols of one character are themselves in this locale; what an unclosed
       bracket means is not defined. */
    static const char *const sets[] = { "[ab]", "[!a]", "[a-c]", "[!ab]", "[]a]", "[a-]", "[[:alpha:]]", "[![:digit:]b]",
        "[.a]", "[\\]a]", "[é-ü]", "[A-C]", "[[:upper:]]", "[!.]" };
    static const char *const others[] = { "\\*", "\\a", "\\?", "é", "/", "/", ".", ".", "A", "/." };
    switch (below(8)) {
    case 0:
        add_text("*");
        break;
    case 1:
        add_text("?");
        break;
    case 2:
        add_text(PICK(sets));
        break;
    case 3:
        add_text(PICK(others));
        break;
    default:
        add_text((const char *[]){ "a", "b", "c", "a" }[below(4)]);
    }
}

static void prepare(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

static void one_case(uint64_t index)
{
    (void)index;
    length = 0;
    for (unsigned i = below(6); i > 0; i--)
        add_element();
    pattern[length] = 0;
    char text[64];
    size_t text_length = 0;
    for (unsigned i = below(7); i > 0; i--)
        for (const char *c = (const char *[]){ "a", "b", "c", "/", ".", "a", "A", "é", "*", "\\", "-" }[below(11)]; *c; c++)
            text[text_length++] = *c;
    text[text_length] = 0;
    static const int all[] = { FNM_NOESCAPE, FNM_PATHNAME, FNM_PERIOD, FNM_LEADING_DIR, FNM_CASEFOLD };
    static const char *const names[] = { " noescape", " pathname", " period", " leading", " casefold" };
    int flags = 0;
    put_quoted(pattern);
    put_char(' ');
    put_quoted(text);
    for (unsigned i = 0; i < COUNT_OF(all); i++)
        if (chance(25)) {
            flags |= all[i];
            put_text(names[i]);
        }
    result();
    put_number(fnmatch(pattern, text, flags));
}
