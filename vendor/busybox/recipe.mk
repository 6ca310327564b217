# BusyBox by its own, unmodified build: nothing but the tools that vendor/busybox/tools names, by their configuration names.

BUSYBOX := $(TARGET_DIR)/vendor/busybox
BUSYBOX_SOURCE := vendor/busybox/src/.fetched
# libbb has functions, such as the one around chroot, that none of the tools uses and that are linked away.
BUSYBOX_MAKE := env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent

$(BUSYBOX_SOURCE): vendor/busybox/pin vendor/fetch | setup
	@vendor/fetch busybox $(TARGET_DIR)
	@touch $@

# $(1): platform, $(2): compiler, $(3): archiver, $(4): what the binary depends on beside the source.
define BUSYBOX_BUILD
$(BUSYBOX)/$(1)/busybox: $(BUSYBOX_SOURCE) vendor/busybox/recipe.mk vendor/busybox/tools $(4)
	@rm -rf $$(@D) && mkdir -p $$(@D) && cp -a vendor/busybox/src $$(@D)/build
	@echo "building BusyBox for $(1)"
	@sed -n 's/^\([A-Z0-9_]*\)$$$$/CONFIG_\1=y/p; t; s/^\([A-Z0-9_]*=.*\)/CONFIG_\1/p' vendor/busybox/tools > $$(@D)/chosen
	@sed 's/=.*/[= ]/' $$(@D)/chosen > $$(@D)/names
	@cd $$(@D)/build && { $(BUSYBOX_MAKE) allnoconfig HOSTCC="$(CLANG)" && \
		mv .config all-no && { grep -v -f ../names all-no; cat ../chosen; } > .config && \
		{ yes "" || true; } | $(BUSYBOX_MAKE) oldconfig HOSTCC="$(CLANG)" && \
		$(BUSYBOX_MAKE) busybox_unstripped busybox.links CC="$(2)" AR="$(3)" HOSTCC="$(CLANG)" CFLAGS="-O2 -w -Wno-error=implicit-function-declaration"; } \
		> ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@$(LLVM_PREFIX)strip$(LLVM_SUFFIX) $$(@D)/build/busybox_unstripped -o $$@
endef

$(eval $(call BUSYBOX_BUILD,capos,$(CAPOS_CC),$(CAPOS_AR),$(CAPOS_SYSROOT_FILES)))
$(eval $(call BUSYBOX_BUILD,host,$(MUSL_CC),$(LLVM_PREFIX)ar$(LLVM_SUFFIX)))
