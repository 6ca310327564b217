# zlib by its own, unmodified configure script and makefile.

ZLIB := $(TARGET_DIR)/vendor/zlib
ZLIB_SOURCE := vendor/zlib/src/.fetched

$(ZLIB_SOURCE): vendor/zlib/pin vendor/fetch | setup
	@vendor/fetch zlib $(TARGET_DIR)
	@touch $@

$(ZLIB)/capos/example: $(ZLIB_SOURCE) vendor/zlib/recipe.mk $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/zlib/src $(@D)/build
	@echo "building zlib for capOS"
	@cd $(@D)/build && env -u MAKEFLAGS -u MFLAGS CC="$(CAPOS_CC)" AR="$(CAPOS_AR)" RANLIB=true CFLAGS=-O2 \
		sh -c './configure --static && make example minigzip' > build.log 2>&1 || { tail -20 build.log; false; }
	@cp $(@D)/build/example $(@D)/build/minigzip $(@D)/
