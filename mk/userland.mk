# The userland, which `make run` boots, and `make run PROGRAM=your.c`.

# Its programs, without what only debuggers read. BusyBox is there once, by a name for each of its tools that is no program of
# its own.
USERLAND := $(TARGET_DIR)/userland
USERLAND_PROGRAMS := $(foreach program,lua/capos/lua sqlite/capos/sqlite3 bc/capos/bc make/capos/make mksh/capos/mksh \
	tcc/capos/tcc jq/capos/jq less/capos/less dash/capos-edit/dash busybox/capos/busybox,$(TARGET_DIR)/vendor/$(program))
USERLAND_OWN := $(foreach program,caps ps with,$(TARGET_DIR)/programs/capos-$(program))
USERLAND_STRIP = $(LLVM_PREFIX)strip$(LLVM_SUFFIX)

$(USERLAND)/made: $(USERLAND_PROGRAMS) $(USERLAND_OWN) demos/userland/cc mk/userland.mk vendor/ncurses/src/.fetched
	@rm -rf $(USERLAND) && mkdir -p $(USERLAND)/bin $(USERLAND)/terminfo
	@for program in $(USERLAND_PROGRAMS) $(TARGET_DIR)/vendor/bc/capos/dc; do \
		$(USERLAND_STRIP) $$program -o $(USERLAND)/bin/$${program##*/}; done
	@for program in $(USERLAND_OWN); do cp $$program $(USERLAND)/bin/$${program##*/capos-}; done
	@cp demos/userland/cc $(USERLAND)/bin/cc
	@ln $(USERLAND)/bin/dash $(USERLAND)/bin/sh
	@for tool in $$(sed 's|.*/||' $(TARGET_DIR)/vendor/busybox/capos/build/busybox.links); do \
		test -e $(USERLAND)/bin/$$tool || ln $(USERLAND)/bin/busybox $(USERLAND)/bin/$$tool; done
	@tic -x -o $(USERLAND)/terminfo -e $(TERMINALS) vendor/ncurses/src/misc/terminfo.src
	@touch $@

$(TARGET_DIR)/packages/userland.pkg $(TARGET_DIR)/packages/userland-disk.pkg: $(USERLAND)/made $(PORTS)/libc.a

# DISK=image: /home is on that disk, which is made if there is none.
DISK ?=
USERLAND_PACKAGE := $(TARGET_DIR)/packages/userland$(if $(DISK),-disk).pkg
.PHONY: run-userland run-program program-check
run-userland: kernel $(TARGET_DIR)/tools/capos-test-runner $(USERLAND_PACKAGE) ## Boots dash with BusyBox's tools, tcc, make, Lua, SQLite, jq, bc and mksh, on QEMU's network, at this terminal
	@$(if $(DISK),$(MAKE) --no-print-directory disk IMAGE="$(DISK)")
	@NETWORK=$(or $(NETWORK),1) $(if $(DISK),DISKS="$(DISK)") $(RUN) run $(USERLAND_PACKAGE)

# What was asked for is looked at before anything is built for it.
PROGRAM_SYSTEM := cue/system-program/system.cue
PROGRAM_SCRIPT = env CAPOS_CC=$(CAPOS_CC) TARGET_DIR=$(TARGET_DIR) scripts/program-system
ifdef PROGRAM
export PROGRAM GRANTS ARGS FLAGS
endif
program-check:
	@scripts/program-system check

$(PROGRAM_SYSTEM): FORCE | program-check capos-sysroot
	@$(PROGRAM_SCRIPT) write

$(TARGET_DIR)/packages/program.pkg: $(PROGRAM_SYSTEM) $(if $(filter tools,$(GRANTS)),$(USERLAND)/made $(PORTS)/libc.a)

run-program: program-check kernel $(TARGET_DIR)/tools/capos-test-runner $(TARGET_DIR)/packages/program.pkg
	@NETWORK=$(if $(filter network,$(GRANTS)),1) $(RUN) run $(TARGET_DIR)/packages/program.pkg

$(TARGET_DIR)/packages/jq-tests.pkg: $(USERLAND)/made

.PHONY: test-jq
test-jq: kernel $(TARGET_DIR)/tools/capos-test-runner $(TARGET_DIR)/packages/jq-tests.pkg ## jq's own tests inside capOS, with the userland's shell and tools
	@timeout --foreground 3600 $(RUN) run $(TARGET_DIR)/packages/jq-tests.pkg < /dev/null
