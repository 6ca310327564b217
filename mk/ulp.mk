# How accurate <math.h> is: results against references of MPFR, in units of the last place.

ULP := $(TARGET_DIR)/ulp
ULP_SEED ?= 1
ULP_CASES ?= 5000
ULP_TABLE := docs/libc/math-accuracy.md

.PHONY: test-ulp ulp-check
test-ulp: linux-sysroot $(ULP)/reference ## Measures the errors of <math.h> beside glibc's and musl's, writes docs/libc/math-accuracy.md
	@CLANG=$(CLANG) tests/ulp/run $(ULP) $(TARGET_DIR)/linux-sysroot $(ULP_CASES) $(ULP_SEED) $(ULP_TABLE)

ulp-check: linux-sysroot $(ULP)/reference ## Checks the errors of <math.h> against tests/ulp/bounds.txt, on a share of the cases
	@CLANG=$(CLANG) tests/ulp/run $(ULP) $(TARGET_DIR)/linux-sysroot 1000 $(ULP_SEED)

$(ULP)/reference: tests/ulp/reference.c tests/ulp/functions.h | setup
	@mkdir -p $(@D)
	gcc -O2 -Wall $< -o $@ -lmpfr -lgmp -lm
