/* Bytes and blocks in and out, with and without locking. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include "../test.h"

static char big[100000];

static void bytes(FILE *f) {
    CHECK_INT(fputc('a', f), 'a');
    CHECK_INT(putc(0xff, f), 0xff);
    CHECK_INT(fputs("line\n", f) >= 0, 1);
    CHECK_INT(putc_unlocked('u', f), 'u');
    CHECK_INT(fputc_unlocked('v', f), 'v');
    CHECK_INT(fputs_unlocked("w", f) >= 0, 1);
    CHECK_INT(fwrite_unlocked("xyz", 1, 3, f), 3);
    CHECK_INT(fflush_unlocked(f), 0);
    rewind(f);
    CHECK_INT(fgetc(f), 'a');
    CHECK_INT(getc(f), 0xff);
    CHECK_INT(getc_unlocked(f), 'l');
    CHECK_INT(fgetc_unlocked(f), 'i');
    char buffer[16] = "";
    CHECK_INT(fread_unlocked(buffer, 2, 2, f), 2);
    CHECK(memcmp(buffer, "ne\nu", 4) == 0);
    CHECK(fgets_unlocked(buffer, sizeof buffer, f) == buffer);
    CHECK_STR(buffer, "vwxyz");
    CHECK(feof_unlocked(f));
    CHECK(!ferror_unlocked(f));
    clearerr_unlocked(f);
    CHECK(!feof(f));
    CHECK(fileno_unlocked(f) == fileno(f));
}

static void blocks(FILE *f) {
    for (size_t i = 0; i < sizeof big; i++)
        big[i] = (char)(i * 7 + i / 251);
    rewind(f);
    CHECK_INT(fwrite(big, 1, 10, f), 10);
    CHECK_INT(fwrite(big + 10, 1, sizeof big - 10, f), sizeof big - 10);
    CHECK_INT(fwrite(big, 0, 5, f), 0);
    CHECK_INT(fwrite(big, 5, 0, f), 0);
    rewind(f);
    char *copy = malloc(sizeof big);
    CHECK_INT(fread(copy, 1000, 3, f), 3);
    CHECK_INT(fgetc(f), (unsigned char)big[3000]);
    CHECK_INT(fread(copy + 3001, 1, sizeof big, f), sizeof big - 3001);
    copy[3000] = big[3000];
    CHECK(memcmp(copy, big, sizeof big) == 0);
    CHECK(feof(f));
    rewind(f);
    CHECK_INT(fread(copy, 30000, 10, f), 3);
    CHECK_INT(fread(copy, 0, 10, f), 0);
    free(copy);
}

static void push_back(FILE *f) {
    rewind(f);
    CHECK_INT(ungetc('!', f), '!');
    CHECK_INT(getc(f), '!');
    CHECK_INT(getc(f), (unsigned char)big[0]);
    CHECK_INT(ungetc(EOF, f), EOF);
    CHECK_INT(ungetc(0xee, f), 0xee);
    CHECK_INT(getc(f), 0xee);
    fseek(f, 0, SEEK_END);
    CHECK_INT(getc(f), EOF);
    CHECK(feof(f));
    CHECK_INT(getc(f), EOF);
    CHECK_INT(ungetc('z', f), 'z');
    CHECK(!feof(f));
    CHECK_INT(getc(f), 'z');
    CHECK_INT(getc(f), EOF);
}

int main(void) {
    FILE *f = tmpfile();
    REQUIRE(f != NULL);
    bytes(f);
    blocks(f);
    push_back(f);
    flockfile(f);
    flockfile(f);
    CHECK_INT(ftrylockfile(f), 0);
    CHECK_INT(putc_unlocked('q', f), 'q');
    funlockfile(f);
    funlockfile(f);
    funlockfile(f);
    CHECK_INT(fclose(f), 0);
    CHECK(puts("# puts") >= 0);
    CHECK_INT(putchar('\n'), '\n');
    CHECK_INT(putchar_unlocked('\n'), '\n');
    return test_done();
}
