/* Who sends: SO_PASSCRED, SCM_CREDENTIALS and SO_PEERCRED. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

union control {
    struct cmsghdr head;
    char room[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(4 * sizeof(int))];
};

static char text[64];
static int last_flags, last_fd;

/* Bytes that came, and who sent them; process 0 if nobody is told. */
static int receive(int from, struct ucred *sender, size_t room) {
    union control control;
    struct iovec part = {text, sizeof text};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = room};
    int count = recvmsg(from, &message, 0);
    memset(sender, 0, sizeof *sender);
    last_flags = message.msg_flags;
    last_fd = -1;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head != NULL; head = CMSG_NXTHDR(&message, head)) {
        CHECK_INT(head->cmsg_level, SOL_SOCKET);
        if (head->cmsg_type == SCM_CREDENTIALS) {
            CHECK_INT(head->cmsg_len, CMSG_LEN(sizeof *sender));
            memcpy(sender, CMSG_DATA(head), sizeof *sender);
        } else if (head->cmsg_type == SCM_RIGHTS) {
            memcpy(&last_fd, CMSG_DATA(head), sizeof last_fd);
        }
    }
    return count;
}

static int claim(int to, struct ucred who, int fd) {
    union control control;
    struct iovec part = {"claimed", 7};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control};
    memset(&control, 0, sizeof control);
    message.msg_controllen = CMSG_SPACE(sizeof who) + (fd < 0 ? 0 : CMSG_SPACE(sizeof fd));
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    *head = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_CREDENTIALS};
    head->cmsg_len = CMSG_LEN(sizeof who);
    memcpy(CMSG_DATA(head), &who, sizeof who);
    if (fd >= 0) {
        head = CMSG_NXTHDR(&message, head);
        *head = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        head->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(head), &fd, sizeof fd);
    }
    return sendmsg(to, &message, MSG_NOSIGNAL);
}

static void is_me(struct ucred who) {
    CHECK_INT(who.pid, getpid());
    CHECK_INT(who.uid, geteuid());
    CHECK_INT(who.gid, getegid());
}

static void pairs(int kind) {
    int pair[2], on = 1, value = -1;
    socklen_t length = sizeof value;
    struct ucred sender;
    REQUIRE(socketpair(AF_UNIX, kind, 0, pair) == 0);
    CHECK_INT(getsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &value, &length), 0);
    CHECK_INT(value, 0);
    CHECK_INT(write(pair[0], "untold", 6), 6);
    CHECK_INT(receive(pair[1], &sender, sizeof(union control)), 6);
    CHECK_INT(sender.pid, 0);

    CHECK_INT(setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on), 0);
    CHECK_INT(getsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &value, &length), 0);
    CHECK_INT(value, 1);
    CHECK_INT(write(pair[0], "told", 4), 4);
    CHECK_INT(receive(pair[1], &sender, sizeof(union control)), 4);
    is_me(sender);
    CHECK_INT(last_flags & MSG_CTRUNC, 0);

    /* Without room for it. */
    CHECK_INT(write(pair[0], "cut", 3), 3);
    CHECK_INT(receive(pair[1], &sender, 0), 3);
    CHECK_INT(last_flags & MSG_CTRUNC, MSG_CTRUNC);
    CHECK_INT(write(pair[0], "plain", 5), 5);
    CHECK_INT(read(pair[1], text, sizeof text), 5);

    /* Beside a descriptor. */
    struct ucred own = {.pid = getpid(), .uid = getuid(), .gid = getgid()};
    int file = open("passed", O_RDWR | O_CREAT, 0600);
    REQUIRE(file >= 0);
    CHECK_INT(claim(pair[0], own, file), 7);
    CHECK_INT(receive(pair[1], &sender, sizeof(union control)), 7);
    is_me(sender);
    CHECK(last_fd >= 0 && fcntl(last_fd, F_GETFD) >= 0);
    CHECK_INT(close(last_fd), 0);
    CHECK_INT(close(file), 0);
    CHECK_INT(unlink("passed"), 0);

    /* A process says nothing that is not true. */
    if (geteuid() != 0) {
        struct ucred other = own;
        other.pid = getppid();
        CHECK_ERRNO(claim(pair[0], other, -1), -1, EPERM);
        other = own;
        other.uid = 0;
        CHECK_ERRNO(claim(pair[0], other, -1), -1, EPERM);
    }

    /* A child sends: it is told, and not its parent, who made the socket. */
    CHECK_INT(write(pair[0], "parent", 6), 6);
    pid_t child = fork();
    if (child == 0)
        _exit(write(pair[0], "child", 5) == 5 ? 0 : 1);
    int status;
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0);
    CHECK_INT(receive(pair[1], &sender, sizeof(union control)), 6);
    is_me(sender);
    CHECK_INT(receive(pair[1], &sender, sizeof(union control)), 5);
    CHECK_INT(sender.pid, child);
    CHECK_INT(sender.uid, geteuid());
    CHECK_INT(close(pair[0]), 0);
    CHECK_INT(close(pair[1]), 0);
}

static void connections(void) {
    struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = "credentials"};
    int on = 1;
    struct ucred peer;
    socklen_t length = sizeof peer;
    unlink(at.sun_path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(listener >= 0 && client >= 0);
    CHECK_INT(setsockopt(listener, SOL_SOCKET, SO_PASSCRED, &on, sizeof on), 0);
    REQUIRE(bind(listener, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE(listen(listener, 1) == 0);
    CHECK_INT(connect(client, (struct sockaddr *)&at, sizeof at), 0);
    int server = accept(listener, NULL, NULL);
    REQUIRE(server >= 0);
    CHECK_INT(getsockopt(server, SOL_SOCKET, SO_PEERCRED, &peer, &length), 0);
    is_me(peer);
    CHECK_INT(getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &length), 0);
    is_me(peer);
    /* What a listener reports the connections do, too. */
    CHECK_INT(write(client, "x", 1), 1);
    CHECK_INT(receive(server, &peer, sizeof(union control)), 1);
    is_me(peer);
    CHECK_INT(unlink(at.sun_path), 0);
    close(server);
    close(client);
    close(listener);
}

int main(void) {
    pairs(SOCK_STREAM);
    pairs(SOCK_DGRAM);
    pairs(SOCK_SEQPACKET);
    connections();
    return test_done();
}
