/* Character classes, case and width of every code point, in the C and the UTF-8 locale. The case is the index. */
#define _GNU_SOURCE
#include <ctype.h>
#include <locale.h>
#include <wchar.h>
#include <wctype.h>
#include "differential.h"

static void prepare(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

static void one_case(uint64_t index)
{
    wint_t c = index < 0x110000 ? (wint_t)index : (wint_t)bits();
    put_text("U+");
    put_hex(c, 8);
    result();
    put_text(iswalnum(c) ? "alnum " : "");
    put_text(iswalpha(c) ? "alpha " : "");
    put_text(iswblank(c) ? "blank " : "");
    put_text(iswcntrl(c) ? "cntrl " : "");
    put_text(iswdigit(c) ? "digit " : "");
    put_text(iswgraph(c) ? "graph " : "");
    put_text(iswlower(c) ? "lower " : "");
    put_text(iswprint(c) ? "print " : "");
    put_text(iswpunct(c) ? "punct " : "");
    put_text(iswspace(c) ? "space " : "");
    put_text(iswupper(c) ? "upper " : "");
    put_text(iswxdigit(c) ? "xdigit " : "");
    put_field("lower", towlower(c));
    put_field("upper", towupper(c));
    put_field("width", wcwidth((wchar_t)c));
    if (c < 256) {
        int (*const classes[])(int) = { isalnum, isalpha, isblank, iscntrl, isdigit, isgraph, islower, isprint, ispunct, isspace,
            isupper, isxdigit };
        int members = 0;
        for (unsigned i = 0; i < COUNT_OF(classes); i++)
            members |= !!classes[i]((int)c) << i;
        put_field("class", members);
        put_field("lower", tolower((int)c));
        put_field("upper", toupper((int)c));
    }
}
