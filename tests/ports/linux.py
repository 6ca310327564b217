"""The same cases on a Linux kernel in the same QEMU, with programs that are linked with musl: what capOS's times are beside.

Kernel, machine and initial file system are those of tests/bench. When both machines count instructions, a nanosecond of their
clocks is one, so times are the same on every machine, however busy it is.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from cases import Platform, read_results, write_cases

ROOT = Path(__file__).resolve().parents[2]
# Behind this folder, whose modules have names that are there too.
sys.path.append(str(ROOT / "tests/bench"))
import guests  # noqa: E402

LIMIT = 3000
QEMU = os.environ.get("QEMU", "qemu-system-x86_64")
MUSL_HEADERS = Path("/usr/include/x86_64-linux-musl")
MUSL_LIBRARIES = Path("/usr/lib/x86_64-linux-musl")


def entries(tree):
    """What lies below a folder, as an initial file system has it; times are left out, so a makefile may see none that differ."""
    found = []
    for path, folders, files in os.walk(tree):
        for name in sorted(folders + files):
            full = Path(path, name)
            short = str(full.relative_to(tree))
            if full.is_symlink():
                found.append((short, 0o120777, os.fsencode(os.readlink(full)), (0, 0)))
            elif full.is_dir():
                found.append((short, 0o040755, b"", (0, 0)))
            else:
                found.append((short, 0o100000 | full.stat().st_mode & 0o777, full.read_bytes(), (0, 0)))
    return sorted(found)


def counting_qemu(folder):
    """A program to call in place of QEMU: the same machine, counting."""
    program = folder / "counting-qemu"
    program.write_text(f'#!/bin/sh\nexec {QEMU} "$@" {shlex.join(guests.COUNTED)}\n')
    program.chmod(0o755)
    return program


def run(name, target, tree, cases, counting):
    """Results by name. The tree has the programs; cases are put there."""
    ports = target / "ports"
    platform = Platform({"@WORK@": "/tmp/work", "@SOURCE@": "/ports/source", "@PATH@": "/bin", "@BIN@": "/bin"})
    write_cases(tree / "ports/cases", cases, platform)
    device = [("dev/console", 0o020600, b"", (5, 1)), ("dev/null", 0o020666, b"", (1, 3))]
    archive = ports / f"{name}-linux.cpio"
    guests.cpio(archive, entries(tree) + device)
    kernel = guests.linux_kernel(f"{target}/bench/linux")
    machine = [word if word != "128" else "512" for word in guests.MACHINE]
    command = [
        QEMU, *machine, *(guests.COUNTED if counting else guests.TIMED), "-kernel", kernel, "-initrd", archive,
        "-append", guests.APPEND,
    ]
    log = ports / f"{name}-linux.log"
    with open(log, "wb") as out:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, timeout=LIMIT, check=True)
    archive.unlink()
    digits = re.search(rb"RESULTS\s+([0-9a-f\s]*)END", log.read_bytes())
    if not digits:
        sys.exit(log.read_text(errors="replace")[-3000:])
    results = ports / f"{name}-linux.results"
    results.write_bytes(bytes.fromhex("".join(digits[1].decode().split())))
    return read_results(results, platform)
