# lighttpd by its own configure script, as one static program with the modules of vendor/lighttpd/modules.

LIGHTTPD := $(TARGET_DIR)/vendor/lighttpd
LIGHTTPD_SOURCE := vendor/lighttpd/src/.fetched
LIGHTTPD_MAKE := env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent

$(LIGHTTPD_SOURCE): vendor/lighttpd/pin vendor/fetch | setup
	@vendor/fetch lighttpd $(TARGET_DIR)
	@touch $@

# A static build includes the list of its modules from a file that whoever builds it writes (its INSTALL).
$(LIGHTTPD)/capos/lighttpd: $(LIGHTTPD_SOURCE) vendor/lighttpd/recipe.mk vendor/lighttpd/modules $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/lighttpd/src $(@D)/build
	@echo "building lighttpd for capOS"
	@sed 's/.*/PLUGIN_INIT(&)/' vendor/lighttpd/modules > $(@D)/build/src/plugin-static.h
	@cd $(@D)/build && { CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site LIGHTTPD_STATIC=yes ./configure --quiet \
		--host=x86_64-unknown-linux-musl --enable-static --disable-shared --disable-ipv6 --without-pcre2 --without-zlib \
		--without-bzip2 --disable-dependency-tracking CC="$(CAPOS_CC) -w" AR="$(CAPOS_AR)" RANLIB=true && \
		$(LIGHTTPD_MAKE) -C src versionstamp lighttpd; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@$(LLVM_PREFIX)strip$(LLVM_SUFFIX) $(@D)/build/src/lighttpd -o $@
