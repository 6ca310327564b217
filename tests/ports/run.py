#!/usr/bin/env python3
"""Runs a port's own tests on this machine and on capOS, and compares.

usage: run.py PORT [--only TEXT] [--share N] [--record] [--times] [--rounds N]

A case passes if capOS gives what this machine gives, and what the suite says where it says so. What differs stands in
tests/ports/PORT.txt with its reason, a line `case: reason`; a change in either direction fails. --record rewrites that list
and keeps the reasons. --share N runs every Nth case. --times runs the cases on Linux in the same QEMU too, and prints how many
instructions each took on both; with --rounds N, after N runs of each in turns, also the fastest times.

PORT is a module beside this one with `cases`, `source`, `add_to_tree`, NEEDS_COMPILER, and as it needs them: `as_expected` (does
a result agree with what the suite says), `settled` (a result without what depends on the time it took), `problem` (in place of
`verdict`), `concerns` (is a case of interest, once its result here is known), `divide` (the results that one case has of several
tests, by name).
"""

import argparse
import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import linux
from cases import Platform, Result, read_results, write_cases

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("TARGET_DIR", "target")).resolve()
PORTS = TARGET / "ports"
# Of the whole machine, for all cases of a port.
LIMIT = 3000
# Built for both sides, by platform.
BUILDS = {"capos": "capos", "linux": "host"}
# Static with musl, for Linux in QEMU.
LINUX_PROGRAMS = ["dash/host/dash", "mksh/host/mksh", "busybox/host/busybox", "tcc/host/tcc", "make/musl/make"]
PROGRAMS = ["bc/{}/bc", "bc/{}/dc", "make/{}/make", "mksh/{}/mksh", "dash/{}/dash"]


def strip(source, target):
    subprocess.run([os.environ.get("STRIP", "llvm-strip-19"), source, "-o", target], check=True)


def copy_sysroot(tree, system):
    """What a compiler needs inside capOS, or on Linux with musl."""
    tcc = TARGET / "vendor/tcc" / BUILDS[system] / "build"
    headers, libraries = TARGET / "capos-sysroot/include", TARGET / "capos-sysroot/lib"
    to_headers, to_libraries = tree / "usr/include", tree / "usr/lib"
    if system == "linux":
        headers, libraries = linux.MUSL_HEADERS, linux.MUSL_LIBRARIES
        to_headers, to_libraries = tree / str(headers)[1:], tree / str(libraries)[1:]
    shutil.copytree(headers, to_headers, dirs_exist_ok=True)
    to_libraries.mkdir(parents=True, exist_ok=True)
    for file in [*libraries.glob("*.a"), *libraries.glob("*.o")]:
        shutil.copy(file, to_libraries)
    if system == "capos":
        shutil.copy(PORTS / "libc.a", to_libraries)
    (tree / "usr/lib/tcc").mkdir(parents=True)
    shutil.copy(tcc / "libtcc1.a", tree / "usr/lib/tcc")
    shutil.copytree(tcc / "include", tree / "usr/lib/tcc/include")


def make_tree(name, port, system):
    """The root of capOS's disk, or Linux's initial files."""
    tree = PORTS / f"{name}-{system}-tree"
    shutil.rmtree(tree, ignore_errors=True)
    for folder in ["bin", "ports", "tmp", "dev", "usr/include", "etc", "proc"]:
        (tree / folder).mkdir(parents=True)
    (tree / "usr/bin").symlink_to("/bin")
    programs = [*PROGRAMS, "tcc/{}/tcc", "busybox/{}/busybox"]
    if system == "linux":
        programs = LINUX_PROGRAMS
        shutil.copy(PORTS / "linux-init", tree / "init")
        shutil.copy(PORTS / "linux-replay", tree / "bin/replay")
    for path in programs:
        program = TARGET / "vendor" / path.format(BUILDS[system])
        if program.exists():
            strip(program, tree / "bin" / program.name)
    (tree / "bin/sh").symlink_to("dash")
    (tree / "ports/bin").symlink_to("/bin")
    links = TARGET / "vendor/busybox" / BUILDS[system] / "build/busybox.links"
    for link in links.read_text().split() if links.exists() else []:
        link = tree / "bin" / Path(link).name
        if not link.is_symlink():
            link.symlink_to("busybox")
    if port.NEEDS_COMPILER:
        copy_sysroot(tree, system)
    port.add_to_tree(ROOT, tree)
    (tree / "etc/passwd").write_text("root:x:0:0::/:/bin/sh\nuser:x:1000:1000::/tmp:/bin/sh\n")
    (tree / "etc/group").write_text("root:x:0:\nuser:x:1000:\n")
    return tree


def run_on_capos(name, port, cases, counting):
    tree = make_tree(name, port, "capos")
    platform = Platform({"@WORK@": "/tmp/work", "@SOURCE@": "/ports/source", "@PATH@": "/bin", "@BIN@": "/ports/bin"})
    write_cases(tree / "ports/cases", cases, platform)
    image, results = PORTS / f"{name}.img", PORTS / f"{name}-capos.results"
    image.unlink(missing_ok=True)
    results.unlink(missing_ok=True)
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    subprocess.run(
        ["mkfs.ext4", "-q", "-F", "-J", "size=4", "-E", "root_owner=1000:1000", "-d", tree, image, "128M"],
        check=True, env={**os.environ, "PATH": path},
    )
    subprocess.run(["debugfs", "-w", "-R", "sif /ports uid 1000", image], check=True, capture_output=True, env={"PATH": path})
    command = [os.environ["RUNNER"], "run", TARGET / "packages/ports.pkg"]
    log = PORTS / f"{name}-capos.log"
    with open(log, "wb") as out:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, timeout=LIMIT,
            env={**os.environ, "DISKS": str(image), **({"QEMU": str(linux.counting_qemu(PORTS))} if counting else {})},
        )
    if done.returncode != 0:
        print(log.read_text(errors="replace")[-3000:])
        print(f"capOS stopped with {done.returncode}")
    subprocess.run(["debugfs", "-R", f"dump /ports/results {results}", image], check=True, capture_output=True, env={"PATH": path})
    return read_results(results, platform)


def run_here(name, port, cases):
    folder = PORTS / f"{name}-host"
    work, binaries = folder / "work", folder / "bin"
    shutil.rmtree(folder, ignore_errors=True)
    work.mkdir(parents=True)
    binaries.mkdir()
    links = TARGET / "vendor/busybox/host/build/busybox.links"
    for tool in links.read_text().split() if links.exists() else []:
        (binaries / Path(tool).name).symlink_to(TARGET / "vendor/busybox/host/busybox")
    for path in PROGRAMS:
        program = TARGET / "vendor" / path.format("host")
        (binaries / program.name).symlink_to(program)
    (binaries / "busybox").symlink_to(TARGET / "vendor/busybox/host/busybox")
    (binaries / "sh").symlink_to("dash")
    (binaries / "perl").symlink_to("/usr/bin/perl")
    tcc = TARGET / "vendor/tcc/host"
    (binaries / "tcc").write_text(f'#!/bin/sh\nfirst=$1\n[ "$first" = -ar ] && exec {tcc}/tcc "$@"\nexec {tcc}/tcc -B{tcc}/build "$@"\n')
    (binaries / "tcc").chmod(0o755)
    source = port.source(ROOT)
    platform = Platform(
        {"@WORK@": str(work), "@SOURCE@": str(source), "@PATH@": f"{binaries}:/usr/bin:/bin", "@BIN@": str(binaries)}
    )
    file, results = folder / "cases", PORTS / f"{name}-host.results"
    write_cases(file, cases, platform)
    subprocess.run([PORTS / "host-replay", file, results, work], check=True)
    return read_results(results, platform)


def read_list(path):
    lines = path.read_text().splitlines() if path.exists() else []
    pairs = [re.fullmatch(r"(\S.*?): (.*)", line) for line in lines if line and not line.startswith("#")]
    return {pair[1]: pair[2] for pair in pairs}


def verdict(port, case, here, there):
    """Nothing, or what is not as it should be."""
    if there is None:
        return "capOS has no result"
    if hasattr(port, "problem"):
        return port.problem(case, here, there)
    if hasattr(port, "settled"):
        here, there = port.settled(here), port.settled(there)
    if here != there:
        return f"capOS: {there}\nthis machine: {here}"
    if case.expected is not None and not port.as_expected(there, case.expected):
        return f"both: {there}\nthe suite: {case.expected.decode(errors='replace')}"
    return None


def judge(port, cases, here, there):
    """The name of each test, and its problem if it has one."""
    for case in cases:
        mine, theirs = here[case.name], there.get(case.name)
        if not hasattr(port, "divide") or theirs is None:
            yield case.name, verdict(port, case, mine, theirs)
            continue
        mine, theirs = port.divide(case, mine), port.divide(case, theirs)
        for name in mine.keys() | theirs.keys():
            missing = Result("no result", b"")
            yield f"{case.name}/{name}", verdict(port, case, mine.get(name, missing), theirs.get(name, missing))


def print_times(title, cases, capos, beside):
    print(f"{title:<32}    capOS    Linux   capOS/Linux")
    for case in cases:
        mine, other = capos[case.name], beside[case.name]
        same = "" if other.status == mine.status else f"   (Linux: {other.status})"
        ratio = mine.milliseconds / max(other.milliseconds, 1)
        print(f"{case.name:<32} {mine.milliseconds:>8} {other.milliseconds:>8} {ratio:>8.2f}{same}")


def fastest(runs):
    """By case, the result that came first."""
    return {name: min((run[name] for run in runs), key=lambda result: result.milliseconds) for name in runs[0]}


def compare_times(name, port, cases, counted, rounds):
    """The machine that counted has run the cases on capOS already."""
    def on_linux(counting):
        return linux.run(name, TARGET, make_tree(name, port, "linux"), cases, counting)

    print_times("millions of instructions", cases, counted, on_linux(True))
    runs = {"capos": [], "linux": []}
    for _ in range(rounds):
        runs["capos"].append(run_on_capos(name, port, cases, False))
        runs["linux"].append(on_linux(False))
    if rounds:
        print_times(f"milliseconds, fastest of {rounds}", cases, fastest(runs["capos"]), fastest(runs["linux"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port")
    parser.add_argument("--only", default="")
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
    arguments = parser.parse_args()
    port = importlib.import_module(arguments.port)
    PORTS.mkdir(parents=True, exist_ok=True)
    cases = [case for case in port.cases(ROOT) if arguments.only in case.name][:: arguments.share]
    here = run_here(arguments.port, port, cases)
    if hasattr(port, "concerns"):
        cases = [case for case in cases if port.concerns(case, here[case.name])]
    there = run_on_capos(arguments.port, port, cases, arguments.times)
    file = ROOT / f"tests/ports/{arguments.port}.txt"
    known, found, wrong, names = read_list(file), {}, 0, set()
    for name, problem in judge(port, cases, here, there):
        names.add(name)
        if problem:
            found[name] = known.get(name, "not looked into yet")
        if (problem is None) == (name in known):
            wrong += 1
            print(f"not ok {name}" if problem else f"not ok {name}: stands in {file.name}, and passes")
            print("\n".join(f"    {line}" for line in (problem or "").splitlines()[:30]))
    if not arguments.only and arguments.share == 1:
        for name in sorted(known.keys() - names):
            wrong += 1
            print(f"not ok {name}: stands in {file.name}, and is no test")
    if arguments.record and not arguments.only and arguments.share == 1:
        head = f"# What capOS does otherwise in {arguments.port}'s own tests, and why: case: reason\n"
        file.write_text(head + "".join(f"{name}: {reason}\n" for name, reason in sorted(found.items())))
    seconds = [sum(result.milliseconds for result in results.values()) / 1000 for results in (here, there)]
    print(f"{arguments.port}: {len(names)} tests in {seconds[1]:.0f} s (here {seconds[0]:.0f} s), {len(names) - len(found)} as they should "
          f"be, {len(found)} not, {wrong} unexpected")
    if arguments.times:
        compare_times(arguments.port, port, cases, there, arguments.rounds)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
