/* A look that waits for everything, and a close that does. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static char buffer[200000];

static void connected(int ends[2]) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof at;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    ends[0] = socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(listener >= 0 && ends[0] >= 0);
    REQUIRE(bind(listener, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE(listen(listener, 1) == 0);
    REQUIRE(getsockname(listener, (struct sockaddr *)&at, &length) == 0);
    REQUIRE(connect(ends[0], (struct sockaddr *)&at, sizeof at) == 0);
    ends[1] = accept(listener, NULL, NULL);
    REQUIRE(ends[1] >= 0);
    close(listener);
}

/* A child that sends in two parts and ends. */
static pid_t sender(int fd, const char *first, const char *second) {
    pid_t child = fork();
    if (child != 0)
        return child;
    struct timespec pause = {.tv_nsec = 50000000};
    int sent = write(fd, first, strlen(first));
    nanosleep(&pause, NULL);
    sent += write(fd, second, strlen(second));
    _exit(sent == (int)(strlen(first) + strlen(second)) ? 0 : 1);
}

static void ended(pid_t child) {
    int status = -1;
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0);
}

static void looks(void) {
    int ends[2];
    connected(ends);
    pid_t child = sender(ends[0], "hello ", "there");
    CHECK_INT(recv(ends[1], buffer, 11, MSG_PEEK | MSG_WAITALL), 11);
    CHECK(memcmp(buffer, "hello there", 11) == 0);
    ended(child);
    /* Nothing was taken; without waiting there is what there is. */
    CHECK_INT(recv(ends[1], buffer, 12, MSG_PEEK | MSG_WAITALL | MSG_DONTWAIT), 11);
    CHECK_INT(recv(ends[1], buffer, 6, 0), 6);
    CHECK_INT(recv(ends[1], buffer, 5, MSG_PEEK | MSG_WAITALL), 5);
    CHECK(memcmp(buffer, "there", 5) == 0);

    /* The end comes before as much as was wanted. */
    child = sender(ends[0], ", ", "you");
    close(ends[0]);
    CHECK_INT(recv(ends[1], buffer, sizeof buffer, MSG_PEEK | MSG_WAITALL), 10);
    CHECK_INT(recv(ends[1], buffer, sizeof buffer, MSG_WAITALL), 10);
    CHECK(memcmp(buffer, "there, you", 10) == 0);
    CHECK_INT(recv(ends[1], buffer, 1, MSG_PEEK | MSG_WAITALL), 0);
    ended(child);
    close(ends[1]);

    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    CHECK_INT(write(ends[0], "one", 3), 3);
    CHECK_INT(write(ends[0], "two", 3), 3);
    CHECK_INT(recv(ends[1], buffer, 6, MSG_PEEK | MSG_WAITALL), 6);
    CHECK(memcmp(buffer, "onetwo", 6) == 0);
    close(ends[0]);
    CHECK_INT(recv(ends[1], buffer, 7, MSG_PEEK | MSG_WAITALL), 6);
    close(ends[1]);
}

static void lingers(void) {
    int ends[2];
    connected(ends);
    struct linger some = {.l_onoff = 1, .l_linger = 30}, got;
    socklen_t length = sizeof got;
    CHECK_INT(setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &some, sizeof some), 0);
    CHECK_INT(getsockopt(ends[0], SOL_SOCKET, SO_LINGER, &got, &length), 0);
    CHECK(got.l_onoff != 0 && got.l_linger == 30);
    /* What the peer's side has taken is the peer's, read or not: nothing is waited for. */
    CHECK_INT(write(ends[0], "last words", 10), 10);
    CHECK_INT(close(ends[0]), 0);
    CHECK_INT(recv(ends[1], buffer, sizeof buffer, MSG_WAITALL), 10);
    CHECK_INT(close(ends[1]), 0);

    /* No time at all: the peer is told that the connection was thrown away. */
    connected(ends);
    some.l_linger = 0;
    CHECK_INT(setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &some, sizeof some), 0);
    CHECK_INT(close(ends[0]), 0);
    CHECK_ERRNO(recv(ends[1], buffer, 1, 0), -1, ECONNRESET);
    CHECK_INT(close(ends[1]), 0);
}

int main(void) {
    looks();
    lingers();
    return test_done();
}
