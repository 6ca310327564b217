/* Prints what iconv makes of byte sequences and of code points, for comparing two C libraries.

   usage: dump CHARSET decode|decode3|decode4|encode|encode-ignore
   Every line is one conversion from the initial state: input, outcome, consumed units, output. */
#include <errno.h>
#include <iconv.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static iconv_t descriptor;

static void convert(const unsigned char *bytes, size_t length) {
    char output[64], *in = (char *)bytes, *out = output;
    size_t in_left = length, out_left = sizeof output;
    errno = 0;
    size_t result = iconv(descriptor, &in, &in_left, &out, &out_left);
    int error = result == (size_t)-1 ? errno : 0;
    size_t flushed = iconv(descriptor, NULL, NULL, &out, &out_left);
    if (error && length - in_left == 0 && out == output) {
        printf("%s", error == EILSEQ ? "I\n" : error == EINVAL ? "S\n" : "?\n");
        return;
    }
    printf("%zd%s/%zu/%zd ", (ssize_t)result, error == EILSEQ ? "I" : error == EINVAL ? "S" : error == E2BIG ? "B" : "", length - in_left,
           (ssize_t)flushed);
    for (char *p = output; p < out; p++)
        printf("%02x", (unsigned char)*p);
    putchar('\n');
}

static void sequence(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        printf("%02x", bytes[i]);
    putchar(' ');
    convert(bytes, length);
}

static void open_or_exit(const char *to, const char *from) {
    descriptor = iconv_open(to, from);
    if (descriptor == (iconv_t)-1) {
        printf("cannot convert from %s to %s\n", from, to);
        exit(1);
    }
}

int main(int count, char **arguments) {
    const char *charset = arguments[1], *what = arguments[2];
    if (count != 3)
        return 2;
    setlocale(LC_ALL, "");
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    if (strncmp(what, "encode", 6) == 0) {
        char to[80];
        snprintf(to, sizeof to, "%s%s", charset, what + 6);
        open_or_exit(to, "UCS-4");
        for (uint32_t code = 0; code <= 0x110000; code++) {
            unsigned char bytes[4] = {code >> 24, code >> 16, code >> 8, code};
            sequence(bytes, 4);
        }
        return 0;
    }
    char to[80];
    const char *suffix = strchr(what, '/');
    snprintf(to, sizeof to, "UCS-4%s", suffix ? suffix : "");
    open_or_exit(to, charset);
    if (strncmp(what, "decode4", 7) == 0) {
        for (int a = 0x81; a < 0xff; a++)
            for (int b = 0x30; b < 0x3a; b++)
                for (int c = 0x80; c < 0x100; c++)
                    for (int d = 0x2f; d < 0x3b; d++)
                        sequence((unsigned char[]){a, b, c, d}, 4);
        return 0;
    }
    if (strncmp(what, "decode3", 7) == 0) {
        int prefix = strtol(what + 7, NULL, 16);
        for (int b = 0; b < 0x100; b++)
            for (int c = 0; c < 0x100; c++)
                sequence((unsigned char[]){prefix, b, c}, 3);
        return 0;
    }
    for (int a = 0; a < 0x100; a++)
        sequence((unsigned char[]){a}, 1);
    for (int a = 0; a < 0x100; a++)
        for (int b = 0; b < 0x100; b++)
            sequence((unsigned char[]){a, b}, 2);
    return 0;
}
