# bc and dc by their own, unmodified configure and makefile. The build runs the bc that it has made, to turn libmath.b
# into a header; for capOS that header is the one of the build for this machine.

BC := $(TARGET_DIR)/vendor/bc
BC_SOURCE := vendor/bc/src/.fetched
BC_MAKE := env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent MAKEINFO=true

$(BC_SOURCE): vendor/bc/pin vendor/fetch | setup
	@vendor/fetch bc $(TARGET_DIR)
	@touch $@

$(BC)/host/bc: $(BC_SOURCE) vendor/bc/recipe.mk
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/bc/src $(@D)/build
	@echo "building bc for this machine"
	@cd $(@D)/build && { ./configure --quiet CC="$(CLANG) -w" && $(BC_MAKE); } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $(@D)/build/bc/bc $(@D)/build/dc/dc $(@D)/

$(BC)/capos/bc: $(BC)/host/bc $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/bc/src $(@D)/build
	@echo "building bc for capOS"
	@cd $(@D)/build && { CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site \
		./configure --quiet --host=x86_64-unknown-linux-musl CC="$(CAPOS_CC) -w" AR="$(CAPOS_AR)" RANLIB=true && \
		cp $(abspath $(BC))/host/build/bc/libmath.h bc/ && \
		$(BC_MAKE) -C lib && $(BC_MAKE) -C bc -o libmath.h && $(BC_MAKE) -C dc; } \
		> ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $(@D)/build/bc/bc $(@D)/build/dc/dc $(@D)/
