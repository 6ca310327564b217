/* The whole text of the standard: sequences that are invalid, incomplete or too long for the output, the state. */
#define _GNU_SOURCE
#include <iconv.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include "test.h"

static char output[256];
static size_t in_left, out_left, result;
static char *in, *out;

/* Converts bytes in one call. */
static void convert(iconv_t cd, const char *bytes, size_t length, size_t room) {
    in = (char *)bytes;
    out = output;
    in_left = length;
    out_left = room;
    memset(output, 0, sizeof output);
    errno = 0;
    result = iconv(cd, &in, &in_left, &out, &out_left);
}

static void whole(const char *to, const char *from, const char *bytes, const char *wanted, size_t length) {
    iconv_t cd = iconv_open(to, from);
    CHECK(cd != (iconv_t)-1);
    if (cd == (iconv_t)-1)
        return;
    convert(cd, bytes, strlen(bytes), sizeof output);
    CHECK_INT(result, 0);
    CHECK_INT(iconv(cd, NULL, NULL, &out, &out_left), 0);
    int same = (size_t)(out - output) == length && memcmp(output, wanted, length) == 0;
    CHECK(same);
    if (!same)
        printf("# %s from %s\n", to, from);
    CHECK_INT(iconv_close(cd), 0);
}
#define WHOLE(to, from, bytes, wanted) whole(to, from, bytes, wanted, sizeof wanted - 1)

static void charsets(void) {
    WHOLE("UTF-16LE", "UTF-8", "aé€😀", "a\0\351\0\254\040\075\330\0\336");
    WHOLE("utf16", "UTF8", "a", "\377\376a\0");
    WHOLE("UTF-16BE", "utf-8", "é", "\0\351");
    WHOLE("UTF-32", "UTF-8", "a", "\377\376\0\0a\0\0\0");
    WHOLE("UCS-4", "UTF-8", "€", "\0\0\040\254");
    WHOLE("UTF-7", "UTF-8", "a+é-z", "a+-+AOk--z");
    WHOLE("latin1", "UTF-8", "é", "\351");
    WHOLE("UTF-8", "ISO_8859-1", "\351", "é");
    WHOLE("ISO-8859-15", "UTF-8", "€", "\244");
    WHOLE("UTF-8", "cp1252", "\200", "€");
    WHOLE("KOI8-R", "UTF-8", "Привет", "\360\322\311\327\305\324");
    WHOLE("CP437", "UTF-8", "é", "\202");
    WHOLE("CP1258", "UTF-8", "ế", "\352\354");
    WHOLE("UTF-8", "CP1258", "\352\354.", "ế.");
    WHOLE("SHIFT_JIS", "UTF-8", "日本ｶ", "\223\372\226\173\266");
    WHOLE("EUC-JP", "UTF-8", "日本ｶ", "\306\374\313\334\216\266");
    WHOLE("ISO-2022-JP", "UTF-8", "a日b", "a\033$BF|\033(Bb");
    WHOLE("ISO-2022-JP", "UTF-8", "日", "\033$BF|\033(B");
    WHOLE("EUC-KR", "UTF-8", "한", "\307\321");
    WHOLE("GB2312", "UTF-8", "中", "\326\320");
    WHOLE("GBK", "UTF-8", "€中", "\200\326\320");
    WHOLE("GB18030", "UTF-8", "😀", "\224\71\374\66");
    WHOLE("BIG5", "UTF-8", "中", "\244\244");
}

static void errors(void) {
    iconv_t cd = iconv_open("UTF-16LE", "UTF-8");
    convert(cd, "ab\377c", 4, 100);
    CHECK(result == (size_t)-1 && errno == EILSEQ);
    CHECK(in_left == 2 && out - output == 4);
    convert(cd, "ab\342\202", 4, 100);
    CHECK(result == (size_t)-1 && errno == EINVAL);
    CHECK(in_left == 2 && out - output == 4);
    convert(cd, "abc", 3, 5);
    CHECK(result == (size_t)-1 && errno == E2BIG);
    CHECK(in_left == 1 && out - output == 4 && out_left == 1);
    convert(cd, "", 0, 0);
    CHECK_INT(result, 0);
    convert(cd, "a", 1, 0);
    CHECK(result == (size_t)-1 && errno == E2BIG && in_left == 1);
    iconv_close(cd);

    cd = iconv_open("ASCII", "UTF-8");
    convert(cd, "aé", 3, 100);
    CHECK(result == (size_t)-1 && errno == EILSEQ && in_left == 2);
    iconv_close(cd);
    CHECK_ERRNO(iconv_open("no-such-charset", "UTF-8"), (iconv_t)-1, EINVAL);
    CHECK_ERRNO(iconv_open("UTF-8", "no-such-charset"), (iconv_t)-1, EINVAL);
}

static void states(void) {
    iconv_t cd = iconv_open("ISO-2022-JP", "UTF-8");
    convert(cd, "日", 3, 100);
    CHECK_INT(out - output, 5);
    /* The sequence that ends the text needs room. */
    size_t room = 2;
    errno = 0;
    CHECK(iconv(cd, NULL, NULL, &out, &room) == (size_t)-1 && errno == E2BIG);
    CHECK(iconv(cd, NULL, NULL, &out, &out_left) == 0 && out - output == 8);
    /* Once the state is the initial one again, nothing is left to write. */
    CHECK(iconv(cd, NULL, NULL, &out, &out_left) == 0 && out - output == 8);
    convert(cd, "日", 3, 100);
    CHECK(iconv(cd, NULL, NULL, NULL, NULL) == 0);
    convert(cd, "a", 1, 100);
    CHECK(out - output == 1 && output[0] == 'a');
    iconv_close(cd);

    cd = iconv_open("UTF-8", "UTF-16");
    convert(cd, "\376\377\0a", 4, 100);
    CHECK_STR(output, "a");
    iconv_close(cd);
}

static void suffixes(void) {
    iconv_t cd = iconv_open("ASCII//TRANSLIT", "UTF-8");
    convert(cd, "“é” – 20 €…", strlen("“é” – 20 €…"), 100);
    CHECK_STR(output, "\"e\" - 20 EUR...");
    CHECK_INT(result, 6);
    convert(cd, "😀", 4, 100);
    CHECK(result == 1 && output[0] == '?');
    iconv_close(cd);
    cd = iconv_open("ASCII//IGNORE", "UTF-8");
    convert(cd, "aéb", 4, 100);
    CHECK_STR(output, "ab");
    CHECK(result == (size_t)-1 && errno == EILSEQ && in_left == 0);
    iconv_close(cd);
}

int main(void) {
    CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
    charsets();
    errors();
    states();
    suffixes();
    /* The empty name is that of the locale. */
    WHOLE("", "latin1", "\351", "é");
    WHOLE("UTF-16LE", "", "é", "\351\0");
    return test_done();
}
