# curl by its own configure script: HTTP alone, with our zlib, without what else it can do.

CURL := $(TARGET_DIR)/vendor/curl
CURL_ZLIB := $(TARGET_DIR)/vendor/zlib/capos
CURL_SOURCE := vendor/curl/src/.fetched
CURL_MAKE := env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent
CURL_WITHOUT := ares alt-svc cookies dict doh file ftp gopher headers-api hsts imap ldap ldaps manual mqtt netrc pop3 progress-meter \
	proxy rtsp smb smtp telnet tftp tls-srp unix-sockets threaded-resolver pthreads shared

$(CURL_SOURCE): vendor/curl/pin vendor/fetch | setup
	@vendor/fetch curl $(TARGET_DIR)
	@touch $@

$(CURL)/capos/curl: $(CURL_SOURCE) vendor/curl/recipe.mk $(CURL_ZLIB)/example $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D)/build
	@echo "building curl for capOS"
	@cd $(@D)/build && { CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site $(abspath vendor/curl/src)/configure --quiet \
		--host=x86_64-unknown-linux-musl $(addprefix --disable-,$(CURL_WITHOUT)) --without-ssl --without-brotli --without-zstd \
		--without-libpsl --without-libidn2 --without-nghttp2 --without-librtmp --without-ca-bundle --without-ca-path \
		--with-zlib=$(abspath $(CURL_ZLIB))/build --disable-dependency-tracking \
		CPPFLAGS="-I$(abspath $(CURL_ZLIB))/build" LDFLAGS="-L$(abspath $(CURL_ZLIB))/build" \
		CC="$(CAPOS_CC) -w" AR="$(CAPOS_AR)" RANLIB=true && $(CURL_MAKE) -C lib && $(CURL_MAKE) -C src; } \
		> ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@$(LLVM_PREFIX)strip$(LLVM_SUFFIX) $(@D)/build/src/curl -o $@
