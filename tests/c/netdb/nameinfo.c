#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netdb.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include "test.h"

static char host[NI_MAXHOST], service[NI_MAXSERV];

static int ask(const char *address, int port, int flags) {
    struct sockaddr_in inet = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, address, &inet.sin_addr);
    memset(host, 0, sizeof host);
    memset(service, 0, sizeof service);
    return getnameinfo((struct sockaddr *)&inet, sizeof inet, host, sizeof host, service, sizeof service, flags);
}

static int ask6(const char *address, unsigned scope, int flags) {
    struct sockaddr_in6 inet6 = {.sin6_family = AF_INET6, .sin6_port = htons(80), .sin6_scope_id = scope};
    inet_pton(AF_INET6, address, &inet6.sin6_addr);
    return getnameinfo((struct sockaddr *)&inet6, sizeof inet6, host, sizeof host, service, sizeof service, flags);
}

int main(void) {
    CHECK_INT(ask("192.0.2.1", 8888, NI_NUMERICHOST | NI_NUMERICSERV), 0);
    CHECK_STR(host, "192.0.2.1");
    CHECK_STR(service, "8888");
    CHECK_INT(ask("127.0.0.1", 80, NI_NAMEREQD), 0);
    CHECK_STR(host, "localhost");
    CHECK_STR(service, "http");
    CHECK_INT(ask("127.0.0.1", 514, NI_NUMERICHOST | NI_DGRAM), 0);
    CHECK_STR(service, "syslog");
    /* A port without a service shows as it is. */
    CHECK_INT(ask("127.0.0.1", 64999, NI_NUMERICHOST), 0);
    CHECK_STR(service, "64999");
    CHECK_INT(ask("127.0.0.1", 80, NI_NUMERICHOST | NI_NAMEREQD), EAI_NONAME);
    CHECK_INT(ask("127.0.0.1", 80, 0x10000), EAI_BADFLAGS);

    CHECK_INT(ask6("2001:db8::1", 0, NI_NUMERICHOST | NI_NUMERICSERV), 0);
    CHECK_STR(host, "2001:db8::1");
    CHECK_INT(ask6("::ffff:192.0.2.1", 0, NI_NUMERICHOST | NI_NUMERICSERV), 0);
    CHECK_STR(host, "::ffff:192.0.2.1");
    unsigned lo = if_nametoindex("lo");
    CHECK(lo > 0);
    CHECK_INT(ask6("fe80::1", lo, NI_NUMERICHOST | NI_NUMERICSERV), 0);
    CHECK_STR(host, "fe80::1%lo");
    CHECK_INT(ask6("fe80::1", 4000, NI_NUMERICHOST | NI_NUMERICSERV), 0);
    CHECK_STR(host, "fe80::1%4000");

    /* The zone comes back as it was given, by name and by number. */
    static const char *const zones[] = {"fe80::1%lo", "fe80::1%4000"};
    for (int i = 0; i < 2; i++) {
        struct addrinfo hints = {.ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM}, *list;
        REQUIRE(getaddrinfo(zones[i], "80", &hints, &list) == 0);
        struct sockaddr_in6 *inet6 = (struct sockaddr_in6 *)list->ai_addr;
        CHECK_INT(inet6->sin6_scope_id, i == 0 ? lo : 4000);
        CHECK_INT(getnameinfo(list->ai_addr, list->ai_addrlen, host, sizeof host, NULL, 0, NI_NUMERICHOST), 0);
        CHECK_STR(host, zones[i]);
        freeaddrinfo(list);
    }
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST}, *list;
    CHECK_INT(getaddrinfo("fe80::1%no-such-interface", NULL, &hints, &list), EAI_NONAME);

    struct sockaddr_in inet = {.sin_family = AF_INET, .sin_port = htons(80)};
    struct sockaddr *address = (struct sockaddr *)&inet;
    int numeric = NI_NUMERICHOST | NI_NUMERICSERV;
    CHECK_INT(getnameinfo(address, sizeof inet, host, 4, NULL, 0, numeric), EAI_OVERFLOW);
    CHECK_INT(getnameinfo(address, sizeof inet, host, 8, NULL, 0, numeric), 0);
    CHECK_STR(host, "0.0.0.0");
    CHECK_INT(getnameinfo(address, sizeof inet, NULL, 0, service, 2, numeric), EAI_OVERFLOW);
#ifndef __GLIBC__
    /* POSIX wants an error where nothing is asked; glibc is content. */
    CHECK_INT(getnameinfo(address, sizeof inet, NULL, 0, NULL, 0, numeric), EAI_NONAME);
#endif
    CHECK_INT(getnameinfo(address, 4, host, sizeof host, NULL, 0, numeric), EAI_FAMILY);
    inet.sin_family = 999;
    CHECK_INT(getnameinfo(address, sizeof inet, host, sizeof host, NULL, 0, numeric), EAI_FAMILY);
    return test_done();
}
