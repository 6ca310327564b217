# dash by its own, unmodified configure and makefile; the programs that it makes tables with run on this machine.

DASH := $(TARGET_DIR)/vendor/dash
DASH_SOURCE := vendor/dash/src/.fetched

$(DASH_SOURCE): vendor/dash/pin vendor/fetch | setup
	@vendor/fetch dash $(TARGET_DIR)
	@touch $@

$(DASH)/capos/dash: $(DASH_SOURCE) vendor/dash/recipe.mk $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/dash/src $(@D)/build
	@echo "building dash for capOS"
	@cd $(@D)/build && { env -u MAKEFLAGS -u MFLAGS CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site \
		CC="$(CAPOS_CC)" CC_FOR_BUILD="$(CLANG)" ./configure --quiet --host=x86_64-unknown-linux-musl && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $(@D)/build/src/dash $@
