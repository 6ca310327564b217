#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include "test.h"

static struct addrinfo hints(int flags, int family, int type) {
    struct addrinfo made = {.ai_flags = flags, .ai_family = family, .ai_socktype = type};
    return made;
}

/* "address port type/protocol" of a result. */
static const char *show(const struct addrinfo *info) {
    static char text[128];
    char address[INET6_ADDRSTRLEN] = "?";
    int port = 0;
    if (info->ai_family == AF_INET) {
        struct sockaddr_in *inet = (struct sockaddr_in *)info->ai_addr;
        CHECK_INT(info->ai_addrlen, sizeof *inet);
        inet_ntop(AF_INET, &inet->sin_addr, address, sizeof address);
        port = ntohs(inet->sin_port);
    } else if (info->ai_family == AF_INET6) {
        struct sockaddr_in6 *inet6 = (struct sockaddr_in6 *)info->ai_addr;
        CHECK_INT(info->ai_addrlen, sizeof *inet6);
        inet_ntop(AF_INET6, &inet6->sin6_addr, address, sizeof address);
        port = ntohs(inet6->sin6_port);
    }
    CHECK_INT(info->ai_addr->sa_family, info->ai_family);
    snprintf(text, sizeof text, "%s %d %d/%d", address, port, info->ai_socktype, info->ai_protocol);
    return text;
}

/* The only result of a question about stream sockets. */
static void one(const char *node, const char *service, int flags, int family, const char *want) {
    struct addrinfo asked = hints(flags, family, SOCK_STREAM), *list = NULL;
    int error = getaddrinfo(node, service, &asked, &list);
    CHECK_INT(error, 0);
    if (error != 0) {
        printf("# %s, %s: %s\n", node, service, gai_strerror(error));
        return;
    }
    CHECK_STR(show(list), want);
    CHECK(list->ai_next == NULL);
    freeaddrinfo(list);
}

static void fails(const char *node, const char *service, int flags, int family, int type, int want) {
    struct addrinfo asked = hints(flags, family, type), *list = NULL;
    int error = getaddrinfo(node, service, &asked, &list);
    CHECK_INT(error, want);
    if (error == 0)
        freeaddrinfo(list);
}

static void numbers(void) {
    one("127.0.0.1", "80", 0, AF_UNSPEC, "127.0.0.1 80 1/6");
    one("127.1", "0", AI_NUMERICHOST, AF_INET, "127.0.0.1 0 1/6");
    one("0x7f000001", NULL, 0, AF_INET, "127.0.0.1 0 1/6");
    one("2001:db8::1", "65535", AI_NUMERICHOST | AI_NUMERICSERV, AF_UNSPEC, "2001:db8::1 65535 1/6");
    one("192.0.2.1", "1", AI_V4MAPPED, AF_INET6, "::ffff:192.0.2.1 1 1/6");
    fails("192.0.2.1", "1", 0, AF_INET6, 0, EAI_ADDRFAMILY);
    fails("::1", "1", 0, AF_INET, 0, EAI_ADDRFAMILY);
    fails("1.2.3.256", "1", AI_NUMERICHOST, AF_UNSPEC, 0, EAI_NONAME);
    fails("example.org", "1", AI_NUMERICHOST, AF_UNSPEC, 0, EAI_NONAME);
    fails("127.0.0.1", "http", AI_NUMERICSERV, AF_UNSPEC, SOCK_STREAM, EAI_NONAME);
}

static void all_types(void) {
    struct addrinfo *list = NULL;
    REQUIRE(getaddrinfo("192.0.2.1", "7", NULL, &list) == 0);
    CHECK_STR(show(list), "192.0.2.1 7 1/6");
    REQUIRE(list->ai_next != NULL);
    CHECK_STR(show(list->ai_next), "192.0.2.1 7 2/17");
    REQUIRE(list->ai_next->ai_next != NULL);
    CHECK_STR(show(list->ai_next->ai_next), "192.0.2.1 7 3/0");
    CHECK(list->ai_next->ai_next->ai_next == NULL);
    /* A part of the list can be freed by itself. */
    struct addrinfo *rest = list->ai_next;
    list->ai_next = NULL;
    freeaddrinfo(list);
    CHECK_STR(show(rest), "192.0.2.1 7 2/17");
    freeaddrinfo(rest);

    struct addrinfo asked = {.ai_protocol = IPPROTO_UDP};
    REQUIRE(getaddrinfo("192.0.2.1", "domain", &asked, &list) == 0);
    CHECK_STR(show(list), "192.0.2.1 53 2/17");
    freeaddrinfo(list);
    asked = hints(0, 0, SOCK_RAW);
    asked.ai_protocol = IPPROTO_ICMP;
    REQUIRE(getaddrinfo("192.0.2.1", NULL, &asked, &list) == 0);
    CHECK_STR(show(list), "192.0.2.1 0 3/1");
    freeaddrinfo(list);
}

static void no_node(void) {
    one(NULL, "80", AI_PASSIVE, AF_INET, "0.0.0.0 80 1/6");
    one(NULL, "80", 0, AF_INET, "127.0.0.1 80 1/6");
    one(NULL, "80", AI_PASSIVE, AF_INET6, ":: 80 1/6");
    one(NULL, "80", 0, AF_INET6, "::1 80 1/6");
    struct addrinfo asked = hints(AI_PASSIVE, AF_UNSPEC, SOCK_STREAM), *list = NULL;
    REQUIRE(getaddrinfo(NULL, "1234", &asked, &list) == 0);
    CHECK_STR(show(list), "0.0.0.0 1234 1/6");
    REQUIRE(list->ai_next != NULL);
    CHECK_STR(show(list->ai_next), ":: 1234 1/6");
    freeaddrinfo(list);
}

static void services(void) {
    one("127.0.0.1", "http", 0, AF_INET, "127.0.0.1 80 1/6");
    one("127.0.0.1", "www", 0, AF_INET, "127.0.0.1 80 1/6");
    fails("127.0.0.1", "no-such-service", 0, AF_INET, SOCK_STREAM, EAI_SERVICE);
    fails("127.0.0.1", "http", 0, AF_INET, SOCK_RAW, EAI_SERVICE);
}

static void hosts(void) {
    struct addrinfo asked = hints(AI_CANONNAME, AF_INET, SOCK_STREAM), *list = NULL;
    int error = getaddrinfo("localhost", "80", &asked, &list);
    REQUIRE(error == 0);
    CHECK_STR(show(list), "127.0.0.1 80 1/6");
    CHECK_STR(list->ai_canonname, "localhost");
    freeaddrinfo(list);
    REQUIRE(getaddrinfo("192.0.2.7", NULL, &asked, &list) == 0);
    CHECK_STR(list->ai_canonname, "192.0.2.7");
    freeaddrinfo(list);
    asked = hints(0, AF_UNSPEC, SOCK_STREAM);
    REQUIRE(getaddrinfo("LocalHost", NULL, &asked, &list) == 0);
    for (struct addrinfo *info = list; info != NULL; info = info->ai_next) {
        const char *text = show(info);
        CHECK(strcmp(text, "127.0.0.1 0 1/6") == 0 || strcmp(text, "::1 0 1/6") == 0);
        CHECK(info->ai_canonname == NULL);
    }
    freeaddrinfo(list);
}

static void misuse(void) {
    fails(NULL, NULL, 0, AF_UNSPEC, 0, EAI_NONAME);
    fails("127.0.0.1", "1", 0x40000000, AF_UNSPEC, 0, EAI_BADFLAGS);
    fails(NULL, "1", AI_CANONNAME, AF_UNSPEC, 0, EAI_BADFLAGS);
    fails("127.0.0.1", "1", 0, 12345, 0, EAI_FAMILY);
    fails("127.0.0.1", "1", 0, AF_INET, 77, EAI_SOCKTYPE);
    fails("127.0.0.1", "1", 0, AF_UNIX, 0, EAI_FAMILY);
    struct addrinfo asked = hints(0, AF_INET, SOCK_STREAM), *list;
    asked.ai_protocol = IPPROTO_UDP;
    CHECK_INT(getaddrinfo("127.0.0.1", "1", &asked, &list), EAI_SOCKTYPE);
}

static void texts(void) {
    static const int errors[] = {EAI_BADFLAGS, EAI_NONAME, EAI_AGAIN, EAI_FAIL, EAI_FAMILY, EAI_SOCKTYPE,
                                 EAI_SERVICE, EAI_MEMORY, EAI_SYSTEM};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        CHECK(gai_strerror(errors[i])[0] != 0);
        CHECK(strcmp(gai_strerror(errors[i]), gai_strerror(-9999)) != 0);
    }
}

int main(void) {
    numbers();
    all_types();
    no_node();
    services();
    hosts();
    misuse();
    texts();
    return test_done();
}
