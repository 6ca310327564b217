#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

struct message {
    long kind;
    char text[64];
};

static int send(int queue, long kind, const char *text) {
    struct message message = { .kind = kind };
    strcpy(message.text, text);
    return msgsnd(queue, &message, strlen(text) + 1, IPC_NOWAIT);
}

static int takes(int queue, long wanted, int flags, long kind, const char *text) {
    struct message message = { 0 };
    ssize_t length = msgrcv(queue, &message, sizeof message.text, wanted, flags | IPC_NOWAIT);
    return length == (ssize_t)strlen(text) + 1 && message.kind == kind && strcmp(message.text, text) == 0;
}

static void order(int queue) {
    CHECK_INT(send(queue, 3, "three"), 0);
    CHECK_INT(send(queue, 1, "one"), 0);
    CHECK_INT(send(queue, 2, "two"), 0);
    CHECK_INT(send(queue, 1, "one again"), 0);
    CHECK(takes(queue, 2, 0, 2, "two"));
    CHECK(takes(queue, -2, 0, 1, "one"));
    CHECK(takes(queue, 0, 0, 3, "three"));
    CHECK(takes(queue, -9, 0, 1, "one again"));
    struct message message;
    CHECK(msgrcv(queue, &message, 1, 0, IPC_NOWAIT) == -1 && errno == ENOMSG);
    CHECK_INT(send(queue, 5, ""), 0);
    CHECK_INT(send(queue, 6, "six"), 0);
    CHECK(takes(queue, 5, MSG_EXCEPT, 6, "six"));
    CHECK(takes(queue, 5, 0, 5, ""));
}

static void refusals(int queue) {
    struct message message = { .kind = 0 };
    CHECK(msgsnd(queue, &message, 1, 0) == -1 && errno == EINVAL);
    message.kind = 1;
    CHECK(msgsnd(queue, &message, (size_t)-1, 0) == -1 && errno == EINVAL);
    CHECK_INT(send(queue, 1, "too long"), 0);
    CHECK(msgrcv(queue, &message, 3, 0, 0) == -1 && errno == E2BIG);
    CHECK_INT(msgrcv(queue, &message, 3, 0, MSG_NOERROR), 3);
    CHECK(memcmp(message.text, "too", 3) == 0);
    CHECK(msgget(ftok("/", 77), 0) == -1 && errno == ENOENT);
    CHECK(msgctl(-1, IPC_RMID, NULL) == -1 && errno == EINVAL);
    CHECK(msgctl(queue, 999, NULL) == -1 && errno == EINVAL);
}

static void status(int queue) {
    struct msqid_ds before, after;
    CHECK_INT(msgctl(queue, IPC_STAT, &before), 0);
    CHECK_INT(before.msg_perm.mode & 0777, 0600);
    CHECK(before.msg_perm.uid == geteuid() && before.msg_perm.cgid == getegid());
    CHECK_INT(before.msg_qnum, 0);
    CHECK(before.msg_qbytes >= 8192);
    CHECK_INT(send(queue, 1, "1234567"), 0);
    before.msg_perm.mode = 0640;
    before.msg_qbytes = 64;
    CHECK_INT(msgctl(queue, IPC_SET, &before), 0);
    CHECK_INT(msgctl(queue, IPC_STAT, &after), 0);
    CHECK_INT(after.msg_perm.mode & 0777, 0640);
    CHECK(after.msg_qnum == 1 && after.msg_qbytes == 64 && after.msg_lspid == getpid());
    char text[64] = "a text that fills what is left of the queue to the last byte..";
    CHECK(send(queue, 1, text) == -1 && errno == EAGAIN);
    CHECK(takes(queue, 0, 0, 1, "1234567"));
    CHECK_INT(send(queue, 1, text), 0);
    CHECK(takes(queue, 0, 0, 1, text));
}

static void on_alarm(int signal) {
    (void)signal;
}

static void waiting(int queue) {
    pid_t child = fork();
    if (child == 0) {
        usleep(50000);
        _exit(send(queue, 4, "from the child") != 0);
    }
    struct message message = { 0 };
    CHECK_INT(msgrcv(queue, &message, sizeof message.text, 4, 0), 15);
    CHECK_STR(message.text, "from the child");
    int ended;
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);

    struct sigaction action = { .sa_handler = on_alarm };
    sigaction(SIGALRM, &action, NULL);
    // Again and again, should the first come too early.
    ualarm(50000, 50000);
    CHECK(msgrcv(queue, &message, sizeof message.text, 0, 0) == -1 && errno == EINTR);
    ualarm(0, 0);

    child = fork();
    if (child == 0) {
        usleep(50000);
        _exit(msgctl(queue, IPC_RMID, NULL) != 0);
    }
    CHECK(msgrcv(queue, &message, sizeof message.text, 0, 0) == -1 && errno == EIDRM);
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);
    CHECK(send(queue, 1, "nobody") == -1 && errno == EINVAL);
}

int main(void) {
    key_t key = ftok("/", 66);
    int old = msgget(key, 0);
    if (old != -1)
        msgctl(old, IPC_RMID, NULL);
    int queue = msgget(key, IPC_CREAT | IPC_EXCL | 0600);
    REQUIRE(queue != -1);
    CHECK(msgget(key, IPC_CREAT | IPC_EXCL | 0600) == -1 && errno == EEXIST);
    CHECK_INT(msgget(key, 0), queue);
    int own = msgget(IPC_PRIVATE, 0600);
    CHECK(own != -1 && own != queue);
    CHECK_INT(msgctl(own, IPC_RMID, NULL), 0);
    order(queue);
    refusals(queue);
    status(queue);
    waiting(queue);
    return test_done();
}
