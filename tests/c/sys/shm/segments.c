#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

#define NONE ((void *)-1)

static unsigned long attached(int segment) {
    struct shmid_ds status;
    return shmctl(segment, IPC_STAT, &status) == 0 ? status.shm_nattch : 99;
}

static void sharing(int segment) {
    char *first = shmat(segment, NULL, 0);
    REQUIRE(first != NONE);
    CHECK(first[0] == 0 && first[9999] == 0);
    char *second = shmat(segment, NULL, SHM_RDONLY);
    REQUIRE(second != NONE && second != first);
    strcpy(first, "seen twice");
    CHECK_STR(second, "seen twice");
    CHECK_INT(attached(segment), 2);

    pid_t child = fork();
    if (child == 0) {
        int wrong = attached(segment) != 4;
        strcpy(first + 100, "from the child");
        wrong |= shmdt(first) != 0 || attached(segment) != 3;
        _exit(wrong);
    }
    int ended;
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);
    CHECK_STR(second + 100, "from the child");
    CHECK_INT(attached(segment), 2);

    CHECK_INT(shmdt(second), 0);
    CHECK(shmdt(second) == -1 && errno == EINVAL);
    char *third = shmat(segment, second + 10, SHM_RND);
    CHECK(third == second);
    CHECK_INT(shmdt(third), 0);
    CHECK(shmat(segment, second + 10, 0) == NONE && errno == EINVAL);
    CHECK_INT(shmdt(first), 0);
    CHECK_INT(attached(segment), 0);
    first = shmat(segment, NULL, 0);
    REQUIRE(first != NONE);
    CHECK_STR(first, "seen twice");
    CHECK_INT(shmctl(segment, IPC_RMID, NULL), 0);
    // What is attached stays.
    strcpy(first + 9000, "still here");
    CHECK_STR(first + 9000, "still here");
    CHECK_INT(shmdt(first), 0);
    CHECK(shmat(segment, NULL, 0) == NONE && errno == EINVAL);
}

int main(void) {
    key_t key = ftok("/", 67);
    int old = shmget(key, 0, 0);
    if (old != -1)
        shmctl(old, IPC_RMID, NULL);
    int segment = shmget(key, 10000, IPC_CREAT | IPC_EXCL | 0600);
    REQUIRE(segment != -1);
    CHECK(shmget(key, 10000, IPC_CREAT | IPC_EXCL | 0600) == -1 && errno == EEXIST);
    CHECK_INT(shmget(key, 500, 0), segment);
    CHECK(shmget(key, 20000, 0) == -1 && errno == EINVAL);
    CHECK(shmget(ftok("/", 68), 20000, 0) == -1 && errno == ENOENT);
    CHECK(shmget(IPC_PRIVATE, 0, 0600) == -1 && errno == EINVAL);
    struct shmid_ds status;
    CHECK_INT(shmctl(segment, IPC_STAT, &status), 0);
    CHECK_INT(status.shm_segsz, 10000);
    CHECK(status.shm_cpid == getpid() && status.shm_nattch == 0);
    status.shm_perm.mode = 0640;
    CHECK_INT(shmctl(segment, IPC_SET, &status), 0);
    CHECK_INT(shmctl(segment, IPC_STAT, &status), 0);
    CHECK_INT(status.shm_perm.mode & 0777, 0640);
    sharing(segment);
    return test_done();
}
