"""GNU make's own tests: what the suite, which is in Perl, has make do on this machine is recorded (record.py) and done again.

Every call of make is a case, with the files that it finds; what it must print is what it printed for the suite, which
checks that against its own answers.
"""

import dataclasses
import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

from cases import Case, File

TARGET = Path(os.environ.get("TARGET_DIR", "target")).resolve()
SECONDS = 60
NEEDS_COMPILER = False
# How far a file's time lies ahead when make looks at it.
FUTURE = re.compile(rb"(modification time )[0-9.e+]+( s in the future)")


def source(root):
    return root / "vendor/make/src"


def record(root):
    """Runs the suite with record.py in place of make; what it recorded."""
    place = TARGET / "ports/make-suite"
    calls, into, tree = place / "calls", place / "calls.new", place / "tests"
    real = TARGET / "vendor/make/host/make"
    if calls.exists() and calls.stat().st_mtime > real.stat().st_mtime:
        return calls, tree
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(source(root) / "tests", tree)
    build = TARGET / "vendor/make/host/build"
    shutil.copy(build / "tests/config-flags.pm", tree)
    wrapper = tree / "bin/make"
    wrapper.parent.mkdir()
    recorder = root / "tests/ports/record.py"
    wrapper.write_text(f'#!/bin/sh\nexec {sys.executable} {recorder} {real} {tree} {into} {wrapper} "$@"\n')
    wrapper.chmod(0o755)
    done = subprocess.run(
        ["perl", "run_make_tests.pl", "-srcdir", source(root), "-make", wrapper], cwd=tree, env={"PATH": "/usr/bin:/bin", "HOME": str(place)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )
    (place / "log").write_text(done.stdout + done.stderr)
    into.rename(calls)
    return calls, tree


def cases(root):
    into, tree = record(root)
    wrapper = f"{tree}/bin/make"
    counts = {}

    def general(text):
        # The suite's folder keeps its name, which tests use.
        text = text.replace(wrapper.encode(), b"@BIN@/make").replace(str(tree).encode(), b"@WORK@/tests")
        return text.replace(str(source(root)).encode(), b"@SOURCE@")

    def words(text):
        return os.fsdecode(general(os.fsencode(text)))

    with open(into, "rb") as calls:
        while True:
            try:
                call = pickle.load(calls)
            except EOFError:
                break
            # The suite reads a few answers through a pipe, which has no name that lasts.
            name = "piped" if call["name"].startswith("..") else call["name"]
            counts[name] = counts.get(name, 0) + 1
            environment = {key: words(value) for key, value in call["environment"].items()}
            environment["PATH"] = environment.get("PATH", "").replace("/usr/bin:/bin", "@PATH@")
            yield Case(
                f"{name}#{counts[name]}",
                [words(argument) for argument in call["arguments"]],
                environment,
                ["tests", *(f"tests/{folder}" for folder in call["folders"] if not folder.startswith("bin"))],
                {f"tests/{path}": File(general(content), mode, age) for path, (content, mode, age) in call["files"].items()
                 if not path.startswith("bin/")},
                {f"tests/{path}": words(target) for path, target in call["links"].items()},
                f"tests/{call['place']}",
                general(call["input"]),
                SECONDS,
                keep_files=True,
                expected=None if call["answer"] is None else general(call["answer"]),
            )


def add_to_tree(root, tree):
    helper = tree / "bin/perl"
    shutil.copy(root / "tests/ports/perl", helper)
    helper.chmod(0o755)


def settled(result):
    return dataclasses.replace(result, output=FUTURE.sub(rb"\1some\2", result.output))


def as_expected(result, expected):
    return result.output == FUTURE.sub(rb"\1some\2", expected)
