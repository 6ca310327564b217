#!/usr/bin/env python3
"""SQLite on capOS keeps its promises when the power is cut amid transactions (vendor/sqlite/smoke).

usage: sqlite.py [--kills N] [--seed N] SYSTEM...
"""

import argparse
import re
import subprocess
import time

from machine import TARGET, Boot, Checks, contents, is_clean, make_image, random, scratch

BOOT_LIMIT = 180


def last_commit(text):
    committed = re.findall(r"^committed (\d+)$", text, re.M)
    return int(committed[-1]) if committed else None


def judge(text, promised, checks, message):
    """What a boot found; gives the version, which is at least the one that was promised and at most one more."""
    found = re.search(r"^found (\d+) with (\d+) rows and (\d+) counted$", text, re.M)
    if not found:
        checks.that(False, f"{message}: the database was not read", text[-2000:])
        return promised
    version, rows, counted = (int(number) for number in found.groups())
    checks.that(re.search(r"^ok$", text, re.M), f"{message}: integrity_check", text[:2000])
    checks.that(promised <= version <= promised + 1, f"{message}: version {version}, promised {promised}")
    checks.that(rows == 50000 and counted == 1000 * version, f"{message}: half a transaction", found[0])
    return version


def work(system, kills, checks):
    image = scratch(f"{system}.img")
    make_image(image, "64M")
    promised = 0
    for kill in range(kills):
        count, delay = random.randint(1, 8), random.random() * 0.3
        boot = Boot(system, image)
        going = boot.read_until(lambda output: output.count(b"\ncommitted") >= count, BOOT_LIMIT)
        time.sleep(delay)
        boot.kill()
        text, message = boot.text(), f"{system}, kill {kill}"
        checks.that(going, f"{message}: the machine stopped by itself", text[-2000:])
        version = judge(text, promised, checks, message)
        promised = last_commit(text[: text.rfind("\n") + 1]) or version
        if checks.failures:
            return
    boot = Boot(system, image)
    status = boot.finish(BOOT_LIMIT)
    text = boot.text()
    checks.that(status == 0, f"{system}: status {status}", text[-2000:])
    judge(text, promised, checks, f"{system}, the last boot")
    clean, report = is_clean(image)
    checks.that(clean, f"{system}: e2fsck", report)
    # The host's SQLite reads the same.
    copy = scratch("test.db")
    copy.write_bytes(contents(image, "test.db") or b"")
    asked = "PRAGMA integrity_check; SELECT version FROM progress;"
    answer = subprocess.run([TARGET / "vendor/sqlite/host/sqlite3", copy, asked], capture_output=True, text=True)
    wanted = f"ok\n{last_commit(text)}\n"
    checks.that(answer.stdout == wanted, f"{system}: the host reads", answer.stdout + answer.stderr)
    print(f"{system}: {kills} kills, {last_commit(text)} transactions")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("systems", nargs="+")
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    checks = Checks()
    for system in arguments.systems:
        work(system, arguments.kills, checks)
    checks.finish("sqlite")


if __name__ == "__main__":
    main()
