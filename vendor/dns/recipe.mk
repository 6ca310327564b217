# dns.c, unmodified, and the program around it.

DNS_SOURCE := vendor/dns/src/.fetched
DNS_FLAGS := -std=gnu99 -O2 -D_GNU_SOURCE

$(DNS_SOURCE): vendor/dns/pin vendor/fetch | setup
	@vendor/fetch dns $(TARGET_DIR)
	@touch $@

$(PROGRAMS)/posix-dns-resolver: demos/posix-dns-resolver/main.c $(DNS_SOURCE) vendor/dns/recipe.mk $(CAPOS_SYSROOT_FILES)
	@mkdir -p $(@D) $(TARGET_DIR)/vendor/dns
	@$(CAPOS_CC) $(DNS_FLAGS) -w -c vendor/dns/src/src/lib/dns.c -o $(TARGET_DIR)/vendor/dns/dns.o
	$(CAPOS_CC) -std=gnu11 -O2 -Wall -Wextra -Ivendor/dns/src/src/lib $< $(TARGET_DIR)/vendor/dns/dns.o -o $@
