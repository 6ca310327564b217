/* Sockets within the machine. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static char buffer[300000];

static struct sockaddr_un at(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strcpy(address.sun_path, path);
    return address;
}

static short ready(int fd, short events) {
    struct pollfd watched = {.fd = fd, .events = events};
    return poll(&watched, 1, 0) == 1 ? watched.revents : 0;
}

static void pairs(void) {
    int pair[2], number;
    socklen_t length = sizeof number;
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    CHECK_INT(ready(pair[0], POLLIN | POLLOUT), POLLOUT);
    CHECK_INT(write(pair[0], "one", 3), 3);
    CHECK_INT(send(pair[0], "two", 3, 0), 3);
    CHECK_INT(ready(pair[1], POLLIN | POLLOUT), POLLIN | POLLOUT);
    CHECK_INT(ioctl(pair[1], FIONREAD, &number), 0);
    CHECK_INT(number, 6);
    CHECK_INT(recv(pair[1], buffer, 2, MSG_PEEK), 2);
    CHECK_INT(read(pair[1], buffer, sizeof buffer), 6);
    CHECK(memcmp(buffer, "onetwo", 6) == 0);
    CHECK_ERRNO(recv(pair[1], buffer, 1, MSG_DONTWAIT), -1, EAGAIN);
    CHECK_INT(getsockopt(pair[0], SOL_SOCKET, SO_TYPE, &number, &length), 0);
    CHECK_INT(number, SOCK_STREAM);
    CHECK_INT(getsockopt(pair[0], SOL_SOCKET, SO_DOMAIN, &number, &length), 0);
    CHECK_INT(number, AF_UNIX);
    struct sockaddr_un name;
    length = sizeof name;
    CHECK_INT(getsockname(pair[0], (struct sockaddr *)&name, &length), 0);
    CHECK_INT(length, sizeof name.sun_family);
    CHECK_INT(name.sun_family, AF_UNIX);
    struct ucred peer;
    length = sizeof peer;
    CHECK_INT(getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &peer, &length), 0);
    CHECK_INT(length, sizeof peer);
    CHECK_INT(peer.pid, getpid());
    CHECK_INT(peer.uid, getuid());
    struct stat status;
    CHECK_INT(fstat(pair[0], &status), 0);
    CHECK(S_ISSOCK(status.st_mode));
    CHECK_ERRNO(lseek(pair[0], 0, SEEK_CUR), -1, ESPIPE);
    /* One direction ends, the other goes on. */
    CHECK_INT(write(pair[0], "last", 4), 4);
    CHECK_INT(shutdown(pair[0], SHUT_WR), 0);
    CHECK_INT(read(pair[1], buffer, sizeof buffer), 4);
    CHECK_INT(read(pair[1], buffer, sizeof buffer), 0);
    CHECK_INT(write(pair[1], "back", 4), 4);
    CHECK_INT(read(pair[0], buffer, sizeof buffer), 4);
    CHECK_ERRNO(send(pair[0], "x", 1, MSG_NOSIGNAL), -1, EPIPE);
    close(pair[0]);
    CHECK_ERRNO(send(pair[1], "x", 1, MSG_NOSIGNAL), -1, EPIPE);
    CHECK_INT(ready(pair[1], POLLIN | POLLOUT) & POLLHUP, POLLHUP);
    close(pair[1]);
    CHECK_ERRNO(socketpair(AF_UNIX, SOCK_STREAM, 77, pair), -1, EPROTONOSUPPORT);
    CHECK_ERRNO(socketpair(AF_INET, SOCK_STREAM, 0, pair), -1, EOPNOTSUPP);
}

static volatile sig_atomic_t signals;

static void count(int number) {
    (void)number;
    signals++;
}

static void broken_pipes(void) {
    int pair[2];
    struct sigaction action = {.sa_handler = count}, old;
    sigaction(SIGPIPE, &action, &old);
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    close(pair[1]);
    CHECK_ERRNO(write(pair[0], "x", 1), -1, EPIPE);
    CHECK_INT(signals, 1);
    CHECK_ERRNO(send(pair[0], "x", 1, MSG_NOSIGNAL), -1, EPIPE);
    CHECK_INT(signals, 1);
    close(pair[0]);
    sigaction(SIGPIPE, &old, NULL);
    /* What was not read is told to whoever sent it. */
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    CHECK_INT(write(pair[0], "unread", 6), 6);
    close(pair[1]);
    CHECK_ERRNO(read(pair[0], buffer, 1), -1, ECONNRESET);
    CHECK_INT(read(pair[0], buffer, 1), 0);
    close(pair[0]);
}

static void full(void) {
    int pair[2];
    size_t sent = 0, received = 0;
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) == 0);
    CHECK_INT(fcntl(pair[0], F_GETFD), FD_CLOEXEC);
    CHECK(fcntl(pair[1], F_GETFL) & O_NONBLOCK);
    for (size_t i = 0; i < sizeof buffer; i++)
        buffer[i] = i % 251;
    ssize_t done;
    while (sent < 10 * sizeof buffer && (done = write(pair[0], buffer + sent % 251, 4096)) > 0)
        sent += done;
    CHECK_INT(done, -1);
    CHECK_INT(errno, EAGAIN);
    CHECK(sent >= 4096);
    CHECK_INT(ready(pair[0], POLLOUT), 0);
    int in_order = 1;
    while ((done = read(pair[1], buffer, 10000)) > 0) {
        for (ssize_t i = 0; i < done; i++)
            in_order &= (unsigned char)buffer[i] == (received + i) % 251;
        received += done;
    }
    CHECK_INT(received, sent);
    CHECK(in_order);
    CHECK_INT(ready(pair[0], POLLOUT), POLLOUT);
    close(pair[0]);
    close(pair[1]);
}

/* A child sends more than fits at once. */
static void much(void) {
    int pair[2], status;
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    pid_t child = fork();
    if (child == 0) {
        close(pair[0]);
        memset(buffer, 'm', sizeof buffer);
        _exit(write(pair[1], buffer, sizeof buffer) != sizeof buffer);
    }
    REQUIRE(child > 0);
    close(pair[1]);
    CHECK_INT(recv(pair[0], buffer, sizeof buffer, MSG_WAITALL), sizeof buffer);
    CHECK(buffer[0] == 'm' && buffer[sizeof buffer - 1] == 'm');
    CHECK_INT(read(pair[0], buffer, 1), 0);
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0);
    close(pair[0]);
}

static void messages(int kind) {
    int pair[2];
    struct iovec part = {buffer, 4};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    REQUIRE(socketpair(AF_UNIX, kind, 0, pair) == 0);
    CHECK_INT(send(pair[0], "first one", 9, 0), 9);
    CHECK_INT(send(pair[0], "second", 6, 0), 6);
    CHECK_INT(recvmsg(pair[1], &message, 0), 4);
    CHECK_INT(message.msg_flags & MSG_TRUNC, MSG_TRUNC);
    CHECK_INT(recv(pair[1], buffer, 2, MSG_TRUNC | MSG_PEEK), 6);
    CHECK_INT(recv(pair[1], buffer, sizeof buffer, 0), 6);
    CHECK(memcmp(buffer, "second", 6) == 0);
    CHECK_ERRNO(recv(pair[1], buffer, sizeof buffer, MSG_DONTWAIT), -1, EAGAIN);
    CHECK_ERRNO(send(pair[0], buffer, sizeof buffer, MSG_DONTWAIT), -1, EMSGSIZE);
    close(pair[1]);
    if (kind == SOCK_DGRAM)
        CHECK_ERRNO(send(pair[0], "x", 1, 0), -1, ECONNREFUSED);
    else
        CHECK_INT(recv(pair[0], buffer, 1, 0), 0);
    close(pair[0]);
}

static void named(int kind) {
    struct sockaddr_un address = at("listener"), name;
    struct sockaddr *to = (struct sockaddr *)&address;
    socklen_t length = sizeof name;
    int listener = socket(AF_UNIX, kind, 0), client = socket(AF_UNIX, kind, 0);
    REQUIRE(listener >= 0 && client >= 0);
    unlink("listener");
    CHECK_ERRNO(connect(client, to, sizeof address), -1, ENOENT);
    CHECK_INT(bind(listener, to, sizeof address), 0);
    struct stat status;
    CHECK_INT(stat("listener", &status), 0);
    CHECK(S_ISSOCK(status.st_mode));
    CHECK_ERRNO(open("listener", O_RDWR), -1, ENXIO);
    CHECK_ERRNO(bind(client, to, sizeof address), -1, EADDRINUSE);
    CHECK_ERRNO(connect(client, to, sizeof address), -1, ECONNREFUSED);
    CHECK_ERRNO(accept(listener, NULL, NULL), -1, EINVAL);
    CHECK_INT(listen(listener, 4), 0);
    int accepting;
    socklen_t size = sizeof accepting;
    CHECK_INT(getsockopt(listener, SOL_SOCKET, SO_ACCEPTCONN, &accepting, &size), 0);
    CHECK_INT(accepting, 1);
    CHECK_INT(ready(listener, POLLIN), 0);
    CHECK_INT(connect(client, to, sizeof address), 0);
    CHECK_INT(ready(listener, POLLIN), POLLIN);
    CHECK_ERRNO(connect(client, to, sizeof address), -1, EISCONN);
    CHECK_INT(getpeername(client, (struct sockaddr *)&name, &length), 0);
    CHECK_STR(name.sun_path, "listener");
    /* One can send before anybody accepts. */
    CHECK_INT(send(client, "early", 5, 0), 5);
    length = sizeof name;
    int server = accept4(listener, (struct sockaddr *)&name, &length, SOCK_CLOEXEC);
    REQUIRE(server >= 0);
    CHECK_INT(length, sizeof name.sun_family);
    CHECK_INT(fcntl(server, F_GETFD), FD_CLOEXEC);
    length = sizeof name;
    CHECK_INT(getsockname(server, (struct sockaddr *)&name, &length), 0);
    CHECK_STR(name.sun_path, "listener");
    CHECK_INT(recv(server, buffer, sizeof buffer, 0), 5);
    struct ucred peer;
    length = sizeof peer;
    CHECK_INT(getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &length), 0);
    CHECK_INT(peer.pid, getpid());
    CHECK_INT(peer.uid, getuid());
    CHECK_INT(peer.gid, getgid());
    close(server);
    CHECK_INT(recv(client, buffer, 1, 0), 0);
    close(client);
    /* Other kinds, other files, other names. */
    client = socket(AF_UNIX, kind == SOCK_STREAM ? SOCK_SEQPACKET : SOCK_STREAM, 0);
    CHECK_ERRNO(connect(client, to, sizeof address), -1, EPROTOTYPE);
    close(client);
    client = socket(AF_UNIX, kind, 0);
    close(open("ordinary", O_CREAT | O_RDWR, 0600));
    address = at("ordinary");
    CHECK_ERRNO(connect(client, to, sizeof address), -1, ECONNREFUSED);
    CHECK_INT(unlink("ordinary"), 0);
    CHECK_ERRNO(send(client, "x", 1, MSG_NOSIGNAL), -1, ENOTCONN);
    CHECK_ERRNO(getpeername(client, (struct sockaddr *)&name, &length), -1, ENOTCONN);
    /* The file stays when nobody listens any more. */
    close(listener);
    address = at("listener");
    CHECK_ERRNO(connect(client, to, sizeof address), -1, ECONNREFUSED);
    CHECK_INT(unlink("listener"), 0);
    close(client);
}

static void backlog(void) {
    struct sockaddr_un address = at("backlog");
    struct sockaddr *to = (struct sockaddr *)&address;
    int listener = socket(AF_UNIX, SOCK_STREAM, 0), clients[200], count = 0;
    unlink("backlog");
    REQUIRE(bind(listener, to, sizeof address) == 0);
    REQUIRE(listen(listener, 2) == 0);
    while (count < 8) {
        clients[count] = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
        REQUIRE(clients[count] >= 0);
        errno = 0;
        if (connect(clients[count++], to, sizeof address) != 0)
            break;
    }
    CHECK(count == 3 || count == 4);
    CHECK_INT(errno, EAGAIN);
    close(accept(listener, NULL, NULL));
    CHECK_INT(connect(clients[count - 1], to, sizeof address), 0);
    /* Those who wait to be accepted learn that the listener is gone. */
    close(listener);
    CHECK(recv(clients[1], buffer, 1, 0) <= 0);
    for (int i = 0; i < count; i++)
        close(clients[i]);
    CHECK_INT(unlink("backlog"), 0);
}

static void datagrams(void) {
    struct sockaddr_un one_at = at("one"), other_at = at("other"), from;
    socklen_t length = sizeof from;
    int one = socket(AF_UNIX, SOCK_DGRAM, 0), other = socket(AF_UNIX, SOCK_DGRAM, 0);
    int third = socket(AF_UNIX, SOCK_DGRAM, 0);
    unlink("one");
    unlink("other");
    REQUIRE(bind(one, (struct sockaddr *)&one_at, sizeof one_at) == 0);
    REQUIRE(bind(other, (struct sockaddr *)&other_at, sizeof other_at) == 0);
    CHECK_INT(sendto(one, "hello", 5, 0, (struct sockaddr *)&other_at, sizeof other_at), 5);
    CHECK_INT(sendto(third, "who", 3, 0, (struct sockaddr *)&other_at, sizeof other_at), 3);
    CHECK_INT(recvfrom(other, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length), 5);
    CHECK_STR(from.sun_path, "one");
    CHECK_INT(recv(other, buffer, sizeof buffer, 0), 3);
    CHECK_ERRNO(send(one, "x", 1, 0), -1, ENOTCONN);
    CHECK_INT(connect(one, (struct sockaddr *)&other_at, sizeof other_at), 0);
    CHECK_INT(send(one, "again", 5, 0), 5);
    CHECK_INT(recv(other, buffer, sizeof buffer, 0), 5);
    /* Who is connected hears nobody else. */
    CHECK_ERRNO(sendto(third, "x", 1, 0, (struct sockaddr *)&one_at, sizeof one_at), -1, EPERM);
    CHECK_INT(sendto(other, "back", 4, 0, (struct sockaddr *)&one_at, sizeof one_at), 4);
    CHECK_INT(recv(one, buffer, sizeof buffer, 0), 4);
    close(other);
    CHECK_ERRNO(sendto(third, "x", 1, 0, (struct sockaddr *)&other_at, sizeof other_at), -1, ECONNREFUSED);
    close(one);
    close(third);
    CHECK_INT(unlink("one"), 0);
    CHECK_INT(unlink("other"), 0);
}

/* A blocked call ends when a signal comes, or when its time is over. */
static void waiting(void) {
    int pair[2];
    struct sigaction action = {.sa_handler = count}, old;
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    sigaction(SIGALRM, &action, &old);
    struct itimerval soon = {.it_value = {.tv_usec = 50000}, .it_interval = {.tv_usec = 50000}}, never = {0};
    setitimer(ITIMER_REAL, &soon, NULL);
    CHECK_ERRNO(read(pair[0], buffer, 1), -1, EINTR);
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &old, NULL);
    struct timeval timeout = {.tv_usec = 20000};
    CHECK_INT(setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout), 0);
    CHECK_ERRNO(read(pair[0], buffer, 1), -1, EAGAIN);
    close(pair[0]);
    close(pair[1]);
}

int main(void) {
    pairs();
    broken_pipes();
    full();
    much();
    messages(SOCK_DGRAM);
    messages(SOCK_SEQPACKET);
    named(SOCK_STREAM);
    named(SOCK_SEQPACKET);
    backlog();
    datagrams();
    waiting();
    return test_done();
}
