# less by its own, unmodified configure and makefile, over ncurses' terminal library.

LESS_BUILT := $(TARGET_DIR)/vendor/less
LESS_SOURCE := vendor/less/src/.fetched
LESS_TERMINAL := $(abspath $(TARGET_DIR))/vendor/ncurses/capos

$(LESS_SOURCE): vendor/less/pin vendor/fetch | setup
	@vendor/fetch less $(TARGET_DIR)
	@touch $@

$(LESS_BUILT)/capos/less: $(LESS_SOURCE) vendor/less/recipe.mk $(TARGET_DIR)/vendor/ncurses/capos/lib/libtinfo.a
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/less/src $(@D)/build
	@echo "building less for capOS"
	@cd $(@D)/build && { env -u MAKEFLAGS -u MFLAGS CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site \
		./configure --quiet --host=x86_64-unknown-linux-musl CC="$(CAPOS_CC)" \
		CFLAGS="-O2 -w -Wno-error=implicit-function-declaration -I$(LESS_TERMINAL)/include" LDFLAGS="-L$(LESS_TERMINAL)/lib" && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent less; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $(@D)/build/less $@
