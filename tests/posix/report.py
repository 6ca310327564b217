"""docs/conformance.md: what the suite says about each C library."""

import collections

from suite import AREAS, area
from terms import LIMIT, PATIENCE, SLOW
from verdict import COLUMNS, column, is_usual

TITLES = {"capos": "libc-capos on capOS, in QEMU", "linux": "libc-capos on Linux", "glibc": "glibc", "musl": "musl"}


def write(path, results, expected):
    lines = [
        "# Conformance",
        "",
        "What the Open POSIX Test Suite 1.5.2 says of " + "; ".join(TITLES[name] for name in results) + ". The file is written by",
        "`make posix-report`. Tests run beside others; one that does not pass there, on whatever library, runs once more by",
        f"itself, and that counts: many measure time. Beside others a test has {LIMIT} s, by itself {PATIENCE} s; what has not ended then",
        "is hung. Where a test is made of waiting, it has that in addition:",
        *[f"`{name}` {seconds} s." for name, seconds in SLOW.items()],
        "The suite is of 2003: some tests ask for what POSIX.1-2024 has removed or left open, and it leaves out many itself",
        "(unsupported) unless `sysconf` answers what it did then. *Builds* are tests of headers, which need only compile.",
        "",
        "## All",
        "",
        *table("library", [(TITLES[name], verdicts.values()) for name, verdicts in results.items()]),
    ]
    for name, verdicts in results.items():
        rows = [(title, [v for test, v in verdicts.items() if area(test) == title]) for title, _ in AREAS]
        lines += ["", f"## {TITLES[name]}", "", *table("area", rows)]
    lines += ["", "## What does not pass with libc-capos", "", "Verdicts are those of this run, in the order of the libraries above.", ""]
    names = list(results)
    lines += ["| test | " + " | ".join(names) + " | why |", "| --- |" + " --- |" * (len(names) + 1)]
    for test in sorted({test for verdicts in results.values() for test in verdicts}):
        ours = [results[name].get(test, "pass") for name in ("capos", "linux") if name in results]
        if not all(map(is_usual, ours)):
            verdicts = " | ".join(results[name].get(test, "") for name in names)
            lines.append(f"| {test} | {verdicts} | {expected.reasons.get(test, '')} |")
    path.write_text("\n".join(lines) + "\n")


def table(what, rows):
    lines = [f"| {what} | " + " | ".join(COLUMNS) + " |", "| --- |" + " --- |" * len(COLUMNS)]
    for title, verdicts in rows:
        counts = collections.Counter(map(column, verdicts))
        lines.append(f"| {title} | " + " | ".join(str(counts[c]) for c in COLUMNS) + " |")
    return lines
