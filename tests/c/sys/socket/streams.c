#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include "test.h"

static void connections(void) {
    struct sockaddr_in at = {.sin_family = AF_INET}, from;
    socklen_t length = sizeof at;
    char buffer[16];
    int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(listener >= 0 && client >= 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(listener, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE(listen(listener, 4) == 0);
    REQUIRE(getsockname(listener, (struct sockaddr *)&at, &length) == 0);
    REQUIRE(connect(client, (struct sockaddr *)&at, sizeof at) == 0);
    length = sizeof from;
    int server = accept4(listener, (struct sockaddr *)&from, &length, SOCK_CLOEXEC);
    REQUIRE(server >= 0);
    CHECK_INT(fcntl(server, F_GETFD), FD_CLOEXEC);
    CHECK_INT(length, sizeof from);
    CHECK_INT(send(client, "request", 7, 0), 7);
    CHECK_INT(recv(server, buffer, 7, MSG_WAITALL), 7);
    CHECK_INT(sockatmark(server), 0);
    CHECK_INT(shutdown(client, SHUT_WR), 0);
    CHECK_INT(recv(server, buffer, sizeof buffer, 0), 0);
    CHECK_INT(send(server, "answer", 6, 0), 6);
    close(server);
    CHECK_INT(recv(client, buffer, 6, MSG_WAITALL), 6);
    CHECK_INT(recv(client, buffer, sizeof buffer, 0), 0);
    int second = socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(connect(second, (struct sockaddr *)&at, sizeof at) == 0);
    server = accept(listener, NULL, NULL);
    CHECK(server >= 0);
    close(server);
    close(second);
    close(client);
    close(listener);
}

/* A descriptor travels as ancillary data. */
static void passing(void) {
    int pair[2], pipe_ends[2];
    char byte = 'x', got = 0;
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    REQUIRE(pipe(pipe_ends) == 0);
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    message.msg_control = &control;
    message.msg_controllen = sizeof control.room;
    /* As a program leaves it: padding and all. */
    memset(&control, 0xff, sizeof control);
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(&control.head), &pipe_ends[1], sizeof(int));
    CHECK_INT(sendmsg(pair[0], &message, 0), 1);
    memset(&control, 0, sizeof control);
    part.iov_base = &got;
    message.msg_controllen = sizeof control.room;
    CHECK_INT(recvmsg(pair[1], &message, 0), 1);
    CHECK_INT(got, 'x');
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    REQUIRE(head != NULL);
    CHECK_INT(head->cmsg_type, SCM_RIGHTS);
    CHECK(CMSG_NXTHDR(&message, head) == NULL);
    int passed = -1;
    memcpy(&passed, CMSG_DATA(head), sizeof passed);
    CHECK_INT(write(passed, "y", 1), 1);
    CHECK_INT(read(pipe_ends[0], &got, 1), 1);
    CHECK_INT(got, 'y');
}

int main(void) {
    connections();
    passing();
    return test_done();
}
