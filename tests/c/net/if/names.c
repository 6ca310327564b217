#include <errno.h>
#include <net/if.h>
#include "test.h"

int main(void) {
    struct if_nameindex *list = if_nameindex();
    REQUIRE(list != NULL);
    int has_loopback = 0;
    for (struct if_nameindex *each = list; each->if_index != 0; each++) {
        char name[IF_NAMESIZE] = "";
        CHECK_INT(if_nametoindex(each->if_name), each->if_index);
        CHECK(if_indextoname(each->if_index, name) == name);
        CHECK_STR(name, each->if_name);
        has_loopback |= strcmp(name, "lo") == 0;
    }
    CHECK(has_loopback);
    if_freenameindex(list);
    char name[IF_NAMESIZE];
    CHECK_ERRNO(if_nametoindex("no such one"), 0, ENODEV);
    CHECK_ERRNO(if_nametoindex("longer than any interface's name"), 0, ENODEV);
    CHECK_ERRNO(if_indextoname(123456, name), NULL, ENXIO);
    CHECK_ERRNO(if_indextoname(0, name), NULL, ENXIO);
    return test_done();
}
