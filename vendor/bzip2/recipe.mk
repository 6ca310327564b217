# bzip2 by its own, unmodified makefile.

BZIP2 := $(TARGET_DIR)/vendor/bzip2
BZIP2_SOURCE := vendor/bzip2/src/.fetched

$(BZIP2_SOURCE): vendor/bzip2/pin vendor/fetch | setup
	@vendor/fetch bzip2 $(TARGET_DIR)
	@touch $@

$(BZIP2)/capos/bzip2: $(BZIP2_SOURCE) vendor/bzip2/recipe.mk $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/bzip2/src $(@D)/build
	@echo "building bzip2 for capOS"
	@env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent -C $(@D)/build bzip2 \
		CC="$(CAPOS_CC)" AR="$(CAPOS_AR)" RANLIB=true > $(@D)/build.log 2>&1 || { tail -20 $(@D)/build.log; false; }
	@cp $(@D)/build/bzip2 $@
