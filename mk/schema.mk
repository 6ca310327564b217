# The schema's generated code.

.PHONY: generated-code generated-code-check
GENERATE := $(CARGO) run --quiet -p capos-schema-generator -- schema/capos.capnp

generated-code: setup ## Regenerates schema/src/{capos_capnp,methods}.rs
	$(GENERATE) schema/src

generated-code-check: setup ## Fails if the checked-in generated code is not what the schema gives
	rm -rf $(TARGET_DIR)/generated && mkdir -p $(TARGET_DIR)/generated
	$(GENERATE) $(TARGET_DIR)/generated
	diff -q $(TARGET_DIR)/generated/capos_capnp.rs schema/src/capos_capnp.rs
	diff -q $(TARGET_DIR)/generated/methods.rs schema/src/methods.rs
	@echo "generated code is up to date"
