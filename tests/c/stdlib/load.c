#define _DEFAULT_SOURCE
#include <stdlib.h>
#include "test.h"

int main(void) {
    double loads[3] = {-1, -1, -1};
    CHECK_INT(getloadavg(loads, 2), 2);
    CHECK(loads[0] >= 0 && loads[1] >= 0 && loads[2] == -1);
    CHECK_INT(getloadavg(loads, 100), 3);
    CHECK(loads[2] >= 0);
    return test_done();
}
