// The first program of the Linux that capOS's times are compared with: runs the cases and writes the results to the console, in
// hexadecimal digits between two lines, for tests/ports/linux.py to read.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(char **arguments) {
    pid_t child = fork();
    if (child == 0) {
        execv(arguments[0], arguments);
        perror(arguments[0]);
        _exit(127);
    }
    waitpid(child, NULL, 0);
}

int main(void) {
    mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
    mkdir("/dev/pts", 0755);
    mount("devpts", "/dev/pts", "devpts", 0, NULL);
    mount("proc", "/proc", "proc", 0, NULL);
    char *replay[] = {"/bin/replay", "/ports/cases", "/ports/results", "/tmp/work", NULL};
    run(replay);
    FILE *results = fopen("/ports/results", "rb");
    puts("RESULTS");
    for (int byte, column = 0; results && (byte = getc(results)) != EOF;) {
        printf("%02x", byte);
        if (++column % 40 == 0) putchar('\n');
    }
    puts("\nEND");
    fflush(stdout);
    reboot(RB_POWER_OFF);
    return 1;
}
