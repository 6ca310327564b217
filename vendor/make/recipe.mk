# GNU make. The archive has no configure script: autoreconf makes it. `host` is dynamic, since the suite loads modules; `musl` runs
# on any Linux.

GNUMAKE := $(TARGET_DIR)/vendor/make
GNUMAKE_SOURCE := vendor/make/src/.fetched
GNUMAKE_MAKE := env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent MAKEINFO=true

$(GNUMAKE_SOURCE): vendor/make/pin vendor/fetch | setup
	@vendor/fetch make $(TARGET_DIR)
	@touch $@

$(GNUMAKE)/source/configure: $(GNUMAKE_SOURCE) vendor/make/recipe.mk
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/make/src/. $(@D)
	@cd $(@D) && autoreconf --install --force > autoreconf.log 2>&1 || { tail -20 autoreconf.log; false; }
	@touch $@

# $(1): platform, $(2): compiler, $(3): what the binary depends on beside the source.
define GNUMAKE_BUILD
$(GNUMAKE)/$(1)/make: $(GNUMAKE)/source/configure $(3)
	@rm -rf $$(@D) && mkdir -p $$(@D)/build
	@echo "building GNU make for $(1)"
	@cd $$(@D)/build && { $(if $(filter capos,$(1)),CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site) \
		$(abspath $(GNUMAKE))/source/configure --quiet $(if $(filter capos,$(1)),--host=x86_64-unknown-linux-musl) --disable-nls --without-guile \
		--disable-dependency-tracking CC="$(2) -w" && \
		$(GNUMAKE_MAKE) -C lib && $(GNUMAKE_MAKE) make; } \
		> ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $$(@D)/build/make $$@
endef

$(eval $(call GNUMAKE_BUILD,capos,$(CAPOS_CC),$(CAPOS_SYSROOT_FILES)))
$(eval $(call GNUMAKE_BUILD,host,$(CLANG)))
$(eval $(call GNUMAKE_BUILD,musl,$(MUSL_CC)))
