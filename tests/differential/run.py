#!/usr/bin/env python3
"""Compares the public functions of libc-capos with glibc's, and where they differ, with musl's.

usage: tests/differential/run.py [--full] [--seed N] [--count N] [--show N] PROGRAMS [AREA...]
  PROGRAMS holds capos/AREA, glibc/AREA and musl/AREA, made from tests/differential/AREA.c.
  --full   the large counts of areas.txt instead of the small ones
  --seed   another seed: other cases (default 1)
  --count  so many cases of each area instead
  --show   so many differences of each group (default 10)

The programs print hashes of blocks of lines; only the blocks in which libc-capos and glibc differ are made again as
text, with musl too. A difference is a fault unless a rule of known.txt covers it.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
BLOCK = 1000
CHUNK = 200 * BLOCK
LIMIT_SECONDS = 600
ENVIRONMENT = {"TZ": "UTC0", "LC_ALL": "C"}


class Rule:
    """A known difference: where it shows, and why it is right or without meaning."""

    def __init__(self, fields):
        self.area, self.reason, self.agrees = fields["area"], fields["reason"], fields.get("agrees")
        ranges = (part.split("-") for part in fields.get("codes", "").split())
        self.codes = [(int(ends[0], 16), int(ends[-1], 16)) for ends in ranges]
        self.patterns = [re.compile(fields.get(key, "")) for key in ("case", "ours", "glibc")]
        self.used = 0

    def covers(self, area, ours, glibc, musl):
        if self.area != area or (self.agrees == "musl" and ours != musl):
            return False
        case, _, result = ours.partition("\t")
        if self.codes and not any(low <= int(case[2:], 16) <= high for low, high in self.codes):
            return False
        texts = (case, result, glibc.partition("\t")[2])
        return all(pattern.search(text) for pattern, text in zip(self.patterns, texts))


def load_rules(path):
    """Paragraphs of `key: value` lines."""
    rules = []
    text = "\n".join(line for line in path.read_text().split("\n") if not line.startswith("#"))
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        fields, key = {}, None
        for line in filter(None, paragraph.split("\n")):
            if line.startswith(" ") and key:
                fields[key] += " " + line.strip()
            else:
                key, _, value = line.partition(": ")
                fields[key] = value
        if fields:
            rules.append(Rule(fields))
    return rules


def load_areas(path):
    """`area small full`: the number of cases."""
    lines = (line.split() for line in path.read_text().split("\n") if line and not line.startswith("#"))
    return {area: (int(small), int(full)) for area, small, full in lines}


def run(program, *arguments):
    """Its output, and what went wrong."""
    command = [str(program), *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LIMIT_SECONDS, env={**os.environ, **ENVIRONMENT})
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode("latin-1").split("\n"), f"no end after {LIMIT_SECONDS} s"
    fault = None
    if done.returncode < 0:
        fault = signal.Signals(-done.returncode).name
    elif done.returncode:
        fault = f"status {done.returncode}"
    return done.stdout.decode("latin-1").split("\n"), fault


class Chunk:
    """What one run of an area found."""

    def __init__(self):
        self.cases = 0
        self.both, self.one, self.faults = [], [], []


def compare(programs, area, seed, start, count):
    found = Chunk()
    found.cases = count
    ours, fault = run(programs / "capos" / area, seed, start, count)
    reference, reference_fault = run(programs / "glibc" / area, seed, start, count)
    if reference_fault:
        found.faults.append(f"{area}: the program is wrong: with glibc: {reference_fault}")
    if fault:
        found.faults.append(f"{area} {seed} {start} {count}: {fault} in block {len(ours) - 1}")
    for block, (left, right) in enumerate(zip(ours, reference)):
        if left == right:
            continue
        place = (seed, start + block * BLOCK, min(BLOCK, count - block * BLOCK), "text")
        texts = [run(programs / libc / area, *place)[0] for libc in ("capos", "glibc", "musl")]
        for our_line, their_line, witness in zip(*texts):
            if our_line != their_line:
                group = found.one if our_line == witness else found.both
                group.append((our_line, their_line, witness))
    return found


def show(title, differences, limit):
    print(f"  {title}: {len(differences)}")
    for ours, glibc, musl in differences[:limit]:
        case, _, result = ours.partition("\t")
        print(f"    {case}\n      capos {result}")
        for name, text in (("glibc", glibc), ("musl ", musl)):
            other, _, result = text.partition("\t")
            print(f"      {name} {result}", "" if other == case else f"  and its case is {other}")


def examine(programs, area, seed, count, rules, limit, pool):
    """Runs an area, prints what it found, and answers whether all is well."""
    starts = range(0, count, CHUNK)
    chunks = list(pool.map(lambda start: compare(programs, area, seed, start, min(CHUNK, count - start)), starts))
    unknown = {"both": [], "one": []}
    known = 0
    for chunk in chunks:
        for group in unknown:
            for difference in getattr(chunk, group):
                rule = next((rule for rule in rules if rule.covers(area, *difference)), None)
                if rule:
                    rule.used += 1
                    known += 1
                else:
                    unknown[group].append(difference)
    faults = [fault for chunk in chunks for fault in chunk.faults]
    new = sum(map(len, unknown.values()))
    print(f"{area}: {sum(chunk.cases for chunk in chunks)} cases, {new} differences, {known} known", flush=True)
    for fault in faults:
        print(f"  {fault}")
    if unknown["both"]:
        show("differs from both", unknown["both"], limit)
    if unknown["one"]:
        show("differs from glibc, agrees with musl", unknown["one"], limit)
    return not new and not faults


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("programs", type=Path)
    parser.add_argument("areas", nargs="*")
    options = parser.parse_args()
    areas = load_areas(HERE / "areas.txt")
    rules = load_rules(HERE / "known.txt")
    well = True
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for area in options.areas or areas:
            count = options.count or areas[area][options.full]
            well &= examine(options.programs, area, options.seed, count, rules, options.show, pool)
    if options.full and not options.areas:
        for rule in rules:
            if not rule.used:
                print(f"known.txt: no difference needs this rule of {rule.area}: {rule.reason}")
    sys.exit(not well)


if __name__ == "__main__":
    main()
