/* What the benchmarks of UDP and TCP have in common. */

#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE

#include "sockets.h"

#ifndef NO_NET

#include <arpa/inet.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

struct sockaddr_in inet_address(uint32_t ip, int port)
{
    struct sockaddr_in a;

    memset(&a, 0, sizeof a);
    a.sin_family = AF_INET;
    a.sin_addr.s_addr = htonl(ip);
    a.sin_port = htons((uint16_t)port);
    return a;
}

/* A socket bound to 127.0.0.1, any free port, which is stored in *port. */
int loopback_socket(int type, int *port)
{
    struct sockaddr_in a = inet_address(INADDR_LOOPBACK, 0);
    socklen_t len = sizeof a;
    int fd = socket(AF_INET, type, 0);

    if (fd < 0)
        return -1;
    if (bind(fd, (struct sockaddr *)&a, sizeof a) != 0
        || getsockname(fd, (struct sockaddr *)&a, &len) != 0) {
        close(fd);
        return -1;
    }
    *port = ntohs(a.sin_port);
    return fd;
}

int connect_to(int fd, struct sockaddr_in a)
{
    return connect(fd, (struct sockaddr *)&a, sizeof a);
}

/* Fills *a with the benchserver's address; 0 if there is none. */
int host_address(struct sockaddr_in *a)
{
    if (net_host == NULL)
        return 0;
    *a = inet_address(0, net_port);
    return inet_pton(AF_INET, net_host, &a->sin_addr) == 1;
}

/* A lost packet then shows as an error instead of a hang. */
void limit_wait(int fd)
{
    struct timeval tv = { 3, 0 };

    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
}

#endif
