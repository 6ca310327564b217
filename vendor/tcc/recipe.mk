# tcc by its own, unmodified configure and makefile; its runtime library is compiled by tcc itself. The tcc of this machine
# links with musl, so that its tests have a C library of the same kind to compare with, and compiles the runtime library for
# capOS, which its own tcc could only do there: both make the same code.

TCC := $(TARGET_DIR)/vendor/tcc
TCC_SOURCE := vendor/tcc/src/.fetched
TCC_MAKE := env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent
TCC_HERE := $(abspath $(TCC))/host/tcc
MUSL_LIBRARIES := /usr/lib/x86_64-linux-musl
MUSL_HEADERS := /usr/include/x86_64-linux-musl
# A static program has no dlsym, so what tcc would run in its own memory (-run) could only call functions that it has itself.
TCC_FLAGS := -O2 -w -DCONFIG_TCC_STATIC

$(TCC_SOURCE): vendor/tcc/pin vendor/fetch | setup
	@vendor/fetch tcc $(TARGET_DIR)
	@touch $@

# $(call TCC_CONFIGURE,headers,libraries)
TCC_CONFIGURE = ./configure --cpu=x86_64 --config-musl --config-ldl=no --extra-cflags="$(TCC_FLAGS)" --prefix=/usr \
	--sysincludepaths={B}/include:$(1) --libpaths=$(2) --crtprefix=$(2)
# $(call TCC_LIBRARY,headers)
TCC_LIBRARY = $(TCC_MAKE) -C lib XCC="$(TCC_HERE) -nostdinc -I$(abspath $(@D))/build/include -I$(1)" XAR="$(TCC_HERE) -ar"

$(TCC)/host/tcc: $(TCC_SOURCE) vendor/tcc/recipe.mk
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/tcc/src $(@D)/build
	@echo "building tcc for this machine"
	@cd $(@D)/build && { $(call TCC_CONFIGURE,$(MUSL_HEADERS),$(MUSL_LIBRARIES)) \
		--cc="$(firstword $(MUSL_CC))" --extra-ldflags="$(wordlist 2,9,$(MUSL_CC))" && \
		$(TCC_MAKE) tcc && cp tcc .. && $(call TCC_LIBRARY,$(MUSL_HEADERS)); } > ../build.log 2>&1 || \
		{ rm -f ../tcc; tail -20 ../build.log; false; }

$(TCC)/capos/tcc: $(TCC)/host/tcc $(CAPOS_SYSROOT_FILES)
	@rm -rf $(@D) && mkdir -p $(@D) && cp -a vendor/tcc/src $(@D)/build
	@echo "building tcc for capOS"
	@cd $(@D)/build && { $(call TCC_CONFIGURE,/usr/include,/usr/lib) --cc="$(CAPOS_CC)" --ar="$(CAPOS_AR)" && \
		$(TCC_MAKE) tcc && $(call TCC_LIBRARY,$(abspath $(CAPOS_SYSROOT))/include); } > ../build.log 2>&1 || \
		{ tail -20 ../build.log; false; }
	@cp $(@D)/build/tcc $@
