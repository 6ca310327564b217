#!/usr/bin/env python3
"""Runs the Open POSIX Test Suite (vendor/posixtestsuite) and writes docs/conformance.md.

usage: run.py TARGET_DIR [--platform NAME]... [--only TEXT] [--share PERCENT] [--report FILE] [--record] [--verbose]

Platforms: capos (in QEMU), linux (libc-capos natively), glibc, musl. A test's verdict is its exit status, as the suite
defines it; one that runs longer than the limit (terms.py) is hung. Tests run beside others; then those that went another way
than expected, with --report all that did not pass, run once more by themselves, and that counts. What does not pass with
libc-capos stands in tests/posix/expected.txt with its reason; another verdict than the one that stands there (or than
"pass") fails the run.
--record rewrites the verdicts there and keeps the reasons. Nothing is written of a run with --only or --share; a whole
run leaves its verdicts in TARGET_DIR/posix/PLATFORM.json, and --report is about all that are there.
"""

import argparse
import collections
import json
import os
import pathlib
import sys

import guest
import native
import report
from expected import PLATFORMS, Expected
from suite import Platform, only_builds, tests
from terms import beside_others, is_quick, once_more
from verdict import COLUMNS, HUNG, column, is_usual

ALL = ["capos", "linux", "glibc", "musl"]

# How many tests run at a time.
GUEST_CROWD = 4
NATIVE_CROWD = 4 * (os.cpu_count() or 1)


def run(platform, chosen, target, outputs, needs_another_chance):
    built = platform.compile_all(chosen)
    verdicts = {name: "not compiled" for name, _ in chosen}
    verdicts.update({name: "builds" for name in built if only_builds(name)})
    names = [name for name in built if not only_builds(name)]
    is_guest = platform.name == "capos"

    def run_all(terms):
        return guest.run_all(platform, terms, target, outputs) if is_guest else native.run_all(platform, terms)

    verdicts.update(run_all(beside_others(names, GUEST_CROWD if is_guest else NATIVE_CROWD)))
    # Among others a test may be late, or come too late for what it measures.
    again = [name for name in names if needs_another_chance(name, verdicts[name])]
    if again:
        print(f"  {platform.name}: {len(again)} once more", flush=True)
        # Natively those that hung are many, wait, and disturb nobody.
        waits = {name for name in again if verdicts[name] == HUNG and not is_guest}
        alone = once_more([name for name in again if name not in waits], 1)
        verdicts.update(run_all(once_more(waits, NATIVE_CROWD) + alone))
    return verdicts


def saved(target, platform):
    return target / "posix" / f"{platform}.json"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=pathlib.Path)
    parser.add_argument("--platform", action="append", default=[])
    parser.add_argument("--only", default="")
    parser.add_argument("--share", type=int, default=100)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    chosen = list(tests(arguments.only, arguments.share))
    is_whole = not arguments.only and arguments.share == 100
    target = arguments.target.resolve()
    expected, results, outputs = Expected(), {}, {}
    if arguments.share != 100:
        chosen = [(name, source) for name, source in chosen if is_quick(name) and not expected.leaves_to_chance(name)]
    for name in arguments.platform or PLATFORMS:

        def needs_another_chance(test, verdict):
            # A report treats all libraries alike.
            if arguments.report or name not in PLATFORMS:
                return not is_usual(verdict) and verdict != "unsupported"
            return not expected.accepts(test, name, verdict)

        results[name] = run(Platform(name, target), chosen, target, outputs, needs_another_chance)
        counts = collections.Counter(column(verdict) for verdict in results[name].values())
        print(f"{name}: " + ", ".join(f"{counts[c]} {c}" for c in COLUMNS if counts[c]), flush=True)
    if is_whole:
        for name, verdicts in results.items():
            saved(target, name).write_text(json.dumps(verdicts))
    if arguments.record and is_whole:
        expected.record(results)
    if arguments.report and is_whole:
        known = {name: json.loads(saved(target, name).read_text()) for name in ALL if saved(target, name).exists()}
        report.write(arguments.report, known, expected)
    wrong = 0
    for platform in [platform for platform in PLATFORMS if platform in results]:
        for name, verdict in sorted(results[platform].items()):
            if arguments.verbose:
                print(f"{platform}/{name}: {verdict}", *outputs.get(name, []), sep="\n    ")
            if not expected.accepts(name, platform, verdict):
                print(f"unexpected: {platform}/{name}: {verdict}, not {expected.of(name, platform)}")
                if platform == "capos":
                    print(*(f"    | {line}" for line in outputs.get(name, [])[-12:]), sep="\n")
                wrong += 1
    print(f"{len(chosen)} tests, {wrong} unexpected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
