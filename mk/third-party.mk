# Suites of others' test programs: tests/third-party/NAME says what is run, vendor/NAME where it comes from. A group
# SUITE-PLATFORM runs a suite with one library; expected-failures.txt says what does not pass, and why.

SUITES := gcc-torture gnulib newlib
SUITE_SOURCES := $(SUITES:%=vendor/%/src/.fetched)
SUITE_GROUPS = $(foreach suite,$(SUITES),$(suite)-linux $(suite)-capos)

$(SUITE_SOURCES): vendor/%/src/.fetched: vendor/%/pin vendor/fetch | setup
	@vendor/fetch $* $(TARGET_DIR)
	@touch $@

.PHONY: $(SUITES:%=test-%) test-torture test-suite-references
test-torture: test-gcc-torture ## gcc's 1,592 c-torture programs with libc-capos, on Linux and on capOS
test-gnulib: ## gnulib's tests of libc functions, on Linux and on capOS
test-newlib: ## newlib's tests, on Linux and on capOS
$(SUITES:%=test-%): test-%: $(GUEST) linux-sysroot vendor/%/src/.fetched
	@$(TEST) $*-linux $*-capos

# `make test` runs a fixed share of each.
test-all: $(SUITE_SOURCES)

test-suite-references: $(RUNNER) $(SUITE_SOURCES) ## The same suites with glibc and musl: what is ours alone to answer for?
	@$(TEST) $(foreach suite,$(SUITES),$(suite)-glibc $(suite)-musl)
