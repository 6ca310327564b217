/* <sys/queue.h>: BSD's lists, whose links lie in the elements.

   SLIST  a list with one link, LIST  the same with removal of any element,
   STAILQ a list with an end,  TAILQ  a list with an end that is walked in both directions. */
#ifndef _SYS_QUEUE_H
#define _SYS_QUEUE_H

/* SLIST */
#define SLIST_HEAD(name, type) \
    struct name { \
        struct type *slh_first; \
    }
#define SLIST_HEAD_INITIALIZER(head) { 0 }
#define SLIST_ENTRY(type) \
    struct { \
        struct type *sle_next; \
    }
#define SLIST_FIRST(head) ((head)->slh_first)
#define SLIST_EMPTY(head) (SLIST_FIRST(head) == 0)
#define SLIST_NEXT(at, link) ((at)->link.sle_next)
#define SLIST_INIT(head) ((void)(SLIST_FIRST(head) = 0))
#define SLIST_FOREACH(at, head, link) for ((at) = SLIST_FIRST(head); (at); (at) = SLIST_NEXT(at, link))
#define SLIST_FOREACH_SAFE(at, head, link, next) \
    for ((at) = SLIST_FIRST(head); (at) && ((next) = SLIST_NEXT(at, link), 1); (at) = (next))
#define SLIST_INSERT_HEAD(head, at, link) \
    ((void)(SLIST_NEXT(at, link) = SLIST_FIRST(head), SLIST_FIRST(head) = (at)))
#define SLIST_INSERT_AFTER(before, at, link) \
    ((void)(SLIST_NEXT(at, link) = SLIST_NEXT(before, link), SLIST_NEXT(before, link) = (at)))
#define SLIST_REMOVE_HEAD(head, link) ((void)(SLIST_FIRST(head) = SLIST_NEXT(SLIST_FIRST(head), link)))
#define SLIST_REMOVE_AFTER(before, link) \
    ((void)(SLIST_NEXT(before, link) = SLIST_NEXT(SLIST_NEXT(before, link), link)))
#define SLIST_REMOVE(head, at, type, link) \
    do { \
        struct type **__place = &SLIST_FIRST(head); \
        while (*__place != (at)) \
            __place = &SLIST_NEXT(*__place, link); \
        *__place = SLIST_NEXT(at, link); \
    } while (0)

/* LIST: an element knows the pointer that points to it. */
#define LIST_HEAD(name, type) \
    struct name { \
        struct type *lh_first; \
    }
#define LIST_HEAD_INITIALIZER(head) { 0 }
#define LIST_ENTRY(type) \
    struct { \
        struct type *le_next, **le_prev; \
    }
#define LIST_FIRST(head) ((head)->lh_first)
#define LIST_EMPTY(head) (LIST_FIRST(head) == 0)
#define LIST_NEXT(at, link) ((at)->link.le_next)
#define LIST_INIT(head) ((void)(LIST_FIRST(head) = 0))
#define LIST_FOREACH(at, head, link) for ((at) = LIST_FIRST(head); (at); (at) = LIST_NEXT(at, link))
#define LIST_FOREACH_SAFE(at, head, link, next) \
    for ((at) = LIST_FIRST(head); (at) && ((next) = LIST_NEXT(at, link), 1); (at) = (next))
#define __LIST_INSERT(place, at, link) \
    do { \
        if ((LIST_NEXT(at, link) = *(place)) != 0) \
            LIST_NEXT(at, link)->link.le_prev = &LIST_NEXT(at, link); \
        (at)->link.le_prev = (place); \
        *(at)->link.le_prev = (at); \
    } while (0)
#define LIST_INSERT_HEAD(head, at, link) __LIST_INSERT(&LIST_FIRST(head), at, link)
#define LIST_INSERT_AFTER(before, at, link) __LIST_INSERT(&LIST_NEXT(before, link), at, link)
#define LIST_INSERT_BEFORE(after, at, link) \
    do { \
        (at)->link.le_prev = (after)->link.le_prev; \
        LIST_NEXT(at, link) = (after); \
        *(after)->link.le_prev = (at); \
        (after)->link.le_prev = &LIST_NEXT(at, link); \
    } while (0)
#define LIST_REMOVE(at, link) \
    do { \
        if (LIST_NEXT(at, link) != 0) \
            LIST_NEXT(at, link)->link.le_prev = (at)->link.le_prev; \
        *(at)->link.le_prev = LIST_NEXT(at, link); \
    } while (0)

/* STAILQ */
#define STAILQ_HEAD(name, type) \
    struct name { \
        struct type *stqh_first, **stqh_last; \
    }
#define STAILQ_HEAD_INITIALIZER(head) { 0, &(head).stqh_first }
#define STAILQ_ENTRY(type) \
    struct { \
        struct type *stqe_next; \
    }
#define STAILQ_FIRST(head) ((head)->stqh_first)
#define STAILQ_EMPTY(head) (STAILQ_FIRST(head) == 0)
#define STAILQ_NEXT(at, link) ((at)->link.stqe_next)
#define STAILQ_INIT(head) ((void)(STAILQ_FIRST(head) = 0, (head)->stqh_last = &STAILQ_FIRST(head)))
#define STAILQ_FOREACH(at, head, link) for ((at) = STAILQ_FIRST(head); (at); (at) = STAILQ_NEXT(at, link))
#define STAILQ_FOREACH_SAFE(at, head, link, next) \
    for ((at) = STAILQ_FIRST(head); (at) && ((next) = STAILQ_NEXT(at, link), 1); (at) = (next))
#define __STAILQ_INSERT(head, place, at, link) \
    do { \
        if ((STAILQ_NEXT(at, link) = *(place)) == 0) \
            (head)->stqh_last = &STAILQ_NEXT(at, link); \
        *(place) = (at); \
    } while (0)
#define STAILQ_INSERT_HEAD(head, at, link) __STAILQ_INSERT(head, &STAILQ_FIRST(head), at, link)
#define STAILQ_INSERT_AFTER(head, before, at, link) __STAILQ_INSERT(head, &STAILQ_NEXT(before, link), at, link)
#define STAILQ_INSERT_TAIL(head, at, link) \
    do { \
        STAILQ_NEXT(at, link) = 0; \
        *(head)->stqh_last = (at); \
        (head)->stqh_last = &STAILQ_NEXT(at, link); \
    } while (0)
#define __STAILQ_REMOVE(head, place, link) \
    do { \
        if ((*(place) = STAILQ_NEXT(*(place), link)) == 0) \
            (head)->stqh_last = (place); \
    } while (0)
#define STAILQ_REMOVE_HEAD(head, link) __STAILQ_REMOVE(head, &STAILQ_FIRST(head), link)
#define STAILQ_REMOVE(head, at, type, link) \
    do { \
        struct type **__place = &STAILQ_FIRST(head); \
        while (*__place != (at)) \
            __place = &STAILQ_NEXT(*__place, link); \
        __STAILQ_REMOVE(head, __place, link); \
    } while (0)
#define STAILQ_CONCAT(first, second) \
    do { \
        if (!STAILQ_EMPTY(second)) { \
            *(first)->stqh_last = STAILQ_FIRST(second); \
            (first)->stqh_last = (second)->stqh_last; \
            STAILQ_INIT(second); \
        } \
    } while (0)

/* TAILQ: the back link of an element is the place that points to it; read as a head, that place lies in the element
   before, whose own back link leads to the last but one. */
#define TAILQ_HEAD(name, type) \
    struct name { \
        struct type *tqh_first, **tqh_last; \
    }
#define TAILQ_HEAD_INITIALIZER(head) { 0, &(head).tqh_first }
#define TAILQ_ENTRY(type) \
    struct { \
        struct type *tqe_next, **tqe_prev; \
    }
#define TAILQ_FIRST(head) ((head)->tqh_first)
#define TAILQ_EMPTY(head) (TAILQ_FIRST(head) == 0)
#define TAILQ_NEXT(at, link) ((at)->link.tqe_next)
#define TAILQ_LAST(head, name) (*((struct name *)(void *)(head)->tqh_last)->tqh_last)
#define TAILQ_PREV(at, name, link) (*((struct name *)(void *)(at)->link.tqe_prev)->tqh_last)
#define TAILQ_INIT(head) ((void)(TAILQ_FIRST(head) = 0, (head)->tqh_last = &TAILQ_FIRST(head)))
#define TAILQ_FOREACH(at, head, link) for ((at) = TAILQ_FIRST(head); (at); (at) = TAILQ_NEXT(at, link))
#define TAILQ_FOREACH_SAFE(at, head, link, next) \
    for ((at) = TAILQ_FIRST(head); (at) && ((next) = TAILQ_NEXT(at, link), 1); (at) = (next))
#define TAILQ_FOREACH_REVERSE(at, head, name, link) \
    for ((at) = TAILQ_LAST(head, name); (at); (at) = TAILQ_PREV(at, name, link))
#define TAILQ_FOREACH_REVERSE_SAFE(at, head, name, link, next) \
    for ((at) = TAILQ_LAST(head, name); (at) && ((next) = TAILQ_PREV(at, name, link), 1); (at) = (next))
/* The place that points back to `at`, or that of the end. */
#define __TAILQ_BACK(head, at, link) *((at) ? &(at)->link.tqe_prev : &(head)->tqh_last)
#define __TAILQ_INSERT(head, place, at, link) \
    do { \
        TAILQ_NEXT(at, link) = *(place); \
        __TAILQ_BACK(head, TAILQ_NEXT(at, link), link) = &TAILQ_NEXT(at, link); \
        (at)->link.tqe_prev = (place); \
        *(at)->link.tqe_prev = (at); \
    } while (0)
#define TAILQ_INSERT_HEAD(head, at, link) __TAILQ_INSERT(head, &TAILQ_FIRST(head), at, link)
#define TAILQ_INSERT_AFTER(head, before, at, link) __TAILQ_INSERT(head, &TAILQ_NEXT(before, link), at, link)
#define TAILQ_INSERT_BEFORE(after, at, link) \
    do { \
        (at)->link.tqe_prev = (after)->link.tqe_prev; \
        TAILQ_NEXT(at, link) = (after); \
        *(after)->link.tqe_prev = (at); \
        (after)->link.tqe_prev = &TAILQ_NEXT(at, link); \
    } while (0)
#define TAILQ_INSERT_TAIL(head, at, link) \
    do { \
        TAILQ_NEXT(at, link) = 0; \
        (at)->link.tqe_prev = (head)->tqh_last; \
        *(head)->tqh_last = (at); \
        (head)->tqh_last = &TAILQ_NEXT(at, link); \
    } while (0)
#define TAILQ_REMOVE(head, at, link) \
    do { \
        __TAILQ_BACK(head, TAILQ_NEXT(at, link), link) = (at)->link.tqe_prev; \
        *(at)->link.tqe_prev = TAILQ_NEXT(at, link); \
    } while (0)
#define TAILQ_CONCAT(first, second, link) \
    do { \
        if (!TAILQ_EMPTY(second)) { \
            *(first)->tqh_last = TAILQ_FIRST(second); \
            TAILQ_FIRST(second)->link.tqe_prev = (first)->tqh_last; \
            (first)->tqh_last = (second)->tqh_last; \
            TAILQ_INIT(second); \
        } \
    } while (0)

#endif
