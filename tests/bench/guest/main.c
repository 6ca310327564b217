/* The first program of a guest that measures, the same on capOS and on Linux: starts /bin/posixbench with the words
 * of /bench/arguments, one a line, waits for it and ends the system with its status. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/mount.h>
#include <sys/reboot.h>
#endif

enum { WORDS = 64, TEXT = 4096 };

static const char program[] = "/bin/posixbench";

/* The words, as an argument vector; NULL without the file. */
static char **read_arguments(void)
{
    static char text[TEXT], *words[WORDS + 2];
    FILE *file = fopen("/bench/arguments", "r");
    size_t count = 0;

    if (file == NULL)
        return NULL;
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    words[count++] = (char *)program;
    for (char *word = strtok(text, "\n"); word != NULL && count <= WORDS; word = strtok(NULL, "\n"))
        words[count++] = word;
    return words;
}

static int run(void)
{
    char *environment[] = { NULL }, **arguments = read_arguments();
    int status, error;
    pid_t pid;

    if (arguments == NULL) {
        perror("/bench/arguments");
        return 1;
    }
    error = posix_spawn(&pid, program, NULL, NULL, arguments, environment);
    if (error != 0) {
        printf("%s: %s\n", program, strerror(error));
        return 1;
    }
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("USERSPACE");
#ifdef __linux__
    if (mount("tmpfs", "/tmp", "tmpfs", 0, NULL) != 0)
        perror("/tmp");
    run();
    reboot(RB_POWER_OFF);
    return 1;
#else
    return run();
#endif
}
