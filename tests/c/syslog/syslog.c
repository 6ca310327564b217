#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <syslog.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char line[256] = "", want[256];
    int file = open("messages", O_RDWR | O_CREAT | O_TRUNC, 0600), saved = dup(2);
    REQUIRE(file >= 0 && saved >= 0);
    openlog("tester", LOG_PERROR | LOG_PID, LOG_USER);
    dup2(file, 2);
    errno = ENOENT;
    syslog(LOG_INFO, "number %d of %s: %m", 5, "five");
    CHECK_INT(errno, ENOENT);
    CHECK_INT(setlogmask(LOG_UPTO(LOG_ERR)), 0xff);
    syslog(LOG_DEBUG, "not this");
    CHECK_INT(setlogmask(0), LOG_UPTO(LOG_ERR));
    closelog();
    dup2(saved, 2);
    snprintf(want, sizeof want, "tester[%d]: number 5 of five: No such file or directory\n", (int)getpid());
    lseek(file, 0, SEEK_SET);
    CHECK(read(file, line, sizeof line - 1) > 0);
    CHECK_STR(line, want);
    close(file);
    unlink("messages");
    CHECK_INT(LOG_MASK(LOG_ERR), 8);
    return test_done();
}
