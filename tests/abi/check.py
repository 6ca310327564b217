#!/usr/bin/env python3
"""Compares what the headers promise to compiled programs with snapshot.txt, and with musl's headers.

usage: tests/abi/check.py [--write] COMPILER INCLUDE MUSL_INCLUDE (--write: takes a new snapshot)

Where the standards leave a value or a layout open, it is musl's for x86-64; what differs stands in differences.txt
with its reason. A fact that changes, goes, or differs from musl without a reason is an error; new ones only get a line.
"""

import sys
from pathlib import Path

from facts import collect

HERE = Path(__file__).parent
SNAPSHOT = HERE / "snapshot.txt"
# It makes macros of the names of functions.
LEFT_OUT = {"tgmath.h"}


def headers(include):
    found = (str(path.relative_to(include)) for path in include.rglob("*.h"))
    return sorted(name for name in found if not name.startswith("bits/") and name not in LEFT_OUT)


def expected_differences():
    """Lines `fact: reason`; a `*` at the end of the fact stands for any text."""
    lines = (HERE / "differences.txt").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines if line.strip() and not line.startswith("#"))


def fits(name, pattern):
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def compare_with_musl(ours, musl):
    wrong, used = [], set()
    for name in sorted(ours.keys() & musl.keys()):
        if ours[name] != musl[name]:
            reasons = {pattern for pattern in expected_differences() if fits(name, pattern)}
            used |= reasons
            if not reasons:
                wrong.append(f"{name}: {ours[name]} here, {musl[name]} in musl, and no reason in differences.txt")
    wrong += [f"differences.txt: {pattern}: is as in musl" for pattern in expected_differences().keys() - used]
    return wrong


def compare_with_snapshot(ours):
    known = dict(line.rsplit(" = ", 1) for line in SNAPSHOT.read_text().splitlines())
    wrong = [f"{name}: was {value}, is {ours.get(name, 'gone')}" for name, value in known.items() if ours.get(name) != value]
    new = len(ours.keys() - known.keys())
    if new:
        print(f"{new} facts are new: make abi-snapshot takes them down")
    return wrong


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    compiler, include, musl_include = arguments[0].split(), Path(arguments[1]), Path(arguments[2])
    names = headers(include)
    ours = collect(compiler, str(include), names)
    musl = collect(compiler, str(musl_include), [name for name in names if (musl_include / name).exists()])
    wrong = compare_with_musl(ours, musl)
    if "--write" in sys.argv:
        SNAPSHOT.write_text("".join(f"{name} = {ours[name]}\n" for name in sorted(ours)))
    else:
        wrong += compare_with_snapshot(ours)
        if wrong:
            wrong.append("if the change is meant: make abi-snapshot")
    print("\n".join([*wrong, f"ABI: {len(ours)} facts, {len(ours.keys() & musl.keys())} of them compared with musl"]))
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
