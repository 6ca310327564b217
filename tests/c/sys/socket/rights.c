/* Descriptors as messages. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static int send_all(int to, const int *fds, int count, char byte) {
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(64 * sizeof(int))];
    } control;
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control};
    memset(&control, 0, sizeof control);
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(&control.head), fds, count * sizeof(int));
    return sendmsg(to, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static int last_flags;

/* How many descriptors came, with room for so many. */
static int receive(int from, int *fds, int room, int flags) {
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(64 * sizeof(int))];
    } control;
    char byte;
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control};
    message.msg_controllen = room > 0 ? CMSG_LEN(room * sizeof(int)) : 0;
    if (recvmsg(from, &message, flags) < 0)
        return -1;
    last_flags = message.msg_flags;
    int count = 0;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head != NULL; head = CMSG_NXTHDR(&message, head)) {
        /* The child says nothing: its lines would be the parent's too. */
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
            return -2;
        count += (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(fds, CMSG_DATA(head), count * sizeof(int));
    }
    return count;
}

static void files(void) {
    int pair[2], fds[8], ends[2];
    char text[8] = "";
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    REQUIRE(pipe(ends) == 0);
    int file = open("passed", O_RDWR | O_CREAT | O_TRUNC, 0600);
    REQUIRE(file >= 0);
    CHECK_INT(write(file, "contents", 8), 8);
    int sent[] = {file, ends[0], ends[1]};
    CHECK_INT(send_all(pair[0], sent, 3, 'a'), 1);
    close(file);
    close(ends[0]);
    close(ends[1]);
    CHECK_INT(receive(pair[1], fds, 8, MSG_CMSG_CLOEXEC), 3);
    CHECK_INT(last_flags & MSG_CTRUNC, 0);
    CHECK_INT(fcntl(fds[0], F_GETFD), FD_CLOEXEC);
    CHECK_INT(fcntl(fds[0], F_GETFL) & O_ACCMODE, O_RDWR);
    CHECK_INT(fcntl(fds[1], F_GETFL) & O_ACCMODE, O_RDONLY);
    CHECK_INT(fcntl(fds[2], F_GETFL) & O_ACCMODE, O_WRONLY);
    /* It is the same open file: the offset went along. */
    CHECK_INT(lseek(fds[0], 0, SEEK_CUR), 8);
    CHECK_INT(pread(fds[0], text, 8, 0), 8);
    CHECK(memcmp(text, "contents", 8) == 0);
    CHECK_INT(write(fds[2], "p", 1), 1);
    CHECK_INT(read(fds[1], text, 1), 1);
    for (int i = 0; i < 3; i++)
        close(fds[i]);
    CHECK_INT(unlink("passed"), 0);
    close(pair[0]);
    close(pair[1]);
}

/* What has no room is lost, and closed. */
static void lost(void) {
    int pair[2], fds[8], ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
    REQUIRE(pipe(ends) == 0);
    int both[] = {ends[1], ends[1]};
    CHECK_INT(send_all(pair[0], both, 2, 'a'), 1);
    CHECK_INT(send_all(pair[0], both, 2, 'b'), 1);
    CHECK_INT(send_all(pair[0], both, 2, 'c'), 1);
    close(ends[1]);
    CHECK_INT(receive(pair[1], fds, 1, 0), 1);
    CHECK_INT(last_flags & MSG_CTRUNC, MSG_CTRUNC);
    close(fds[0]);
    CHECK_INT(receive(pair[1], fds, 0, 0), 0);
    CHECK_INT(last_flags & MSG_CTRUNC, MSG_CTRUNC);
    /* The last ones go with the socket that holds them: the pipe ends. */
    close(pair[0]);
    close(pair[1]);
    char byte;
    CHECK_INT(read(ends[0], &byte, 1), 0);
    close(ends[0]);
    int none = 1000;
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    CHECK_ERRNO(send_all(pair[0], &none, 1, 'x'), -1, EBADF);
    close(pair[0]);
    close(pair[1]);
}

/* Bytes with descriptors are not joined with others. */
static void bounds(void) {
    int pair[2], fds[8], ends[2];
    char text[16];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    REQUIRE(pipe(ends) == 0);
    CHECK_INT(write(pair[0], "before", 6), 6);
    CHECK_INT(send_all(pair[0], ends, 1, 'm'), 1);
    CHECK_INT(write(pair[0], "after", 5), 5);
    CHECK_INT(read(pair[1], text, 6), 6);
    CHECK_INT(receive(pair[1], fds, 8, 0), 1);
    close(fds[0]);
    CHECK_INT(read(pair[1], text, sizeof text), 5);
    for (int i = 0; i < 2; i++) {
        close(pair[i]);
        close(ends[i]);
    }
}

/* A socket travels, too, and to another process. */
static void sockets(void) {
    int pair[2], carried[2], fds[8], status;
    char text[8];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, carried) == 0);
    pid_t child = fork();
    if (child == 0) {
        close(pair[0]);
        close(carried[0]);
        close(carried[1]);
        if (receive(pair[1], fds, 8, 0) != 1)
            _exit(1);
        _exit(write(fds[0], "child", 5) != 5);
    }
    REQUIRE(child > 0);
    CHECK_INT(send_all(pair[0], &carried[1], 1, 's'), 1);
    close(carried[1]);
    CHECK_INT(read(carried[0], text, sizeof text), 5);
    CHECK(memcmp(text, "child", 5) == 0);
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0);
    CHECK_INT(read(carried[0], text, sizeof text), 0);
    close(carried[0]);
    close(pair[0]);
    close(pair[1]);
}

/* Sockets within each other are refused, or found and collected: the pipe they hold ends. */
static void circles(void) {
    int one[2], ends[2];
    REQUIRE(pipe(ends) == 0);
    for (int round = 0; round < 20; round++) {
        REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, one) == 0);
        int with_pipe[] = {one[1], ends[1]};
        /* To itself: the message lies in the inbox of what it carries. */
        int sent = send_all(one[0], with_pipe, 2, 'x');
        CHECK(sent == 1 || errno == ETOOMANYREFS);
        close(one[0]);
        close(one[1]);
    }
    close(ends[1]);
    char byte;
    CHECK_INT(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

int main(void) {
    files();
    lost();
    bounds();
    sockets();
    circles();
    return test_done();
}
