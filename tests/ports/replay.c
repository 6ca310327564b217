// Runs the cases of a file, one after the other, and writes what each of them did to another file. The same source is built
// for this machine and for capOS; tests/ports/cases.py writes the one file and reads the other.
//
// A case is a sequence of records, a line each; where a line ends with a length, so many bytes follow it.
//   case OPTIONS NAME         begins it, in an empty working folder; the options are `k` if its files are among the results,
//                             `s` if the two streams are kept separate, `t` if it has a terminal of its own, `c` if it
//                             continues in the folder of the one before; `-` for none
//   folder PATH               makes a folder
//   file MODE AGE LENGTH PATH makes a file that was changed AGE nanoseconds ago
//   link LENGTH PATH          makes a symbolic link to what follows
//   cd PATH                   the folder that the program runs in; PATH is relative to the working folder
//   env LENGTH                a string of the environment
//   arg LENGTH                an argument; the first is the program
//   input LENGTH              what the program reads
//   run SECONDS               runs it, at most so long
// The results: "case STATUS MILLISECONDS LENGTH NAME\n" and what it printed on both streams; "errors LENGTH\n" and what it
// printed on the second, if they are separate; of files to keep, "file LENGTH PATH\n" and its bytes; and "end\n".
// STATUS is "exit N", "signal N" or "late 0".
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_STRINGS = 256, MAX_OUTPUT = 4 << 20 };

static FILE *cases, *results;
static char work[4096];
static char options[16], name[1024], place[4096];
static char *arguments[MAX_STRINGS + 1], *environment[MAX_STRINGS + 1];
static int argument_count, environment_count;
static char output[MAX_OUTPUT];

static void die(const char *what) {
    fprintf(stderr, "replay: %s: %s\n", what, strerror(errno));
    exit(2);
}

static char *bytes(size_t length) {
    char *text = malloc(length + 1);
    if (!text || fread(text, 1, length, cases) != length) die("the cases end too early");
    text[length] = '\0';
    return text;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status, (void)kind;
    if (walk->level > 0 && remove(path) != 0) fprintf(stderr, "replay: %s: %s\n", path, strerror(errno));
    return 0;
}

static void clear(void) {
    if ((mkdir(work, 0755) != 0 && errno != EEXIST) || chdir(work) != 0) die(work);
    if (!strchr(options, 'c')) nftw(work, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    strcpy(place, ".");
    while (argument_count > 0) free(arguments[--argument_count]);
    while (environment_count > 0) free(environment[--environment_count]);
}

static void make_file(unsigned mode, long long age, size_t length, const char *path) {
    char *content = bytes(length);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0) die(path);
    for (size_t done = 0; done < length;) {
        ssize_t written = write(fd, content + done, length - done);
        if (written < 0) die(path);
        done += (size_t)written;
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long long then = now.tv_sec * 1000000000LL + now.tv_nsec - age;
    struct timespec times[2] = {{then / 1000000000, then % 1000000000}, {then / 1000000000, then % 1000000000}};
    if (fchmod(fd, mode) != 0 || futimens(fd, times) != 0) die(path);
    close(fd);
    free(content);
}

static void keep(char **strings, int *count, size_t length) {
    if (*count == MAX_STRINGS) die("too many strings");
    strings[(*count)++] = bytes(length);
    strings[*count] = NULL;
}

static long long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

// The child, in a session and group of its own so that what it leaves behind can be ended, and no terminal but its own.
static void start(int input, int out, int errors, int terminal) {
    setsid();
    if (terminal >= 0 && ioctl(terminal, TIOCSCTTY, 0) != 0) _exit(125);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (chdir(place) != 0 || dup2(input, 0) < 0 || dup2(out, 1) < 0 || dup2(errors, 2) < 0) _exit(126);
    for (int fd = 3; fd < 64; fd++) close(fd);
    environ = environment;
    execvpe(arguments[0], arguments, environment);
    dprintf(2, "replay: %s: %s\n", arguments[0], strerror(errno));
    _exit(127);
}

static int scratch(const char *content, size_t length) {
    char path[] = "/tmp/replay-XXXXXX";
    int fd = mkostemp(path, O_APPEND | O_CLOEXEC);
    if (fd < 0 || unlink(path) != 0) die(path);
    if (write(fd, content, length) != (ssize_t)length || lseek(fd, 0, SEEK_SET) != 0) die("scratch");
    return fd;
}

// Waits for the child, at most so many seconds; nonzero if it was in time.
static int await(pid_t child, int *status, int seconds) {
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    long long end = milliseconds() + seconds * 1000LL;
    for (;;) {
        if (waitpid(child, status, WNOHANG) == child) return 1;
        long long left = end - milliseconds();
        if (left <= 0) return 0;
        struct timespec wait = {left / 1000, left % 1000 * 1000000};
        sigtimedwait(&ended, NULL, &wait);
    }
}

// A new terminal, and who looks at it: both stay open as long as the child runs.
static int open_terminal(int *control) {
    *control = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*control < 0 || grantpt(*control) != 0 || unlockpt(*control) != 0) die("terminal");
    int terminal = open(ptsname(*control), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) die("terminal");
    return terminal;
}

static size_t stream(int file) {
    ssize_t length = pread(file, output, MAX_OUTPUT, 0);
    if (length < 0) die("output");
    close(file);
    return (size_t)length;
}

static void run(const char *input, size_t input_length, int seconds) {
    int separate = strchr(options, 's') != NULL, control = -1, status = 0;
    int terminal = strchr(options, 't') ? open_terminal(&control) : -1;
    int in = scratch(input, input_length), out = scratch("", 0), errors = separate ? scratch("", 0) : out;
    long long begin = milliseconds();
    pid_t child = fork();
    if (child < 0) die("fork");
    if (child == 0) start(in, out, errors, terminal);
    int in_time = await(child, &status, seconds);
    long long took = milliseconds() - begin;
    // Whatever it left behind.
    kill(-child, SIGKILL);
    if (!in_time) waitpid(child, &status, 0);
    if (terminal >= 0) close(terminal), close(control);
    close(in);
    const char *kind = !in_time ? "late" : WIFSIGNALED(status) ? "signal" : "exit";
    int number = !in_time ? 0 : WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    size_t length = stream(out);
    fprintf(results, "case %s %d %lld %zu %s\n", kind, number, took, length, name);
    fwrite(output, 1, length, results);
    if (!separate) return;
    length = stream(errors);
    fprintf(results, "errors %zu\n", length);
    fwrite(output, 1, length, results);
}

static int report_file(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)walk;
    if (kind != FTW_F || status->st_size > MAX_OUTPUT) return 0;
    FILE *file = fopen(path, "rb");
    if (!file) return 0;
    size_t length = fread(output, 1, MAX_OUTPUT, file);
    fclose(file);
    fprintf(results, "file %zu %s\n", length, path + strlen(work) + 1);
    fwrite(output, 1, length, results);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fputs("usage: replay CASES RESULTS WORKING-FOLDER\n", stderr);
        return 2;
    }
    cases = fopen(argv[1], "rb");
    results = fopen(argv[2], "wb");
    if (!cases) die(argv[1]);
    if (!results) die(argv[2]);
    snprintf(work, sizeof work, "%s", argv[3]);
    char *line = NULL, *input = NULL;
    size_t room = 0, length, input_length = 0;
    umask(022);
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ended, NULL);
    while (getline(&line, &room, cases) > 0) {
        line[strcspn(line, "\n")] = '\0';
        unsigned mode;
        long long age;
        int offset = 0, seconds;
        if (sscanf(line, "case %15s %n", options, &offset) == 1 && offset) {
            snprintf(name, sizeof name, "%s", line + offset);
            clear();
        } else if (strncmp(line, "folder ", 7) == 0) {
            if (mkdir(line + 7, 0755) != 0 && errno != EEXIST) die(line);
        } else if (sscanf(line, "file %o %lld %zu %n", &mode, &age, &length, &offset) == 3) {
            make_file(mode, age, length, line + offset);
        } else if (sscanf(line, "link %zu %n", &length, &offset) == 1) {
            char *target = bytes(length);
            if (symlink(target, line + offset) != 0) die(line);
            free(target);
        } else if (strncmp(line, "cd ", 3) == 0) {
            snprintf(place, sizeof place, "%s", line + 3);
        } else if (sscanf(line, "env %zu", &length) == 1) {
            keep(environment, &environment_count, length);
        } else if (sscanf(line, "arg %zu", &length) == 1) {
            keep(arguments, &argument_count, length);
        } else if (sscanf(line, "input %zu", &length) == 1) {
            free(input);
            input = bytes(length);
            input_length = length;
        } else if (sscanf(line, "run %d", &seconds) == 1) {
            fflush(results);
            run(input ? input : "", input_length, seconds);
            if (strchr(options, 'k')) nftw(work, report_file, 16, FTW_PHYS);
            fputs("end\n", results);
            free(input);
            input = NULL;
            input_length = 0;
        } else {
            errno = EINVAL;
            die(line);
        }
    }
    strcpy(options, "-");
    clear();
    return fclose(results) == 0 ? 0 : 2;
}
