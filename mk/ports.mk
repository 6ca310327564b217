# Ports and their own tests, on this machine and on capOS (tests/ports).

PORTS := $(TARGET_DIR)/ports
PORT_LIBRARY := $(TARGET_DIR)/capos-sysroot/lib/libc.a $(TARGET_DIR)/capos-sysroot/lib/crt1.o
PORT_NEEDS := $(DISK_MACHINE) $(TARGET_DIR)/packages/ports.pkg $(PORTS)/host-replay \
	$(foreach platform,host capos,$(foreach program,dash busybox,$(TARGET_DIR)/vendor/$(program)/$(platform)/$(program)))
PORT_TEST = env TARGET_DIR=$(TARGET_DIR) QEMU=$(QEMU) RUNNER=$(RUNNER) STRIP=$(LLVM_PREFIX)strip$(LLVM_SUFFIX) tests/ports/run.py

$(PORTS)/capos/replay: tests/ports/replay.c $(PORT_LIBRARY)
	@mkdir -p $(@D)
	@$(CAPOS_CC) -O2 -Wall -Wextra $< -o $@

$(PORTS)/host-replay: tests/ports/replay.c
	@mkdir -p $(@D)
	@$(CLANG) -O2 -Wall -Wextra $< -o $@

# For Linux in QEMU.
$(PORTS)/linux-replay: tests/ports/replay.c
$(PORTS)/linux-init: tests/ports/linux-init.c
$(PORTS)/linux-replay $(PORTS)/linux-init:
	@mkdir -p $(@D)
	@$(MUSL_CC) -O2 -Wall -Wextra $< -o $@

# The C library as tcc links it inside capOS.
$(PORTS)/libc.a: $(TARGET_DIR)/capos-sysroot/lib/libc.a libc-capos/sysroot/divide-archive
	@mkdir -p $(@D)
	@libc-capos/sysroot/divide-archive $< $@

$(TARGET_DIR)/packages/ports.pkg: $(PORTS)/capos/replay
BUILT_bc := $(foreach platform,host capos,$(TARGET_DIR)/vendor/bc/$(platform)/bc)
BUILT_tcc := $(PORTS)/libc.a $(foreach platform,host capos,$(TARGET_DIR)/vendor/tcc/$(platform)/tcc)
BUILT_make := $(foreach platform,host capos,$(TARGET_DIR)/vendor/make/$(platform)/make)
BUILT_mksh := $(foreach platform,host capos,$(TARGET_DIR)/vendor/mksh/$(platform)/mksh)
BUILT_dash := vendor/mksh/src/.fetched
BUILT_busybox := vendor/busybox/src/.fetched
BUILT_configure := vendor/hello/src/.fetched $(BUILT_tcc) $(BUILT_make) $(TARGET_DIR)/vendor/make/musl/make
BUILT_speed :=
PORT_SUITES := bc tcc make mksh dash busybox configure speed

.PHONY: $(PORT_SUITES:%=test-%)
test-bc: ## GNU bc's own tests on this machine and on capOS
test-tcc: ## tcc's own tests: compiles, links and runs them inside capOS
test-make: ## GNU make's own tests on this machine and on capOS
test-mksh: ## mksh's own tests (check.t) against mksh on this machine and on capOS
test-dash: ## The tests of check.t that hold for dash, against dash on capOS
test-busybox: ## BusyBox's own tests of the tools that capOS has, on this machine and on capOS
test-configure: ## GNU hello: configure, make and its tests inside capOS, with dash, BusyBox and tcc; TIMES=1 counts instructions beside Linux, TIMED_ROUNDS=3 takes times too
test-speed: ## What a shell does all day, on capOS; TIMES=1 counts instructions beside Linux, TIMED_ROUNDS=3 takes times too
$(PORT_SUITES:%=test-%): test-%: $(PORT_NEEDS) $(if $(TIMES),$(PORTS)/linux-replay $(PORTS)/linux-init)
	@$(PORT_TEST) $* --only "$(ONLY)" $(if $(RECORD),--record) $(if $(TIMES),--times --rounds $(or $(TIMED_ROUNDS),0))
$(foreach port,$(PORT_SUITES),$(eval test-$(port): $(BUILT_$(port))))

.PHONY: ports-check
ports-check: $(PORT_NEEDS) $(BUILT_mksh) $(BUILT_dash) ## A share of the tests of mksh and dash
	@$(PORT_TEST) mksh --share 12
	@$(PORT_TEST) dash --share 8
