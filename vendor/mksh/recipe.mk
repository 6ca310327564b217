# mksh by its own, unmodified build script.

MKSH := $(TARGET_DIR)/vendor/mksh
MKSH_SOURCE := vendor/mksh/src/.fetched

$(MKSH_SOURCE): vendor/mksh/pin vendor/fetch | setup
	@vendor/fetch mksh $(TARGET_DIR)
	@touch $@

$(MKSH)/capos/mksh: $(MKSH_SOURCE) vendor/mksh/recipe.mk $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/mksh/src $(@D)/build
	@echo "building mksh for capOS"
	@cd $(@D)/build && env -u MAKEFLAGS -u MFLAGS CC="$(CAPOS_CC)" CFLAGS="-O2 -w" TARGET_OS=capOS NROFF=false \
		sh Build.sh -r > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $(@D)/build/mksh $@
