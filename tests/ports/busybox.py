"""BusyBox's own tests (testsuite/), by its own driver, runtest: a case is the tests of one tool, each with a verdict of its own."""

import os
import re
import shutil
from pathlib import Path

from cases import Case, File, Result

TARGET = Path(os.environ.get("TARGET_DIR", "target")).resolve()
NEEDS_COMPILER = False
SECONDS = 600
# Asks servers of the Internet.
LEFT_OUT = {"wget"}
VERDICT = re.compile(r"(PASS|FAIL|SKIPPED|UNTESTED): (.*)")
# The driver says here what it is going to do, and after the verdict what was wrong.
BEGIN = "======================"


def source(root):
    return root / "vendor/busybox/src/testsuite"


def cases(root):
    build = TARGET / "vendor/busybox/host/build"
    tools = {Path(name).name for name in (build / "busybox.links").read_text().split()}
    configuration = (build / ".config").read_bytes()
    for tool in sorted(tools - LEFT_OUT):
        if not (source(root) / tool).is_dir() and not (source(root) / f"{tool}.tests").exists():
            continue
        environment = {"PATH": "@BIN@", "ECHO": "@BIN@/busybox echo", "bindir": "@WORK@", "HOME": "@WORK@", "LC_ALL": "C"}
        yield Case(
            tool, ["sh", "-c", 'cp -R @SOURCE@ suite && cd suite && sh ./runtest -v "$0"', tool], environment,
            [], {".config": File(configuration)}, {"busybox": "@BIN@/busybox"}, seconds=SECONDS,
        )


def divide(case, result):
    """Tests by name; of those with the same name the later ones get a number."""
    # A tool's tests that did not get to their end say nothing of those that were missed.
    found = {"all of them": Result("late" if result.status.startswith("late") else "ended", b"")}
    before, current = b"", found["all of them"]
    for line in result.output.decode(errors="replace").splitlines():
        verdict = VERDICT.fullmatch(line)
        if line == BEGIN:
            before, current = b"", None
        elif verdict:
            name, number = verdict[2], 1
            while name in found:
                number += 1
                name = f"{verdict[2]} {number}"
            current = found[name] = Result(verdict[1], before)
            before = b""
        elif current:
            current.output += line.encode() + b"\n"
        else:
            before += line.encode() + b"\n"
    return found


def problem(case, here, there):
    if here.status == there.status != "FAIL":
        return None
    return f"capOS: {there}\nthis machine: {here}"


def add_to_tree(root, tree):
    shutil.copytree(source(root), tree / "ports/source")
