/* Signals to threads. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>
#include "test.h"

static sem_t ready, go;
static volatile sig_atomic_t handled;
static pthread_t handler_thread;

static void handler(int signal) {
    handled = signal;
    handler_thread = pthread_self();
}

static void *waits(void *argument) {
    sem_post(&ready);
    while (sem_wait(&go) == -1 && errno == EINTR)
        ;
    return argument;
}

static void *blocks(void *argument) {
    sigset_t set;
    int signal = 0;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    sem_post(&ready);
    sigwait(&set, &signal);
    handled = signal;
    return argument;
}

int main(void) {
    struct sigaction action = {.sa_handler = handler};
    pthread_t thread;

    sem_init(&ready, 0, 0);
    sem_init(&go, 0, 0);
    sigaction(SIGUSR1, &action, NULL);
    REQUIRE(pthread_create(&thread, NULL, waits, NULL) == 0);
    sem_wait(&ready);
    CHECK_INT(pthread_kill(thread, 0), 0);
    CHECK_INT(pthread_kill(thread, 1000), EINVAL);
    CHECK_INT(pthread_kill(thread, SIGUSR1), 0);
    for (int n = 0; n < 1000 && !handled; n++)
        usleep(1000);
    CHECK_INT(handled, SIGUSR1);
    CHECK(pthread_equal(handler_thread, thread));
    sem_post(&go);
    CHECK_INT(pthread_join(thread, NULL), 0);

    handled = 0;
    CHECK_INT(pthread_kill(pthread_self(), SIGUSR1), 0);
    CHECK_INT(handled, SIGUSR1);
    CHECK(pthread_equal(handler_thread, pthread_self()));

    /* Blocked in one thread, accepted there. */
    action.sa_handler = SIG_DFL;
    REQUIRE(pthread_create(&thread, NULL, blocks, NULL) == 0);
    sem_wait(&ready);
    CHECK_INT(pthread_kill(thread, SIGUSR2), 0);
    CHECK_INT(pthread_join(thread, NULL), 0);
    CHECK_INT(handled, SIGUSR2);
    return test_done();
}
