/* Streams of the Internet within one machine. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static struct sockaddr_in local(unsigned short port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/* A listening socket, and where it is. */
static int listening(struct sockaddr_in *at, int backlog) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    socklen_t length = sizeof *at;
    *at = local(0);
    REQUIRE(fd >= 0);
    REQUIRE(bind(fd, (struct sockaddr *)at, sizeof *at) == 0);
    REQUIRE(listen(fd, backlog) == 0);
    REQUIRE(getsockname(fd, (struct sockaddr *)at, &length) == 0);
    return fd;
}

/* Two ends of a connection. */
static void connected(int ends[2]) {
    struct sockaddr_in at;
    int listener = listening(&at, 1);
    ends[0] = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    REQUIRE(connect(ends[0], (struct sockaddr *)&at, sizeof at) == 0);
    ends[1] = accept(listener, NULL, NULL);
    REQUIRE(ends[1] >= 0);
    close(listener);
}

static void end(int ends[2]) {
    close(ends[0]);
    close(ends[1]);
}

static void addresses(void) {
    struct sockaddr_in at, here, there;
    socklen_t length = sizeof here;
    int listener = listening(&at, 4), client = socket(AF_INET, SOCK_STREAM, 0), number = -1;
    CHECK_INT(getpeername(client, (struct sockaddr *)&there, &length), -1);
    CHECK_INT(errno, ENOTCONN);
    CHECK_INT(connect(client, (struct sockaddr *)&at, sizeof at), 0);
    CHECK_INT(connect(client, (struct sockaddr *)&at, sizeof at), -1);
    CHECK_INT(errno, EISCONN);
    length = sizeof there;
    int server = accept4(listener, (struct sockaddr *)&there, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    REQUIRE(server >= 0);
    CHECK_INT(fcntl(server, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
    CHECK_INT(fcntl(server, F_GETFD), FD_CLOEXEC);
    length = sizeof here;
    CHECK_INT(getsockname(client, (struct sockaddr *)&here, &length), 0);
    CHECK(here.sin_port == there.sin_port && here.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
    length = sizeof there;
    CHECK_INT(getpeername(client, (struct sockaddr *)&there, &length), 0);
    CHECK(there.sin_port == at.sin_port);
    length = sizeof number;
    CHECK_INT(getsockopt(listener, SOL_SOCKET, SO_ACCEPTCONN, &number, &length), 0);
    CHECK_INT(number, 1);
    CHECK_INT(getsockopt(server, SOL_SOCKET, SO_ACCEPTCONN, &number, &length), 0);
    CHECK_INT(number, 0);
    CHECK_INT(getsockopt(server, SOL_SOCKET, SO_TYPE, &number, &length), 0);
    CHECK_INT(number, SOCK_STREAM);
    struct stat status;
    CHECK_INT(fstat(server, &status), 0);
    CHECK(S_ISSOCK(status.st_mode));
    CHECK_INT(lseek(server, 0, SEEK_CUR), -1);
    CHECK_INT(errno, ESPIPE);
    CHECK_INT(accept(client, NULL, NULL), -1);
    CHECK_INT(errno, EINVAL);
    close(server);
    close(client);
    close(listener);
}

static void refusals(void) {
    struct sockaddr_in at;
    int listener = listening(&at, 1), client = socket(AF_INET, SOCK_STREAM, 0), error = 0;
    socklen_t length = sizeof error;
    int other = socket(AF_INET, SOCK_STREAM, 0);
    CHECK_INT(bind(other, (struct sockaddr *)&at, sizeof at), -1);
    CHECK_INT(errno, EADDRINUSE);
    close(other);
    close(listener);
    CHECK_INT(connect(client, (struct sockaddr *)&at, sizeof at), -1);
    CHECK_INT(errno, ECONNREFUSED);
    CHECK_INT(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &length), 0);
    CHECK_INT(error, 0);
    /* The same socket may try again. */
    listener = listening(&at, 1);
    CHECK_INT(connect(client, (struct sockaddr *)&at, sizeof at), 0);
    close(client);
    close(listener);
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    client = socket(AF_INET, SOCK_STREAM, 0);
    CHECK_INT(connect(client, (struct sockaddr *)&six, sizeof six), -1);
    CHECK_INT(errno, EAFNOSUPPORT);
    CHECK_INT(connect(client, (struct sockaddr *)&at, 4), -1);
    CHECK_INT(errno, EINVAL);
    CHECK_INT(shutdown(client, SHUT_WR), -1);
    CHECK_INT(errno, ENOTCONN);
    char byte;
    CHECK_INT(recv(client, &byte, 1, 0), -1);
    CHECK_INT(errno, ENOTCONN);
    close(client);
    CHECK_INT(socket(AF_INET, SOCK_STREAM, IPPROTO_UDP), -1);
    CHECK_INT(errno, EPROTONOSUPPORT);
}

static void bytes(void) {
    int ends[2], count = 0;
    char buffer[32] = {0};
    connected(ends);
    CHECK_INT(send(ends[0], "to be seen", 10, 0), 10);
    CHECK_INT(recv(ends[1], buffer, 5, MSG_PEEK), 5);
    CHECK_INT(memcmp(buffer, "to be", 5), 0);
    CHECK_INT(ioctl(ends[1], FIONREAD, &count), 0);
    CHECK_INT(count, 10);
    struct iovec parts[2] = {{buffer, 3}, {buffer + 16, 7}};
    CHECK_INT(readv(ends[1], parts, 2), 10);
    CHECK_INT(memcmp(buffer, "to ", 3), 0);
    CHECK_INT(memcmp(buffer + 16, "be seen", 7), 0);
    CHECK_INT(recv(ends[1], buffer, 1, MSG_DONTWAIT), -1);
    CHECK_INT(errno, EAGAIN);
    parts[0] = (struct iovec){"part one, ", 10};
    parts[1] = (struct iovec){"part two", 8};
    CHECK_INT(writev(ends[1], parts, 2), 18);
    struct iovec whole[2] = {{buffer, 9}, {buffer + 9, 9}};
    struct msghdr message = {.msg_iov = whole, .msg_iovlen = 2};
    CHECK_INT(recvmsg(ends[0], &message, MSG_WAITALL), 18);
    CHECK_INT(memcmp(buffer, "part one, part two", 18), 0);
    CHECK_INT(write(ends[0], "", 0), 0);
    CHECK_INT(send(ends[0], "rest", 4, 0), 4);
    CHECK_INT(shutdown(ends[0], SHUT_WR), 0);
    CHECK_INT(recv(ends[1], buffer, 18, MSG_WAITALL), 4);
    CHECK_INT(read(ends[1], buffer, 1), 0);
    CHECK_INT(send(ends[0], "x", 1, MSG_NOSIGNAL), -1);
    CHECK_INT(errno, EPIPE);
    CHECK_INT(send(ends[1], "still", 5, 0), 5);
    CHECK_INT(read(ends[0], buffer, 9), 5);
    end(ends);
}

/* More than fits, both ways at once, by processes. */
static void volume(void) {
    enum { TOTAL = 3000000 };
    int ends[2];
    connected(ends);
    pid_t child = fork();
    if (child == 0) {
        char buffer[7001];
        size_t got = 0;
        ssize_t count;
        close(ends[0]);
        while ((count = read(ends[1], buffer, sizeof buffer)) > 0) {
            for (ssize_t i = 0; i < count; i++)
                if (buffer[i] != (char)((got + i) % 251))
                    _exit(1);
            got += count;
        }
        if (write(ends[1], &got, sizeof got) != sizeof got)
            _exit(2);
        _exit(count == 0 && got == TOTAL ? 0 : 3);
    }
    REQUIRE(child > 0);
    close(ends[1]);
    char *block = malloc(100000);
    REQUIRE(block != NULL);
    for (size_t sent = 0; sent < TOTAL;) {
        size_t wanted = TOTAL - sent < 100000 ? TOTAL - sent : 100000;
        for (size_t i = 0; i < wanted; i++)
            block[i] = (char)((sent + i) % 251);
        CHECK_INT(send(ends[0], block, wanted, 0), wanted);
        sent += wanted;
    }
    free(block);
    CHECK_INT(shutdown(ends[0], SHUT_WR), 0);
    size_t got = 0;
    CHECK_INT(recv(ends[0], &got, sizeof got, MSG_WAITALL), sizeof got);
    CHECK_INT(got, TOTAL);
    int status;
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0);
    close(ends[0]);
}

static void without_waiting(void) {
    struct sockaddr_in at;
    int listener = listening(&at, 1), error = -1;
    socklen_t length = sizeof error;
    CHECK_INT(fcntl(listener, F_SETFL, O_NONBLOCK), 0);
    CHECK_INT(accept(listener, NULL, NULL), -1);
    CHECK_INT(errno, EAGAIN);
    int client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (connect(client, (struct sockaddr *)&at, sizeof at) != 0)
        CHECK_INT(errno, EINPROGRESS);
    struct pollfd ready = {client, POLLOUT, 0};
    CHECK_INT(poll(&ready, 1, -1), 1);
    CHECK_INT(ready.revents, POLLOUT);
    CHECK_INT(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &length), 0);
    CHECK_INT(error, 0);
    ready = (struct pollfd){listener, POLLIN, 0};
    CHECK_INT(poll(&ready, 1, -1), 1);
    int server = accept(listener, NULL, NULL);
    REQUIRE(server >= 0);
    char block[4096] = {0};
    size_t sent = 0;
    ssize_t count;
    while ((count = write(client, block, sizeof block)) > 0)
        sent += count;
    CHECK_INT(errno, EAGAIN);
    CHECK(sent >= 16384);
    ready = (struct pollfd){client, POLLOUT, 0};
    CHECK_INT(poll(&ready, 1, 0), 0);
    size_t got = 0;
    while (got < sent && (count = read(server, block, sizeof block)) > 0)
        got += count;
    CHECK_INT(got, sent);
    CHECK_INT(poll(&ready, 1, -1), 1);
    CHECK_INT(ready.revents, POLLOUT);
    close(server);
    close(client);
    close(listener);
}

static void readiness(void) {
    int ends[2];
    char byte;
    connected(ends);
    struct pollfd both[2] = {{ends[0], POLLIN | POLLOUT, 0}, {ends[1], POLLIN | POLLOUT, 0}};
    CHECK_INT(poll(both, 2, 0), 2);
    CHECK_INT(both[0].revents, POLLOUT);
    CHECK_INT(both[1].revents, POLLOUT);
    CHECK_INT(send(ends[0], "x", 1, 0), 1);
    both[1].events = POLLIN;
    CHECK_INT(poll(both + 1, 1, -1), 1);
    CHECK_INT(both[1].revents, POLLIN);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(ends[1], &set);
    CHECK_INT(select(ends[1] + 1, &set, NULL, NULL, NULL), 1);
    int watch = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = ends[1]};
    CHECK_INT(epoll_ctl(watch, EPOLL_CTL_ADD, ends[1], &event), 0);
    CHECK_INT(epoll_wait(watch, &event, 1, -1), 1);
    CHECK_INT(event.events, EPOLLIN);
    CHECK_INT(read(ends[1], &byte, 1), 1);
    CHECK_INT(epoll_wait(watch, &event, 1, 0), 0);
    close(watch);
    shutdown(ends[0], SHUT_WR);
    CHECK_INT(poll(both + 1, 1, -1), 1);
    CHECK_INT(both[1].revents, POLLIN);
    shutdown(ends[1], SHUT_WR);
    CHECK_INT(poll(both + 1, 1, -1), 1);
    CHECK_INT(both[1].revents, POLLIN | POLLHUP);
    end(ends);
}

static volatile sig_atomic_t pipes, alarms;

static void on_pipe(int signal) {
    (void)signal;
    pipes++;
}

static void on_alarm(int signal) {
    (void)signal;
    alarms++;
}

static void endings(void) {
    int ends[2], error = 0;
    socklen_t length = sizeof error;
    char buffer[8];
    struct sigaction action = {.sa_handler = on_pipe};
    CHECK_INT(sigaction(SIGPIPE, &action, NULL), 0);
    /* Who closes without having read resets the connection. */
    connected(ends);
    CHECK_INT(send(ends[0], "unread", 6, 0), 6);
    CHECK_INT(send(ends[1], "answer", 6, 0), 6);
    close(ends[1]);
    struct pollfd ready = {ends[0], POLLIN, 0};
    CHECK_INT(poll(&ready, 1, -1), 1);
    CHECK(ready.revents & POLLERR);
    CHECK_INT(recv(ends[0], buffer, 6, 0), 6);
    CHECK_INT(recv(ends[0], buffer, 6, 0), -1);
    CHECK_INT(errno, ECONNRESET);
    CHECK_INT(recv(ends[0], buffer, 6, 0), 0);
    close(ends[0]);
    /* So does who does not linger. */
    connected(ends);
    struct linger none = {.l_onoff = 1, .l_linger = 0};
    CHECK_INT(setsockopt(ends[1], SOL_SOCKET, SO_LINGER, &none, sizeof none), 0);
    close(ends[1]);
    ready.fd = ends[0];
    CHECK_INT(poll(&ready, 1, -1), 1);
    CHECK_INT(getsockopt(ends[0], SOL_SOCKET, SO_ERROR, &error, &length), 0);
    CHECK_INT(error, ECONNRESET);
    CHECK_INT(getsockopt(ends[0], SOL_SOCKET, SO_ERROR, &error, &length), 0);
    CHECK_INT(error, 0);
    CHECK_INT(send(ends[0], "x", 1, 0), -1);
    CHECK_INT(errno, EPIPE);
    CHECK_INT(pipes, 1);
    CHECK_INT(send(ends[0], "x", 1, MSG_NOSIGNAL), -1);
    CHECK_INT(errno, EPIPE);
    CHECK_INT(pipes, 1);
    close(ends[0]);
}

static void waits(void) {
    int ends[2];
    char byte;
    connected(ends);
    struct timeval soon = {0, 20000}, got;
    socklen_t length = sizeof got;
    CHECK_INT(setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon), 0);
    CHECK_INT(getsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &got, &length), 0);
    CHECK_INT(got.tv_usec, 20000);
    CHECK_INT(recv(ends[0], &byte, 1, 0), -1);
    CHECK_INT(errno, EAGAIN);
    struct sigaction action = {.sa_handler = on_alarm};
    CHECK_INT(sigaction(SIGALRM, &action, NULL), 0);
    struct itimerval timer = {.it_value = {0, 20000}, .it_interval = {0, 20000}};
    CHECK_INT(setitimer(ITIMER_REAL, &timer, NULL), 0);
    CHECK_INT(recv(ends[1], &byte, 1, 0), -1);
    CHECK_INT(errno, EINTR);
    CHECK(alarms > 0);
    timer = (struct itimerval){{0, 0}, {0, 0}};
    CHECK_INT(setitimer(ITIMER_REAL, &timer, NULL), 0);
    end(ends);
}

static void options(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), value, on = 1;
    socklen_t length = sizeof value;
    static const struct {
        int level, name, set;
    } numbers[] = {
        {SOL_SOCKET, SO_REUSEADDR, 1},   {SOL_SOCKET, SO_KEEPALIVE, 1},    {IPPROTO_TCP, TCP_NODELAY, 1},
        {IPPROTO_TCP, TCP_KEEPIDLE, 60}, {IPPROTO_TCP, TCP_KEEPINTVL, 10}, {IPPROTO_TCP, TCP_KEEPCNT, 5},
        {IPPROTO_IP, IP_TTL, 33},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        CHECK_INT(setsockopt(fd, numbers[i].level, numbers[i].name, &numbers[i].set, sizeof(int)), 0);
        CHECK_INT(getsockopt(fd, numbers[i].level, numbers[i].name, &value, &length), 0);
        CHECK_INT(value, numbers[i].set);
    }
    struct linger some = {.l_onoff = 1, .l_linger = 3}, got = {0, 0};
    length = sizeof got;
    CHECK_INT(setsockopt(fd, SOL_SOCKET, SO_LINGER, &some, sizeof some), 0);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_LINGER, &got, &length), 0);
    CHECK(got.l_onoff == 1 && got.l_linger == 3);
    value = 40000;
    length = sizeof value;
    CHECK_INT(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, sizeof value), 0);
    CHECK_INT(getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, &length), 0);
    CHECK(value >= 40000);
    CHECK_INT(getsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &value, &length), 0);
    CHECK(value >= 536);
    value = 0;
    CHECK_INT(setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &value, sizeof value), -1);
    CHECK_INT(errno, EINVAL);
    CHECK_INT(setsockopt(fd, IPPROTO_TCP, 12345, &on, sizeof on), -1);
    CHECK_INT(errno, ENOPROTOOPT);
    CHECK_INT(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, 2), -1);
    CHECK_INT(errno, EINVAL);
    close(fd);
}

static void ipv6(void) {
    struct sockaddr_in6 at = {.sin6_family = AF_INET6}, from;
    socklen_t length = sizeof at;
    char byte = 0;
    int listener = socket(AF_INET6, SOCK_STREAM, 0);
    REQUIRE(listener >= 0);
    REQUIRE(bind(listener, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE(listen(listener, 4) == 0);
    REQUIRE(getsockname(listener, (struct sockaddr *)&at, &length) == 0);
    int client = socket(AF_INET6, SOCK_STREAM, 0);
    at.sin6_addr = in6addr_loopback;
    REQUIRE(connect(client, (struct sockaddr *)&at, sizeof at) == 0);
    length = sizeof from;
    int server = accept(listener, (struct sockaddr *)&from, &length);
    REQUIRE(server >= 0);
    CHECK_INT(length, sizeof from);
    CHECK(IN6_IS_ADDR_LOOPBACK(&from.sin6_addr));
    CHECK_INT(write(server, "6", 1), 1);
    CHECK_INT(read(client, &byte, 1), 1);
    CHECK_INT(byte, '6');
    close(server);
    close(client);
    /* IPv4 comes to the same socket. */
    struct sockaddr_in four = local(ntohs(at.sin6_port));
    client = socket(AF_INET, SOCK_STREAM, 0);
    CHECK_INT(connect(client, (struct sockaddr *)&four, sizeof four), 0);
    length = sizeof from;
    server = accept(listener, (struct sockaddr *)&from, &length);
    CHECK(server >= 0 && IN6_IS_ADDR_V4MAPPED(&from.sin6_addr));
    close(server);
    close(client);
    close(listener);
}

/* A connection outlives the process that made it, in whoever has a descriptor. */
static void sharing(void) {
    int ends[2], status;
    char buffer[8];
    connected(ends);
    int copy = dup(ends[0]);
    close(ends[0]);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], 0);
        dup2(ends[1], 1);
        close(ends[1]);
        close(copy);
        ssize_t count = read(0, buffer, sizeof buffer);
        _exit(count > 0 && write(1, buffer, count) == count ? 0 : 1);
    }
    REQUIRE(child > 0);
    close(ends[1]);
    CHECK_INT(write(copy, "echo", 4), 4);
    CHECK_INT(recv(copy, buffer, 4, MSG_WAITALL), 4);
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0);
    CHECK_INT(read(copy, buffer, 4), 0);
    close(copy);
}

int main(void) {
    addresses();
    refusals();
    bytes();
    volume();
    without_waiting();
    readiness();
    endings();
    waits();
    options();
    ipv6();
    sharing();
    return test_done();
}
