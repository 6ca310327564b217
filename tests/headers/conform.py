#!/usr/bin/env python3
"""Runs glibc's header checker over a sysroot and compares its failures with the list of those that are known.

usage: tests/headers/conform.py CHECKER SYSROOT (CHECKER: the folder conform/ of glibc's source)

The checker knows which names a standard wants of a header, with their types, and which others it allows. It is used as
it is and with gcc, whose options it needs; the headers are the sysroot's and nobody else's. A line is printed for each
failure that is not in expected-failures.txt, and for each line there that did not fail.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
# POSIX.1-2008 with XSI is checked for every header that the checker has data of, the others for their own headers.
EVERYTHING = "XOPEN2K8"
STANDARDS = ["ISO", "ISO11", "POSIX2008", EVERYTHING]
# What glibc's own headers pass of EVERYTHING; fewer would mean that checks were lost.
ENOUGH = 6964


def headers(checker, standard):
    if standard == EVERYTHING:
        data = checker / "data"
        return sorted(str(path.relative_to(data))[: -len("-data")] for path in data.rglob("*.h-data"))
    makefile = (checker / "Makefile").read_text().replace("\\\n", " ")
    lists = dict(re.findall(r"^conformtest-headers-(\w+) := (.*)$", makefile, re.M))

    def expand(name):
        for word in lists[name].split():
            other = re.fullmatch(r"\$\(conformtest-headers-(\w+)\)", word)
            yield from expand(other.group(1)) if other else [word]

    return sorted(expand(standard))


def check(checker, sysroot, standard, header):
    """The checker's output for one header."""
    library = f"{sysroot}/lib/libc.a"
    command = [
        "python3", "conformtest.py", "--standard", standard, "--header", header, "--cross",
        "--cc", f"gcc -nostdinc -isystem {sysroot}/include", "--flags", "",
        # Programs are linked, not run.
        "--ldflags", f"-nostdlib -static {sysroot}/lib/crt1.o", "--libs", f"{library} -lgcc -lgcc_eh {library}",
    ]
    return subprocess.run(command, cwd=checker, capture_output=True, text=True, check=False).stdout


def expected():
    """Lines `STANDARD,… header: check: reason`."""
    known = {}
    for line in (HERE / "expected-failures.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            place, name, reason = line.split(": ", 2)
            standards, header = place.split()
            known.update({f"{standard} {header}: {name}": reason for standard in standards.split(",")})
    return known


class Results:
    """What the checker said of one standard."""

    def __init__(self):
        self.failed, self.total, self.skipped = set(), 0, 0

    def add(self, standard, header, output):
        lines = output.splitlines()
        # "Combined" is all checks at once: it fails when one of them does.
        failures = [line[6:] for line in lines if line.startswith("FAIL: ") and not line.startswith("FAIL: Combined ")]
        self.failed.update(f"{standard} {header}: {name}" for name in failures)
        counts = dict(re.findall(r"^  (Total|Number of skipped) tests.*?: +(\d+)$", output.replace(" number of", ""), re.M))
        if len(counts) != 2:
            self.failed.add(f"{standard} {header}: the checker itself")
            return
        self.total += int(counts["Total"])
        self.skipped += int(counts["Number of skipped"])

    def passed(self):
        return self.total - len(self.failed) - self.skipped


def main():
    checker, sysroot = (Path(argument).resolve() for argument in sys.argv[1:])
    work = [(standard, header) for standard in STANDARDS for header in headers(checker, standard)]
    os.environ["LC_ALL"] = "C"
    with ThreadPoolExecutor(2) as pool:
        outputs = list(pool.map(lambda one: check(checker, sysroot, *one), work))
    results = {standard: Results() for standard in STANDARDS}
    for (standard, header), output in zip(work, outputs):
        results[standard].add(standard, header, output)
    failed, known = set().union(*(result.failed for result in results.values())), expected()
    for name in sorted(failed - known.keys()):
        print(f"failed, but not expected to: {name}")
    for name in sorted(known.keys() - failed):
        print(f"expected to fail, but did not: {name}")
    for standard, result in results.items():
        print(f"{standard}: {result.total} checks, {result.passed()} passed, {len(result.failed)} failed, {result.skipped} skipped")
    enough = results[EVERYTHING].passed() >= ENOUGH
    if not enough:
        print(f"fewer passed of {EVERYTHING} than glibc's {ENOUGH}")
    return failed == known.keys() and enough


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
