#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include "test.h"

_Alignas(8) static char buffer[2048];

static void services(void) {
    struct servent *service = getservbyname("http", "tcp");
    REQUIRE(service != NULL);
    CHECK_STR(service->s_name, "http");
    CHECK_STR(service->s_proto, "tcp");
    CHECK_INT(ntohs(service->s_port), 80);
    CHECK(service->s_aliases != NULL);
    CHECK(getservbyname("http", "no-such-protocol") == NULL);
    CHECK(getservbyname("no-such-service", NULL) == NULL);
    service = getservbyname("domain", NULL);
    REQUIRE(service != NULL);
    CHECK_INT(ntohs(service->s_port), 53);
    service = getservbyport(htons(22), "tcp");
    REQUIRE(service != NULL);
    CHECK_STR(service->s_name, "ssh");
    CHECK(getservbyport(htons(64999), NULL) == NULL);
    struct servent record, *found;
    CHECK_INT(getservbyname_r("ssh", "tcp", &record, buffer, sizeof buffer, &found), 0);
    CHECK(found == &record && record.s_port == htons(22));
    CHECK_INT(getservbyname_r("ssh", "tcp", &record, buffer, 2, &found), ERANGE);
    CHECK(found == NULL);
    CHECK_INT(getservbyport_r(htons(53), "udp", &record, buffer, sizeof buffer, &found), 0);
    CHECK(found == &record);
    CHECK_STR(record.s_name, "domain");
    setservent(1);
    int count = 0, again = 0;
    for (struct servent *each; (each = getservent()) != NULL; count++) {
        if (each->s_name[0] == 0 || each->s_proto[0] == 0)
            CHECK(!"a service without a name or a protocol");
    }
    CHECK(count > 10);
    setservent(0);
    while (getservent_r(&record, buffer, sizeof buffer, &found) == 0)
        again++;
    CHECK_INT(again, count);
    /* One that does not fit comes again. */
    setservent(0);
    struct servent *first = getservent();
    REQUIRE(first != NULL);
    char name[64];
    snprintf(name, sizeof name, "%s", first->s_name);
    setservent(0);
    CHECK_INT(getservent_r(&record, buffer, 1, &found), ERANGE);
    CHECK_INT(getservent_r(&record, buffer, sizeof buffer, &found), 0);
    CHECK_STR(record.s_name, name);
    endservent();
}

static void protocols(void) {
    struct protoent *protocol = getprotobyname("tcp");
    REQUIRE(protocol != NULL);
    CHECK_INT(protocol->p_proto, IPPROTO_TCP);
    CHECK_STR(protocol->p_name, "tcp");
    protocol = getprotobyname("UDP");
    REQUIRE(protocol != NULL);
    CHECK_STR(protocol->p_name, "udp");
    protocol = getprotobynumber(IPPROTO_ICMP);
    REQUIRE(protocol != NULL);
    CHECK_STR(protocol->p_name, "icmp");
    CHECK(getprotobyname("no-such-protocol") == NULL);
    struct protoent record, *found;
    CHECK_INT(getprotobyname_r("udp", &record, buffer, sizeof buffer, &found), 0);
    CHECK(found == &record && record.p_proto == IPPROTO_UDP);
    CHECK_INT(getprotobynumber_r(6, &record, buffer, sizeof buffer, &found), 0);
    CHECK(found == &record);
    setprotoent(1);
    int count = 0, again = 0;
    while (getprotoent() != NULL)
        count++;
    CHECK(count > 5);
    setprotoent(0);
    while (getprotoent_r(&record, buffer, sizeof buffer, &found) == 0)
        again++;
    CHECK_INT(again, count);
    endprotoent();
}

static void networks(void) {
    struct netent *network = getnetbyname("loopback");
    REQUIRE(network != NULL);
    CHECK_STR(network->n_name, "loopback");
    CHECK_INT(network->n_addrtype, AF_INET);
    CHECK_INT(network->n_net, 0x7f000000);
    network = getnetbyaddr(0x7f000000, AF_INET);
    REQUIRE(network != NULL);
    CHECK_STR(network->n_name, "loopback");
    CHECK(getnetbyname("no-such-network") == NULL);
    CHECK(getnetbyaddr(0x01020300, AF_INET) == NULL);
    struct netent record, *found;
    int error;
    CHECK_INT(getnetbyname_r("loopback", &record, buffer, sizeof buffer, &found, &error), 0);
    CHECK(found == &record && record.n_net == 0x7f000000);
    CHECK_INT(getnetbyaddr_r(0x7f000000, AF_INET, &record, buffer, sizeof buffer, &found, &error), 0);
    CHECK(found == &record);
    setnetent(1);
    int count = 0, again = 0;
    while (getnetent() != NULL)
        count++;
    CHECK(count > 0);
    setnetent(0);
    while (getnetent_r(&record, buffer, sizeof buffer, &found, &error) == 0)
        again++;
    CHECK_INT(again, count);
    endnetent();
}

int main(void) {
    services();
    protocols();
    networks();
    return test_done();
}
