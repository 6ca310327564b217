/* Objects that processes share: a mutex, a condition variable, a barrier, a semaphore, a read-write lock. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

enum { ROUNDS = 200 };

struct shared {
    pthread_mutex_t mutex, robust;
    pthread_cond_t condition;
    pthread_barrier_t barrier;
    pthread_rwlock_t lock;
    sem_t ready, go;
    int turn, count;
};

static void prepare(struct shared *shared) {
    pthread_mutexattr_t mutex;
    pthread_condattr_t condition;
    pthread_barrierattr_t barrier;
    pthread_rwlockattr_t lock;
    pthread_mutexattr_init(&mutex);
    pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_mutex_init(&shared->mutex, &mutex), 0);
    pthread_mutexattr_setrobust(&mutex, PTHREAD_MUTEX_ROBUST);
    CHECK_INT(pthread_mutex_init(&shared->robust, &mutex), 0);
    pthread_condattr_init(&condition);
    pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_cond_init(&shared->condition, &condition), 0);
    pthread_barrierattr_init(&barrier);
    pthread_barrierattr_setpshared(&barrier, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_barrier_init(&shared->barrier, &barrier, 2), 0);
    pthread_rwlockattr_init(&lock);
    pthread_rwlockattr_setpshared(&lock, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_rwlock_init(&shared->lock, &lock), 0);
    CHECK_INT(sem_init(&shared->ready, 1, 0), 0);
    CHECK_INT(sem_init(&shared->go, 1, 0), 0);
}

static void play(struct shared *shared, int mine) {
    pthread_mutex_lock(&shared->mutex);
    for (int n = 0; n < ROUNDS; n++) {
        while (shared->turn != mine)
            pthread_cond_wait(&shared->condition, &shared->mutex);
        shared->turn = !mine;
        shared->count++;
        pthread_cond_signal(&shared->condition);
    }
    pthread_mutex_unlock(&shared->mutex);
    pthread_barrier_wait(&shared->barrier);
}

static void *child_thread(void *argument) {
    struct shared *shared = argument;
    pthread_mutex_lock(&shared->robust);
    return NULL;
}

static int child(struct shared *shared) {
    pthread_t thread;
    play(shared, 1);
    int busy = pthread_rwlock_tryrdlock(&shared->lock) == EBUSY;
    /* A thread that ends with a robust mutex. */
    if (pthread_create(&thread, NULL, child_thread, shared) != 0)
        return 2;
    pthread_join(thread, NULL);
    sem_post(&shared->ready);
    sem_wait(&shared->go);
    return busy ? 0 : 1;
}

int main(void) {
    char name[64];
    int status;
    snprintf(name, sizeof name, "/test-pthread-shared-%d", (int)getpid());
    int file = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    REQUIRE(file >= 0);
    shm_unlink(name);
    REQUIRE(ftruncate(file, sizeof(struct shared)) == 0);
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    REQUIRE(shared != MAP_FAILED);
    prepare(shared);
    pthread_rwlock_wrlock(&shared->lock);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        _exit(child(shared));
    REQUIRE(pid > 0);
    play(shared, 0);
    CHECK_INT(shared->count, 2 * ROUNDS);
    CHECK_INT(sem_wait(&shared->ready), 0);
    CHECK_INT(pthread_mutex_lock(&shared->robust), EOWNERDEAD);
    CHECK_INT(pthread_mutex_consistent(&shared->robust), 0);
    CHECK_INT(pthread_mutex_unlock(&shared->robust), 0);
    CHECK_INT(sem_post(&shared->go), 0);
    CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    pthread_rwlock_unlock(&shared->lock);
    return test_done();
}
