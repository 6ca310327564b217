# The C library and its sysroots.
#
# The same library is built twice: over capOS (the product, target/capos-sysroot) and over Linux (the workbench,
# target/linux-sysroot, whose programs run natively on the host).

TARGET_DIR ?= target
CARGO ?= cargo
CLANG ?= clang-19
LLVM_PREFIX ?= llvm-
LLVM_SUFFIX ?= -19
USER_TARGET ?= x86_64-unknown-linux-none
BUILD_STD ?= -Z build-std=core,alloc
LLVM = $(LLVM_PREFIX)$(1)$(LLVM_SUFFIX)

LIBC := libc-capos
LIBC_EMPTY_ARCHIVES := libm libpthread librt libdl libutil libxnet libcrypt libresolv
LIBC_CRT := crt1 rcrt1 Scrt1 crti crtn
LIBC_TOOLS := clang ar ranlib nm strip pkg-config

.PHONY: sysroot capos-sysroot linux-sysroot symbols-check
sysroot: capos-sysroot ## Builds target/capos-sysroot: headers, libc.a, start files, compiler configuration
linux-sysroot: ## Builds target/linux-sysroot: the same library over Linux, for native tests
symbols-check: symbols-check-linux ## Compares libc-capos/symbols.txt with what libc.a exports

# Files of a sysroot that are made from templates.
LIBC_FILL = sed -e 's|@CLANG@|$(CLANG)|g' -e 's|@LLVM_PREFIX@|$(LLVM_PREFIX)|g' \
	-e 's|@LLVM_SUFFIX@|$(LLVM_SUFFIX)|g' -e 's|@SYSROOT@|$(abspath $(1))|g'

# Cargo knows best what is out of date, so these rules always run; each writes only what has changed.
define LIBC_SYSROOT
$(1)-sysroot: setup
	@mkdir -p $(TARGET_DIR)/libc-$(1) $(2)/include $(2)/lib/pkgconfig $(2)/bin
	$$(CARGO) build --quiet --release -p libc-capos --no-default-features --features platform-$(1) \
		--target $$(USER_TARGET) $$(BUILD_STD) -Z unstable-options --artifact-dir $(TARGET_DIR)/libc-$(1)
	@cp -ru include/. $(2)/include/
	$$(CARGO) run --quiet -p capos-headergen -- $(LIBC) $(2)/include
	@awk '!/^#/ && NF { print $$$$1 }' $(LIBC)/symbols.txt > $(TARGET_DIR)/libc-$(1)/public
	@AR=$$(call LLVM,ar) NM=$$(call LLVM,nm) OBJCOPY=$$(call LLVM,objcopy) $(LIBC)/sysroot/seal-archive \
		$(TARGET_DIR)/libc-$(1)/libcapos_libc.a $(TARGET_DIR)/libc-$(1)/libc.a $(TARGET_DIR)/libc-$(1)/public
	@cmp -s $(TARGET_DIR)/libc-$(1)/libc.a $(2)/lib/libc.a || cp $(TARGET_DIR)/libc-$(1)/libc.a $(2)/lib/libc.a
	@for name in $(LIBC_EMPTY_ARCHIVES); do test -e $(2)/lib/$$$$name.a || $$(call LLVM,ar) rcs $(2)/lib/$$$$name.a; done
	@for name in $(LIBC_CRT); do \
		test $(2)/lib/$$$$name.o -nt $(LIBC)/crt/$$$$name.S || \
			$$(CLANG) --target=x86_64-unknown-linux-musl $(if $(filter capos,$(1)),-D__capos__) \
				-c $(LIBC)/crt/$$$$name.S -o $(2)/lib/$$$$name.o; done
	@cp $(LIBC)/sysroot/capos.cfg $(LIBC)/sysroot/config.site $(2)/
	@$$(call LIBC_FILL,$(2)) $(LIBC)/sysroot/toolchain.cmake.in > $(2)/toolchain.cmake
	@$$(call LIBC_FILL,$(2)) $(LIBC)/sysroot/meson-cross.ini.in > $(2)/meson-cross.ini
	@for tool in $(LIBC_TOOLS); do \
		$$(call LIBC_FILL,$(2)) $(LIBC)/sysroot/bin/$$$$tool.in > $(2)/bin/x86_64-unknown-capos-$$$$tool; \
		chmod +x $(2)/bin/x86_64-unknown-capos-$$$$tool; done

# Besides the listed symbols the archive may export Rust's own names and the compiler's run-time helpers.
.PHONY: symbols-check-$(1)
symbols-check-$(1): $(1)-sysroot
	@$$(call LLVM,nm) --defined-only --extern-only --format=just-symbols $(2)/lib/libc.a 2>/dev/null \
		| grep -vE '^(_R|_ZN|$$$$)|[.:]' | sort -u > $(TARGET_DIR)/libc-$(1)/exported
	@sort -u $(TARGET_DIR)/libc-$(1)/public > $(TARGET_DIR)/libc-$(1)/listed
	@comm -23 $(TARGET_DIR)/libc-$(1)/listed $(TARGET_DIR)/libc-$(1)/exported | sed 's/^/listed, but not in libc.a: /' \
		> $(TARGET_DIR)/libc-$(1)/symbol-report
	@comm -13 $(TARGET_DIR)/libc-$(1)/listed $(TARGET_DIR)/libc-$(1)/exported | grep -v '^__' \
		| sed 's/^/in libc.a, but not listed: /' >> $(TARGET_DIR)/libc-$(1)/symbol-report || true
	@cat $(TARGET_DIR)/libc-$(1)/symbol-report; test ! -s $(TARGET_DIR)/libc-$(1)/symbol-report
	@echo "symbols.txt and libc.a agree: $$$$(wc -l < $(TARGET_DIR)/libc-$(1)/listed) symbols"
endef

$(eval $(call LIBC_SYSROOT,capos,$(TARGET_DIR)/capos-sysroot))
$(eval $(call LIBC_SYSROOT,linux,$(TARGET_DIR)/linux-sysroot))
