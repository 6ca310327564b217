# dash by its own, unmodified configure and makefile; the programs that it makes tables with run on this machine.

DASH := $(TARGET_DIR)/vendor/dash
DASH_SOURCE := vendor/dash/src/.fetched

$(DASH_SOURCE): vendor/dash/pin vendor/fetch | setup
	@vendor/fetch dash $(TARGET_DIR)
	@touch $@

# $(1): folder of the result, $(2): the compiler, $(3): variables and $(4) options for configure, $(5): what it depends on besides.
define DASH_BUILD
$(DASH)/$(1)/dash: $(DASH_SOURCE) vendor/dash/recipe.mk $(5)
	@rm -rf $$(@D) && mkdir -p $$(@D) && cp -a vendor/dash/src $$(@D)/build
	@echo "building dash for $(1)"
	@cd $$(@D)/build && { env -u MAKEFLAGS -u MFLAGS CC="$(2)" CC_FOR_BUILD="$(CLANG)" $(3) \
		./configure --quiet --host=x86_64-unknown-linux-musl $(4) && \
		env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@cp $$(@D)/build/src/dash $$@
endef

DASH_CAPOS := CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site
DASH_LIBRARIES := $(abspath $(TARGET_DIR))/vendor
DASH_EDITING := CFLAGS="-O2 -I$(DASH_LIBRARIES)/libedit/capos/include" \
	LDFLAGS="-L$(DASH_LIBRARIES)/libedit/capos/lib -L$(DASH_LIBRARIES)/ncurses/capos/lib" LIBS="-ltinfo"

$(eval $(call DASH_BUILD,capos,$(CAPOS_CC),$(DASH_CAPOS),,$(CAPOS_SYSROOT_FILES)))
# With line editing and history, for a person at a terminal.
$(eval $(call DASH_BUILD,capos-edit,$(CAPOS_CC),$(DASH_CAPOS) $(DASH_EDITING),--with-libedit,$(CAPOS_SYSROOT_FILES) $(TARGET_DIR)/vendor/libedit/capos/lib/libedit.a))
# For benchmarks beside Linux.
$(eval $(call DASH_BUILD,musl,musl-gcc -static))
