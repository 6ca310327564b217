/* Asynchronous requests: reading, writing, lists, notification. */
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "test.h"

static sem_t called;

static void call(union sigval value) {
    sem_post(value.sival_ptr);
}

static volatile sig_atomic_t signalled;

static void handler(int signal, siginfo_t *information, void *context) {
    (void)signal;
    (void)context;
    signalled = information->si_value.sival_int;
}

static int wait_for(struct aiocb *block) {
    const struct aiocb *list[] = {NULL, block};
    while (aio_error(block) == EINPROGRESS)
        aio_suspend(list, 2, NULL);
    return aio_error(block);
}

int main(void) {
    char path[] = "test-aio-XXXXXX", buffer[64] = {0};
    int file = mkstemp(path);
    REQUIRE(file >= 0);
    unlink(path);

    struct aiocb block = {.aio_fildes = file, .aio_buf = "hello, world", .aio_nbytes = 12, .aio_offset = 4};
    block.aio_sigevent.sigev_notify = SIGEV_NONE;
    CHECK_INT(aio_write(&block), 0);
    CHECK_INT(wait_for(&block), 0);
    CHECK_INT(aio_return(&block), 12);
    CHECK_INT(lseek(file, 0, SEEK_CUR), 0);

    block.aio_buf = buffer;
    block.aio_nbytes = sizeof buffer;
    block.aio_offset = 11;
    CHECK_INT(aio_read(&block), 0);
    CHECK_INT(wait_for(&block), 0);
    CHECK_INT(aio_return(&block), 5);
    CHECK_STR(buffer, "world");
    CHECK_INT(aio_cancel(file, &block), AIO_ALLDONE);
    CHECK_INT(aio_cancel(file, NULL), AIO_ALLDONE);
    CHECK_ERRNO(aio_cancel(-1, NULL), -1, EBADF);
    CHECK_INT(aio_fsync(O_SYNC, &block), 0);
    CHECK_INT(wait_for(&block), 0);
    CHECK_INT(aio_return(&block), 0);
    CHECK_ERRNO(aio_fsync(77, &block), -1, EINVAL);

    block.aio_reqprio = -1;
    CHECK_ERRNO(aio_read(&block), -1, EINVAL);
    block.aio_reqprio = 0;

    /* What is told when it is done. */
    sem_init(&called, 0, 0);
    block.aio_offset = 0;
    block.aio_sigevent.sigev_notify = SIGEV_THREAD;
    block.aio_sigevent.sigev_notify_function = call;
    block.aio_sigevent.sigev_notify_attributes = NULL;
    block.aio_sigevent.sigev_value.sival_ptr = &called;
    CHECK_INT(aio_read(&block), 0);
    CHECK_INT(sem_wait(&called), 0);
    CHECK_INT(aio_error(&block), 0);
    CHECK_INT(aio_return(&block), 16);

    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGUSR1, &action, NULL);
    block.aio_sigevent.sigev_notify = SIGEV_SIGNAL;
    block.aio_sigevent.sigev_signo = SIGUSR1;
    block.aio_sigevent.sigev_value.sival_int = 5;
    CHECK_INT(aio_read(&block), 0);
    for (int n = 0; n < 1000 && !signalled; n++)
        usleep(1000);
    CHECK_INT(signalled, 5);
    CHECK_INT(wait_for(&block), 0);

    /* Lists. */
    struct aiocb blocks[4], *list[5] = {&blocks[0], &blocks[1], NULL, &blocks[2], &blocks[3]};
    char parts[4][4];
    for (int n = 0; n < 4; n++) {
        memset(&blocks[n], 0, sizeof blocks[n]);
        memset(parts[n], 'a' + n, 4);
        blocks[n].aio_fildes = file;
        blocks[n].aio_buf = parts[n];
        blocks[n].aio_nbytes = 4;
        blocks[n].aio_offset = 4 * n;
        blocks[n].aio_lio_opcode = n == 3 ? LIO_NOP : LIO_WRITE;
        blocks[n].aio_sigevent.sigev_notify = SIGEV_NONE;
    }
    CHECK_INT(lio_listio(LIO_WAIT, list, 5, NULL), 0);
    for (int n = 0; n < 3; n++) {
        CHECK_INT(aio_error(&blocks[n]), 0);
        CHECK_INT(aio_return(&blocks[n]), 4);
    }
    CHECK_INT(pread(file, buffer, 12, 0), 12);
    CHECK(memcmp(buffer, "aaaabbbbcccc", 12) == 0);

    struct sigevent event = {.sigev_notify = SIGEV_THREAD};
    event.sigev_notify_function = call;
    event.sigev_value.sival_ptr = &called;
    for (int n = 0; n < 3; n++)
        blocks[n].aio_lio_opcode = LIO_READ;
    CHECK_INT(lio_listio(LIO_NOWAIT, list, 5, &event), 0);
    CHECK_INT(sem_wait(&called), 0);
    for (int n = 0; n < 3; n++)
        CHECK_INT(aio_return(&blocks[n]), 4);
    CHECK_ERRNO(lio_listio(77, list, 5, NULL), -1, EINVAL);

    /* A request that fails. */
    int closed = dup(file);
    close(closed);
    blocks[0].aio_fildes = closed;
    int outcome = aio_read(&blocks[0]);
    CHECK(outcome == -1 ? errno == EBADF : wait_for(&blocks[0]) == EBADF);
    return test_done();
}
