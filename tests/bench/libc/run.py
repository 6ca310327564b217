#!/usr/bin/env python3
"""Compares libc-capos, natively on Linux, with glibc and musl.

  run.py TARGET_DIR [--rounds N] [--microseconds N] [--page FILE] [PATTERN...]

The same sources are compiled by the same compiler with the same flags three times: against TARGET_DIR/linux-sysroot
(static), musl (static) and glibc (dynamic). The programs take turns, group by group, for several rounds; of each row
the fastest reading counts. PATTERN selects rows whose key contains it. Prints a table, the geometric means and the rows
that miss the goals; --page writes the whole as Markdown.

Speeds are ratios of times: 2.00 is twice as fast as the other library, below 1 is slower.
"""
import argparse, glob, math, os, re, shutil, subprocess, sys

LIBRARIES = ["capos", "glibc", "musl"]
# Where a loop happens to lie is worth a cycle or two, as much as a short call: all loops begin at a line of the cache.
FLAGS = ["-std=gnu11", "-O2", "-fno-builtin", "-falign-functions=64", "-falign-loops=64", "-Wall", "-Wextra", "-Werror"]
# Of posixbench only the rows that measure the library and not the system.
POSIX_ROWS = ["malloc", "text", "string", "regex", "stdio", "clock_gettime"]
POSIX_FLAGS = ["-DNO_" + name for name in (
    "FILE DIR PIPE POLL SPAWN FORK MMAP SIGNAL SCHED NET THREADS").split()] + ["-DBENCH_CLOCK=CLOCK_PROCESS_CPUTIME_ID"]
GLIBC_GOAL, MUSL_GOAL = 0.8, 1.0
# Less than this is a matter of the reading, not of the code.
NOISE = 0.03
HERE = os.path.dirname(os.path.abspath(__file__))


def tool(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"bench-libc: {' '.join(command)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def compile_command(library, target, clang):
    """The compiler's words before the sources, and the linker's after them."""
    if library == "capos":
        return [clang, f"--config={target}/linux-sysroot/capos.cfg", "-static"], []
    if library == "glibc":
        return [clang], ["-lm"]
    # Debian's musl has no sysroot of its own: name its headers, start files and library.
    headers, lib = "/usr/include/x86_64-linux-musl", "/usr/lib/x86_64-linux-musl"
    builtin = tool(clang, "-print-resource-dir").strip()
    words = [clang, "-static", "-nostdlib", "-nostdinc", "-isystem", headers, "-isystem", f"{builtin}/include",
             "-fno-stack-protector", "-fno-pie", "-fuse-ld=lld", f"{lib}/crt1.o", f"{lib}/crti.o"]
    runtime = tool("gcc", "-print-libgcc-file-name").strip()
    return words, ["-Wl,--start-group", f"{lib}/libc.a", runtime, "-Wl,--end-group", f"{lib}/crtn.o"]


def build(target, clang):
    folder = f"{target}/bench/libc"
    os.makedirs(folder, exist_ok=True)
    programs = {"bench": (sorted(glob.glob(f"{HERE}/*.c")), []),
                "posix": (sorted(glob.glob(f"{HERE}/../posix/*.c")), POSIX_FLAGS)}
    for library in LIBRARIES:
        before, after = compile_command(library, target, clang)
        for name, (sources, flags) in programs.items():
            tool(*before, *FLAGS, *flags, *sources, *after, "-o", f"{folder}/{name}-{library}")
    return folder


def parse_posix(text):
    """posixbench's lines as times: nanoseconds per operation, or per MiB."""
    for name, value, unit in re.findall(r"^(\w+) ([\d.]+) (\S+)", text, re.M):
        if float(value) > 0:
            yield f"posix/{name}", float(value) if unit == "ns/op" else 1e9 / float(value)


def measure(folder, options):
    """Times by key and library."""
    keys = tool(f"{folder}/bench-musl", "-l", *options.patterns).split()
    posix = [line.split() for line in tool(f"{folder}/posix-musl", "-l").splitlines()]
    posix = [name for name, group in posix if (name in POSIX_ROWS or group in POSIX_ROWS)
             and (not options.patterns or any(p in f"posix/{name}" for p in options.patterns))]
    runs = []
    for group in dict.fromkeys(key.split("/")[0] + "/" for key in keys):
        chosen = [key for key in keys if key.startswith(group)] if options.patterns else [group]
        runs.append(("bench", ["-t", str(options.microseconds), *chosen]))
    if posix:
        runs.append(("posix", ["-t", "20", "-d", folder, *posix]))
    times = {}
    for round_number in range(options.rounds):
        for program, words in runs:
            for turn in range(len(LIBRARIES)):
                library = LIBRARIES[(turn + round_number) % len(LIBRARIES)]
                output = tool(f"{folder}/{program}-{library}", *words)
                pairs = (line.split() for line in output.splitlines())
                for key, value in parse_posix(output) if program == "posix" else pairs:
                    row = times.setdefault(key, {})
                    row[library] = min(float(value), row.get(library, math.inf))
    return times


def speed(row, other):
    """How many times as fast as `other`, or None."""
    if row.get("capos", 0) > 0 and row.get(other, 0) > 0:
        return row[other] / row["capos"]
    return None


def mean(ratios):
    ratios = [r for r in ratios if r]
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else None


def text(ratio, digits=2):
    return "-" if ratio is None else f"{ratio:.{digits}f}"


def summary(times):
    yield "| group | rows | mean vs glibc | mean vs musl | below 0.8 of glibc | slower than musl |"
    yield "| --- | --- | --- | --- | --- | --- |"
    groups = list(dict.fromkeys(key.split("/")[0] for key in times)) + ["all"]
    for group in groups:
        rows = [row for key, row in times.items() if group in ("all", key.split("/")[0])]
        glibc, musl = ([speed(row, other) for row in rows] for other in ("glibc", "musl"))
        yield (f"| {group} | {len(rows)} | {text(mean(glibc))} | {text(mean(musl))} "
               f"| {sum(1 for r in glibc if r and r < GLIBC_GOAL)} "
               f"| {sum(1 for r in musl if r and r < MUSL_GOAL - NOISE)} |")


def rows(times, keep=lambda glibc, musl: True):
    yield "| row | libc-capos ns | glibc ns | musl ns | vs glibc | vs musl |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for key, row in times.items():
        glibc, musl = speed(row, "glibc"), speed(row, "musl")
        if keep(glibc, musl):
            yield (f"| {key} | {text(row.get('capos'), 1)} | {text(row.get('glibc'), 1)} | {text(row.get('musl'), 1)} "
                   f"| {text(glibc)} | {text(musl)} |")


def misses(glibc, musl):
    return (glibc is not None and glibc < GLIBC_GOAL) or (musl is not None and musl < MUSL_GOAL - NOISE)


def by_size(times, group):
    """A group whose rows have sizes, one function a line: 'speed vs glibc / vs musl' under each size."""
    sized = {}
    for key, row in times.items():
        parts = key.split("/")
        if parts[0] == group and len(parts) == 3:
            name = parts[1] + (" +" if parts[2].endswith("+") else "")
            sized.setdefault(name, {})[parts[2].rstrip("+")] = row
    if not sized:
        return
    sizes = list(dict.fromkeys(size for cells in sized.values() for size in cells))
    yield "| function | " + " | ".join(sizes) + " |"
    yield "| --- |" + " --- |" * len(sizes)
    for name, cells in sorted(sized.items()):
        yield f"| {name} | " + " | ".join(
            f"{text(speed(cells.get(size, {}), 'glibc'), 1)} / {text(speed(cells.get(size, {}), 'musl'), 1)}"
            for size in sizes) + " |"
    yield ""


def processor():
    with open("/proc/cpuinfo") as file:
        return re.search(r"model name\s*: (.*)", file.read())[1]


def page(times, options):
    yield "# Performance of the C library"
    yield ""
    yield "Generated by `make bench-libc`; do not edit."
    yield ""
    yield (f"libc-capos over Linux beside glibc and musl: one source, one compiler ({options.clang} -O2 -fno-builtin), "
           f"{processor()}, the fastest of {options.rounds} interleaved rounds, processor time. Speeds are ratios of "
           "times: 2.00 is twice as fast as the other library. Goals: faster than musl on every row, no row below 0.8 "
           "of glibc, geometric mean at least level with glibc.")
    yield ""
    yield from summary(times)
    yield ""
    yield "## Rows that miss a goal"
    yield ""
    yield from rows(times, misses)
    yield ""
    for group in dict.fromkeys(key.split("/")[0] for key in times):
        yield f"## {group}"
        yield ""
        if any(key.startswith(group + "/") and key.count("/") == 2 for key in times):
            yield "Speed compared with glibc / musl, by size; a line with + has misaligned buffers."
            yield ""
            yield from by_size(times, group)
        plain = {key: row for key, row in times.items() if key.startswith(group + "/") and key.count("/") == 1}
        if plain:
            yield from rows(plain)
            yield ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--microseconds", type=int, default=400, help="the length of one sample")
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--page")
    options = parser.parse_intermixed_args()
    if not shutil.which("musl-gcc"):
        sys.exit("bench-libc: musl is missing; run make setup")
    times = measure(build(os.path.abspath(options.target), options.clang), options)
    if not times:
        sys.exit("bench-libc: no row matches")
    print("\n".join(rows(times) if options.patterns else rows(times, misses)))
    print()
    print("\n".join(summary(times)))
    if options.page:
        with open(options.page, "w") as file:
            file.write("\n".join(page(times, options)).rstrip() + "\n")


main()
