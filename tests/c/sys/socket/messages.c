#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct sockaddr_in at = {.sin_family = AF_INET}, from;
    socklen_t length = sizeof at;
    char first[3], second[5], rest[64];
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    REQUIRE(fd >= 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(fd, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE(getsockname(fd, (struct sockaddr *)&at, &length) == 0);

    struct iovec out[] = {{"one", 3}, {"", 0}, {"two and more", 12}};
    struct msghdr message = {.msg_name = &at, .msg_namelen = sizeof at, .msg_iov = out, .msg_iovlen = 3};
    CHECK_INT(sendmsg(fd, &message, 0), 15);
    CHECK_INT(sendmsg(fd, &message, 0), 15);

    struct iovec in[] = {{first, sizeof first}, {second, sizeof second}, {rest, sizeof rest}};
    struct msghdr received = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = in, .msg_iovlen = 3};
    CHECK_INT(recvmsg(fd, &received, 0), 15);
    CHECK(memcmp(first, "one", 3) == 0);
    CHECK(memcmp(second, "two a", 5) == 0);
    CHECK(memcmp(rest, "nd more", 7) == 0);
    CHECK_INT(received.msg_namelen, sizeof from);
    CHECK_INT(from.sin_port, at.sin_port);
    CHECK_INT(received.msg_flags & MSG_TRUNC, 0);
    CHECK_INT(received.msg_controllen, 0);

    received.msg_iovlen = 1;
    CHECK_INT(recvmsg(fd, &received, 0), 3);
    CHECK_INT(received.msg_flags & MSG_TRUNC, MSG_TRUNC);

    /* Vectors of a connected socket are one datagram, too. */
    CHECK_INT(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
    CHECK_INT(writev(fd, out, 3), 15);
    CHECK_INT(readv(fd, in, 3), 15);
    CHECK(memcmp(rest, "nd more", 7) == 0);
    message.msg_name = NULL;
    message.msg_namelen = 0;
    CHECK_INT(sendmsg(fd, &message, 0), 15);
    CHECK_INT(recv(fd, rest, sizeof rest, 0), 15);
    CHECK_ERRNO(recv(fd, rest, sizeof rest, MSG_DONTWAIT), -1, EAGAIN);
    return test_done();
}
