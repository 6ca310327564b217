/* Name servers, asked by datagrams and streams. The server is a thread of this program, and /etc/resolv.conf leads to it:
   on capOS, where there is none, it is made for the time of the test; elsewhere this
   runs only where somebody has prepared it. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <resolv.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "test.h"

#define PORT 15353
#define CONFIGURATION "nameserver [127.0.0.1]:15353\nsearch example.test\noptions timeout:1 attempts:4\n"

enum { A = 1, CNAME = 5, PTR = 12, AAAA = 28 };

static int datagrams, listener = -1, stop[2];
static int lossy_asked, streams_asked;

/* The name of a question as text; where its type stands. */
static size_t read_name(const unsigned char *message, size_t length, char *name) {
    size_t at = 12, used = 0;
    while (at < length && message[at] != 0 && at + message[at] < length && used + message[at] < 250) {
        for (int i = 1; i <= message[at]; i++)
            name[used++] = tolower(message[at + i]);
        name[used++] = '.';
        at += message[at] + 1;
    }
    name[used] = 0;
    return at + 1;
}

static size_t add(unsigned char *message, size_t at, int type, const void *data, size_t length) {
    /* The owner is the name that was asked for. */
    const unsigned char head[] = {0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, length};
    memcpy(message + at, head, sizeof head);
    memcpy(message + at + sizeof head, data, length);
    message[7]++;
    return at + sizeof head + length;
}

/* "www.example.test" as it travels. */
static const char www[] = "\3www\7example\4test";

/* Makes an answer of a question; 0: none is sent. */
static size_t answer(unsigned char *message, size_t length, int is_stream) {
    char name[256];
    size_t end = read_name(message, length, name);
    int type = message[end + 1];
    end += 4;
    message[2] = 0x81;
    message[3] = 0x80;
    memset(message + 6, 0, 6);
    struct in6_addr six = {.s6_addr = {0x20, 1, 0x0d, 0xb8, [15] = 1}};
    if (strcmp(name, "lossy.example.test.") == 0 && lossy_asked++ == 0)
        return 0;
    if (strcmp(name, "big.example.test.") == 0 && !is_stream) {
        message[2] |= 2;
        return end;
    }
    if (strcmp(name, "failing.example.test.") == 0) {
        message[3] |= 2;
        return end;
    }
    if (strcmp(name, "alias.example.test.") == 0) {
        end = add(message, end, CNAME, www, sizeof www);
        /* What the alias leads to has a name of its own. */
        unsigned char record[] = "\3www\7example\4test\0\0\1\0\1\0\0\0\74\0\4\300\0\2\1";
        if (type == A) {
            memcpy(message + end, record, sizeof record - 1);
            message[7]++;
            end += sizeof record - 1;
        }
        return end;
    }
    if (strcmp(name, "1.2.0.192.in-addr.arpa.") == 0)
        return type == PTR ? add(message, end, PTR, www, sizeof www) : end;
    if (strcmp(name, "empty.example.test.") == 0)
        return end;
    if (strcmp(name, "only6.example.test.") == 0)
        return type == AAAA ? add(message, end, AAAA, &six, 16) : end;
    if (strcmp(name, "www.example.test.") == 0 || strcmp(name, "lossy.example.test.") == 0
        || strcmp(name, "big.example.test.") == 0) {
        if (type == A)
            return add(message, end, A, is_stream ? "\300\0\2\2" : "\300\0\2\1", 4);
        return type == AAAA ? add(message, end, AAAA, &six, 16) : end;
    }
    message[3] |= 3;
    return end;
}

static void serve_stream(void) {
    unsigned char message[1024];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    streams_asked++;
    size_t have = 0, want = 2;
    while (have < want) {
        ssize_t count = read(fd, message + have, want - have);
        if (count <= 0)
            break;
        have += count;
        if (have == 2)
            want = 2 + (message[0] << 8 | message[1]);
        if (want > 512)
            break;
    }
    size_t length = have == want ? answer(message + 2, have - 2, 1) : 0;
    message[0] = length >> 8;
    message[1] = length;
    if (length > 0)
        CHECK_INT(write(fd, message, length + 2), length + 2);
    close(fd);
}

static void *serve(void *unused) {
    unsigned char message[1024];
    (void)unused;
    for (;;) {
        struct pollfd watched[] = {{datagrams, POLLIN, 0}, {stop[0], POLLIN, 0}, {listener, POLLIN, 0}};
        if (poll(watched, 3, -1) < 0)
            continue;
        if (watched[1].revents)
            return NULL;
        if (watched[2].revents)
            serve_stream();
        if (!watched[0].revents)
            continue;
        struct sockaddr_in from;
        socklen_t size = sizeof from;
        ssize_t length = recvfrom(datagrams, message, 512, 0, (struct sockaddr *)&from, &size);
        if (length < 17)
            continue;
        size_t answered = answer(message, length, 0);
        if (answered > 0)
            sendto(datagrams, message, answered, 0, (struct sockaddr *)&from, size);
    }
}

/* Whether /etc/resolv.conf was made here, to be removed again. One that is there is never touched. */
static int is_ours;

static int prepare(void) {
    struct utsname system;
    char text[sizeof CONFIGURATION] = "";
    REQUIRE(uname(&system) >= 0);
    /* The build machine's names are its own, whichever library this is. */
    if (strcmp(system.sysname, "Linux") != 0) {
        mkdir("/etc", 0755);
        int made = open("/etc/resolv.conf", O_WRONLY | O_CREAT | O_EXCL, 0644);
        if (made >= 0) {
            is_ours = 1;
            CHECK_INT(write(made, CONFIGURATION, sizeof CONFIGURATION - 1), sizeof CONFIGURATION - 1);
            close(made);
        }
    }
    int fd = open("/etc/resolv.conf", O_RDONLY);
    if (fd < 0)
        return 0;
    if (read(fd, text, sizeof text - 1) < 0)
        text[0] = 0;
    close(fd);
    return strcmp(text, CONFIGURATION) == 0;
}

/* The addresses of a name in alphabetical order. */
static const char *look(const char *name, int family, int flags) {
    static char text[512];
    char shown[8][INET6_ADDRSTRLEN];
    int count = 0;
    struct addrinfo hints = {.ai_flags = flags, .ai_family = family, .ai_socktype = SOCK_STREAM}, *list;
    int error = getaddrinfo(name, "80", &hints, &list);
    if (error != 0) {
        snprintf(text, sizeof text, "error %d", error);
        return text;
    }
    for (struct addrinfo *info = list; info != NULL && count < 8; info = info->ai_next)
        CHECK_INT(getnameinfo(info->ai_addr, info->ai_addrlen, shown[count++], sizeof *shown, NULL, 0, NI_NUMERICHOST), 0);
    qsort(shown, count, sizeof *shown, (int (*)(const void *, const void *))strcmp);
    text[0] = 0;
    for (int i = 0; i < count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i > 0 ? " " : "", shown[i]);
    if (flags & AI_CANONNAME)
        snprintf(text + strlen(text), sizeof text - strlen(text), " %s", list->ai_canonname);
    freeaddrinfo(list);
    return text;
}

static const char *error(int number) {
    static char text[32];
    snprintf(text, sizeof text, "error %d", number);
    return text;
}

static void addresses(void) {
    CHECK_STR(look("www.example.test", AF_INET, 0), "192.0.2.1");
    CHECK_STR(look("www.example.test", AF_INET6, 0), "2001:db8::1");
    CHECK_STR(look("WWW.example.test.", AF_UNSPEC, 0), "192.0.2.1 2001:db8::1");
    CHECK_STR(look("www", AF_INET, AI_CANONNAME), "192.0.2.1 www.example.test");
    CHECK_STR(look("alias.example.test", AF_INET, AI_CANONNAME), "192.0.2.1 www.example.test");
    CHECK_STR(look("only6", AF_UNSPEC, 0), "2001:db8::1");
    CHECK_STR(look("www", AF_INET6, AI_V4MAPPED), "2001:db8::1");
    CHECK_STR(look("www", AF_INET6, AI_V4MAPPED | AI_ALL), "2001:db8::1 ::ffff:192.0.2.1");
    CHECK_STR(look("alias", AF_INET6, AI_V4MAPPED), "::ffff:192.0.2.1");
    CHECK_STR(look("lossy.example.test", AF_INET, 0), "192.0.2.1");
    CHECK(lossy_asked >= 2);
}

static void failures(void) {
    CHECK_STR(look("nobody.example.test", AF_UNSPEC, 0), error(EAI_NONAME));
    CHECK_STR(look("empty.example.test", AF_UNSPEC, 0), error(EAI_NODATA));
    CHECK_STR(look("only6", AF_INET, 0), error(EAI_NODATA));
    CHECK_STR(look("failing.example.test", AF_INET, 0), error(EAI_AGAIN));
    CHECK_STR(look("not a name", AF_INET, 0), error(EAI_NONAME));
    CHECK(gethostbyname("nobody.example.test") == NULL);
    CHECK_INT(h_errno, HOST_NOT_FOUND);
    CHECK(gethostbyname("empty.example.test") == NULL);
    CHECK_INT(h_errno, NO_DATA);
    CHECK(gethostbyname("failing.example.test") == NULL);
    CHECK_INT(h_errno, TRY_AGAIN);
}

static void names(void) {
    struct sockaddr_in inet = {.sin_family = AF_INET};
    char host[NI_MAXHOST];
    inet_pton(AF_INET, "192.0.2.1", &inet.sin_addr);
    CHECK_INT(getnameinfo((struct sockaddr *)&inet, sizeof inet, host, sizeof host, NULL, 0, NI_NAMEREQD), 0);
    CHECK_STR(host, "www.example.test");
    struct hostent *found = gethostbyaddr(&inet.sin_addr, 4, AF_INET);
    REQUIRE(found != NULL);
    CHECK_STR(found->h_name, "www.example.test");
    found = gethostbyname("alias.example.test");
    REQUIRE(found != NULL);
    CHECK_STR(found->h_name, "www.example.test");
    REQUIRE(found->h_aliases[0] != NULL);
    CHECK_STR(found->h_aliases[0], "alias.example.test");
    inet_pton(AF_INET, "192.0.2.77", &inet.sin_addr);
    CHECK_INT(getnameinfo((struct sockaddr *)&inet, sizeof inet, host, sizeof host, NULL, 0, NI_NAMEREQD), EAI_NONAME);
    CHECK_INT(getnameinfo((struct sockaddr *)&inet, sizeof inet, host, sizeof host, NULL, 0, 0), 0);
    CHECK_STR(host, "192.0.2.77");
}

static void messages(void) {
    unsigned char room[NS_PACKETSZ], asked[NS_PACKETSZ];
    ns_msg handle;
    ns_rr record;
    int length = res_query("www.example.test", ns_c_in, ns_t_a, room, sizeof room);
    REQUIRE(length > 0 && ns_initparse(room, length, &handle) == 0);
    CHECK_INT(ns_parserr(&handle, ns_s_an, 0, &record), 0);
    CHECK_STR(ns_rr_name(record), "www.example.test");
    CHECK(ns_rr_rdlen(record) == 4 && memcmp(ns_rr_rdata(record), "\300\0\2\1", 4) == 0);
    CHECK_INT(res_querydomain("www", "example.test", ns_c_in, ns_t_a, room, sizeof room), length);
    CHECK_INT(res_search("www", ns_c_in, ns_t_a, room, sizeof room), length);
    CHECK_INT(res_query("nobody.example.test", ns_c_in, ns_t_a, room, sizeof room), -1);
    CHECK_INT(h_errno, HOST_NOT_FOUND);
    CHECK_INT(res_query("empty.example.test", ns_c_in, ns_t_mx, room, sizeof room), -1);
    CHECK_INT(h_errno, NO_DATA);
    int question =
        res_mkquery(ns_o_query, "www.example.test", ns_c_in, ns_t_aaaa, NULL, 0, NULL, asked, sizeof asked);
    length = res_send(asked, question, room, sizeof room);
    REQUIRE(length > 0 && ns_initparse(room, length, &handle) == 0);
    CHECK_INT(ns_parserr(&handle, ns_s_an, 0, &record), 0);
    CHECK_INT(ns_rr_type(record), ns_t_aaaa);
    CHECK(memcmp(asked, room, 2) == 0);
}

int main(void) {
    if (!prepare()) {
        printf("# /etc/resolv.conf does not lead to this test\n");
        return test_done();
    }
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE((datagrams = socket(AF_INET, SOCK_DGRAM, 0)) >= 0);
    REQUIRE(bind(datagrams, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE((listener = socket(AF_INET, SOCK_STREAM, 0)) >= 0);
    int on = 1;
    REQUIRE(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0);
    REQUIRE(bind(listener, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE(listen(listener, 4) == 0);
    REQUIRE(pipe(stop) == 0);
    pthread_t server;
    REQUIRE(pthread_create(&server, NULL, serve, NULL) == 0);
    addresses();
    failures();
    names();
    messages();
    CHECK_STR(look("big.example.test", AF_INET, 0), "192.0.2.2");
    CHECK_INT(streams_asked, 1);
    CHECK_INT(write(stop[1], "x", 1), 1);
    CHECK_INT(pthread_join(server, NULL), 0);
    if (is_ours)
        CHECK_INT(unlink("/etc/resolv.conf"), 0);
    return test_done();
}
