/* The lists of <sys/queue.h>: order after insertions and removals at every place. */
#include <string.h>
#include <sys/queue.h>
#include "test.h"

struct item {
    char name;
    SLIST_ENTRY(item) single;
    LIST_ENTRY(item) list;
    STAILQ_ENTRY(item) queue;
    TAILQ_ENTRY(item) tail;
};

SLIST_HEAD(singles, item);
LIST_HEAD(lists, item);
STAILQ_HEAD(queues, item);
TAILQ_HEAD(tails, item);

static char text[32];

static void add(char name) {
    size_t length = strlen(text);
    text[length] = name;
    text[length + 1] = 0;
}

#define IS(walk, expected) \
    do { \
        text[0] = 0; \
        walk add(at->name); \
        CHECK_STR(text, expected); \
    } while (0)

static struct item a = { .name = 'a' }, b = { .name = 'b' }, c = { .name = 'c' }, d = { .name = 'd' };

static void singles(void) {
    struct singles head = SLIST_HEAD_INITIALIZER(head);
    struct item *at;
    CHECK(SLIST_EMPTY(&head));
    SLIST_INSERT_HEAD(&head, &c, single);
    SLIST_INSERT_HEAD(&head, &a, single);
    SLIST_INSERT_AFTER(&a, &b, single);
    SLIST_INSERT_AFTER(&c, &d, single);
    IS(SLIST_FOREACH(at, &head, single), "abcd");
    SLIST_REMOVE(&head, &c, item, single);
    SLIST_REMOVE(&head, &a, item, single);
    IS(SLIST_FOREACH(at, &head, single), "bd");
    SLIST_REMOVE_HEAD(&head, single);
    CHECK(SLIST_FIRST(&head) == &d && SLIST_NEXT(&d, single) == NULL);
}

static void lists(void) {
    struct lists head;
    struct item *at;
    LIST_INIT(&head);
    LIST_INSERT_HEAD(&head, &c, list);
    LIST_INSERT_BEFORE(&c, &b, list);
    LIST_INSERT_HEAD(&head, &a, list);
    LIST_INSERT_AFTER(&c, &d, list);
    IS(LIST_FOREACH(at, &head, list), "abcd");
    LIST_REMOVE(&a, list);
    LIST_REMOVE(&c, list);
    LIST_REMOVE(&d, list);
    IS(LIST_FOREACH(at, &head, list), "b");
    LIST_REMOVE(&b, list);
    CHECK(LIST_EMPTY(&head));
}

static void queues(void) {
    struct queues head = STAILQ_HEAD_INITIALIZER(head), other;
    struct item *at;
    STAILQ_INIT(&other);
    STAILQ_INSERT_TAIL(&head, &b, queue);
    STAILQ_INSERT_HEAD(&head, &a, queue);
    STAILQ_INSERT_AFTER(&head, &b, &c, queue);
    STAILQ_INSERT_TAIL(&other, &d, queue);
    STAILQ_CONCAT(&head, &other);
    CHECK(STAILQ_EMPTY(&other));
    IS(STAILQ_FOREACH(at, &head, queue), "abcd");
    STAILQ_REMOVE(&head, &d, item, queue);
    STAILQ_INSERT_TAIL(&head, &d, queue);
    STAILQ_REMOVE_HEAD(&head, queue);
    IS(STAILQ_FOREACH(at, &head, queue), "bcd");
}

static void tails(void) {
    struct tails head = TAILQ_HEAD_INITIALIZER(head), other;
    struct item *at;
    TAILQ_INIT(&other);
    TAILQ_INSERT_TAIL(&head, &b, tail);
    TAILQ_INSERT_HEAD(&head, &a, tail);
    TAILQ_INSERT_TAIL(&other, &d, tail);
    TAILQ_INSERT_BEFORE(&d, &c, tail);
    TAILQ_CONCAT(&head, &other, tail);
    CHECK(TAILQ_EMPTY(&other));
    IS(TAILQ_FOREACH(at, &head, tail), "abcd");
    IS(TAILQ_FOREACH_REVERSE(at, &head, tails, tail), "dcba");
    CHECK(TAILQ_LAST(&head, tails) == &d && TAILQ_PREV(&b, tails, tail) == &a && TAILQ_PREV(&a, tails, tail) == NULL);
    TAILQ_REMOVE(&head, &b, tail);
    TAILQ_REMOVE(&head, &d, tail);
    TAILQ_INSERT_AFTER(&head, &c, &b, tail);
    IS(TAILQ_FOREACH(at, &head, tail), "acb");
    IS(TAILQ_FOREACH_REVERSE(at, &head, tails, tail), "bca");
}

int main(void) {
    singles();
    lists();
    queues();
    tails();
    return test_done();
}
