# Oniguruma. The archive has no configure script: autoreconf makes it.

ONIGURUMA := $(TARGET_DIR)/vendor/oniguruma
ONIGURUMA_SOURCE := vendor/oniguruma/src/.fetched

$(ONIGURUMA_SOURCE): vendor/oniguruma/pin vendor/fetch | setup
	@vendor/fetch oniguruma $(TARGET_DIR)
	@touch $@

$(ONIGURUMA)/capos/lib/libonig.a: $(ONIGURUMA_SOURCE) vendor/oniguruma/recipe.mk $(CAPOS_SYSROOT_FILES)
	@rm -rf $(ONIGURUMA)/capos && mkdir -p $(ONIGURUMA)/capos && cp -a vendor/oniguruma/src $(ONIGURUMA)/capos/build
	@echo "building Oniguruma for capOS"
	@cd $(ONIGURUMA)/capos/build && { autoreconf --install --force && \
		env -u MAKEFLAGS -u MFLAGS CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site \
		./configure --quiet --host=x86_64-unknown-linux-musl --prefix=$(abspath $(ONIGURUMA))/capos --disable-shared \
		CC="$(CAPOS_CC)" AR="$(CAPOS_AR)" CFLAGS="-O2 -w" && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent -C src install; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@touch $@
