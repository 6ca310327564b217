# mksh by its own, unmodified build script; for this machine with musl, which runs on any Linux.

MKSH := $(TARGET_DIR)/vendor/mksh
MKSH_SOURCE := vendor/mksh/src/.fetched

$(MKSH_SOURCE): vendor/mksh/pin vendor/fetch | setup
	@vendor/fetch mksh $(TARGET_DIR)
	@touch $@

# $(1): platform, $(2): compiler, $(3): what Build.sh is told, $(4): what the binary depends on beside the source.
define MKSH_BUILD
$(MKSH)/$(1)/mksh: $(MKSH_SOURCE) vendor/mksh/recipe.mk $(4)
	@rm -rf $$(@D) && mkdir -p $$(@D) && cp -a vendor/mksh/src $$(@D)/build
	@echo "building mksh for $(1)"
	@cd $$(@D)/build && env -u MAKEFLAGS -u MFLAGS CC="$(2)" CFLAGS="-O2 -w" $(3) NROFF=false \
		sh Build.sh -r > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $$(@D)/build/mksh $$@
endef

$(eval $(call MKSH_BUILD,capos,$(CAPOS_CC),TARGET_OS=capOS,$(CAPOS_SYSROOT_FILES)))
$(eval $(call MKSH_BUILD,host,$(MUSL_CC)))
