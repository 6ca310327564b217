# Tools: which compiler builds what, and `make setup`, which installs what is missing.

TARGET_DIR ?= target

# Debian's rustc-web, named by path: a rustup on PATH would hide it, and has no rust-src.
# Another toolchain that has rust-src can be named here.
RUST_BIN ?= /usr/bin
export RUSTC := $(RUST_BIN)/rustc
export RUSTDOC := $(RUST_BIN)/rustdoc
CARGO := PATH="$(RUST_BIN):$$PATH" $(RUST_BIN)/cargo
export RUSTC_BOOTSTRAP := 1
export CARGO_TARGET_DIR := $(abspath $(TARGET_DIR))/cargo
export CARGO_TERM_COLOR ?= auto

CLANG ?= clang-19
# For programs that are compared with those of capOS: static, so they run on any Linux.
MUSL_CC ?= musl-gcc -static
LLVM_PREFIX ?= llvm-
LLVM_SUFFIX ?= -19
QEMU ?= qemu-system-x86_64

KERNEL_TARGET := x86_64-unknown-none
USER_TARGET := x86_64-unknown-linux-none
BUILD_STD := -Z build-std=core,alloc

.PHONY: setup cargo-env
setup: $(TARGET_DIR)/.setup ## Installs the missing tools, and says which

$(TARGET_DIR)/.setup: scripts/setup
	@mkdir -p $(TARGET_DIR)
	@scripts/setup $(TARGET_DIR) >&2
	@touch $@

# A crate that is corrected before it is built: the workspace does not load without it, so whatever make does, this comes first.
CORRECTED := vendor/rsext4/src/.corrected
ifneq ($(filter-out help clean,$(or $(MAKECMDGOALS),help)),)
include $(CORRECTED)
endif

$(CORRECTED): vendor/rsext4/prepare vendor/rsext4/pin $(wildcard vendor/rsext4/*.patch) | $(TARGET_DIR)/.setup
	@vendor/rsext4/prepare $(RUST_BIN)/cargo $(TARGET_DIR)
	@touch $@

cargo-env: ## Prints the variables for cargo without make: eval "$(make -s cargo-env)"
	@echo 'export PATH="$(RUST_BIN):$$PATH" RUSTC=$(RUSTC) RUSTDOC=$(RUSTDOC) RUSTC_BOOTSTRAP=1'
