# Systems: programs, boot packages and the targets that boot them. Each cue/system-NAME becomes
# $(TARGET_DIR)/packages/NAME.pkg.

TOOLS := $(TARGET_DIR)/tools
MANIFEST_COMPILER := $(TOOLS)/capos-manifest
RUNNER := $(TOOLS)/capos-test-runner
PROGRAMS := $(TARGET_DIR)/programs
PACKAGES := $(TARGET_DIR)/packages
export KERNEL ?= $(TARGET_DIR)/capos-kernel
RUN := env PATH="$(RUST_BIN):$$PATH" CARGO=$(RUST_BIN)/cargo TARGET_DIR=$(TARGET_DIR) QEMU=$(QEMU) CLANG=$(CLANG) \
	$(RUNNER)

CAPOS_SYSROOT := $(TARGET_DIR)/capos-sysroot
CAPOS_CC := $(abspath $(CAPOS_SYSROOT))/bin/x86_64-unknown-capos-clang
CAPOS_AR := $(abspath $(CAPOS_SYSROOT))/bin/x86_64-unknown-capos-ar
# The sysroot's rule always runs, and writes only what has changed.
CAPOS_SYSROOT_FILES := $(CAPOS_SYSROOT)/lib/libc.a $(CAPOS_SYSROOT)/lib/crt1.o
$(CAPOS_SYSROOT_FILES): capos-sysroot ;

.PHONY: FORCE
FORCE:

# Nothing here is intermediate.
.SECONDARY:

# $(call update,FROM,TO): copies what has changed, so that nothing is rebuilt for what has not.
update = cmp -s $(1) $(2) || { mkdir -p $(dir $(2)) && cp $(1) $(2); }

# Host tools and Rust programs: cargo knows best what is out of date.
$(TOOLS)/%: FORCE | setup
	@$(CARGO) build --quiet -p $*
	@$(call update,$(CARGO_TARGET_DIR)/debug/$*,$@)

$(PROGRAMS)/capos-%: FORCE | setup
	@$(CARGO) build --quiet --release -p capos-$* $(BUILD_STD) --target $(USER_TARGET)
	@mkdir -p $(@D) && $(LLVM_PREFIX)objcopy$(LLVM_SUFFIX) --strip-all \
		$(CARGO_TARGET_DIR)/$(USER_TARGET)/release/capos-$* $@.stripped
	@$(call update,$@.stripped,$@)

# C demos: demos/NAME/*.c.
C_DEMOS := c-hello confined disk disk-crash posix-pipe-shim
.PHONY: demos
demos: $(C_DEMOS:%=$(PROGRAMS)/%) ## Builds the C demos with the sysroot
$(C_DEMOS:%=$(PROGRAMS)/%): $(PROGRAMS)/%: demos/%/main.c $(CAPOS_SYSROOT_FILES)
	@mkdir -p $(@D)
	$(CAPOS_CC) -std=c11 -O2 -Wall -Wextra -pedantic $< -o $@

# The process tree under random operations: SEED and STEPS choose them.
SEED ?= 1
STEPS ?=
STRESS := tests/process-stress/program
STRESS_PARAMETERS := $(TARGET_DIR)/process-stress/parameters
$(PROGRAMS)/stress: $(wildcard $(STRESS)/*.c $(STRESS)/*.h) $(CAPOS_SYSROOT_FILES)
	@mkdir -p $(@D)
	$(CAPOS_CC) -std=gnu11 -O2 -Wall -Wextra $(STRESS)/*.c -o $@

$(STRESS_PARAMETERS): FORCE
	@mkdir -p $(@D) && echo "$(SEED) $(or $(STEPS),600)" > $@.new && $(call update,$@.new,$@)

include $(sort $(wildcard vendor/*/recipe.mk))

# What a package needs before its first build; after that it knows its files itself.
$(PACKAGES)/smoke.pkg $(PACKAGES)/disk-blocks.pkg: $(PROGRAMS)/capos-smoke
$(PACKAGES)/c-hello.pkg $(PACKAGES)/c-hello-no-console.pkg: $(PROGRAMS)/c-hello
$(PACKAGES)/confined.pkg $(PACKAGES)/no-namespace.pkg: $(PROGRAMS)/confined
$(PACKAGES)/handed.pkg: $(PROGRAMS)/confined $(PROGRAMS)/capos-with $(TARGET_DIR)/vendor/dash/capos/dash
$(PACKAGES)/posix-pipe.pkg $(PACKAGES)/posix-pipe-fork.pkg: $(PROGRAMS)/posix-pipe-shim
$(PACKAGES)/process-stress.pkg: $(PROGRAMS)/capos-process-stress $(PROGRAMS)/stress $(STRESS_PARAMETERS)
$(PACKAGES)/disk.pkg: $(PROGRAMS)/disk
$(PACKAGES)/posix-dns.pkg $(PACKAGES)/posix-dns-denied.pkg: $(PROGRAMS)/posix-dns-resolver
$(PACKAGES)/disk-crash.pkg $(PACKAGES)/disk-check.pkg: $(PROGRAMS)/disk-crash
$(PACKAGES)/curl.pkg: $(PROGRAMS)/fetch $(TARGET_DIR)/vendor/curl/capos/curl
$(PACKAGES)/web.pkg: $(TARGET_DIR)/vendor/lighttpd/capos/lighttpd
$(PACKAGES)/bzip2.pkg $(PACKAGES)/bunzip2.pkg: $(TARGET_DIR)/vendor/bzip2/capos/bzip2
$(PACKAGES)/zlib-example.pkg $(PACKAGES)/minigzip.pkg $(PACKAGES)/minigunzip.pkg: $(TARGET_DIR)/vendor/zlib/capos/example
$(PACKAGES)/sqlite.pkg: $(TARGET_DIR)/vendor/sqlite/capos/sqlite3 $(TARGET_DIR)/vendor/sqlite/sql/delete.sql
$(PACKAGES)/sqlite-wal.pkg: $(TARGET_DIR)/vendor/sqlite/capos/sqlite3 $(TARGET_DIR)/vendor/sqlite/sql/wal.sql
$(PACKAGES)/lua.pkg $(PACKAGES)/lua-smoke.pkg: $(TARGET_DIR)/vendor/lua/capos/lua
$(PACKAGES)/posix-shell.pkg: $(TARGET_DIR)/vendor/dash/capos/dash $(TARGET_DIR)/vendor/lua/capos/lua
$(PACKAGES)/posix-shell-smoke.pkg: $(TARGET_DIR)/vendor/dash/capos/dash
$(PACKAGES)/authority.pkg: $(TARGET_DIR)/vendor/dash/capos/dash $(PROGRAMS)/capos-caps $(PROGRAMS)/capos-with

SYSTEMS := posix-dns posix-dns-denied smoke c-hello c-hello-no-console confined no-namespace handed posix-pipe posix-pipe-fork posix-shell posix-shell-smoke authority userland lua lua-smoke process-stress
.PHONY: packages
packages: $(SYSTEMS:%=$(PACKAGES)/%.pkg) ## Builds the boot packages of all systems

$(PACKAGES)/%.pkg: cue/system-%/system.cue $(MANIFEST_COMPILER)
	@$(MANIFEST_COMPILER) build cue/system-$* $@
	@echo "packed $@"

-include $(wildcard $(PACKAGES)/*.pkg.d)

# Systems that end by themselves are shown, and checked against tests/smokes.
SHOW_smoke := smoke
SHOW_c-hello := c-hello c-hello-no-console
SHOW_confined := confined no-namespace handed
SHOW_posix-pipe-smoke := posix-pipe posix-pipe-fork
SHOW_posix-shell-smoke := posix-shell-smoke
SHOW_authority-smoke := authority
SHOW_userland-smoke := userland
SHOW_lua-smoke := lua-smoke
SHOW_posix-dns-smoke := posix-dns posix-dns-denied
SHOWN := smoke c-hello confined posix-pipe-smoke posix-shell-smoke authority-smoke userland-smoke lua-smoke posix-dns-smoke
.PHONY: $(SHOWN:%=run-%) run-lua run-posix-shell
run-smoke: ## Boots the Rust smoke program: every interface, each misuse included
run-c-hello: ## Boots the C hello program, and once more without its Console
run-confined: ## Boots C programs that try to leave their tree of files, that have none, and that have one file
run-posix-pipe-smoke: ## Boots a C program that spawns and forks, without and with the authority to copy itself
run-posix-shell-smoke: ## Boots dash with a script of pipes, subshells, jobs, signals and programs
run-authority-smoke: ## Boots dash with `caps`, which lists what a process holds, and `with`, which gives a program less
run-userland-smoke: ## Boots what `make run` boots with a person's session: editing, pipelines, vi, the compiler, jobs
run-posix-dns-smoke: ## Boots dns.c with authority over one name server of this machine, and without any
run-lua-smoke: ## Boots Lua with its smoke scripts and compares with glibc

run-lua-smoke: $(TARGET_DIR)/vendor/lua/lua-smoke.golden
$(foreach name,$(SHOWN),$(eval run-$(name): $(SHOW_$(name):%=$(PACKAGES)/%.pkg)))
$(SHOWN:%=run-%): run-%: kernel $(RUNNER)
	@$(RUN) show $(SHOW_$*)

run-posix-shell: kernel $(RUNNER) $(PACKAGES)/posix-shell.pkg ## Boots dash at this terminal; Ctrl-A x leaves
	@echo "dash on capOS, with Lua in /bin; exit or Ctrl-D ends it, Ctrl-A x leaves QEMU"
	@$(RUN) run $(PACKAGES)/posix-shell.pkg

run-lua: kernel $(RUNNER) $(PACKAGES)/lua.pkg ## Boots the Lua prompt at this terminal; Ctrl-A x leaves
	@echo "Lua on capOS; Ctrl-D ends it, Ctrl-A x leaves QEMU"
	@$(RUN) run $(PACKAGES)/lua.pkg

run-%: kernel $(RUNNER) $(PACKAGES)/%.pkg ## Boots the system of cue/system-% at this terminal
	@$(RUN) run $(PACKAGES)/$*.pkg
