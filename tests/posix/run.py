#!/usr/bin/env python3
"""Runs the Open POSIX Test Suite (vendor/posixtestsuite) and writes docs/conformance.md.

usage: run.py TARGET_DIR [--platform NAME]... [--only TEXT] [--share PERCENT] [--report FILE] [--record] [--verbose]

Platforms: capos (in QEMU), linux (libc-capos natively), glibc, musl. A test's verdict is its exit status, as the suite
defines it; one that runs longer than the limit is hung. What does not pass with libc-capos stands in
tests/posix/expected.txt with its reason; another verdict than the one that stands there (or than "pass") fails the run.
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
from verdict import COLUMNS, HUNG, column

# Seconds; cue/system-posix tells the supervisor the same.
LIMITS = {"capos": 60, "linux": 60, "glibc": 60, "musl": 60}


def run(platform, chosen, target, jobs, outputs, expected):
    built = platform.compile_all(chosen)
    verdicts = {name: "not compiled" for name, _ in chosen}
    verdicts.update({name: "builds" for name in built if only_builds(name)})
    names = [name for name in built if not only_builds(name)]

    def run_all(names, jobs):
        if platform.name == "capos":
            return guest.run_all(platform, names, target, outputs)
        return native.run_all(platform, names, LIMITS[platform.name], jobs)

    verdicts.update(run_all(names, jobs))
    # A busy machine makes tests late: what went another way than expected has a second chance when the others are done.
    if platform.name in PLATFORMS:
        again = [name for name in names if not expected.accepts(name, platform.name, verdicts[name])]
    else:
        again = [name for name in names if verdicts[name] == HUNG]
    if again:
        verdicts.update(run_all(again, 1))
    return verdicts


def saved(target, platform):
    return target / "posix" / f"{platform}.json"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=pathlib.Path)
    parser.add_argument("--platform", action="append", default=[])
    parser.add_argument("--only", default="")
    parser.add_argument("--share", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=4 * (os.cpu_count() or 1))
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    chosen = list(tests(arguments.only, arguments.share))
    is_whole = not arguments.only and arguments.share == 100
    target = arguments.target.resolve()
    expected, results, outputs = Expected(), {}, {}
    for name in arguments.platform or PLATFORMS:
        results[name] = run(Platform(name, target), chosen, target, arguments.jobs, outputs, expected)
        counts = collections.Counter(column(verdict) for verdict in results[name].values())
        print(f"{name}: " + ", ".join(f"{counts[c]} {c}" for c in COLUMNS if counts[c]), flush=True)
    if is_whole:
        for name, verdicts in results.items():
            saved(target, name).write_text(json.dumps(verdicts))
    if arguments.record and is_whole:
        expected.record(results)
    if arguments.report and is_whole:
        known = {name: json.loads(saved(target, name).read_text()) for name in LIMITS if saved(target, name).exists()}
        report.write(arguments.report, known, expected, LIMITS)
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
