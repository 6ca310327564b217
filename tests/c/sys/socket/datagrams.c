#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include "test.h"

static struct sockaddr_in local(unsigned short port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/* A socket bound at localhost, and where it is. */
static int bound(struct sockaddr_in *at) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    socklen_t length = sizeof *at;
    *at = local(0);
    REQUIRE(fd >= 0);
    REQUIRE(bind(fd, (struct sockaddr *)at, sizeof *at) == 0);
    REQUIRE(getsockname(fd, (struct sockaddr *)at, &length) == 0);
    CHECK_INT(length, sizeof *at);
    CHECK(at->sin_port != 0);
    return fd;
}

static void there_and_back(void) {
    struct sockaddr_in one_at, other_at, from;
    int one = bound(&one_at), other = bound(&other_at);
    char buffer[64];
    socklen_t length = sizeof from;
    struct pollfd poll_other = {.fd = other, .events = POLLIN | POLLOUT};
    CHECK_INT(poll(&poll_other, 1, 0), 1);
    CHECK_INT(poll_other.revents, POLLOUT);
    CHECK_INT(sendto(one, "hello", 5, 0, (struct sockaddr *)&other_at, sizeof other_at), 5);
    CHECK_INT(sendto(one, "", 0, 0, (struct sockaddr *)&other_at, sizeof other_at), 0);
    CHECK_INT(sendto(one, "third", 5, MSG_NOSIGNAL, (struct sockaddr *)&other_at, sizeof other_at), 5);
    CHECK_INT(poll(&poll_other, 1, 1000), 1);
    CHECK_INT(poll_other.revents, POLLIN | POLLOUT);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(other, &set);
    CHECK_INT(select(other + 1, &set, NULL, NULL, NULL), 1);
    int available = -1;
    CHECK_INT(ioctl(other, FIONREAD, &available), 0);
    CHECK_INT(available, 5);
    CHECK_INT(recvfrom(other, buffer, sizeof buffer, MSG_PEEK, (struct sockaddr *)&from, &length), 5);
    CHECK_INT(recvfrom(other, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length), 5);
    CHECK(memcmp(buffer, "hello", 5) == 0);
    CHECK_INT(length, sizeof from);
    CHECK_INT(from.sin_family, AF_INET);
    CHECK_INT(from.sin_port, one_at.sin_port);
    CHECK(from.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
    CHECK_INT(recv(other, buffer, sizeof buffer, 0), 0);
    /* What does not fit is lost, and its length told to who asks. */
    CHECK_INT(recv(other, buffer, 2, MSG_TRUNC), 5);
    CHECK_ERRNO(recv(other, buffer, 2, MSG_DONTWAIT), -1, EAGAIN);
    /* A short room for the address takes its beginning. */
    CHECK_INT(sendto(one, "x", 1, 0, (struct sockaddr *)&other_at, sizeof other_at), 1);
    length = 4;
    memset(&from, 0, sizeof from);
    CHECK_INT(recvfrom(other, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length), 1);
    CHECK_INT(length, sizeof from);
    CHECK_INT(from.sin_port, one_at.sin_port);
    CHECK(from.sin_addr.s_addr == 0);
    struct stat status;
    CHECK_INT(fstat(one, &status), 0);
    CHECK(S_ISSOCK(status.st_mode));
    CHECK_ERRNO(lseek(one, 0, SEEK_CUR), -1, ESPIPE);
    CHECK_INT(close(one), 0);
    CHECK_INT(close(other), 0);
}

static void connected(void) {
    struct sockaddr_in one_at, other_at, third_at, peer;
    int one = bound(&one_at), other = bound(&other_at), third = bound(&third_at);
    char buffer[64];
    socklen_t length = sizeof peer;
    CHECK_ERRNO(getpeername(one, (struct sockaddr *)&peer, &length), -1, ENOTCONN);
    CHECK_ERRNO(send(one, "x", 1, 0), -1, EDESTADDRREQ);
    CHECK_INT(connect(one, (struct sockaddr *)&other_at, sizeof other_at), 0);
    CHECK_INT(getpeername(one, (struct sockaddr *)&peer, &length), 0);
    CHECK_INT(peer.sin_port, other_at.sin_port);
    CHECK_INT(sendto(third, "stranger", 8, 0, (struct sockaddr *)&one_at, sizeof one_at), 8);
    CHECK_INT(sendto(other, "peer", 4, 0, (struct sockaddr *)&one_at, sizeof one_at), 4);
    CHECK_INT(read(one, buffer, sizeof buffer), 4);
    CHECK_ERRNO(recv(one, buffer, sizeof buffer, MSG_DONTWAIT), -1, EAGAIN);
    CHECK_INT(write(one, "written", 7), 7);
    CHECK_INT(recv(other, buffer, sizeof buffer, 0), 7);
    /* Nobody is there any more: told with the next call. */
    CHECK_INT(close(other), 0);
    CHECK_INT(send(one, "x", 1, 0), 1);
    CHECK_ERRNO(send(one, "x", 1, 0), -1, ECONNREFUSED);
    CHECK_INT(send(one, "x", 1, 0), 1);
    int error = -1;
    length = sizeof error;
    CHECK_INT(getsockopt(one, SOL_SOCKET, SO_ERROR, &error, &length), 0);
    CHECK_INT(error, ECONNREFUSED);
    CHECK_INT(getsockopt(one, SOL_SOCKET, SO_ERROR, &error, &length), 0);
    CHECK_INT(error, 0);
    /* The peer is forgotten. */
    struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    CHECK_INT(connect(one, &nobody, sizeof nobody), 0);
    CHECK_ERRNO(getpeername(one, (struct sockaddr *)&peer, &length), -1, ENOTCONN);
    CHECK_ERRNO(send(one, "x", 1, 0), -1, EDESTADDRREQ);
    CHECK_ERRNO(shutdown(one, SHUT_RDWR), -1, ENOTCONN);
    CHECK_ERRNO(shutdown(third, 9), -1, EINVAL);
    close(one);
    close(third);
}

static void waiting(void) {
    struct sockaddr_in at;
    int fd = bound(&at);
    char buffer[8];
    struct timeval limit = {.tv_usec = 50000}, got;
    socklen_t length = sizeof got;
    CHECK_INT(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &got, &length), 0);
    CHECK(got.tv_sec == 0 && got.tv_usec >= 50000);
    CHECK_ERRNO(recv(fd, buffer, sizeof buffer, 0), -1, EAGAIN);
    CHECK_INT(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    CHECK_INT(fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
    CHECK_ERRNO(recv(fd, buffer, sizeof buffer, 0), -1, EAGAIN);
    CHECK_ERRNO(read(fd, buffer, sizeof buffer), -1, EAGAIN);
    close(fd);
    fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_UDP);
    REQUIRE(fd >= 0);
    CHECK_INT(fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
    CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_ERRNO(recv(fd, buffer, sizeof buffer, 0), -1, EAGAIN);
    close(fd);
}

static void options(void) {
    struct sockaddr_in at;
    int fd = bound(&at), value = 0, one = 1;
    socklen_t length = sizeof value;
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_TYPE, &value, &length), 0);
    CHECK_INT(value, SOCK_DGRAM);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &value, &length), 0);
    CHECK_INT(value, AF_INET);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &value, &length), 0);
    CHECK_INT(value, IPPROTO_UDP);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_BROADCAST, &value, &length), 0);
    CHECK_INT(value, 0);
    CHECK_INT(setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &one, sizeof one), 0);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_BROADCAST, &value, &length), 0);
    CHECK_INT(value, 1);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, &length), 0);
    CHECK(value >= 4096);
    int hops = 7;
    CHECK_INT(setsockopt(fd, IPPROTO_IP, IP_TTL, &hops, sizeof hops), 0);
    CHECK_INT(getsockopt(fd, IPPROTO_IP, IP_TTL, &value, &length), 0);
    CHECK_INT(value, 7);
    CHECK_ERRNO(setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &one, 1), -1, EINVAL);
    CHECK_ERRNO(setsockopt(fd, SOL_SOCKET, 9999, &one, sizeof one), -1, ENOPROTOOPT);
    CHECK_ERRNO(getsockopt(fd, SOL_SOCKET, 9999, &value, &length), -1, ENOPROTOOPT);
    CHECK_ERRNO(setsockopt(fd, SOL_SOCKET, SO_TYPE, &one, sizeof one), -1, ENOPROTOOPT);
    close(fd);
}

static void refusals(void) {
    struct sockaddr_in at, taken = local(0);
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    socklen_t length = sizeof at;
    int fd = bound(&at), other = socket(AF_INET, SOCK_DGRAM, 0);
    taken.sin_port = at.sin_port;
    CHECK_ERRNO(bind(other, (struct sockaddr *)&taken, sizeof taken), -1, EADDRINUSE);
    CHECK_ERRNO(bind(fd, (struct sockaddr *)&taken, sizeof taken), -1, EINVAL);
    CHECK_ERRNO(bind(other, (struct sockaddr *)&six, sizeof six), -1, EAFNOSUPPORT);
    CHECK_ERRNO(bind(other, (struct sockaddr *)&taken, 4), -1, EINVAL);
    struct sockaddr_in foreign = local(0);
    foreign.sin_addr.s_addr = inet_addr("192.0.2.1");
    CHECK_ERRNO(bind(other, (struct sockaddr *)&foreign, sizeof foreign), -1, EADDRNOTAVAIL);
    CHECK_ERRNO(listen(other, 1), -1, EOPNOTSUPP);
    CHECK_ERRNO(accept(other, NULL, NULL), -1, EOPNOTSUPP);
    CHECK_ERRNO(sendto(other, "x", 1, 0, (struct sockaddr *)&taken, 4), -1, EINVAL);
    static char large[66000];
    CHECK_ERRNO(sendto(other, large, sizeof large, 0, (struct sockaddr *)&taken, sizeof taken), -1, EMSGSIZE);
    CHECK_INT(sendto(other, large, 65507, 0, (struct sockaddr *)&taken, sizeof taken), 65507);
    CHECK_INT(recv(fd, large, sizeof large, 0), 65507);
    close(fd);
    CHECK_ERRNO(getsockname(fd, (struct sockaddr *)&at, &length), -1, EBADF);
    CHECK_ERRNO(getsockname(1, (struct sockaddr *)&at, &length), -1, ENOTSOCK);
    CHECK_ERRNO(send(1, "x", 1, 0), -1, ENOTSOCK);
    CHECK_ERRNO(socket(12345, SOCK_DGRAM, 0), -1, EAFNOSUPPORT);
    CHECK_ERRNO(socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP), -1, EPROTONOSUPPORT);
    close(other);
}

static void sixth_version(void) {
    struct sockaddr_in6 at = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT}, from;
    socklen_t length = sizeof at;
    char buffer[8];
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    REQUIRE(fd >= 0);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 && errno == EADDRNOTAVAIL) {
        /* A build machine without IPv6. */
        close(fd);
        return;
    }
    CHECK_INT(getsockname(fd, (struct sockaddr *)&at, &length), 0);
    CHECK_INT(sendto(fd, "six", 3, 0, (struct sockaddr *)&at, sizeof at), 3);
    length = sizeof from;
    CHECK_INT(recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length), 3);
    CHECK_INT(length, sizeof from);
    CHECK(IN6_IS_ADDR_LOOPBACK(&from.sin6_addr));
    CHECK_INT(from.sin6_port, at.sin6_port);
    close(fd);
}

int main(void) {
    there_and_back();
    connected();
    waiting();
    options();
    refusals();
    sixth_version();
    return test_done();
}
