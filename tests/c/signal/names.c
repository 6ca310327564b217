#define _GNU_SOURCE
#define _POSIX_C_SOURCE 202405L
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include "standard_error.h"
#include "test.h"

static const char *written(void (*write_it)(void)) {
    capture();
    write_it();
    return captured();
}

static void with_message(void) {
    psignal(SIGHUP, "message");
}

static void without_message(void) {
    psignal(SIGSEGV, NULL);
}

static void information(void) {
    siginfo_t record;
    memset(&record, 0, sizeof record);
    record.si_signo = SIGKILL;
    psiginfo(&record, "info");
}

int main(void) {
    CHECK_STR(written(with_message), "message: Hangup\n");
    CHECK_STR(written(without_message), "Segmentation fault\n");
    CHECK(strncmp(written(information), "info: Killed", 12) == 0);
#ifdef SIG2STR_MAX
    char name[SIG2STR_MAX];
    int number, wrong = 0;
    for (int signal = 1; signal <= SIGRTMAX; signal++) {
        if (sig2str(signal, name) != 0) {
            wrong += signal < 32 || signal >= SIGRTMIN;
            continue;
        }
        wrong += str2sig(name, &number) != 0 || number != signal;
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(sig2str(SIGTERM, name), 0);
    CHECK_STR(name, "TERM");
    CHECK_INT(sig2str(SIGRTMIN + 1, name), 0);
    CHECK_STR(name, "RTMIN+1");
    CHECK_INT(sig2str(SIGRTMAX - 1, name), 0);
    CHECK_STR(name, "RTMAX-1");
    CHECK_INT(str2sig("9", &number), 0);
    CHECK_INT(number, SIGKILL);
    CHECK_INT(sig2str(1000, name), -1);
    CHECK_INT(str2sig("SIGHUP", &number), -1);
    CHECK_INT(str2sig("", &number), -1);
    CHECK_INT(str2sig("99", &number), -1);
#endif
    return test_done();
}
