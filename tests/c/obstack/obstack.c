#define _GNU_SOURCE
#include <obstack.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include "test.h"

static int chunks;

static void *count_chunk(size_t size) {
    chunks++;
    return malloc(size);
}

static void uncount_chunk(void *chunk) {
    chunks--;
    free(chunk);
}

#define obstack_chunk_alloc count_chunk
#define obstack_chunk_free uncount_chunk

static void *with_argument(void *argument, size_t size) {
    ++*(int *)argument;
    return malloc(size);
}

static void without_argument(void *argument, void *chunk) {
    --*(int *)argument;
    free(chunk);
}

static jmp_buf failed;

static void *no_memory(size_t size) {
    (void)size;
    return NULL;
}

static void give_up(void) {
    longjmp(failed, 1);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-function-type"
static void stack_without_memory(struct obstack *stack) {
    obstack_chunkfun(stack, no_memory);
}
#pragma GCC diagnostic pop

static int print(struct obstack *stack, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int result = obstack_vprintf(stack, format, arguments);
    va_end(arguments);
    return result;
}

int main(void) {
    struct obstack stack;
    obstack_init(&stack);
    CHECK(obstack_empty_p(&stack));
    char *one = obstack_copy0(&stack, "one", 3);
    CHECK_STR(one, "one");
    CHECK(!obstack_empty_p(&stack));
    char *two = obstack_copy(&stack, "two", 4);
    CHECK_STR(two, "two");
    CHECK((uintptr_t)two % 16 == 0);

    /* Growing, over more than one chunk. */
    for (int i = 0; i < 10000; i++)
        obstack_1grow(&stack, 'a' + i % 26);
    CHECK_INT(obstack_object_size(&stack), 10000);
    obstack_grow0(&stack, "end", 3);
    char *text = obstack_finish(&stack);
    CHECK_INT(strlen(text), 10003);
    int right = 1;
    for (int i = 0; i < 10000; i++)
        right &= text[i] == 'a' + i % 26;
    CHECK(right);
    CHECK_STR(one, "one");
    CHECK(obstack_memory_used(&stack) >= 10000);
#ifndef __GLIBC__
    /* glibc has this function, but declares it nowhere. */
    CHECK(_obstack_allocated_p(&stack, text));
    CHECK(!_obstack_allocated_p(&stack, &stack));
#endif

    obstack_int_grow(&stack, 77);
    obstack_ptr_grow(&stack, one);
    int number;
    memcpy(&number, obstack_base(&stack), sizeof number);
    CHECK_INT(number, 77);
    obstack_blank(&stack, -(int)sizeof one);
    CHECK_INT(obstack_object_size(&stack), sizeof number);
    CHECK(obstack_next_free(&stack) == (char *)obstack_base(&stack) + sizeof number);
    obstack_make_room(&stack, 100);
    CHECK(obstack_room(&stack) >= 100);
    obstack_1grow_fast(&stack, 'x');
    CHECK_INT(obstack_object_size(&stack), sizeof number + 1);
    obstack_finish(&stack);

    CHECK_INT(obstack_printf(&stack, "%s-%05d", "text", 42), 10);
    CHECK_INT(print(&stack, "%c", '!'), 1);
    obstack_1grow(&stack, '\0');
    CHECK_STR(obstack_finish(&stack), "text-00042!");

    /* Freeing gives back what came later. */
    CHECK(chunks >= 2);
    void *empty = obstack_alloc(&stack, 0);
    CHECK(empty != NULL);
    obstack_alloc(&stack, 100000);
    obstack_free(&stack, empty);
    obstack_free(&stack, text);
    obstack_free(&stack, two);
    CHECK(obstack_copy(&stack, "2", 2) == (void *)two);
    CHECK_STR(one, "one");
    CHECK_INT(chunks, 1);
    obstack_free(&stack, NULL);
    CHECK_INT(chunks, 0);

    int extra = 0;
    obstack_specify_allocation_with_arg(&stack, 100, 64, with_argument, without_argument, &extra);
    obstack_alloc(&stack, 1);
    CHECK((uintptr_t)obstack_alloc(&stack, 1) % 64 == 0);
    obstack_alloc(&stack, 1000);
    CHECK(extra >= 1);
    obstack_free(&stack, NULL);
    CHECK_INT(extra, 0);

    obstack_begin(&stack, 100);
    stack_without_memory(&stack);
    obstack_alloc_failed_handler = give_up;
    if (setjmp(failed) == 0) {
        obstack_alloc(&stack, 5000);
        CHECK(0);
    } else {
        CHECK(1);
    }
    CHECK_INT(obstack_exit_failure, 1);
    obstack_free(&stack, NULL);
    CHECK_INT(chunks, 0);
    return test_done();
}
