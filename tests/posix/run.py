#!/usr/bin/env python3
"""Runs the Open POSIX Test Suite (vendor/posixtestsuite) natively and writes docs/conformance.md.

usage: run.py TARGET_DIR [--platform NAME]... [--only TEXT] [--jobs N] [--report FILE] [--record]

A test's verdict is its exit status, as the suite defines it; one that runs longer than the limit is hung. What does not
pass with libc-capos stands in tests/posix/expected.txt with its reason; a verdict that differs from what stands there
(or from "pass") fails the run. --record rewrites the verdicts there and keeps the reasons. With --only nothing is
written and only the chosen tests are compared.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUITE = ROOT / "vendor/posixtestsuite/src"
EXPECTED = ROOT / "tests/posix/expected.txt"
LIMIT = 10
VERDICTS = {0: "pass", 1: "fail", 2: "unresolved", 4: "unsupported", 5: "untested"}
COLUMNS = ["pass", "fail", "unresolved", "hung", "signal", "unsupported", "untested", "not compiled", "builds"]
TEST = re.compile(r"^\d+-\d+(-[\w-]+)?$|-buildonly$")
# The suite is C of 2003: what clang refuses by now it may do.
OPTIONS = [
    "-std=gnu99", "-w", "-D_GNU_SOURCE", "-Wno-implicit-function-declaration", "-Wno-implicit-int",
    "-Wno-int-conversion", "-Wno-incompatible-pointer-types", "-Wno-incompatible-function-pointer-types",
]
AREAS = [
    ("signals", r"^interfaces/(sig|kill|raise|alarm|pthread_sigmask|pthread_kill|killpg|difftime$)|^definitions/signal"),
    ("pthread", r"^interfaces/pthread_|^definitions/pthread"),
    ("semaphores", r"^interfaces/sem_"),
    ("message queues", r"^interfaces/mq_|^definitions/mqueue"),
    ("asynchronous i/o", r"^interfaces/(aio_|lio_)|^definitions/aio"),
    ("memory", r"^interfaces/(mmap|munmap|mlock|munlock|msync|shm_)|^definitions/sys/(mman|shm)"),
    ("timers and clocks", r"^interfaces/(timer_|clock|nanosleep|time$|time/|asctime|ctime|gmtime|localtime|mktime|strftime|difftime)|^definitions/time"),
    ("scheduling", r"^interfaces/sched_|^definitions/sched"),
    ("processes", r"^interfaces/(fork|wait|getpid|exit|fsync|access|strchr|strcpy|strlen|strncpy)"),
    ("definitions and others", r""),
]


def area(name):
    return next(title for title, pattern in AREAS if re.search(pattern, name))


def tests(only):
    for source in sorted((SUITE / "conformance").rglob("*.c")):
        name = str(source.relative_to(SUITE / "conformance").with_suffix(""))
        if TEST.search(source.stem) and only in name:
            yield name, source


class Platform:
    """One C library: how programs are compiled with it."""

    def __init__(self, name, target):
        self.name = name
        clang = os.environ.get("CLANG", "clang-19")
        if name == "linux":
            self.compiler = [str(target / "linux-sysroot/bin/x86_64-unknown-capos-clang")]
        elif name == "musl":
            self.compiler = ["musl-gcc", "-fpermissive"]
        else:
            self.compiler = [clang]
        self.libraries = ["-lpthread", "-lrt", "-lm"]

    def compile(self, source, output, build_only):
        options = OPTIONS if "musl" not in self.compiler[0] else OPTIONS[:3]
        command = [*self.compiler, *options, f"-I{SUITE / 'include'}", f"-I{source.parent}"]
        command += ["-c"] if build_only else []
        command += [str(source), "-o", str(output)] + ([] if build_only else self.libraries)
        return subprocess.run(command, capture_output=True).returncode == 0


def run(platform, place, name, source):
    folder = place / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    program = folder / "test"
    # Definitions are headers' promises, without a main function.
    build_only = "-buildonly" in source.stem or name.startswith("definitions/")
    if not platform.compile(source, program, build_only):
        return "not compiled"
    if build_only:
        return "builds"
    environment = {"PATH": "/usr/bin:/bin", "TMPDIR": str(folder)}
    # In a session of its own, so that what it sends to its group reaches nobody else.
    process = subprocess.Popen(
        [str(program)], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )
    try:
        status = process.wait(LIMIT)
    except subprocess.TimeoutExpired:
        status = None
    try:
        # The group is the test's own: what it left behind ends with it.
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        pass
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)
    if status is None:
        return "hung"
    if status < 0:
        return f"signal {-status}"
    return VERDICTS.get(status, f"status {status}")


def run_all(platform, target, chosen, jobs):
    place = target / "posix" / platform.name
    verdicts = {}
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        futures = {pool.submit(run, platform, place, name, source): name for name, source in chosen}
        for done, future in enumerate(concurrent.futures.as_completed(futures), 1):
            verdicts[futures[future]] = future.result()
            if done % 200 == 0:
                print(f"  {platform.name}: {done} of {len(futures)}", flush=True)
    # A busy machine makes tests late: what hung has a second chance when the others are done.
    sources = dict(chosen)
    for name in [name for name, verdict in verdicts.items() if verdict == "hung"]:
        verdicts[name] = run(platform, place, name, sources[name])
    return verdicts


def read_expected():
    expected = {}
    for line in EXPECTED.read_text().splitlines() if EXPECTED.exists() else []:
        if line and not line.startswith("#"):
            name, verdict, reason = (part.strip() for part in line.split("|", 2))
            expected[name] = (verdict, reason)
    return expected


def usual(verdict):
    return verdict in ("pass", "builds", "untested")


def record(verdicts, expected):
    lines = ["# Tests of the Open POSIX Test Suite that do not pass with libc-capos on Linux: test | verdict | reason."]
    for name, verdict in sorted(verdicts.items()):
        if not usual(verdict):
            reason = expected.get(name, ("", "not looked into yet"))[1]
            lines.append(f"{name} | {verdict} | {reason}")
    EXPECTED.write_text("\n".join(lines) + "\n")


def column(verdict):
    return "signal" if verdict.startswith(("signal", "status")) else verdict


def report(path, results, expected):
    lines = [
        "# Conformance",
        "",
        "What the Open POSIX Test Suite 1.5.2 says, natively, all libraries in one run of one machine. The file is written by",
        f"`make posix-report`. A test that runs longer than {LIMIT} s is hung. The suite is of 2003: some tests ask for what",
        "POSIX.1-2024 has removed or left open, and many are left out by the suite itself unless an option has the value that",
        "it had then.",
    ]
    for name, verdicts in results.items():
        counts = collections.defaultdict(collections.Counter)
        for test, verdict in verdicts.items():
            counts[area(test)][column(verdict)] += 1
        title = "libc-capos/linux" if name == "linux" else name
        lines += ["", f"## {title}", "", "| area | " + " | ".join(COLUMNS) + " |", "| --- |" + " --- |" * len(COLUMNS)]
        total = collections.Counter()
        for title, _ in AREAS:
            total += counts[title]
            lines.append(f"| {title} | " + " | ".join(str(counts[title][c]) for c in COLUMNS) + " |")
        lines.append("| **all** | " + " | ".join(str(total[c]) for c in COLUMNS) + " |")
    lines += ["", "## What does not pass with libc-capos", "", "| test | verdict | others | why |", "| --- | --- | --- | --- |"]
    others = {name: verdicts for name, verdicts in results.items() if name != "linux"}
    for name, verdict in sorted(results.get("linux", {}).items()):
        if not usual(verdict):
            beside = ", ".join(f"{other} {verdicts[name]}" for other, verdicts in others.items() if name in verdicts)
            lines.append(f"| {name} | {verdict} | {beside} | {expected.get(name, ('', ''))[1]} |")
    path.write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=pathlib.Path)
    parser.add_argument("--platform", action="append", default=[])
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=4 * (os.cpu_count() or 1))
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    chosen = list(tests(arguments.only))
    target = arguments.target.resolve()
    results = {}
    for name in arguments.platform or ["linux"]:
        results[name] = run_all(Platform(name, target), target, chosen, arguments.jobs)
        counts = collections.Counter(column(verdict) for verdict in results[name].values())
        print(f"{name}: " + ", ".join(f"{counts[c]} {c}" for c in COLUMNS if counts[c]))
    expected = read_expected()
    if arguments.record and not arguments.only:
        record(results.get("linux", {}), expected)
        expected = read_expected()
    if arguments.report and not arguments.only:
        report(arguments.report, results, expected)
    wrong = 0
    for name, verdict in sorted(results.get("linux", {}).items()):
        wanted = expected.get(name, ("pass", ""))[0]
        if verdict != wanted and not (wanted == "pass" and usual(verdict)):
            print(f"unexpected: {name}: {verdict}, not {wanted}")
            wrong += 1
    print(f"{len(chosen)} tests, {wrong} unexpected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
