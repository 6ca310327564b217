/* TCP over IPv4: loopback, and to a benchserver on another host. */

#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE

#include "sockets.h"

#if !defined NO_NET && !defined NO_TCP

#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TCP_BYTES = 8 * MIB };

static void no_delay(int fd)
{
    int one = 1;

    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static int64_t tcp_pingpong(long n, int a, int b)
{
    char c = 'x';
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        if (send(a, &c, 1, 0) != 1)
            return fail("send");
        if (b >= 0 && (recv(b, &c, 1, 0) != 1 || send(b, &c, 1, 0) != 1))
            return fail("peer");
        if (recv(a, &c, 1, 0) != 1)
            return fail("recv");
    }
    return now_ns() - start;
}

/* Both ends of a loopback connection in one process, one byte each way. */
static int64_t bench_tcp_loop_rtt(long n)
{
    int port, a, b;
    int listener = loopback_socket(SOCK_STREAM, &port);
    int64_t time;

    if (listener < 0)
        return skip("no-loopback");
    if (listen(listener, 1) != 0)
        return fail("listen");
    a = socket(AF_INET, SOCK_STREAM, 0);
    if (a < 0 || connect_to(a, inet_address(INADDR_LOOPBACK, port)) != 0)
        return fail("connect");
    b = accept(listener, NULL, NULL);
    if (b < 0)
        return fail("accept");
    no_delay(a);
    no_delay(b);
    limit_wait(a);
    limit_wait(b);
    time = tcp_pingpong(n, a, b);
    close(a);
    close(b);
    close(listener);
    return time;
}

#ifndef NO_SPAWN

/* Child: connects to the port in its argument and reads until the end. */
int child_tcpsink(const char *port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || connect_to(fd, inet_address(INADDR_LOOPBACK, atoi(port))) != 0)
        return 1;
    return child_sink(fd);
}

/* One operation sends 8 MiB over loopback to a spawned child. */
static int64_t bench_tcp_loop_tput(long n)
{
    int port;
    int listener = loopback_socket(SOCK_STREAM, &port);
    char text[8];
    int64_t time = 0;

    if (listener < 0)
        return skip("no-loopback");
    if (listen(listener, 1) != 0)
        return fail("listen");
    snprintf(text, sizeof text, "%d", port);
    for (long i = 0; i < n; i++) {
        struct child c;
        char b;
        int fd;
        int64_t start;

        if (child_start(&c, "tcpsink", text) != 0)
            return fail("spawn");
        fd = accept(listener, NULL, NULL);
        if (fd < 0)
            return fail("accept");
        if (read(c.from, &b, 1) != 1)
            return fail("child-ready");
        start = now_ns();
        for (long done = 0; done < TCP_BYTES; done += BLOCK)
            if (write_all(fd, block, BLOCK) != 0)
                return fail("send");
        close(fd);
        if (read(c.from, &b, 1) != 1)
            return fail("child-end");
        time += now_ns() - start;
        if (child_stop(&c) != 0)
            return fail("child");
    }
    close(listener);
    return time;
}

#endif /* NO_SPAWN */

/* Connects to the benchserver and sends the byte that chooses a service:
 * 'E' echo, 'U' take everything then answer one byte, 'D' send 8 MiB. */
static int host_connect(char service)
{
    struct sockaddr_in host;
    int fd;

    if (!host_address(&host))
        return (int)skip("no-host");
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return (int)skip("no-socket");
    if (connect_to(fd, host) != 0) {
        close(fd);
        return (int)skip("no-server");
    }
    no_delay(fd);
    limit_wait(fd);
    if (send(fd, &service, 1, 0) != 1)
        return (int)fail("send");
    return fd;
}

/* One byte to the benchserver and back. */
static int64_t bench_tcp_host_rtt(long n)
{
    int fd = host_connect('E');
    int64_t time;

    if (fd < 0)
        return fd;
    time = tcp_pingpong(1, fd, -1);             /* warm up */
    if (time >= 0)
        time = tcp_pingpong(n, fd, -1);
    close(fd);
    return time;
}

/* One operation uploads 8 MiB; the connection's set-up is not timed. */
static int64_t bench_tcp_host_up(long n)
{
    int64_t time = 0;

    for (long i = 0; i < n; i++) {
        int fd = host_connect('U');
        int64_t start;
        char b;

        if (fd < 0)
            return fd;
        start = now_ns();
        for (long done = 0; done < TCP_BYTES; done += BLOCK)
            if (write_all(fd, block, BLOCK) != 0)
                return fail("send");
        shutdown(fd, SHUT_WR);
        if (recv(fd, &b, 1, 0) != 1)
            return fail("answer");
        time += now_ns() - start;
        close(fd);
    }
    return time;
}

/* One operation downloads 8 MiB. */
static int64_t bench_tcp_host_down(long n)
{
    int64_t time = 0;

    for (long i = 0; i < n; i++) {
        int fd = host_connect('D');
        long done = 0;
        ssize_t r;
        int64_t start;

        if (fd < 0)
            return fd;
        start = now_ns();
        while ((r = recv(fd, block, BLOCK, 0)) > 0)
            done += r;
        time += now_ns() - start;
        close(fd);
        if (done != TCP_BYTES)
            return fail("recv");
    }
    return time;
}

const struct bench tcp_benches[] = {
    { "tcp_loop_rtt", "net", bench_tcp_loop_rtt, 0 },
#ifndef NO_SPAWN
    { "tcp_loop_tput", "net", bench_tcp_loop_tput, TCP_BYTES },
#endif
    { "tcp_host_rtt", "net", bench_tcp_host_rtt, 0 },
    { "tcp_host_up", "net", bench_tcp_host_up, TCP_BYTES },
    { "tcp_host_down", "net", bench_tcp_host_down, TCP_BYTES },
    { NULL, NULL, NULL, 0 }
};

#endif
