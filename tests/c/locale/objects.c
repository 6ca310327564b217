/* Locale objects and the locale of a thread. */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include "test.h"

int main(void) {
    locale_t utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
    locale_t copy, mixed;
    CHECK(utf8 != (locale_t)0);
    CHECK_ERRNO(newlocale(LC_ALL_MASK, "no-such-locale", (locale_t)0), (locale_t)0, ENOENT);
    CHECK_ERRNO(newlocale(1 << 30, "C", (locale_t)0), (locale_t)0, EINVAL);

    CHECK(uselocale((locale_t)0) == LC_GLOBAL_LOCALE);
    CHECK_INT(MB_CUR_MAX, 1);
    CHECK(uselocale(utf8) == LC_GLOBAL_LOCALE);
    CHECK(MB_CUR_MAX >= 4);
    CHECK(uselocale((locale_t)0) == utf8);
    CHECK_STR(setlocale(LC_ALL, NULL), "C");
    CHECK(uselocale(LC_GLOBAL_LOCALE) == utf8);
    CHECK_INT(MB_CUR_MAX, 1);

    copy = duplocale(utf8);
    CHECK(copy != (locale_t)0);
    mixed = newlocale(LC_CTYPE_MASK, "C", copy);
    CHECK(mixed != (locale_t)0);
    uselocale(mixed);
    CHECK_INT(MB_CUR_MAX, 1);
    uselocale(utf8);
    CHECK(MB_CUR_MAX >= 4);
    uselocale(LC_GLOBAL_LOCALE);

    copy = duplocale(LC_GLOBAL_LOCALE);
    CHECK(copy != (locale_t)0 && copy != LC_GLOBAL_LOCALE);
    freelocale(copy);
    freelocale(mixed);
#ifdef __capos__
    CHECK_STR(getlocalename_l(LC_CTYPE, utf8), "C.UTF-8");
    CHECK_STR(getlocalename_l(LC_ALL, LC_GLOBAL_LOCALE), "C");
    CHECK(getlocalename_l(77, utf8) == NULL);
#endif
    freelocale(utf8);
    return test_done();
}
