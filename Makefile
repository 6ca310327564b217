# capOS: the one front door. `make help` lists every target.
#
# Fragments: mk/setup.mk (tools), mk/kernel.mk, mk/libc.mk (libc and sysroot), mk/systems.mk (packages and
# run targets), mk/tests.mk, mk/docs.mk.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

include mk/setup.mk
include $(filter-out mk/setup.mk,$(sort $(wildcard mk/*.mk)))

.PHONY: help all run test ci clean
help: ## Lists all targets
	@grep -hE '^[a-zA-Z0-9_%-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  %-24s %s\n", $$1, $$2}'

run: $(if $(PROGRAM),run-program,run-userland) ## The main job: builds all, boots QEMU, ends in an interactive shell; DISK=image keeps /home there; PROGRAM=your.c runs that

test: setup test-all ## Everything CI runs; the last line is "N passed, N failed"

all: setup kernel sysroot packages ## Builds everything without running it

clean: ## Removes everything built
	rm -rf target vendor/*/src vendor/*/build
