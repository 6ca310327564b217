# Differential tests: the public functions of libc-capos on Linux against glibc's and musl's. AREA=name runs one area,
# COUNT=n so many cases, SEED=n other cases.

DIFFERENTIAL := tests/differential
DIFFERENTIAL_PROGRAMS := $(TARGET_DIR)/differential
DIFFERENTIAL_AREAS = $(or $(AREA),$(basename $(notdir $(wildcard $(DIFFERENTIAL)/*.c))))
DIFFERENTIAL_FLAGS := -std=gnu2x -O1 -Wall -Wextra -fno-builtin -frounding-math
DIFFERENTIAL_CC_capos := $(TARGET_DIR)/linux-sysroot/bin/x86_64-unknown-capos-clang
DIFFERENTIAL_CC_glibc := $(CLANG)
DIFFERENTIAL_CC_musl := musl-gcc -static

.PHONY: test-differential differential-check differential-programs
test-differential: differential-programs ## Compares libc-capos with glibc and musl, millions of cases; AREA, COUNT, SEED
	@$(DIFFERENTIAL)/run.py --full $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED)) \
		$(DIFFERENTIAL_PROGRAMS) $(AREA)

differential-check: differential-programs
	@$(DIFFERENTIAL)/run.py $(DIFFERENTIAL_PROGRAMS)

define DIFFERENTIAL_RULES
differential-programs: $$(DIFFERENTIAL_AREAS:%=$(DIFFERENTIAL_PROGRAMS)/$(1)/%)
$(DIFFERENTIAL_PROGRAMS)/$(1)/%: $(DIFFERENTIAL)/%.c $(DIFFERENTIAL)/differential.h $(2)
	@mkdir -p $$(@D)
	@$$(DIFFERENTIAL_CC_$(1)) $$(DIFFERENTIAL_FLAGS) $$< -o $$@ -lm
endef
$(eval $(call DIFFERENTIAL_RULES,capos,$(TARGET_DIR)/linux-sysroot/lib/libc.a))
$(eval $(call DIFFERENTIAL_RULES,glibc,))
$(eval $(call DIFFERENTIAL_RULES,musl,))
$(TARGET_DIR)/linux-sysroot/lib/libc.a: linux-sysroot ;
