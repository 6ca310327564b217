# Disks: images, what is run on them, and the host's tools as witnesses.

MKFS := PATH="$$PATH:/usr/sbin:/sbin" mkfs.ext4
SIZE ?= 64M
IMAGE ?= $(TARGET_DIR)/disk.img
# Commits stay in memory until they reached their places, so a long journal is dear.
DISK_JOURNAL := size=4

.PHONY: disk run-disk-smoke
disk: setup ## Makes an ext4 image for capOS, IMAGE, unless it is there: SIZE=64M
	@test -e $(IMAGE) || { mkdir -p $(dir $(IMAGE)) && $(MKFS) -q -F -J $(DISK_JOURNAL) -E root_owner=1000:1000 $(IMAGE) $(SIZE); }
	@echo "$(IMAGE): make run DISK=$(IMAGE) keeps /home there"

DISK_MACHINE := kernel $(TARGET_DIR)/tools/capos-test-runner
DISK_TEST = env PATH="$(RUST_BIN):$$PATH:/usr/sbin:/sbin" TARGET_DIR=$(TARGET_DIR) QEMU=$(QEMU) RUNNER=$(RUNNER)

run-disk-smoke: $(DISK_MACHINE) $(TARGET_DIR)/packages/disk.pkg $(TARGET_DIR)/packages/disk-blocks.pkg ## capOS and the host's debugfs each read what the other wrote to a disk
	@$(DISK_TEST) tests/disk/smoke.py

DISK_CRASH := $(TARGET_DIR)/packages/disk-crash.pkg $(TARGET_DIR)/packages/disk-check.pkg

# SEED=n cuts the power at other moments.
SEED ?= 1
.PHONY: crash-check test-crash
crash-check: $(DISK_MACHINE) $(DISK_CRASH)
	@$(DISK_TEST) tests/disk/crash.py --kills 5 --seed $(SEED)

test-crash: $(DISK_MACHINE) $(DISK_CRASH) ## Cuts the power 50 times while capOS works on a disk: nothing that was synchronised is lost
	@$(DISK_TEST) tests/disk/crash.py --kills 50 --seed $(SEED)

SQLITE_SYSTEMS := sqlite sqlite-wal
SQLITE_NEEDS := $(DISK_MACHINE) $(SQLITE_SYSTEMS:%=$(TARGET_DIR)/packages/%.pkg) $(TARGET_DIR)/vendor/sqlite/host/sqlite3

.PHONY: sqlite-check test-sqlite
sqlite-check: $(SQLITE_NEEDS)
	@$(DISK_TEST) tests/disk/sqlite.py --kills 1 --seed $(SEED) $(SQLITE_SYSTEMS)

test-sqlite: $(SQLITE_NEEDS) ## SQLite's shell on a disk, the power cut amid transactions 10 times with each kind of journal
	@$(DISK_TEST) tests/disk/sqlite.py --kills 10 --seed $(SEED) $(SQLITE_SYSTEMS)

COMPRESSION_SYSTEMS := bzip2 bunzip2 zlib-example minigzip minigunzip

.PHONY: test-compression
test-compression: $(DISK_MACHINE) $(COMPRESSION_SYSTEMS:%=$(TARGET_DIR)/packages/%.pkg) ## zlib's and bzip2's own tests, with files on a disk
	@$(DISK_TEST) tests/disk/compress.py
