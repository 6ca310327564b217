# Checks of the C headers: what they declare, that each stands alone, and what they promise to compiled programs.

HEADERS_CAPOS := $(TARGET_DIR)/capos-sysroot
HEADERS_LINUX := $(TARGET_DIR)/linux-sysroot
GLIBC_CONFORM := vendor/glibc/src/conform
MUSL_INCLUDE ?= /usr/include/x86_64-linux-musl
# The compiler of the sysroot, as capos.cfg sets it up.
HEADERS_CC := $(CLANG) --target=x86_64-unknown-linux-musl -U__linux__ -U__linux -U__gnu_linux__ -D__capos__

.PHONY: test-headers headers-conform headers-alone headers-same headers-abi abi-snapshot
test-headers: headers-same headers-alone headers-conform headers-abi ## Headers: each alone in C and C++, glibc's header checker, the ABI

# Both platforms have the same headers, so the other checks need only one of them.
headers-same: capos-sysroot linux-sysroot
	@diff -r $(HEADERS_CAPOS)/include $(HEADERS_LINUX)/include

headers-alone: capos-sysroot
	@tests/headers/alone.py "$(HEADERS_CC)" $(HEADERS_CAPOS)/include

headers-conform: capos-sysroot $(GLIBC_CONFORM)/conformtest.py
	@tests/headers/conform.py $(GLIBC_CONFORM) $(HEADERS_CAPOS)

headers-abi: capos-sysroot
	@tests/abi/check.py "$(HEADERS_CC)" $(HEADERS_CAPOS)/include $(MUSL_INCLUDE)

abi-snapshot: capos-sysroot ## Takes down what the headers promise now: tests/abi/snapshot.txt
	@tests/abi/check.py --write "$(HEADERS_CC)" $(HEADERS_CAPOS)/include $(MUSL_INCLUDE)
