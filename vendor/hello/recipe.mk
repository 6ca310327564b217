# GNU hello is only fetched: it is built inside capOS (make test-configure).

HELLO_SOURCE := vendor/hello/src/.fetched

$(HELLO_SOURCE): vendor/hello/pin vendor/fetch | setup
	@vendor/fetch hello $(TARGET_DIR)
	@touch $@
