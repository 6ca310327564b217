# Lua by its own, unmodified makefile: for capOS, and for this machine and its glibc to compare with.

LUA := $(TARGET_DIR)/vendor/lua
LUA_SOURCE := vendor/lua/src/.fetched
# What the smoke's manifest sets (cue/system-lua-smoke).
LUA_SMOKE_ENVIRONMENT := LANG=C.UTF-8 TERM=vt100 GREETING=hello TZ=CET-1CEST,M3.5.0,M10.5.0/3

$(LUA_SOURCE): vendor/lua/pin vendor/fetch | setup
	@vendor/fetch lua $(TARGET_DIR)
	@touch $@

# $(1): platform, $(2): compiler, $(3): archiver, $(4): what the binary depends on beside the source.
define LUA_BUILD
$(LUA)/$(1)/lua: $(LUA_SOURCE) vendor/lua/recipe.mk $(4)
	@rm -rf $(LUA)/$(1) && mkdir -p $(LUA)/$(1) && cp -a vendor/lua/src $(LUA)/$(1)/build
	@echo "building Lua for $(1)"
	@env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent -C $(LUA)/$(1)/build/src lua \
		CC="$(2) -std=gnu99" AR="$(3) rcs" RANLIB=true SYSCFLAGS=-DLUA_USE_POSIX
	@cp $(LUA)/$(1)/build/src/lua $$@
endef

$(eval $(call LUA_BUILD,capos,$(CAPOS_CC),$(CAPOS_AR),$(CAPOS_SYSROOT_FILES)))
$(eval $(call LUA_BUILD,host,$(CLANG),$(LLVM_PREFIX)ar$(LLVM_SUFFIX)))

# The stress takes a second here and twenty in the guest: what it prints does not depend on that.
$(LUA)/lua-smoke.golden: $(LUA)/host/lua $(wildcard vendor/lua/smoke/*)
	@cd vendor/lua/smoke && env -i $(LUA_SMOKE_ENVIRONMENT) $(abspath $(LUA))/host/lua all.lua 1 \
		> $(abspath $@) 2>&1 < /dev/null
