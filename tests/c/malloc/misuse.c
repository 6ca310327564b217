/* Misuse of the heap ends the process: each case is stopped by SIGABRT, which a handler leaves by a jump. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "../test.h"

static sigjmp_buf out;

static void on_abort(int number) {
    siglongjmp(out, number);
}

/* Volatile: compilers know what free does, and would warn or leave the misuse out. */
static void *volatile block;

static void free_twice(void) {
    block = malloc(2000);
    /* A second block keeps the first one from being merged with what follows. */
    void *volatile other = malloc(2000);
    free(block);
    free(block);
    free(other);
}

static void free_inside(void) {
    block = malloc(400);
    free((char *)block + 8);
}

static void free_large_inside(void) {
    block = malloc(100000);
    free((char *)block + 24);
}

#ifndef __GLIBC__
/* What glibc does not notice, or not always. */

static void write_past_the_end(void) {
    char *volatile p = malloc(24);
    p[24] ^= 1;
    free(p);
}

static void write_far_past_a_large_end(void) {
    char *volatile p = malloc(200000);
    for (int i = 0; i < 64; i++)
        p[200000 + i] ^= 1;
    block = realloc(p, 300000);
}

static void free_after_others(void) {
    block = malloc(40);
    free(block);
    for (int i = 0; i < 100; i++)
        free(malloc(40));
    free(block);
}

static void free_huge_twice(void) {
    block = malloc(5 << 20);
    free(block);
    free(block);
}

static void resize_freed(void) {
    block = malloc(300);
    free(block);
    block = realloc(block, 3000);
}

static void free_local(void) {
    char local[64];
    block = local + 16;
    free(block);
}
#endif

static int is_stopped(void (*misuse)(void)) {
    if (sigsetjmp(out, 1) != 0)
        return 1;
    misuse();
    return 0;
}

int main(void) {
    struct sigaction action = {.sa_handler = on_abort};
    sigaction(SIGABRT, &action, NULL);
    /* The messages belong to the test. */
    close(STDERR_FILENO);

    CHECK(is_stopped(free_twice));
    CHECK(is_stopped(free_inside));
    CHECK(is_stopped(free_large_inside));
#ifndef __GLIBC__
    CHECK(is_stopped(write_past_the_end));
    CHECK(is_stopped(write_far_past_a_large_end));
    CHECK(is_stopped(free_after_others));
    CHECK(is_stopped(free_huge_twice));
    CHECK(is_stopped(resize_freed));
    CHECK(is_stopped(free_local));
#endif
    return test_done();
}
