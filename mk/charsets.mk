# Character sets: their generated tables, and iconv compared with glibc's.

CHARSET_TABLES := libc-capos/engine/src/charset/tables
CHARSET_PROGRAMS := $(TARGET_DIR)/charsets

.PHONY: charset-tables charset-tables-check test-charsets
charset-tables: setup ## Writes the tables of character sets anew, from the build machine's glibc
	scripts/charset-tables $(CLANG) $(CHARSET_TABLES)

charset-tables-check: setup ## Fails if the tables of character sets are not what glibc gives
	@rm -rf $(TARGET_DIR)/charset-tables && mkdir -p $(TARGET_DIR)/charset-tables
	scripts/charset-tables $(CLANG) $(TARGET_DIR)/charset-tables
	diff -q -x mod.rs $(CHARSET_TABLES) $(TARGET_DIR)/charset-tables
	@echo "the tables of character sets are up to date"

test-charsets: linux-sysroot ## Compares iconv with glibc's for every code point of every character set
	@mkdir -p $(CHARSET_PROGRAMS)
	@$(CLANG) -O1 tests/charset/mappings.c -o $(CHARSET_PROGRAMS)/glibc
	@$(TARGET_DIR)/linux-sysroot/bin/x86_64-unknown-capos-clang -O1 tests/charset/mappings.c -o $(CHARSET_PROGRAMS)/capos
	@tests/charset/compare.py $(CHARSET_PROGRAMS)/glibc $(CHARSET_PROGRAMS)/capos
