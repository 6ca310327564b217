# HTTP between capOS and this machine (tests/network/web).

$(PROGRAMS)/fetch: tests/network/web/fetch.c $(CAPOS_SYSROOT_FILES)
	@mkdir -p $(@D)
	$(CAPOS_CC) -std=gnu11 -O2 -Wall -Wextra $< -o $@

.PHONY: test-curl test-web
test-curl: setup kernel $(TARGET_DIR)/packages/curl.pkg ## curl on capOS fetches 64 MiB from nginx here, and 100 files over one connection
	@QEMU=$(QEMU) tests/network/web/run.py $(TARGET_DIR) curl

test-web: setup kernel $(TARGET_DIR)/packages/web.pkg ## lighttpd on capOS answers 10,000 requests of wrk, and 2,000 connections
	@QEMU=$(QEMU) tests/network/web/run.py $(TARGET_DIR) web
