#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

static char *memory;
static volatile sig_atomic_t on_it;

static void handler(int signal) {
    char local;
    (void)signal;
    on_it = &local > memory && &local < memory + 65536;
}

int main(void) {
    stack_t old, new;
    CHECK_INT(sigaltstack(NULL, &old), 0);
    CHECK(old.ss_flags & SS_DISABLE);
    memory = malloc(65536);
    memset(&new, 0, sizeof new);
    new.ss_sp = memory;
    new.ss_size = 65536;
    CHECK_INT(sigaltstack(&new, NULL), 0);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_ONSTACK;
    CHECK_INT(sigaction(SIGUSR1, &action, NULL), 0);
    CHECK_INT(raise(SIGUSR1), 0);
    CHECK(on_it);
    CHECK_INT(sigaltstack(NULL, &old), 0);
    CHECK(old.ss_sp == memory && old.ss_size == 65536);
    new.ss_size = 1;
    CHECK_ERRNO(sigaltstack(&new, NULL), -1, ENOMEM);
    new.ss_flags = 1 << 20;
    CHECK_ERRNO(sigaltstack(&new, NULL), -1, EINVAL);
    CHECK_INT(signal(SIGUSR2, SIG_IGN) != SIG_ERR, 1);
    CHECK_ERRNO(killpg(-5, 0), -1, EINVAL);
    CHECK_INT(killpg(getpgrp(), 0), 0);
    return test_done();
}
