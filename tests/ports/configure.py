"""GNU hello's configure script, its makefile and its own tests, each a case; the compiler is tcc, the tools are BusyBox's.

Every answer of the configure script is a test of its own: the library here is musl, and where it answers otherwise on capOS there
must be a reason.
"""

import re
import shutil

from cases import Case, Result

NEEDS_COMPILER = True
SECONDS = 1800
# The script's system names are of 2014. tcc stands in for the linker and the archiver too.
OPTIONS = [
    "--build=x86_64-unknown-linux-musl", "--disable-nls", "--disable-dependency-tracking", "CC=tcc -static", "CFLAGS=", "LD=tcc",
    "AR=tcc -ar", "CONFIG_SHELL=@BIN@/sh", "SHELL=@BIN@/sh",
]
ANSWER = re.compile(r"(checking .*?)\.\.\.(?: (.*))?")
CHECKED = re.compile(r"([A-Z]+): (tests/.*)")
# It is skipped unless the moon is full.
AT_FULL_MOON = "tests/greeting-2"
# The times of the files matter to the makefile.
UNPACK = "mkdir hello && tar cf - -C @SOURCE@ . | tar xf - -C hello"


def source(root):
    return root / "vendor/hello/src"


def cases(root):
    # Nothing of this machine's own is found there.
    environment = {"PATH": "@BIN@", "HOME": "@WORK@", "LC_ALL": "C"}

    def step(name, command, place="hello"):
        return Case(name, command, environment, place=place, seconds=SECONDS, continues=place != ".")

    yield step("unpack", ["sh", "-c", UNPACK], ".")
    yield step("configure", ["sh", "./configure", *OPTIONS])
    yield step("config.h", ["cat", "config.h"])
    yield step("make", ["make", "-s"])
    yield step("run", ["./hello", "--greeting=a program that was made here"])
    yield step("check", ["make", "-s", "check"])


def divide(case, result):
    patterns = {"configure": (ANSWER, 1, 2), "check": (CHECKED, 2, 1)}
    if case.name not in patterns:
        return {"all": result}
    pattern, name, verdict = patterns[case.name]
    found = {"status": Result(result.status, b"")}
    for line in result.output.decode(errors="replace").splitlines():
        if answer := pattern.fullmatch(line):
            found[answer[name]] = Result("answer", (answer[verdict] or "").encode())
        elif case.name == "configure":
            found["status"].output += line.encode() + b"\n"
    found.pop(AT_FULL_MOON, None)
    return found


def add_to_tree(root, tree):
    shutil.copytree(source(root), tree / "ports/source")
