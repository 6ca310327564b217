/* Strings between multibyte and wide. */
#define _GNU_SOURCE
#include <errno.h>
#include <locale.h>
#include <wchar.h>
#include "test.h"

#define INVALID ((size_t)-1)

int main(void) {
    static const char text[] = "a\xc3\xa9\xe2\x82\xac";
    static const wchar_t units[] = {'a', 0xe9, 0x20ac, 0};
    wchar_t wide[8];
    char bytes[16];
    const char *src = text;
    const wchar_t *wsrc = units;
    mbstate_t state = {0};
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);

    CHECK_INT(mbsrtowcs(NULL, &src, 0, &state), 3);
    CHECK(src == text);
    CHECK_INT(mbsrtowcs(wide, &src, 8, &state), 3);
    CHECK(src == NULL && wmemcmp(wide, units, 4) == 0);
    src = text;
    CHECK_INT(mbsrtowcs(wide, &src, 2, &state), 2);
    CHECK(src == text + 3);
    src = "ab\xff";
    CHECK_ERRNO(mbsrtowcs(wide, &src, 8, &state), INVALID, EILSEQ);
    CHECK_STR(src, "\xff");

    memset(&state, 0, sizeof state);
    src = text;
    CHECK_INT(mbsnrtowcs(wide, &src, 4, 8, &state), 2);
    CHECK(src == text + 4 && !mbsinit(&state));
    CHECK_INT(mbsnrtowcs(wide, &src, 2, 8, &state), 1);
    CHECK(src == text + 6 && wide[0] == 0x20ac && mbsinit(&state));
    src = text;
    CHECK_INT(mbsnrtowcs(NULL, &src, 3, 0, &state), 2);

    CHECK_INT(wcsrtombs(NULL, &wsrc, 0, NULL), 6);
    CHECK(wsrc == units);
    CHECK_INT(wcsrtombs(bytes, &wsrc, 16, NULL), 6);
    CHECK(wsrc == NULL);
    CHECK_STR(bytes, text);
    wsrc = units;
    CHECK_INT(wcsrtombs(bytes, &wsrc, 5, NULL), 3);
    CHECK(wsrc == units + 2);
    wsrc = units;
    CHECK_INT(wcsnrtombs(bytes, &wsrc, 2, 16, NULL), 3);
    CHECK(wsrc == units + 2);
    wide[0] = 'a';
    wide[1] = 0xd800;
    wide[2] = 0;
    wsrc = wide;
    CHECK_ERRNO(wcsrtombs(bytes, &wsrc, 16, NULL), INVALID, EILSEQ);
    CHECK(*wsrc == 0xd800);
    return test_done();
}
