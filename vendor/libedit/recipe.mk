# libedit by its own, unmodified configure and makefile, over ncurses' terminal library.

LIBEDIT := $(TARGET_DIR)/vendor/libedit
LIBEDIT_SOURCE := vendor/libedit/src/.fetched
LIBEDIT_TERMINAL := $(abspath $(TARGET_DIR))/vendor/ncurses/capos

$(LIBEDIT_SOURCE): vendor/libedit/pin vendor/fetch | setup
	@vendor/fetch libedit $(TARGET_DIR)
	@touch $@

$(LIBEDIT)/capos/lib/libedit.a: $(LIBEDIT_SOURCE) vendor/libedit/recipe.mk $(TARGET_DIR)/vendor/ncurses/capos/lib/libtinfo.a
	@rm -rf $(LIBEDIT)/capos && mkdir -p $(LIBEDIT)/capos && cp -a vendor/libedit/src $(LIBEDIT)/capos/build
	@echo "building libedit for capOS"
	@cd $(LIBEDIT)/capos/build && { env -u MAKEFLAGS -u MFLAGS CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site \
		./configure --quiet --host=x86_64-unknown-linux-musl --prefix=$(abspath $(LIBEDIT))/capos --disable-shared \
		--disable-examples CC="$(CAPOS_CC)" AR="$(CAPOS_AR)" CFLAGS="-O2 -w -I$(LIBEDIT_TERMINAL)/include" \
		LDFLAGS="-L$(LIBEDIT_TERMINAL)/lib" && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent install; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@touch $@
