# SQLite by its own build: the amalgamation is made with its configure script and Tcl, and compiled with the sysroot.

SQLITE := $(TARGET_DIR)/vendor/sqlite
SQLITE_SOURCE := vendor/sqlite/src/.fetched
# One thread, no loading of extensions: capOS's programs are static.
SQLITE_FLAGS := -O2 -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_ENABLE_DBSTAT_VTAB

$(SQLITE_SOURCE): vendor/sqlite/pin vendor/fetch | setup
	@vendor/fetch sqlite $(TARGET_DIR)
	@touch $@

$(SQLITE)/amalgamation/shell.c: $(SQLITE_SOURCE)
	@rm -rf $(@D) && mkdir -p $(@D)
	@echo "making SQLite's amalgamation"
	@cd $(@D) && env -u MAKEFLAGS -u MFLAGS sh -c '$(abspath vendor/sqlite/src)/configure --disable-shared --disable-tcl && make sqlite3.c shell.c' > build.log 2>&1 || { tail -20 $(@D)/build.log; false; }
	@touch $@

$(SQLITE)/capos/sqlite3: $(SQLITE)/amalgamation/shell.c vendor/sqlite/recipe.mk $(CAPOS_SYSROOT_FILES)
	@mkdir -p $(@D)
	@echo "building SQLite for capOS"
	@$(CAPOS_CC) $(SQLITE_FLAGS) $(<D)/shell.c $(<D)/sqlite3.c -o $@ -lm

$(SQLITE)/host/sqlite3: $(SQLITE)/amalgamation/shell.c vendor/sqlite/recipe.mk
	@mkdir -p $(@D)
	@$(CLANG) $(SQLITE_FLAGS) $(<D)/shell.c $(<D)/sqlite3.c -o $@ -lm

# What the systems sqlite and sqlite-wal run: makes the database, or says what it finds, and then commits ever more.
SQLITE_SCRIPTS := $(SQLITE)/sql/delete.sql $(SQLITE)/sql/wal.sql
$(SQLITE_SCRIPTS): $(SQLITE)/sql/%.sql: vendor/sqlite/smoke/begin.sql vendor/sqlite/smoke/transaction.sql vendor/sqlite/recipe.mk
	@mkdir -p $(@D)
	@{ echo "PRAGMA journal_mode=$*;"; cat vendor/sqlite/smoke/begin.sql; \
		for count in $$(seq 60); do cat vendor/sqlite/smoke/transaction.sql; done; } > $@
