# Benchmarks: ratios, never asserted as times.

# ROUNDS=1 for a quick look; ROWS="text text" selects the rows whose names contain one of them, and writes no page:
# make bench-system ROWS="stat open" ROUNDS=1
ROUNDS ?= 5
ROWS ?=

.PHONY: bench bench-system bench-libc
bench: bench-system bench-libc ## Both comparisons: the system with Linux, the C library with glibc and musl

$(TARGET_DIR)/packages/bench.pkg: $(TARGET_DIR)/programs/capos-bench
# ONLY=instructions takes the exact counts alone, which a busy machine does not blur; ONLY=time the times.
bench-system: setup kernel capos-sysroot $(TARGET_DIR)/tools/capos-manifest $(TARGET_DIR)/packages/bench.pkg $(foreach platform,capos host,$(TARGET_DIR)/vendor/dash/$(platform)/dash) ## Compares capOS with Linux in the same QEMU (docs/performance.md)
	tests/bench/run.py $(TARGET_DIR) --rounds $(ROUNDS) $(if $(ONLY),--only $(ONLY)) \
		$(if $(ROWS),,--page docs/performance.md) $(ROWS)

bench-libc: setup linux-sysroot ## Compares the C library natively with glibc and musl (docs/performance-libc.md)
	tests/bench/libc/run.py $(TARGET_DIR) --clang $(CLANG) --rounds $(ROUNDS) $(if $(ROWS),,--page docs/performance-libc.md) $(ROWS)
