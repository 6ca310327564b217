/* fmemopen and open_memstream. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stdlib.h>
#include "../test.h"

static void fixed(void) {
    char text[] = "hello world";
    FILE *f = fmemopen(text, strlen(text), "r");
    CHECK(f != NULL);
    char word[16];
    CHECK_INT(fscanf(f, "%15s", word), 1);
    CHECK_STR(word, "hello");
    CHECK_INT(fseek(f, -5, SEEK_END), 0);
    CHECK_INT(fgetc(f), 'w');
    CHECK_INT(fseek(f, 0, SEEK_END), 0);
    CHECK_INT(fgetc(f), EOF);
    CHECK_INT(fclose(f), 0);

    char buffer[10] = "xxxxxxxxx";
    f = fmemopen(buffer, sizeof buffer, "w");
    fputs("abc", f);
    CHECK_INT(fflush(f), 0);
    CHECK_STR(buffer, "abc");
    fputs("0123456789", f);
    CHECK(fflush(f) == EOF);
    CHECK(ferror(f));
    fclose(f);

    strcpy(buffer, "ab");
    f = fmemopen(buffer, sizeof buffer, "a");
    fputs("cd", f);
    CHECK_INT(fclose(f), 0);
    CHECK_STR(buffer, "abcd");

    f = fmemopen(NULL, 32, "w+");
    fputs("own", f);
    rewind(f);
    CHECK_INT(fgetc(f), 'o');
    fclose(f);
    CHECK_ERRNO(fmemopen(buffer, 4, "z"), NULL, EINVAL);
}

static void growing(void) {
    char *text = NULL;
    size_t size = 99;
    FILE *f = open_memstream(&text, &size);
    CHECK(f != NULL);
    CHECK_INT(fflush(f), 0);
    CHECK_INT(size, 0);
    CHECK_STR(text, "");
    fprintf(f, "%s %d", "hello", 42);
    CHECK_INT(fflush(f), 0);
    CHECK_STR(text, "hello 42");
    CHECK_INT(size, 8);
    CHECK_INT(fseek(f, 1, SEEK_SET), 0);
    fputc('E', f);
    fflush(f);
    CHECK_INT(size, 2);
    CHECK_INT(fseek(f, 8, SEEK_SET), 0);
    for (int i = 0; i < 10000; i++)
        fputc('0' + i % 10, f);
    CHECK_INT(fclose(f), 0);
    CHECK_INT(size, 10008);
    CHECK(memcmp(text, "hEllo 420123", 12) == 0 && text[10008] == 0);
    free(text);
}

int main(void) {
    fixed();
    growing();
    return test_done();
}
