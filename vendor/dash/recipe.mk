# dash by its own, unmodified configure and makefile; the programs that it makes tables with run on this machine. Its peer for
# comparisons is linked with musl.

DASH := $(TARGET_DIR)/vendor/dash
DASH_SOURCE := vendor/dash/src/.fetched

$(DASH_SOURCE): vendor/dash/pin vendor/fetch | setup
	@vendor/fetch dash $(TARGET_DIR)
	@touch $@

# $(1): folder of the result, $(2): compiler, $(3): of configure's environment, $(4): what it depends on beside the source,
# $(5): arguments of configure.
define DASH_BUILD
$(DASH)/$(1)/dash: $(DASH_SOURCE) vendor/dash/recipe.mk $(4)
	@rm -rf $$(@D) && mkdir -p $$(@D) && cp -a vendor/dash/src $$(@D)/build
	@echo "building dash for $(1)"
	@cd $$(@D)/build && { env -u MAKEFLAGS -u MFLAGS $(3) CC="$(2)" CC_FOR_BUILD="$(CLANG)" \
		./configure --quiet --host=x86_64-unknown-linux-musl $(5) && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $$(@D)/build/src/dash $$@
endef

DASH_SITE := CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site
DASH_LIBRARIES := $(abspath $(TARGET_DIR))/vendor
DASH_EDITING := CFLAGS="-O2 -I$(DASH_LIBRARIES)/libedit/capos/include" \
	LDFLAGS="-L$(DASH_LIBRARIES)/libedit/capos/lib -L$(DASH_LIBRARIES)/ncurses/capos/lib" LIBS="-ltinfo"

$(eval $(call DASH_BUILD,capos,$(CAPOS_CC),$(DASH_SITE),$(CAPOS_SYSROOT_FILES)))
# With line editing and history, for a person at a terminal.
$(eval $(call DASH_BUILD,capos-edit,$(CAPOS_CC),$(DASH_SITE) $(DASH_EDITING),$(CAPOS_SYSROOT_FILES) \
	$(TARGET_DIR)/vendor/libedit/capos/lib/libedit.a,--with-libedit))
$(eval $(call DASH_BUILD,host,$(MUSL_CC)))
