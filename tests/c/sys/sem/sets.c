#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static int change(int set, unsigned short number, short by, short flags) {
    struct sembuf operation = { .sem_num = number, .sem_op = by, .sem_flg = flags };
    return semop(set, &operation, 1);
}

static int value(int set, int number) {
    return semctl(set, number, GETVAL);
}

static void values(int set) {
    unsigned short all[3] = { 9, 9, 9 };
    CHECK_INT(semctl(set, 0, SETVAL, (union semun){ .val = 2 }), 0);
    CHECK_INT(semctl(set, 0, GETALL, (union semun){ .array = all }), 0);
    CHECK(all[0] == 2 && all[1] == 0 && all[2] == 0);
    all[2] = 7;
    CHECK_INT(semctl(set, 0, SETALL, (union semun){ .array = all }), 0);
    CHECK_INT(value(set, 2), 7);
    CHECK_INT(change(set, 2, -3, 0), 0);
    CHECK_INT(value(set, 2), 4);
    CHECK_INT(semctl(set, 2, GETPID), getpid());
    CHECK(semctl(set, 3, GETVAL) == -1 && errno == EINVAL);
    CHECK(semctl(set, 0, SETVAL, (union semun){ .val = -1 }) == -1 && errno == ERANGE);
    CHECK(semctl(set, 0, SETVAL, (union semun){ .val = 32768 }) == -1 && errno == ERANGE);
}

static void all_or_none(int set) {
    struct sembuf both[] = { { 0, 1, 0 }, { 1, -1, IPC_NOWAIT } };
    int before = value(set, 0);
    CHECK(semop(set, both, 2) == -1 && errno == EAGAIN);
    CHECK_INT(value(set, 0), before);
    both[1].sem_op = 1;
    CHECK_INT(semop(set, both, 2), 0);
    CHECK_INT(value(set, 0), before + 1);
    CHECK_INT(value(set, 1), 1);
    CHECK(change(set, 1, 0, IPC_NOWAIT) == -1 && errno == EAGAIN);
    CHECK_INT(change(set, 1, -1, 0), 0);
    CHECK_INT(change(set, 1, 0, IPC_NOWAIT), 0);
    CHECK(change(set, 3, 1, 0) == -1 && errno == EFBIG);
    CHECK(change(set, 0, 32767, 0) == -1 && errno == ERANGE);
    CHECK(semop(set, both, 100000) == -1 && errno == E2BIG);
}

static void undo(int set) {
    semctl(set, 0, SETVAL, (union semun){ .val = 5 });
    pid_t child = fork();
    if (child == 0) {
        int failed = change(set, 0, -2, SEM_UNDO) || change(set, 0, 1, SEM_UNDO) || value(set, 0) != 4;
        _exit(failed);
    }
    int ended;
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);
    CHECK_INT(value(set, 0), 5);

    child = fork();
    if (child == 0) {
        change(set, 0, -5, SEM_UNDO);
        for (;;)
            pause();
    }
    while (value(set, 0) != 0)
        usleep(1000);
    kill(child, SIGKILL);
    CHECK(waitpid(child, &ended, 0) == child && WIFSIGNALED(ended));
    CHECK_INT(change(set, 0, -5, 0), 0);
    CHECK_INT(value(set, 0), 0);
}

static void on_alarm(int signal) {
    (void)signal;
}

static void waiting(int set) {
    semctl(set, 1, SETVAL, (union semun){ .val = 0 });
    pid_t child = fork();
    if (child == 0)
        _exit(change(set, 1, -1, 0) != 0);
    while (semctl(set, 1, GETNCNT) != 1)
        usleep(1000);
    CHECK_INT(change(set, 1, 1, 0), 0);
    int ended;
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);
    CHECK_INT(semctl(set, 1, GETNCNT), 0);

    struct sigaction action = { .sa_handler = on_alarm };
    sigaction(SIGALRM, &action, NULL);
    // Again and again, should the first come too early.
    ualarm(50000, 50000);
    CHECK(change(set, 1, -1, 0) == -1 && errno == EINTR);
    ualarm(0, 0);

    CHECK_INT(change(set, 1, 1, 0), 0);
    child = fork();
    if (child == 0)
        _exit(change(set, 1, 0, 0) != -1 || errno != EIDRM);
    while (semctl(set, 1, GETZCNT) != 1)
        usleep(1000);
    CHECK_INT(semctl(set, 0, IPC_RMID), 0);
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);
    CHECK(change(set, 1, 1, 0) == -1 && errno == EINVAL);
}

int main(void) {
    key_t key = ftok("/", 65);
    int old = semget(key, 0, 0);
    if (old != -1)
        semctl(old, 0, IPC_RMID);
    CHECK(semget(key, 0, IPC_CREAT | 0600) == -1 && errno == EINVAL);
    int set = semget(key, 3, IPC_CREAT | IPC_EXCL | 0600);
    REQUIRE(set != -1);
    CHECK(semget(key, 3, IPC_CREAT | IPC_EXCL | 0600) == -1 && errno == EEXIST);
    CHECK_INT(semget(key, 2, 0), set);
    CHECK(semget(key, 4, 0) == -1 && errno == EINVAL);
    struct semid_ds status;
    CHECK_INT(semctl(set, 0, IPC_STAT, (union semun){ .buf = &status }), 0);
    CHECK_INT(status.sem_nsems, 3);
    status.sem_perm.mode = 0640;
    CHECK_INT(semctl(set, 0, IPC_SET, (union semun){ .buf = &status }), 0);
    CHECK_INT(semctl(set, 0, IPC_STAT, (union semun){ .buf = &status }), 0);
    CHECK_INT(status.sem_perm.mode & 0777, 0640);
    values(set);
    all_or_none(set);
    undo(set);
    waiting(set);
    return test_done();
}
