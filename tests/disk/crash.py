#!/usr/bin/env python3
"""Cuts the power at random moments while capOS works on a disk (demos/disk-crash): what was promised must be there
after the next boot, and e2fsck must find nothing.

usage: crash.py [--kills N] [--seed N]
"""

import argparse
import re
import shutil
import time

from machine import Boot, Checks, is_clean, make_image, random, replay, scratch

BOOT_LIMIT = 60


class Promises:
    """What the machine said: the state that was promised, and the change that was under way."""

    def __init__(self):
        self.files = {}
        self.log = 0
        self.pending = None

    def read(self, text):
        """The promises of one boot. A line that the end of power cut is no promise."""
        self.pending = None
        for line in text[: text.rfind("\n") + 1].splitlines():
            words = line.split()
            if words[:1] == ["begin"]:
                self.pending = words[1:]
            elif words == ["done"] and self.pending:
                self.apply(self.pending)
                self.pending = None

    def apply(self, change):
        match change:
            case ["file", name, version, length]:
                self.files[name] = (int(version), int(length))
            case ["remove", name]:
                self.files.pop(name, None)
            case ["log", count]:
                self.log = int(count)

    def compare(self, text, checks, message):
        """What a later boot found, which becomes what is promised from then on."""
        found, log = {}, 0
        for line in text.splitlines():
            if whole := re.fullmatch(r"have file (\S+) (\d+) (\d+) whole", line):
                found[whole[1]] = (int(whole[2]), int(whole[3]))
            elif count := re.fullmatch(r"have log (\d+)", line):
                log = int(count[1])
            elif torn := re.fullmatch(r"have file (\S+) .* torn", line):
                # A new file whose creation was under way may be there in part.
                creating = self.pending and self.pending[:2] == ["file", torn[1]]
                checks.that(creating and torn[1] not in self.files, f"{message}: {line}")
            elif line.startswith("have"):
                checks.that(False, f"{message}: {line}")
        before = (dict(self.files), self.log)
        if self.pending:
            self.apply(self.pending)
        after = (dict(self.files), self.log)
        checks.that(
            (found, log) in (before, after),
            f"{message}: not what was promised",
            f"promised {before}\nunder way {self.pending}\nfound {(found, log)}",
        )
        self.files, self.log, self.pending = found, log, None


def cut():
    """When to cut the power: after so many promises, and so many seconds."""
    return random.randint(1, 60), random.random() * 0.03


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    checks = Checks()
    image, copy = scratch("crash.img"), scratch("crash-copy.img")
    make_image(image, "32M")
    promises = Promises()
    kept = 0
    for kill in range(arguments.kills):
        count, delay = cut()
        boot = Boot("disk-crash", image)
        running = boot.read_until(lambda output: output.count(b"\ndone") >= count, BOOT_LIMIT)
        time.sleep(delay)
        boot.kill()
        text = boot.text()
        message = f"kill {kill} (after {count} promises)"
        checks.that(running, f"{message}: the machine stopped by itself", text[-2000:])
        found, _, worked = text.partition("ready\n")
        promises.compare(found, checks, message)
        promises.read(worked)
        kept += worked.count("\ndone")
        # What Linux would make of it.
        shutil.copyfile(image, copy)
        replay(copy)
        clean, report = is_clean(copy)
        checks.that(clean, f"{message}: e2fsck after its own replay", report)
        if checks.failures:
            break
    boot = Boot("disk-check", image)
    status = boot.finish(BOOT_LIMIT)
    checks.that(status == 0, f"the last boot: status {status}", boot.text())
    promises.compare(boot.text(), checks, "the last boot")
    clean, report = is_clean(image)
    checks.that(clean, "e2fsck after capOS's recovery", report)
    print(f"{arguments.kills} kills, {kept} promises")
    checks.finish("disk crash")


if __name__ == "__main__":
    main()
