#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include "test.h"

static void check_both_ways(int family, const char *text, const char *shown) {
    unsigned char address[16];
    char room[INET6_ADDRSTRLEN];
    CHECK_INT(inet_pton(family, text, address), 1);
    CHECK_STR(inet_ntop(family, address, room, sizeof room), shown);
}

static void presentation(void) {
    unsigned char address[16];
    char room[INET6_ADDRSTRLEN];
    check_both_ways(AF_INET, "0.0.0.0", "0.0.0.0");
    check_both_ways(AF_INET, "255.1.20.0", "255.1.20.0");
    check_both_ways(AF_INET6, "::", "::");
    check_both_ways(AF_INET6, "::1", "::1");
    check_both_ways(AF_INET6, "2001:DB8:0:0:8:0:0:1", "2001:db8::8:0:0:1");
    check_both_ways(AF_INET6, "1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7");
    check_both_ways(AF_INET6, "fe80::0001", "fe80::1");
    check_both_ways(AF_INET6, "::ffff:10.0.2.2", "::ffff:10.0.2.2");
    const char *wrong[] = {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.4 ", "1..2.3", "a.b.c.d", "::1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_INT(inet_pton(AF_INET, wrong[i], address), 0);
    const char *wrong6[] = {"", ":", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::g", "1.2.3.4"};
    for (size_t i = 0; i < sizeof wrong6 / sizeof *wrong6; i++)
        CHECK_INT(inet_pton(AF_INET6, wrong6[i], address), 0);
    CHECK_ERRNO(inet_pton(AF_UNIX, "1.2.3.4", address), -1, EAFNOSUPPORT);
    CHECK_INT(inet_pton(AF_INET, "10.0.2.15", address), 1);
    CHECK(inet_ntop(AF_INET, address, room, 10) != NULL);
    CHECK_ERRNO(inet_ntop(AF_INET, address, room, 9), NULL, ENOSPC);
    CHECK_ERRNO(inet_ntop(AF_UNIX, address, room, sizeof room), NULL, EAFNOSUPPORT);
}

static void order(void) {
    CHECK_INT(htons(0x1234), 0x3412);
    CHECK_INT(ntohs(0x1234), 0x3412);
    CHECK(htonl(0x12345678) == 0x78563412);
    CHECK(ntohl(0x12345678) == 0x78563412);
}

static void numbers(void) {
    struct in_addr address;
    CHECK(inet_addr("127.0.0.1") == htonl(INADDR_LOOPBACK));
    CHECK(inet_addr("127.1") == htonl(INADDR_LOOPBACK));
    CHECK(inet_addr("0x7f.1") == htonl(INADDR_LOOPBACK));
    CHECK(inet_addr("0177.0.1") == htonl(INADDR_LOOPBACK));
    CHECK(inet_addr("2130706433") == htonl(INADDR_LOOPBACK));
    CHECK(inet_addr("1.2.3.4 rest") == htonl(0x01020304));
    const char *wrong[] = {"", "256.0.0.1", "1.2.3.4.5", "1.2.65536", "1.16777216", "4294967296", "08.1.1.1", "a", "-1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK(inet_addr(wrong[i]) == INADDR_NONE);
        CHECK_INT(inet_aton(wrong[i], &address), 0);
    }
    CHECK(inet_aton("255.255.255.255", &address) != 0);
    CHECK(address.s_addr == INADDR_BROADCAST);
    CHECK_STR(inet_ntoa(address), "255.255.255.255");
    address.s_addr = htonl(0x0a00020f);
    CHECK_STR(inet_ntoa(address), "10.0.2.15");
}

static void classes(void) {
    struct in_addr address;
    CHECK(inet_network("10.1") == 0x0a01);
    CHECK(inet_network("192.168.1") == 0xc0a801);
    CHECK(inet_network("1.256") == INADDR_NONE);
    address.s_addr = htonl(0x0a010203);
    CHECK(inet_netof(address) == 0x0a);
    CHECK(inet_lnaof(address) == 0x010203);
    address.s_addr = htonl(0x80010203);
    CHECK(inet_netof(address) == 0x8001);
    CHECK(inet_lnaof(address) == 0x0203);
    address.s_addr = htonl(0xc0010203);
    CHECK(inet_netof(address) == 0xc00102);
    CHECK(inet_lnaof(address) == 0x03);
    CHECK(inet_makeaddr(0x0a, 0x010203).s_addr == htonl(0x0a010203));
    CHECK(inet_makeaddr(0x8001, 0x0203).s_addr == htonl(0x80010203));
    CHECK(inet_makeaddr(0xc00102, 3).s_addr == htonl(0xc0010203));
}

static void named(void) {
    struct in6_addr any = IN6ADDR_ANY_INIT, loopback = IN6ADDR_LOOPBACK_INIT;
    CHECK(memcmp(&in6addr_any, &any, sizeof any) == 0);
    CHECK(memcmp(&in6addr_loopback, &loopback, sizeof loopback) == 0);
}

int main(void) {
    presentation();
    order();
    numbers();
    classes();
    named();
    return test_done();
}
