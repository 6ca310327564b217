# Benchmarks: ratios, never asserted as times.

.PHONY: bench
$(TARGET_DIR)/packages/bench.pkg: $(TARGET_DIR)/programs/capos-bench
bench: setup kernel $(TARGET_DIR)/packages/bench.pkg ## Compares capOS with Linux in the same QEMU
	tests/bench/run.py $(TARGET_DIR) $(TARGET_DIR)/capos-kernel $(TARGET_DIR)/packages/bench.pkg

# ROUNDS=1 for a quick look; ROWS=text selects the rows whose name contains it: make bench-libc ROWS=memcpy
ROUNDS ?= 5
ROWS ?=

.PHONY: bench-libc
bench: bench-libc
bench-libc: setup linux-sysroot ## Compares the C library natively with glibc and musl (docs/performance-libc.md)
	tests/bench/libc/run.py $(TARGET_DIR) --clang $(CLANG) --rounds $(ROUNDS) $(if $(ROWS),,--page docs/performance-libc.md) $(ROWS)
