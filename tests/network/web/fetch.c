/* Runs curl against a server and checks what it brings: `fetch URL SIZE COUNT`. URL/big has SIZE bytes, each the low one of its
 * place divided by 251; COUNT small files follow over one connection. */
#define _GNU_SOURCE
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PERIOD = 251, BLOCK = 65536 };

/* Starts curl with its output in a pipe; the reading end. */
static int start(pid_t *child, char *const arguments[]) {
    int ends[2];
    posix_spawn_file_actions_t actions;
    if (pipe(ends) != 0)
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    int error = posix_spawn(child, "/bin/curl", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error != 0) {
        printf("curl: %s\n", strerror(error));
        return -1;
    }
    return ends[0];
}

/* The status of a child that ended. */
static int end(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int fetch_big(const char *url, long size) {
    static unsigned char block[BLOCK];
    char address[256];
    pid_t child;
    long at = 0, wrong = -1;
    ssize_t count;
    snprintf(address, sizeof address, "%s/big", url);
    int from = start(&child, (char *[]){"curl", "--silent", "--show-error", "--fail", address, NULL});
    if (from < 0)
        return 1;
    while ((count = read(from, block, sizeof block)) > 0)
        for (ssize_t i = 0; i < count; i++, at++)
            if (block[i] != at % PERIOD && wrong < 0)
                wrong = at;
    close(from);
    int status = end(child);
    if (status != 0 || at != size || wrong >= 0) {
        printf("big: curl ended with %d, %ld bytes of %ld, the first wrong one %ld\n", status, at, size, wrong);
        return 1;
    }
    printf("big: %ld bytes as they are\n", at);
    return 0;
}

static int fetch_small(const char *url, int wanted) {
    char address[256], line[64];
    pid_t child;
    int files = 0, connections = 0;
    snprintf(address, sizeof address, "%s/small?[1-%d]", url, wanted);
    int from = start(&child, (char *[]){"curl", "--silent", "--show-error", "--fail", "--output", "/dev/null", "--write-out",
                                        "%{http_code} %{size_download} %{num_connects}\n", address, NULL});
    if (from < 0)
        return 1;
    FILE *lines = fdopen(from, "r");
    while (fgets(line, sizeof line, lines) != NULL) {
        int code, size, made;
        if (sscanf(line, "%d %d %d", &code, &size, &made) == 3 && code == 200 && size == 1000) {
            files++;
            connections += made;
        }
    }
    fclose(lines);
    int status = end(child);
    printf("small: %d files over %d connection%s\n", files, connections, connections == 1 ? "" : "s");
    return status != 0 || files != wanted || connections != 1;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: %s URL SIZE COUNT\n", argv[0]);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    return fetch_big(argv[1], atol(argv[2])) | fetch_small(argv[1], atoi(argv[3]));
}
