/* More descriptors than any table inside may have places, all of which make poll wait. */
#include <poll.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

#define PIPES 100

static int ends[PIPES][2];

static void *write_later(void *index) {
    nanosleep(&(struct timespec){.tv_nsec = 30000000}, NULL);
    (void)!write(ends[*(int *)index][1], "x", 1);
    return NULL;
}

int main(void) {
    struct pollfd fds[2 * PIPES];
    int made = 0;
    for (; made < PIPES; made++)
        if (pipe(ends[made]) != 0)
            break;
    CHECK_INT(made, PIPES);
    /* Each reader twice. */
    for (int i = 0; i < 2 * made; i++)
        fds[i] = (struct pollfd){ends[i % made][0], POLLIN, 0};
    CHECK_INT(poll(fds, (nfds_t)(2 * made), 0), 0);
    for (int index = made - 1; index >= 0; index -= made - 1) {
        pthread_t thread;
        char byte;
        REQUIRE(pthread_create(&thread, NULL, write_later, &index) == 0);
        CHECK_INT(poll(fds, (nfds_t)(2 * made), 5000), 2);
        CHECK(fds[index].revents == POLLIN && fds[index + made].revents == POLLIN);
        pthread_join(thread, NULL);
        CHECK_INT(read(ends[index][0], &byte, 1), 1);
    }
    CHECK_INT(poll(fds, (nfds_t)(2 * made), 20), 0);
    close(ends[made - 1][1]);
    CHECK_INT(poll(fds, (nfds_t)(2 * made), -1), 2);
    CHECK_INT(fds[made - 1].revents, POLLHUP);
    return test_done();
}
