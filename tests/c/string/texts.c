/* Texts of errors and signals: the POSIX strerror_r, so no GNU macro for that part. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "../test.h"

int main(void) {
    CHECK_STR(strerror(ENOENT), "No such file or directory");
    CHECK_STR(strerror(EINVAL), "Invalid argument");
    CHECK_STR(strerror(0), "Success");
    CHECK_STR(strerror(4711), "Unknown error 4711");
    CHECK_STR(strerror(-1), "Unknown error -1");
    errno = 0;
    strerror(EPERM);
    CHECK_INT(errno, 0);

    int distinct = 1;
    for (int i = 1; i < 40; i++)
        distinct &= strcmp(strerror(i), strerror(i + 1)) != 0 && strlen(strerror(i)) > 0;
    CHECK(distinct);

    char buffer[64];
    CHECK_INT(strerror_r(EACCES, buffer, sizeof buffer), 0);
    CHECK_STR(buffer, "Permission denied");
    CHECK_INT(strerror_r(EACCES, buffer, 4), ERANGE);
    CHECK_INT(strerror_r(4711, buffer, sizeof buffer), EINVAL);

    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    CHECK_STR(strerror_l(EPERM, c), "Operation not permitted");
    freelocale(c);

    CHECK_STR(strsignal(SIGSEGV), "Segmentation fault");
    CHECK_STR(strsignal(SIGINT), "Interrupt");
    CHECK_STR(strsignal(1000), "Unknown signal 1000");
    return test_done();
}
