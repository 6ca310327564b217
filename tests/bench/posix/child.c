/* A second process: posix_spawn of this same program. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_SPAWN

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

char *empty_env[] = { NULL };

/* Starts "self -child role arg" with descriptors 0 and 1 on two pipes. */
int child_start(struct child *c, const char *role, const char *arg)
{
    char *argv[] = { (char *)self_path, "-child", (char *)role, (char *)arg, NULL };
    posix_spawn_file_actions_t acts;
    int in[2], out[2], err;

    if (pipe(in) != 0)
        return -1;
    if (pipe(out) != 0) {
        close(in[0]);
        close(in[1]);
        return -1;
    }
    posix_spawn_file_actions_init(&acts);
    posix_spawn_file_actions_adddup2(&acts, in[0], 0);
    posix_spawn_file_actions_adddup2(&acts, out[1], 1);
    posix_spawn_file_actions_addclose(&acts, in[0]);
    posix_spawn_file_actions_addclose(&acts, in[1]);
    posix_spawn_file_actions_addclose(&acts, out[0]);
    posix_spawn_file_actions_addclose(&acts, out[1]);
    err = posix_spawn(&c->pid, self_path, &acts, NULL, argv, empty_env);
    posix_spawn_file_actions_destroy(&acts);
    close(in[0]);
    close(out[1]);
    c->to = in[1];
    c->from = out[0];
    if (err != 0) {
        close(c->to);
        close(c->from);
        errno = err;
        return -1;
    }
    return 0;
}

/* Closes the pipes, which ends the child, and collects it. */
int child_stop(struct child *c)
{
    int status;

    if (c->to >= 0)
        close(c->to);
    close(c->from);
    if (waitpid(c->pid, &status, 0) != c->pid)
        return -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

/* Child: sends every byte back until end of file. */
int child_echo(void)
{
    char b;

    while (read(0, &b, 1) == 1)
        if (write(1, &b, 1) != 1)
            return 1;
    return 0;
}

/* Child: one byte when ready, one more when the input has ended. */
int child_sink(int fd)
{
    if (write(1, "r", 1) != 1)
        return 1;
    while (read(fd, block, BLOCK) > 0)
        ;
    return write(1, "e", 1) == 1 ? 0 : 1;
}

#endif
