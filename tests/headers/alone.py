#!/usr/bin/env python3
"""Compiles each header alone, in every language edition and with every usual choice of feature-test macros.

usage: tests/headers/alone.py COMPILER INCLUDE [HEADER...]

The headers are named with -I, so that warnings in them count as in any source: -Wall -Wextra -pedantic -Werror.
clang's front end takes many sources at once, each for itself and without a process of its own; so a setting is one
run over sources that hold one #include each, and a fifth of a second.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

C = ["c89", "c99", "c11", "c17", "c23"]
CXX = ["c++11", "c++14", "c++17", "c++20"]
MACROS = [
    [],
    ["_POSIX_C_SOURCE=200809L"],
    ["_POSIX_C_SOURCE=202405L"],
    ["_XOPEN_SOURCE=700"],
    ["_XOPEN_SOURCE=800"],
    ["_DEFAULT_SOURCE"],
    ["_GNU_SOURCE"],
]
# Headers of the compiler that only work with the library's.
COMPILERS = ["stdatomic.h"]
# Headers that ask for a language of their own.
NEEDS = {"complex.h": C[1:], "tgmath.h": C[1:], "stdatomic.h": C[2:], "stdbit.h": C[1:] + CXX}
WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror"]


def settings():
    for standard in C + CXX:
        for macros in MACROS:
            yield standard, macros


def front_end(compiler, include, setting):
    """The command of clang's front end for one setting, without its sources."""
    standard, macros = setting
    language = "c++" if standard in CXX else "c"
    command = [
        *compiler, f"-std={standard}", *(f"-D{macro}" for macro in macros), *WARNINGS, "-fsyntax-only", "-ferror-limit=0",
        "-nostdlibinc", "-I", include, "-x", language, "-###", "-",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return shlex.split(run.stderr.splitlines()[-1])[:-1]


def check(compiler, include, headers, setting):
    """What the compiler says in one setting."""
    standard, _ = setting
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for header in headers:
            if standard in NEEDS.get(header, C + CXX):
                files.append(Path(folder) / (header.replace("/", "-") + ".c"))
                files[-1].write_text(f"#include <{header}>\nextern int not_empty;\n")
        command = [*front_end(compiler, include, setting), *files]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.returncode, run.stderr


def main():
    compiler, include = sys.argv[1].split(), Path(sys.argv[2])
    found = (str(path.relative_to(include)) for path in include.rglob("*.h"))
    headers = sys.argv[3:] or COMPILERS + sorted(name for name in found if not name.startswith("bits/"))
    os.environ["LC_ALL"] = "C"
    every = list(settings())
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda setting: check(compiler, str(include), headers, setting), every))
    wrong = 0
    for (standard, macros), (status, messages) in zip(every, results):
        if status != 0:
            wrong += 1
            print(f"-std={standard} {' '.join(macros)}:\n{messages}")
    print(f"{len(headers)} headers in {len(every)} settings: {wrong} settings with errors")
    return wrong == 0


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
