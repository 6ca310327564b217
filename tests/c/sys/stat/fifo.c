#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

static short ready(int fd) {
    struct pollfd p = {fd, POLLIN | POLLOUT, 0};
    return poll(&p, 1, 0) >= 0 ? p.revents : -1;
}

int main(void) {
    char folder[] = "/tmp/fifo-XXXXXX", buffer[16];
    REQUIRE(mkdtemp(folder) != NULL);
    REQUIRE(chdir(folder) == 0);
    REQUIRE(mkfifo("fifo", 0600) == 0);

    /* Without waiting: a writer needs a reader, a reader nobody. */
    CHECK_ERRNO(open("fifo", O_WRONLY | O_NONBLOCK), -1, ENXIO);
    int reader = open("fifo", O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    CHECK_INT(read(reader, buffer, 16), 0);
    CHECK_INT(ready(reader), 0);
    int writer = open("fifo", O_WRONLY);
    REQUIRE(writer >= 0);
    CHECK_ERRNO(read(reader, buffer, 16), -1, EAGAIN);
    CHECK_INT(write(writer, "one", 3), 3);
    CHECK_INT(ready(reader), POLLIN);
    int second = open("fifo", O_WRONLY | O_NONBLOCK);
    CHECK_INT(write(second, "two", 3), 3);
    CHECK_INT(read(reader, buffer, 16), 6);
    CHECK(memcmp(buffer, "onetwo", 6) == 0);
    close(writer);
    CHECK_ERRNO(read(reader, buffer, 16), -1, EAGAIN);
    close(second);
    CHECK_INT(ready(reader), POLLHUP);
    CHECK_INT(read(reader, buffer, 16), 0);

    /* What a FIFO is, it stays while it is open. */
    struct stat status;
    CHECK_INT(fstat(reader, &status), 0);
    CHECK(S_ISFIFO(status.st_mode));
    CHECK_INT(status.st_mode & 07777, 0600);
    CHECK_INT(fchmod(reader, 0640), 0);
    CHECK_INT(stat("fifo", &status), 0);
    CHECK_INT(status.st_mode, S_IFIFO | 0640);
    CHECK_INT(futimens(reader, NULL), 0);
    close(reader);

    int both = open("fifo", O_RDWR | O_TRUNC);
    REQUIRE(both >= 0);
    CHECK_INT(write(both, "echo", 4), 4);
    CHECK_INT(ready(both), POLLIN | POLLOUT);
    CHECK_INT(unlink("fifo"), 0);
    CHECK_INT(read(both, buffer, 16), 4);
    CHECK_ERRNO(lseek(both, 0, SEEK_SET), -1, ESPIPE);
    close(both);
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
