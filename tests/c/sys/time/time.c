/* Times in microseconds. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/time.h>
#include <time.h>
#include "test.h"

int main(void) {
    struct timeval a, b, c, bad[2] = {{0, 1000000}, {0, 0}};
    time_t t = time(NULL);
    CHECK_INT(gettimeofday(&a, NULL), 0);
    CHECK(a.tv_sec >= t && a.tv_sec <= t + 5 && a.tv_usec >= 0 && a.tv_usec < 1000000);
    a.tv_sec = 1;
    a.tv_usec = 700000;
    b.tv_sec = 2;
    b.tv_usec = 600000;
    timeradd(&a, &b, &c);
    CHECK(c.tv_sec == 4 && c.tv_usec == 300000);
    timersub(&b, &a, &c);
    CHECK(c.tv_sec == 0 && c.tv_usec == 900000);
    CHECK(timercmp(&a, &b, <) && !timercmp(&a, &a, !=) && timerisset(&a));
    timerclear(&a);
    CHECK(!timerisset(&a));
    CHECK(utimes("/no/such/file", NULL) == -1);
    CHECK(lutimes("/no/such/file", NULL) == -1);
    CHECK(futimesat(-1, "no-such-file", NULL) == -1);
    CHECK(futimes(-1, NULL) == -1);
    CHECK_ERRNO(utimes("/", bad), -1, EINVAL);
    a.tv_usec = 1000000;
    CHECK_ERRNO(settimeofday(&a, NULL), -1, EINVAL);
    return test_done();
}
