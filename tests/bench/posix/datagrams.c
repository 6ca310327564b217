/* UDP over IPv4: loopback, and to a benchserver on another host. */

#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE

#include "sockets.h"

#ifndef NO_NET

#include <unistd.h>

/* Two UDP sockets in one process: a byte from one to the other and back. */
static int64_t bench_udp_loop_rtt(long n)
{
    int port_a, port_b;
    int a = loopback_socket(SOCK_DGRAM, &port_a);
    int b = loopback_socket(SOCK_DGRAM, &port_b);
    char c = 'x';
    int64_t start, time;

    if (a < 0 || b < 0)
        return skip("no-loopback");
    if (connect_to(a, inet_address(INADDR_LOOPBACK, port_b)) != 0
        || connect_to(b, inet_address(INADDR_LOOPBACK, port_a)) != 0)
        return skip("no-loopback");
    limit_wait(a);
    limit_wait(b);
    start = now_ns();
    for (long i = 0; i < n; i++) {
        if (send(a, &c, 1, 0) != 1 || recv(b, &c, 1, 0) != 1)
            return fail("there");
        if (send(b, &c, 1, 0) != 1 || recv(a, &c, 1, 0) != 1)
            return fail("back");
    }
    time = now_ns() - start;
    close(a);
    close(b);
    return time;
}

/* A 32-byte datagram to the benchserver and back. */
static int64_t bench_udp_host_rtt(long n)
{
    struct sockaddr_in host;
    int64_t start = 0, time;
    char msg[32] = "posixbench";
    int fd;

    if (!host_address(&host))
        return skip("no-host");
    fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return skip("no-socket");
    if (connect_to(fd, host) != 0) {
        close(fd);
        return skip("no-route");
    }
    limit_wait(fd);
    for (long i = -1; i < n; i++) {             /* trip -1 warms up */
        if (i == 0)
            start = now_ns();
        if (send(fd, msg, sizeof msg, 0) != (ssize_t)sizeof msg)
            return fail("send");
        if (recv(fd, msg, sizeof msg, 0) != (ssize_t)sizeof msg)
            return fail("recv");
    }
    time = now_ns() - start;
    close(fd);
    return time;
}

const struct bench udp_benches[] = {
    { "udp_loop_rtt", "net", bench_udp_loop_rtt, 0 },
    { "udp_host_rtt", "net", bench_udp_host_rtt, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif
