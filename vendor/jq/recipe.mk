# jq with Oniguruma's regular expressions. The archive has no configure script: autoreconf makes it. The
# version would be asked of git.

JQ := $(TARGET_DIR)/vendor/jq
JQ_SOURCE := vendor/jq/src/.fetched

$(JQ_SOURCE): vendor/jq/pin vendor/fetch | setup
	@vendor/fetch jq $(TARGET_DIR)
	@touch $@

$(JQ)/capos/jq: $(JQ_SOURCE) vendor/jq/recipe.mk $(TARGET_DIR)/vendor/oniguruma/capos/lib/libonig.a
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/jq/src $(@D)/build
	@echo "building jq for capOS"
	@cd $(@D)/build && { autoreconf --install --force && env -u MAKEFLAGS -u MFLAGS CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site \
		./configure --quiet --host=x86_64-unknown-linux-musl --disable-shared --disable-docs --disable-maintainer-mode --with-oniguruma=$(abspath $(TARGET_DIR))/vendor/oniguruma/capos \
		CC="$(CAPOS_CC)" AR="$(CAPOS_AR)" CFLAGS="-O2 -w" && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent src/builtin.inc && \
		echo '#define JQ_VERSION "1.6"' > src/version.h && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent -o src/version.h jq; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $(@D)/build/jq $@
