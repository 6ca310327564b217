# Fuzzing: tests/fuzz/src/bin has a target for each parser of the libc's engine. clang's libFuzzer drives them; rustc
# instruments them itself.
#
#   make fuzz TARGET=regex SECONDS=60
#
# What a target learns stays in $(TARGET_DIR)/fuzz/corpus; an input that makes it fail is written to
# $(TARGET_DIR)/fuzz/NAME-crash-HASH, and is tried again with: FUZZ_ARGUMENTS=FILE.

FUZZ_TARGETS := $(basename $(notdir $(wildcard tests/fuzz/src/bin/*.rs)))
FUZZ := $(TARGET_DIR)/fuzz
FUZZ_TRIPLE := x86_64-unknown-linux-gnu
FUZZ_PROGRAMS = $(CARGO_TARGET_DIR)/$(FUZZ_TRIPLE)/fuzz
SECONDS ?= 60
# Of one target; a fixed seed tries the same inputs each time.
SMOKE_SECONDS := 5

# libFuzzer is C++; the machine has that library for apt. The MIR pass: see .cargo/config.toml.
FUZZ_RUNTIME = $(firstword $(wildcard $(shell $(CLANG) -print-resource-dir)/lib/*/libclang_rt.fuzzer-x86_64.a))
FUZZ_FLAGS = -Z mir-enable-passes=-SimplifyComparisonIntegral -C passes=sancov-module -C codegen-units=1 \
	-C llvm-args=-sanitizer-coverage-level=4 -C llvm-args=-sanitizer-coverage-inline-8bit-counters \
	-C llvm-args=-sanitizer-coverage-pc-table -C llvm-args=-sanitizer-coverage-trace-compares \
	-C linker=$(CLANG) -C link-arg=$(FUZZ_RUNTIME) -C link-arg=-l:libstdc++.so.6 -C link-arg=-lm \
	-C link-arg=-lc

.PHONY: fuzz fuzz-programs fuzz-smoke
fuzz-programs: setup
	@RUSTFLAGS="$(FUZZ_FLAGS)" $(CARGO) build --quiet --profile fuzz -p capos-fuzz --bins --target $(FUZZ_TRIPLE)

fuzz: fuzz-programs ## Fuzzes one parser: make fuzz TARGET=regex SECONDS=60
	@test -x "$(FUZZ_PROGRAMS)/$(TARGET)" || { echo "TARGET is one of: $(FUZZ_TARGETS)" >&2; exit 1; }
	@mkdir -p $(FUZZ)/corpus/$(TARGET)
	$(FUZZ_PROGRAMS)/$(TARGET) -max_total_time=$(SECONDS) -max_len=512 -timeout=10 -use_value_profile=1 \
		-dict=tests/fuzz/dictionary/$(TARGET).txt -artifact_prefix=$(FUZZ)/$(TARGET)- \
		$(or $(FUZZ_ARGUMENTS),$(FUZZ)/corpus/$(TARGET))

# Without a corpus, and at the same inputs each time: a test, if a short one.
fuzz-smoke: fuzz-programs ## Every fuzz target for five seconds, from a fixed seed
	@mkdir -p $(FUZZ)
	@for target in $(FUZZ_TARGETS); do \
		$(FUZZ_PROGRAMS)/$$target -seed=1 -max_total_time=$(SMOKE_SECONDS) -max_len=256 -timeout=10 -close_fd_mask=1 \
			-dict=tests/fuzz/dictionary/$$target.txt -artifact_prefix=$(FUZZ)/$$target- > $(FUZZ)/$$target.log 2>&1 \
			|| { echo "fuzz target $$target failed:"; tail -n 40 $(FUZZ)/$$target.log; exit 1; }; \
		echo "$$target: $$(sed -n 's/^Done \([0-9]*\) runs.*/\1 runs/p' $(FUZZ)/$$target.log)"; \
	done
