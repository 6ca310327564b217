/* Streams, per call: a file of 64-byte lines read again and again, /dev/null written, memory streams. */
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static FILE *stream;
static char line[256], *grown;
static size_t room;

static void prepare_output(void)
{
    if (stream != NULL)
        fclose(stream);
    if ((stream = fopen("/dev/null", "w")) == NULL)
        broken("/dev/null");
}

/* 256 KiB in an unnamed file: larger than any buffer, small enough for the system's cache. */
static void prepare_input(void)
{
    if (stream != NULL)
        fclose(stream);
    if ((stream = tmpfile()) == NULL)
        broken("tmpfile");
    for (int i = 0; i < 4096; i++)
        fprintf(stream, "line %4d has sixty-four bytes, its newline being one of them..\n", i);
    rewind(stream);
}

BENCH(put, putc('a' + (int)(i & 15), stream))
BENCH(put_unlocked, putc_unlocked('a' + (int)(i & 15), stream))
BENCH(put_string, fputs("a line of text, as programs write them\n", stream))
BENCH(write_16, fwrite(line, 1, 16, stream))
BENCH(write_200, fwrite(line, 1, 200, stream))
BENCH(put_wide, fputwc(L'a', stream))

/* Starts anew at the end of the file. */
#define AGAIN(condition) ((condition) ? 1 : (rewind(stream), 0))

BENCH(get, AGAIN(getc(stream) != EOF))
BENCH(get_unlocked, AGAIN(getc_unlocked(stream) != EOF))
BENCH(get_line, AGAIN(fgets(line, sizeof line, stream) != NULL))
BENCH(get_any_line, AGAIN(getline(&grown, &room, stream) > 0))
BENCH(get_field, AGAIN(getdelim(&grown, &room, ' ', stream) > 0))
BENCH(read_16, AGAIN(fread(line, 1, 16, stream) == 16))
BENCH(read_200, AGAIN(fread(line, 1, 200, stream) == 200))
BENCH(push_back, ungetc(getc(stream), stream))
BENCH(scan_word, AGAIN(fscanf(stream, "%63s", line) == 1))
BENCH(get_wide, AGAIN(fgetwc(stream) != WEOF))
BENCH(seek, fseek(stream, i % 4096 * 64, SEEK_SET))
BENCH(tell, ftell(stream))

static void open_close(long n)
{
    for (long i = 0; i < n; i++) {
        FILE *f = fopen("/dev/null", "r");
        sink = (size_t)f;
        fclose(f);
    }
}

static void to_memory(long n)
{
    for (long i = 0; i < n; i++) {
        char *text;
        size_t size;
        FILE *f = open_memstream(&text, &size);
        for (int k = 0; k < 100; k++)
            fputs("some words, ", f);
        fclose(f);
        sink = size;
        free(text);
    }
}

static void from_memory(long n)
{
    for (long i = 0; i < n; i++) {
        FILE *f = fmemopen("17 23 42", 8, "r");
        int x, y, z;
        if (fscanf(f, "%d %d %d", &x, &y, &z) != 3)
            broken("fmemopen");
        fclose(f);
        sink = (size_t)z;
    }
}

const struct bench stdio_benches[] = {
    { "putc", put, PLAIN, prepare_output },
    { "putc_unlocked", put_unlocked, PLAIN, prepare_output },
    { "fputs", put_string, PLAIN, prepare_output },
    { "fwrite_16", write_16, PLAIN, prepare_output },
    { "fwrite_200", write_200, PLAIN, prepare_output },
    { "fputwc", put_wide, PLAIN, prepare_output },
    { "getc", get, PLAIN, prepare_input },
    { "getc_unlocked", get_unlocked, PLAIN, prepare_input },
    { "fgets", get_line, PLAIN, prepare_input },
    { "getline", get_any_line, PLAIN, prepare_input },
    { "getdelim", get_field, PLAIN, prepare_input },
    { "fread_16", read_16, PLAIN, prepare_input },
    { "fread_200", read_200, PLAIN, prepare_input },
    { "ungetc", push_back, PLAIN, prepare_input },
    { "fscanf_word", scan_word, PLAIN, prepare_input },
    { "fgetwc", get_wide, PLAIN, prepare_input },
    { "fseek", seek, PLAIN, prepare_input },
    { "ftell", tell, PLAIN, prepare_input },
    { "fopen_fclose", open_close, PLAIN, NULL },
    { "open_memstream", to_memory, PLAIN, NULL },
    { "fmemopen", from_memory, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
