#include <fenv.h>
#include <math.h>
#include "test.h"

static volatile double one = 1.0, three = 3.0, zero = 0.0;
static volatile long double lone = 1.0L, lzero = 0.0L;

int main(void) {
    fenv_t saved;
    fexcept_t flags;
    CHECK_INT(fegetround(), FE_TONEAREST);
    feclearexcept(FE_ALL_EXCEPT);
    CHECK_INT(fetestexcept(FE_ALL_EXCEPT), 0);
    volatile double quotient = one / zero;
    CHECK(isinf(quotient));
    CHECK_INT(fetestexcept(FE_DIVBYZERO), FE_DIVBYZERO);
    feclearexcept(FE_DIVBYZERO);
    volatile long double extended = lone / lzero;
    CHECK(isinf(extended));
    CHECK_INT(fetestexcept(FE_ALL_EXCEPT), FE_DIVBYZERO);
    CHECK_INT(fegetexceptflag(&flags, FE_ALL_EXCEPT), 0);
    feclearexcept(FE_ALL_EXCEPT);
    CHECK_INT(fesetexceptflag(&flags, FE_ALL_EXCEPT), 0);
    CHECK_INT(fetestexcept(FE_ALL_EXCEPT), FE_DIVBYZERO);

    CHECK_INT(feholdexcept(&saved), 0);
    CHECK_INT(fetestexcept(FE_ALL_EXCEPT), 0);
    CHECK_INT(feraiseexcept(FE_INVALID | FE_OVERFLOW), 0);
    CHECK_INT(feupdateenv(&saved) , 0);
    CHECK_INT(fetestexcept(FE_INVALID | FE_OVERFLOW | FE_DIVBYZERO), FE_INVALID | FE_OVERFLOW | FE_DIVBYZERO);

    CHECK_INT(fesetround(FE_UPWARD), 0);
    volatile double up = one / three;
    CHECK_INT(fesetround(FE_DOWNWARD), 0);
    volatile double down = one / three;
    CHECK(up > down);
    CHECK_INT(fesetround(FE_TOWARDZERO), 0);
    CHECK_INT(fegetround(), FE_TOWARDZERO);
    CHECK(fesetround(12345) != 0);
    CHECK_INT(fesetenv(FE_DFL_ENV), 0);
    CHECK_INT(fegetround(), FE_TONEAREST);
    CHECK_INT(fetestexcept(FE_ALL_EXCEPT), 0);
    return test_done();
}
