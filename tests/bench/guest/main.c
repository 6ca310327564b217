/* The first program of a guest that measures, the same on capOS and on Linux: starts /bin/posixbench with the words
 * of /bench/arguments, one a line, waits for it and ends the system with its status. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

#ifdef __linux__
/* Loads the modules of /modules in the order of their names. */
static void load_modules(void)
{
    struct dirent **names;
    int count = scandir("/modules", &names, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        char path[512];
        int file;

        snprintf(path, sizeof path, "/modules/%s", names[i]->d_name);
        file = open(path, O_RDONLY | O_CLOEXEC);
        if (names[i]->d_name[0] != '.' && (file < 0 || syscall(SYS_finit_module, file, "", 0) != 0))
            perror(path);
        close(file);
    }
}

static void set_address(struct sockaddr *to, const char *address)
{
    struct sockaddr_in *in = (struct sockaddr_in *)to;

    memset(to, 0, sizeof *to);
    in->sin_family = AF_INET;
    inet_pton(AF_INET, address, &in->sin_addr);
}

/* Brings an interface up, with an address if it shall have one. */
static void bring_up(int socket, const char *name, const char *address)
{
    struct ifreq request = {.ifr_flags = 0};

    strcpy(request.ifr_name, name);
    if (address != NULL) {
        set_address(&request.ifr_addr, address);
        ioctl(socket, SIOCSIFADDR, &request);
        set_address(&request.ifr_netmask, "255.255.255.0");
        ioctl(socket, SIOCSIFNETMASK, &request);
    }
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    if (ioctl(socket, SIOCSIFFLAGS, &request) != 0)
        perror(name);
}

/* What QEMU's own DHCP server would say. */
static void begin_network(void)
{
    int any = socket(AF_INET, SOCK_DGRAM, 0);

    load_modules();
    bring_up(any, "lo", NULL);
    bring_up(any, "eth0", "10.0.2.15");
    close(any);
}
#endif

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("USERSPACE");
#ifdef __linux__
    if (mount("tmpfs", "/tmp", "tmpfs", 0, NULL) != 0)
        perror("/tmp");
    begin_network();
    run();
    reboot(RB_POWER_OFF);
    return 1;
#else
    return run();
#endif
}
