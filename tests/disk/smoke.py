#!/usr/bin/env python3
"""capOS and the host's tools each read what the other wrote to a disk (demos/disk)."""

import re
import sys

from machine import Boot, Checks, contents, debugfs, is_clean, make_image, scratch

# What mkfs.ext4 makes by itself, and file systems as old machines have them.
KINDS = {"default": [], "small-blocks": ["-b", "1024"], "plain": ["-O", "^metadata_csum,^64bit,^dir_index"]}


def pattern(seed, length):
    """Byte n as demos/disk/main.c makes it."""
    return bytes((seed * 31 + n * 7 + n // 251) & 0xFF for n in range(length))


def host_writes(image):
    files = {"small": ("s", 100), "large": ("l", 3000000), "deep/er/file": ("f", 5000)}
    commands = ["mkdir host", "mkdir host/deep", "mkdir host/deep/er", "symlink host/link deep/er/file"]
    for name, (seed, length) in files.items():
        source = scratch(f"host-{name.replace('/', '-')}")
        source.write_bytes(pattern(ord(seed), length))
        commands.append(f"write {source} host/{name}")
    commands.append("ea_set host/small user.host host")
    debugfs(image, commands, write=True)


def host_reads(image, checks):
    expected = {
        "small": pattern(ord("c"), 100),
        "hard": pattern(ord("c"), 100),
        "large": pattern(ord("L"), 20000000),
        "mapped": pattern(ord("p"), 20000),
        "sparse": b"begin" + bytes(4000000 - 5),
        "c/b/file": pattern(ord("b"), 1234),
        "old": pattern(ord("n"), 10000),
        "many/file-number-0002": pattern(ord("m") + 2, 2),
        "many/renamed-0031": pattern(ord("m") + 31, 31),
        "gone": None,
        "many/file-number-0000": None,
        "many/file-number-0031": None,
        "a": None,
        "new": None,
    }
    for name, wanted in expected.items():
        found = contents(image, f"capos/{name}")
        checks.that(found == wanted, f"capos/{name}", f"{None if found is None else len(found)} bytes")
    links = debugfs(image, ["stat capos/soft", "stat capos/long-link", "stat capos/fifo", "stat capos/small"])
    checks.that('Fast link dest: "small"' in links, "a short symbolic link", links)
    checks.that("Type: FIFO" in links, "a FIFO", links)
    checks.that(re.search(r"User:\s+1000\s+Group:\s+70000", links), "owner and group", links)
    checks.that(re.search(r"Mode:\s+0640", links), "mode", links)
    checks.that(re.search(r"Links: 2", links), "two names", links)
    # Seconds as 34 bits, and nanoseconds in the upper 30 bits of the other word.
    wanted = (2345678901 & 0xFFFFFFFF, 987654321 << 2 | (2345678901 + 2**31 >> 32))
    checks.that(f"mtime: 0x{wanted[0]:08x}:{wanted[1]:08x}" in links, "time of modification", links)
    attribute = debugfs(image, ["ea_get capos/small user.capos"])
    checks.that("of capOS" in attribute, "an extended attribute", attribute)
    wide = contents(image, "capos/wide") or b""
    marks = bytes((ord("w") * 31 + n * 7 + n // 251) & 0xFF | 1 for n in range(0, 14000000, 4096))
    checks.that(wide[::4096] == marks, "a file written through a mapping larger than the cache", f"{len(wide)} bytes")
    names = debugfs(image, ["ls -p capos/many"]).count("/") // 6
    checks.that(len(re.findall(r"/(?:file-number|renamed)-\d{4}/", debugfs(image, ["ls -p capos/many"]))) == 466,
                "names in a large directory", f"{names} names")


def smoke(kind, options, checks):
    image = scratch(f"smoke-{kind}.img")
    make_image(image, "64M", *options)
    host_writes(image)
    boot = Boot("disk", image)
    status = boot.finish(400)
    checks.that(status == 0, f"{kind}: status {status}", boot.text())
    clean, report = is_clean(image)
    checks.that(clean, f"{kind}: e2fsck", report)
    host_reads(image, checks)


def blocks(checks):
    """A disk without a file system: demos/smoke/src/block_device.rs."""
    image = scratch("smoke-blocks.img")
    block = 512
    before = b"".join(bytes([number]) * block for number in range(64))
    image.write_bytes(before)
    boot = Boot("disk-blocks", image)
    status = boot.finish(100)
    checks.that(status == 0 and "not ok" not in boot.text() and "\n1.." in boot.text(), f"blocks: status {status}",
                boot.text())
    wanted = before[:20 * block] + b"\xc5" * (2 * block) + before[22 * block:]
    checks.that(image.read_bytes() == wanted, "blocks: what was written is there, and nothing else")


def main():
    checks = Checks()
    blocks(checks)
    for kind in sys.argv[1:] or KINDS:
        smoke(kind, KINDS[kind], checks)
    checks.finish("disk smoke")


if __name__ == "__main__":
    main()
