# The Open POSIX Test Suite (vendor/posixtestsuite), natively and on capOS. ONLY=text selects tests by name.

vendor/posixtestsuite/src/.fetched: vendor/posixtestsuite/pin vendor/fetch | setup
	@vendor/fetch posixtestsuite $(TARGET_DIR)
	@touch $@

POSIX_NEEDS := kernel linux-sysroot capos-sysroot $(TARGET_DIR)/programs/capos-supervisor \
	$(TARGET_DIR)/tools/capos-test-runner $(TARGET_DIR)/tools/capos-manifest vendor/posixtestsuite/src/.fetched
POSIX_RUN = env PATH="$(RUST_BIN):$$PATH" CLANG=$(CLANG) QEMU=$(QEMU) KERNEL=$(KERNEL) tests/posix/run.py $(TARGET_DIR) --only "$(ONLY)"
# Of a hundred tests, how many `make test` runs.
POSIX_SHARE := 6

.PHONY: test-posix posix-report posix-check
test-posix: $(POSIX_NEEDS) ## The Open POSIX Test Suite with libc-capos, on Linux and on capOS (30 minutes)
	@$(POSIX_RUN)

posix-check: $(POSIX_NEEDS)
	@$(POSIX_RUN) --share $(POSIX_SHARE)

posix-report: $(POSIX_NEEDS) ## The same with glibc and musl beside it; records the verdicts and writes docs/conformance.md
	@$(POSIX_RUN) --platform capos --platform linux --platform glibc --platform musl --record --report docs/conformance.md
