#include <sys/times.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct tms before, after;
    clock_t start = times(&before);
    CHECK(start != (clock_t)-1);
    /* Till a hundredth of a second was computed. */
    do {
        for (volatile int i = 0; i < 100000; i++)
            ;
        CHECK(times(&after) != (clock_t)-1);
    } while (after.tms_utime + after.tms_stime == before.tms_utime + before.tms_stime && test_count < 5000);
    CHECK(after.tms_utime + after.tms_stime > before.tms_utime + before.tms_stime);
    CHECK(times(&after) >= start);
    CHECK_INT(after.tms_cutime + after.tms_cstime, 0);
    return test_done();
}
