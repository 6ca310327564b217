# Benchmarks: ratios, never asserted as times.

.PHONY: bench
$(TARGET_DIR)/packages/bench.pkg: $(TARGET_DIR)/programs/capos-bench
bench: setup kernel $(TARGET_DIR)/packages/bench.pkg ## Compares capOS with Linux in the same QEMU
	tests/bench/run.py $(TARGET_DIR) $(TARGET_DIR)/capos-kernel $(TARGET_DIR)/packages/bench.pkg
