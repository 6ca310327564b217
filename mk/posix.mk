# The Open POSIX Test Suite (vendor/posixtestsuite), natively. ONLY=text selects tests by name.

vendor/posixtestsuite/src/.fetched: vendor/posixtestsuite/pin vendor/fetch | setup
	@vendor/fetch posixtestsuite $(TARGET_DIR)
	@touch $@

POSIX_RUN = CLANG=$(CLANG) tests/posix/run.py $(TARGET_DIR) --only "$(ONLY)"

.PHONY: test-posix posix-report
test-posix: linux-sysroot vendor/posixtestsuite/src/.fetched ## The Open POSIX Test Suite with libc-capos on Linux (10 minutes)
	@$(POSIX_RUN) --platform linux

posix-report: linux-sysroot vendor/posixtestsuite/src/.fetched ## The same with glibc beside it; records the verdicts and writes docs/conformance.md
	@$(POSIX_RUN) --platform linux --platform glibc --record --report docs/conformance.md
