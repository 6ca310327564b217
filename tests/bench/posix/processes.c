/* Starting processes: spawn, shell, fork, exec. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#if !defined NO_SPAWN || !defined NO_FORK

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>
#ifndef NO_SPAWN
#include <spawn.h>
#endif

static int wait_ok(pid_t pid)
{
    int status;

    return waitpid(pid, &status, 0) == pid && WIFEXITED(status)
           && WEXITSTATUS(status) == 0;
}

#ifndef NO_SPAWN
static int64_t bench_spawn_wait(long n)
{
    char *argv[] = { (char *)self_path, "-child", "exit", NULL };
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        pid_t pid;
        int err = posix_spawn(&pid, self_path, NULL, NULL, argv, empty_env);
        if (err != 0) {
            errno = err;
            return fail("spawn");
        }
        if (!wait_ok(pid))
            return fail("wait");
    }
    return now_ns() - start;
}
#endif

#if !defined NO_SPAWN && !defined NO_SHELL
/* /bin/dash with a script, n times. */
static int64_t bench_shell(long n, const char *script)
{
    char *argv[] = { "dash", "-c", (char *)script, NULL };
    int64_t start;

    if (access("/bin/dash", X_OK) != 0)
        return skip("no-dash");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        pid_t pid;
        int err = posix_spawn(&pid, "/bin/dash", NULL, NULL, argv, empty_env);
        if (err != 0) {
            errno = err;
            return fail("spawn");
        }
        if (!wait_ok(pid))
            return fail("wait");
    }
    return now_ns() - start;
}

static int64_t bench_sh_loop_100k(long n)
{
    return bench_shell(n, "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done");
}

static int64_t bench_sh_subst_1000(long n)
{
    return bench_shell(n, "i=0; while [ $i -lt 1000 ]; do x=$(true); i=$((i + 1)); done");
}

/* A hundred pipelines of ten stages. */
static int64_t bench_sh_pipe_100x10(long n)
{
    return bench_shell(n, "s() { read x; echo $x; }; i=0\n"
                          "while [ $i -lt 100 ]; do echo $i | s | s | s | s | s | s | s | s | { read x; [ $x = $i ]; } || exit 1\n"
                          "i=$((i + 1)); done");
}
#endif

#ifndef NO_FORK

static int64_t bench_fork_wait(long n)
{
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid == 0)
            _exit(0);
        if (pid < 0)
            return fail("fork");
        if (!wait_ok(pid))
            return fail("wait");
    }
    return now_ns() - start;
}

static int64_t bench_fork_exec_wait(long n)
{
    char *argv[] = { (char *)self_path, "-child", "exit", NULL };
    char *env[] = { NULL };
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            execve(self_path, argv, env);
            _exit(127);
        }
        if (pid < 0)
            return fail("fork");
        if (!wait_ok(pid))
            return fail("exec-or-wait");
    }
    return now_ns() - start;
}

#endif

#ifndef NO_SPAWN
const struct bench spawn_benches[] = {
    { "spawn_wait", "spawn", bench_spawn_wait, 0 },
#ifndef NO_SHELL
    { "sh_loop_100k", "shell", bench_sh_loop_100k, 0 },
    { "sh_subst_1000", "shell", bench_sh_subst_1000, 0 },
    { "sh_pipe_100x10", "shell", bench_sh_pipe_100x10, 0 },
#endif
    { NULL, NULL, NULL, 0 }
};
#endif

#ifndef NO_FORK
const struct bench fork_benches[] = {
    { "fork_wait", "fork", bench_fork_wait, 0 },
    { "fork_exec_wait", "fork", bench_fork_exec_wait, 0 },
    { NULL, NULL, NULL, 0 }
};
#endif

#endif
