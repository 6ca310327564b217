/* NaNs: payloads, the order of all values. */
#define _GNU_SOURCE
#include <math.h>
#include "test.h"

int main(void) {
    double d = 0, e = -1;
    float f;
    long double l;
    CHECK(setpayload(&d, 12345.0) == 0 && isnan(d) && getpayload(&d) == 12345.0 && !issignaling(d));
    CHECK(setpayloadsig(&d, 7.0) == 0 && issignaling(d) && getpayload(&d) == 7.0);
    CHECK(setpayload(&d, -1.0) != 0 && d == 0.0 && setpayload(&d, 0.5) != 0 && setpayloadsig(&d, 0.0) != 0);
    CHECK(setpayload(&d, 0x1p51) != 0 && setpayload(&d, 0x1p51 - 1) == 0);
    CHECK(setpayloadf(&f, 99.0f) == 0 && getpayloadf(&f) == 99.0f && setpayloadsigf(&f, 99.0f) == 0 && issignaling(f));
    CHECK(setpayloadl(&l, 0x1p61L) == 0 && getpayloadl(&l) == 0x1p61L && setpayloadl(&l, 0x1p62L) != 0);
    CHECK(setpayloadsigl(&l, 5.0L) == 0 && issignaling(l) && getpayloadl(&l) == 5.0L);
    d = nan("0x1234");
    CHECK(getpayload(&d) == 0x1234);
    d = -0.0, e = 0.0;
    CHECK(totalorder(&d, &e) && !totalorder(&e, &d) && totalordermag(&e, &d));
    d = HUGE_VAL, e = NAN;
    CHECK(totalorder(&d, &e) && !totalorder(&e, &d));
    l = 1.0L;
    long double m = -2.0L;
    CHECK(!totalorderl(&l, &m) && totalordermagl(&l, &m) && totalorderl(&l, &l));
    float g = -1.0f;
    f = -2.0f;
    CHECK(totalorderf(&f, &g) && !totalordermagf(&f, &g));
    CHECK(iscanonical(1.0) && iscanonical(1.0L) && iscanonical(0.0L) && iscanonical(0x1p-16445L));
    CHECK(issubnormal(0x1p-1074) && !issubnormal(1.0f) && iszero(-0.0L) && !issignaling(NAN));
    CHECK(iseqsig(1.0, 1.0) && !iseqsig(1.0, 2.0));
    return test_done();
}
