/* Parts of one writev or readv stay together, however long: others write to and read from the same description. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

enum { WRITERS = 3, RECORDS = 20, PARTS = 5, PART = 3000, RECORD = PARTS * PART };

static char parts[PARTS][PART], record[RECORD];

static void write_records(int fd, char mark) {
    struct iovec vector[PARTS];
    for (int part = 0; part < PARTS; part++) {
        memset(parts[part], mark, PART);
        vector[part] = (struct iovec){parts[part], PART};
    }
    for (int count = 0; count < RECORDS; count++) {
        if (writev(fd, vector, PARTS) != RECORD) {
            _exit(1);
        }
    }
    _exit(0);
}

/* Whether the bytes are all the same. */
static int is_whole(const char *bytes, size_t length) {
    for (size_t at = 1; at < length; at++) {
        if (bytes[at] != bytes[0]) {
            return 0;
        }
    }
    return 1;
}

/* Reads records by parts until there are none; the status is the number of records, or 255 for a torn one. */
static void read_records(int fd) {
    struct iovec vector[PARTS];
    for (int part = 0; part < PARTS; part++) {
        vector[part] = (struct iovec){record + part * PART, PART};
    }
    int count = 0;
    ssize_t got;
    while ((got = readv(fd, vector, PARTS)) > 0) {
        if (got != RECORD || !is_whole(record, RECORD)) {
            _exit(255);
        }
        count++;
    }
    _exit(count);
}

static void at_once(int fd, void (*act)(int, char)) {
    for (int child = 0; child < WRITERS; child++) {
        if (fork() == 0) {
            act(fd, (char)('a' + child));
        }
    }
}

static void reader(int fd, char mark) {
    (void)mark;
    read_records(fd);
}

int main(void) {
    char name[] = "/tmp/atomic-XXXXXX";
    int first = mkstemp(name);
    REQUIRE(first >= 0);
    int fd = open(name, O_RDWR | O_APPEND);
    REQUIRE(fd >= 0);
    int status, sum = 0;
    at_once(fd, write_records);
    for (int child = 0; child < WRITERS; child++) {
        CHECK(wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    CHECK_INT(lseek(fd, 0, SEEK_END), WRITERS * RECORDS * RECORD);
    int torn = 0;
    for (int count = 0; count < WRITERS * RECORDS; count++) {
        CHECK_INT(pread(fd, record, RECORD, (off_t)count * RECORD), RECORD);
        torn += !is_whole(record, RECORD);
    }
    CHECK_INT(torn, 0);
    lseek(fd, 0, SEEK_SET);
    at_once(fd, reader);
    for (int child = 0; child < WRITERS; child++) {
        CHECK(wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) != 255);
        sum += WEXITSTATUS(status);
    }
    CHECK_INT(sum, WRITERS * RECORDS);
    close(first);
    close(fd);
    unlink(name);
    return test_done();
}
