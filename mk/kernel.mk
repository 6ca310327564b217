# The kernel, and the test kernel of its hardware layer.
#
# The kernel carries a table of its functions' names for panic reports. The table comes from the linked kernel, so
# the kernel is linked again when the table has changed; it lies behind the code, which therefore does not move.

TARGET_DIR ?= target
CARGO ?= cargo
CARGO_TARGET_DIR ?= $(TARGET_DIR)
LLVM_PREFIX ?= llvm-
LLVM_SUFFIX ?= -19
QEMU ?= qemu-system-x86_64
KERNEL_TARGET ?= x86_64-unknown-none
BUILD_STD ?= -Z build-std=core,alloc
# Empty for a machine that is not QEMU.
KERNEL_FEATURES ?= qemu

KERNEL_BUILT = $(CARGO_TARGET_DIR)/$(KERNEL_TARGET)/release
KERNEL_CARGO = $(CARGO) build --quiet --release --features "$(KERNEL_FEATURES)" $(BUILD_STD) --target $(KERNEL_TARGET)

# $(call LINK_WITH_SYMBOLS,environment variable,table,cargo's arguments,linked file)
define LINK_WITH_SYMBOLS
	@mkdir -p $(TARGET_DIR) && touch -a $(2)
	$(1)=$(abspath $(2)) $(KERNEL_CARGO) $(3)
	@scripts/kernel-symbols $(LLVM_PREFIX)nm$(LLVM_SUFFIX) $(4) > $(2).new
	@if cmp -s $(2).new $(2); then rm $(2).new; else mv $(2).new $(2); $(1)=$(abspath $(2)) $(KERNEL_CARGO) $(3); fi
endef

.PHONY: kernel hal-test
kernel: setup ## Builds target/capos-kernel
	$(call LINK_WITH_SYMBOLS,CAPOS_KERNEL_SYMBOLS,$(TARGET_DIR)/kernel-symbols.txt,-p capos-kernel,$(KERNEL_BUILT)/capos-kernel)
	@$(LLVM_PREFIX)objcopy$(LLVM_SUFFIX) --strip-all $(KERNEL_BUILT)/capos-kernel $(TARGET_DIR)/capos-kernel

hal-test: setup ## Boots the self-test of the kernel's hardware layer in QEMU
	$(call LINK_WITH_SYMBOLS,CAPOS_SELF_TEST_SYMBOLS,$(TARGET_DIR)/self-test-symbols.txt,-p capos-hal --example self_test,$(KERNEL_BUILT)/examples/self_test)
	@scripts/hal-test $(QEMU) $(KERNEL_BUILT)/examples/self_test
