/* Wide streams, wprintf, wscanf. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>
#include "../test.h"

static void characters(void) {
    FILE *f = tmpfile();
    REQUIRE(f != NULL);
    CHECK_INT(fwide(f, 0), 0);
    CHECK(fputwc(L'a', f) == L'a');
    CHECK(fwide(f, 0) > 0);
    CHECK(fwide(f, -1) > 0);
    CHECK(fputwc(L'\u00fc', f) == L'\u00fc');
    CHECK(fputws(L"\u20ac\U0001f600\nline two\n", f) >= 0);
    rewind(f);
    CHECK(fgetwc(f) == L'a');
    CHECK(getwc(f) == L'\u00fc');
    CHECK(ungetwc(L'\u00fc', f) == L'\u00fc');
    CHECK(fgetwc(f) == L'\u00fc');
    wchar_t line[16];
    CHECK(fgetws(line, 16, f) == line);
    CHECK(wcscmp(line, L"\u20ac\U0001f600\n") == 0);
    CHECK(fgetws(line, 5, f) == line);
    CHECK(wcscmp(line, L"line") == 0);
    CHECK(fgetws(line, 16, f) == line);
    CHECK(fgetwc(f) == WEOF);
    CHECK(feof(f));
    CHECK(fgetws(line, 16, f) == NULL);
    fclose(f);

    /* The descriptor keeps the stream's orientation open, which glibc's fmemopen does not survive. */
    f = tmpfile();
    REQUIRE(f != NULL);
    CHECK_INT(write(fileno(f), "\xc3x", 2), 2);
    rewind(f);
    CHECK_ERRNO(fgetwc(f), WEOF, EILSEQ);
    CHECK(ferror(f));
    fclose(f);
}

static void printing(void) {
    wchar_t out[64];
    CHECK(swprintf(out, 64, L"%d %ls %s %5.2f|%lc", 42, L"w\u00e4", "n\xc3\xa4", 1.5, L'\u20ac') > 0);
    CHECK(wcscmp(out, L"42 w\u00e4 n\u00e4  1.50|\u20ac") == 0);
    CHECK(swprintf(out, 4, L"%d", 12345) < 0);
    CHECK(swprintf(out, 64, L"%6ls|%-6s|%.2s", L"\u00e4", "\xc3\xa4", "\xc3\xa4\xc3\xa4x") > 0);
    CHECK(wcscmp(out, L"     \u00e4|\u00e4     |\u00e4\u00e4") == 0);
    FILE *f = tmpfile();
    REQUIRE(f != NULL);
    CHECK_INT(fwprintf(f, L"%ls=%d", L"\u00fc", 5), 3);
    rewind(f);
    wchar_t name[8];
    int value = 0;
    CHECK_INT(fwscanf(f, L"%l[^=]=%d", name, &value), 2);
    CHECK(wcscmp(name, L"\u00fc") == 0 && value == 5);
    fclose(f);
}

static void scanning(void) {
    int i;
    double d;
    char narrow[16];
    wchar_t wide[16];
    CHECK_INT(swscanf(L"12 3.5 \u00fcx \u20ac", L"%d %lf %s %ls", &i, &d, narrow, wide), 4);
    CHECK(i == 12 && d == 3.5 && strcmp(narrow, "\xc3\xbcx") == 0 && wcscmp(wide, L"\u20ac") == 0);
    CHECK_INT(swscanf(L"", L"%d", &i), EOF);
    CHECK_INT(sscanf("gr\xc3\xbcn", "%l[a-z\xc3\xbc]", wide), 1);
    CHECK(wcscmp(wide, L"gr\u00fcn") == 0);
}

static void memory(void) {
    wchar_t *text = NULL;
    size_t size = 0;
    FILE *f = open_wmemstream(&text, &size);
    CHECK(f != NULL);
    fputws(L"\u20ac uro", f);
    CHECK_INT(fflush(f), 0);
    CHECK_INT(size, 5);
    CHECK(wcscmp(text, L"\u20ac uro") == 0);
    for (int i = 0; i < 1000; i++)
        fputwc(L'x', f);
    CHECK_INT(fclose(f), 0);
    CHECK_INT(size, 1005);
    free(text);
}

int main(void) {
    CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
    characters();
    printing();
    scanning();
    memory();
    return test_done();
}
