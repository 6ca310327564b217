#define _DEFAULT_SOURCE
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include "test.h"

int main(void) {
    struct ifaddrs *list = NULL;
    REQUIRE(getifaddrs(&list) == 0);
    int has_loopback = 0;
    for (struct ifaddrs *each = list; each != NULL; each = each->ifa_next) {
        CHECK(if_nametoindex(each->ifa_name) > 0);
        if (each->ifa_addr == NULL)
            continue;
        if (each->ifa_addr->sa_family == AF_INET) {
            struct sockaddr_in *address = (struct sockaddr_in *)each->ifa_addr;
            struct sockaddr_in *mask = (struct sockaddr_in *)each->ifa_netmask;
            REQUIRE(mask != NULL);
            CHECK_INT(mask->sin_family, AF_INET);
            /* A mask is ones, then zeros. */
            unsigned long hosts = ~ntohl(mask->sin_addr.s_addr) & 0xffffffff;
            CHECK((hosts & (hosts + 1)) == 0);
            if (address->sin_addr.s_addr == htonl(INADDR_LOOPBACK)) {
                has_loopback = 1;
                CHECK_STR(each->ifa_name, "lo");
                CHECK((each->ifa_flags & IFF_LOOPBACK) != 0);
                CHECK((each->ifa_flags & IFF_UP) != 0);
                CHECK(mask->sin_addr.s_addr == htonl(0xff000000));
            }
        } else if (each->ifa_addr->sa_family == AF_INET6) {
            struct sockaddr_in6 *address = (struct sockaddr_in6 *)each->ifa_addr;
            if (IN6_IS_ADDR_LINKLOCAL(&address->sin6_addr))
                CHECK_INT(address->sin6_scope_id, if_nametoindex(each->ifa_name));
        }
    }
    CHECK(has_loopback);
    freeifaddrs(list);
    freeifaddrs(NULL);
    return test_done();
}
