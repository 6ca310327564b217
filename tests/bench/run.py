#!/usr/bin/env python3
"""Compares capOS with Linux in the same QEMU (TCG, one CPU).

  run.py TARGET_DIR [--rounds N] [--page FILE] [--only instructions|time] [PATTERN...]

Two readings of each row: exact instruction counts (-icount, one run) and wall time (several runs of both systems in
turns; the fastest of each system counts). PATTERN selects rows whose name contains it. Prints tables of ratios
(capOS / Linux: below 1 is faster); --page puts them between the marks of a Markdown file. The raw output stays in
TARGET_DIR/bench.
"""
import argparse, os, re, statistics

from guests import COUNTED, SYSTEMS, TIMED, Guests, fail

# What the kernels' own operations cost, and the rows of tests/bench/posix.
OWN = ["boot", "null_call", "clock_read", "spawn_native", "yield_2proc"]
PROCESS = ("pipe_self pipe_rtt pipe_tput_64m poll_8 spawn_wait fork_wait fork_exec_wait signal_raise signal_kill "
           "sched_yield dup_close mmap_touch_64").split()
FILE = ("open_close open_read_close stat lseek_read1 create_unlink file_write_16m file_read_16m readdir_1000").split()
NETWORK = "udp_loop_rtt tcp_loop_rtt tcp_loop_tput udp_host_rtt tcp_host_rtt tcp_host_up tcp_host_down".split()
# dash, the same on both: loops, command substitutions, and pipelines of ten stages.
SHELL = "sh_loop_100k sh_subst_1000 sh_pipe_100x10".split()
# Times that are wanted, where level with Linux is not enough.
GOALS = {"spawn_wait": 1 / 3}
LINE = re.compile(r"^(\w+) ([\d.]+) (ns/op|MiB/s) \d+$", re.M)
BROKEN = re.compile(r"^(\w+) - ((?:SKIP|FAIL)\S*) ", re.M)
# Milliseconds of one reading: guest's own time under -icount is instructions.
LENGTH = {"instructions": 20, "time": 200}
MARKS = "<!-- make bench-system writes what follows -->", "<!-- until here -->"


class Readings:
    """By row, system and kind of reading: the least that an operation (or a MiB) took."""

    def __init__(self):
        self.values, self.broken = {}, {}

    def add(self, system, kind, output):
        for row, value, unit in LINE.findall(output):
            value = float(value) if unit == "ns/op" else 1e9 / max(float(value), 0.1)
            key = (row, system, kind)
            self.values[key] = min(value, self.values.get(key, value))
        for row, reason in BROKEN.findall(output):
            self.broken[row, system] = reason

    def ratio(self, row, kind):
        ours, theirs = (self.values.get((row, system, kind)) for system in SYSTEMS)
        return ours / theirs if ours and theirs else None

    def table(self, rows):
        yield "| row | instructions: capOS | Linux | ratio | time in µs: capOS | Linux | ratio |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for row in rows:
            cells = []
            for kind, scale, digits in (("instructions", 1, 0), ("time", 1000, 2)):
                for system in SYSTEMS:
                    value = self.values.get((row, system, kind))
                    cells.append(self.broken.get((row, system), "-") if value is None else f"{value / scale:,.{digits}f}")
                ratio = self.ratio(row, kind)
                cells.append("-" if ratio is None else f"**{ratio:.2f}**" if ratio > GOALS.get(row, 1) else f"{ratio:.2f}")
            yield f"| {row} | " + " | ".join(cells) + " |"

    def missed(self, rows, kind):
        found = {row: self.ratio(row, kind) for row in rows}
        return [f"{row} ({ratio:.2f})" for row, ratio in found.items() if ratio is not None and ratio > GOALS.get(row, 1)]


def save(guests, name, text):
    with open(f"{guests.folder}/{name}.txt", "w") as file:
        file.write(text)


def kinds_of(options):
    return [options.only] if options.only else list(LENGTH)


def measure(guests, rows, options, readings):
    kinds = kinds_of(options)
    own = [row for row in rows if row in OWN]
    for kind in kinds:
        # A clock that counts instructions counts the waiting for another machine, too: those rows are counted apart.
        posix = [row for row in rows if row not in OWN and not (kind == "instructions" and "_host_" in row)]
        if kind == "instructions":
            for row in (row for row in rows if "_host_" in row):
                for system in SYSTEMS:
                    readings.values[row, system, kind] = guests.count(system, row)
        machines = []
        if own:
            machines.append(("own", guests.own()))
        if posix:
            machines.append(("posix", guests.posix(["-t", str(LENGTH[kind]), *posix])))
        for turn in range(1 if kind == "instructions" else options.rounds):
            for name, machine in machines:
                for system in SYSTEMS if turn % 2 == 0 else reversed(SYSTEMS):
                    output, _ = guests.boot(machine[system], COUNTED if kind == "instructions" else TIMED)
                    save(guests, f"{name}-{system}-{kind}", output)
                    readings.add(system, kind, output)


def boots(guests, count, readings):
    """Wall time from the start of QEMU to the first line of a user program: the median."""
    machines, seconds = guests.own(), {system: [] for system in SYSTEMS}
    for _ in range(count):
        for system in SYSTEMS:
            seen = guests.boot(machines[system], TIMED, until_user=True)[1]
            if seen is None:
                fail(f"{system} did not reach a user program")
            seconds[system].append(seen)
    for system, values in seconds.items():
        readings.values["boot", system, "time"] = statistics.median(values) * 1e9


def report(readings, rows, kinds):
    for title, group in (("The kernels' own operations", OWN), ("Processes, pipes, signals, memory", PROCESS), ("Files", FILE), ("Shell", SHELL),
                         ("Network: within the machine and with the one that QEMU runs on", NETWORK)):
        chosen = [row for row in group if row in rows]
        if chosen:
            yield f"### {title}"
            yield ""
            yield from readings.table(chosen)
            yield ""
    for kind in kinds:
        missed = readings.missed(rows, kind)
        yield f"Goals missed, {kind}: {', '.join(missed) if missed else 'none'}."
    for kind in LENGTH:
        if kind not in kinds:
            yield f"The other columns ({kind}) were not taken with this reading."
    for (row, system), reason in readings.broken.items():
        yield f"{row} did not run on {system}: {reason}."


def write_page(path, lines):
    with open(path) as file:
        text = file.read()
    begin, end = MARKS
    if text.count(begin) != 1 or text.count(end) != 1:
        fail(f"{path} has no place for the tables: {begin}")
    head, tail = text.split(begin)[0], text.split(end)[1]
    with open(path, "w") as file:
        file.write(head + begin + "\n\n" + "\n".join(lines) + "\n\n" + end + tail)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=list(LENGTH))
    parser.add_argument("--page")
    options = parser.parse_intermixed_args()
    rows = [row for row in OWN + PROCESS + FILE + SHELL + NETWORK if not options.patterns or any(p in row for p in options.patterns)]
    if not rows:
        fail(f"no row is called so; there are {' '.join(OWN + PROCESS + FILE + SHELL + NETWORK)}")
    guests, readings = Guests(os.path.abspath(options.target)), Readings()
    if "boot" in rows and options.only != "instructions":
        boots(guests, options.rounds, readings)
    measure(guests, rows, options, readings)
    lines = list(report(readings, rows, kinds_of(options)))
    print("\n".join(lines))
    if options.page:
        write_page(options.page, lines)


main()
