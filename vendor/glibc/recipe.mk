# The header checker of the GNU C Library: scripts and data, used where they are (mk/headers.mk).

$(GLIBC_CONFORM)/conformtest.py: vendor/glibc/pin vendor/fetch | setup
	@vendor/fetch glibc $(TARGET_DIR)
	@touch $@
