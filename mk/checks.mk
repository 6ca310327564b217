# Checks that need no machine: formatting, lints, builds of every crate for every target it has.

# What is tested on the host (mk/tests.mk), and what has no tests of its own.
HOST_CRATES = $(CARGO_TESTS) -p capos-schema-generator
CLIPPY := $(CARGO) clippy --quiet
DENY := -- -D warnings

.PHONY: fmt fmt-check lint capos-rt-check
fmt: setup ## Formats all Rust code
	$(CARGO) fmt --all

fmt-check: setup ## Fails if Rust code is not formatted
	$(CARGO) fmt --all --check

lint: setup ## Clippy over everything, warnings are errors
	$(CLIPPY) $(HOST_CRATES) --all-targets $(DENY)
	$(CLIPPY) -p capos-fuzz --lib --bins $(DENY)
	$(CLIPPY) -p capos-kernel $(BUILD_STD) --target $(KERNEL_TARGET) $(DENY)
	$(CLIPPY) -p capos-smoke -p capos-supervisor -p capos-process-stress -p capos-bench -p capos-caps -p capos-with -p capos-ps $(BUILD_STD) --target $(USER_TARGET) $(DENY)
	$(CLIPPY) -p libc-capos --features platform-capos $(BUILD_STD) --target $(USER_TARGET) $(DENY)
	$(CLIPPY) -p libc-capos --features platform-linux $(BUILD_STD) --target $(USER_TARGET) $(DENY)

capos-rt-check: setup ## Clippy over the runtime, as programs and as libc-capos use it
	$(CLIPPY) -p capos-rt $(BUILD_STD) --target $(USER_TARGET) $(DENY)
	$(CLIPPY) -p capos-rt --no-default-features $(BUILD_STD) --target $(USER_TARGET) $(DENY)

.PHONY: sysroot-check
sysroot-check: kernel sysroot $(TARGET_DIR)/tools/capos-manifest $(TARGET_DIR)/tools/capos-test-runner ## Compiles with the sysroot in every way that users do, runs each
	KERNEL=$(KERNEL) QEMU=$(QEMU) CLANG=$(CLANG) TARGET_DIR=$(TARGET_DIR) tests/sysroot/run $(TARGET_DIR)
