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
KERNEL_SYMBOLS = $(abspath $(TARGET_DIR))/kernel-symbols.txt
KERNEL_CARGO = CAPOS_KERNEL_SYMBOLS=$(KERNEL_SYMBOLS) $(CARGO) build --quiet --release \
	--features "$(KERNEL_FEATURES)" $(BUILD_STD) --target $(KERNEL_TARGET)

.PHONY: kernel hal-test
kernel: setup ## Builds target/capos-kernel
	@mkdir -p $(TARGET_DIR) && touch -a $(KERNEL_SYMBOLS)
	$(KERNEL_CARGO) -p capos-kernel
	@scripts/kernel-symbols $(LLVM_PREFIX)nm$(LLVM_SUFFIX) $(KERNEL_BUILT)/capos-kernel > $(KERNEL_SYMBOLS).new
	@if cmp -s $(KERNEL_SYMBOLS).new $(KERNEL_SYMBOLS); then rm $(KERNEL_SYMBOLS).new; else \
		mv $(KERNEL_SYMBOLS).new $(KERNEL_SYMBOLS); $(KERNEL_CARGO) -p capos-kernel; fi
	@$(LLVM_PREFIX)objcopy$(LLVM_SUFFIX) --strip-all $(KERNEL_BUILT)/capos-kernel $(TARGET_DIR)/capos-kernel

hal-test: setup ## Boots the self-test of the hardware layer in QEMU
	@mkdir -p $(TARGET_DIR) && touch -a $(KERNEL_SYMBOLS)
	$(KERNEL_CARGO) -p capos-hal --example self_test
	@status=0; timeout 60 $(QEMU) -accel tcg -M q35 -cpu max -m 128 -nodefaults -display none -serial stdio \
		-no-reboot -device isa-debug-exit,iobase=0xf4,iosize=4 -kernel $(KERNEL_BUILT)/examples/self_test \
		</dev/null || status=$$?; \
	if [ $$status -ne 1 ]; then echo "the self-test failed: QEMU exited with $$status"; exit 1; fi
