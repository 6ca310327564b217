# Tests. ONLY=text selects the tests whose name contains the text: make test ONLY=stdio

ONLY ?=
CARGO_TESTS := -p capos-schema -p capos-message-tests -p capos-relocation -p capos-hal -p capos-kernel-core -p capos-libc-engine -p capos-libc-mem -p capos-libc-malloc \
	-p capos-headergen -p capos-manifest -p capos-test-runner
CHECKS := fmt-check generated-code-check symbols-check symbols-check-capos capos-rt-check lint hal-test \
	sysroot-check test-headers fuzz-smoke ulp-check differential-check \
	posix-check run-disk-smoke crash-check sqlite-check test-compression ports-check
TEST := $(RUN) test --only "$(ONLY)" --cargo "$(CARGO_TESTS)" --checks "$(CHECKS)"
GUEST := kernel $(RUNNER) capos-sysroot $(PROGRAMS)/capos-supervisor
SMOKES := kernel $(RUNNER) packages $(TARGET_DIR)/vendor/lua/lua-smoke.golden

.PHONY: test-all test-host test-c test-c-glibc test-c-sanitized test-c-linux test-c-capos test-smoke
test-all: $(GUEST) $(SMOKES) linux-sysroot
	@$(TEST) --share check host c-glibc c-sanitized c-linux c-capos $(SUITE_GROUPS) smoke

test-host: $(RUNNER) ## Host tests: the kernel's core, the libc's engine, the tools
	@$(TEST) host

test-c: $(GUEST) linux-sysroot ## C tests with glibc, with libc-capos on Linux, and in QEMU
	@$(TEST) c-glibc c-linux c-capos

test-c-glibc: $(RUNNER) ## C tests with the build machine's libc: are the tests right?
	@$(TEST) c-glibc

test-c-sanitized: $(RUNNER) ## C tests with the build machine's libc, under the address and undefined behaviour sanitizers
	@$(TEST) c-sanitized

test-c-linux: $(RUNNER) linux-sysroot ## C tests with libc-capos on Linux
	@$(TEST) c-linux

test-c-capos: $(GUEST) ## C tests with libc-capos on capOS, many in one boot
	@$(TEST) c-capos

test-smoke: $(SMOKES) ## Smokes: boots each system and checks its output
	@$(TEST) smoke

.PHONY: test-process-stress
test-process-stress: STEPS := $(or $(STEPS),10000)
test-process-stress: kernel $(RUNNER) $(PACKAGES)/process-stress.pkg ## Random operations on a process tree: SEED=n STEPS=n, 10,000 unless told otherwise; ends with nothing left over
	@timeout --foreground 3600 $(RUN) run $(PACKAGES)/process-stress.pkg < /dev/null
