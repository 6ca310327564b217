"""tcc's tests2: every program is compiled and linked by tcc, and what it makes is run, as the suite's makefile says with NORUN.

Programs of many small tests (its option -dt) are compiled once for each of them.
"""

import re
import shutil

from cases import Case

# As tests2/Makefile has them.
SKIPPED = {"34_array_assignment", "73_arm64", "98_al_ax_extend", "99_fastcall"}
ARGUMENTS = {"31_args": "arg1 arg2 arg3 arg4 arg5", "46_grep": r"'[^* ]*[:a:d: ]+\:\*-/: $' @SOURCE@/46_grep.c"}
OPTIONS = {"76_dollars_in_identifiers": "-fdollars-in-identifiers", "106_pthread": "-pthread"}
SECOND = {"104_inline": "@SOURCE@/104+_inline.c"}
DIVIDED = {"60_errors_and_warnings", "96_nodata_wanted"}
WITHOUT_MAIN = {
    "test_pointer_assignment", "test_incomplete_array_array", "test_var_4", "test_var_array", "test_local_data_noerror",
}
# Bounds checking (-b) and backtraces (-bt) are made for one dynamic C library, and musl has them as little as capOS.
CHECKED = {"112_backtrace", "113_btdll", "114_bound_signal", "115_bound_setjmp", "116_bound_setjmp2", "117_gcc_test"}


def cases(root):
    source = root / "vendor/tcc/src/tests/tests2"
    for program in sorted(source.glob("*_*.c")):
        name = program.stem
        if name in SKIPPED or "+" in name or not (source / f"{name}.expect").exists():
            continue
        if name in DIVIDED:
            yield from divided(program)
        elif name not in CHECKED:
            expected = (source / f"{name}.expect").read_bytes()
            yield case(name, program.name, OPTIONS.get(name, ""), SECOND.get(name, ""), ARGUMENTS.get(name, ""), expected)
    yield Case("libtcc1", ["sh", "-c", PIECES], {"PATH": "@PATH@"}, expected=b"two files: 42\n")


def case(name, file, options, second, arguments, expected, whole=True):
    command = f"tcc -static {options} @SOURCE@/{file} {second} -o a.exe && ./a.exe {arguments}"
    if not whole:
        command = f"tcc -c {options} @SOURCE@/{file} -o a.o"
    return Case(name, ["sh", "-c", command], {"PATH": "@PATH@"}, expected=expected)


def divided(program):
    """The tests in one file, with what it expects of each; one without main is only compiled."""
    text = program.read_text(errors="replace")
    expected = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", program.with_suffix(".expect").read_text(), re.M | re.S))
    for test in dict.fromkeys(re.findall(r"\b(test_\w+)\b", text)):
        if test in expected:
            wanted = expected[test].rstrip() + "\n"
            yield case(f"{program.stem}/{test}", program.name, f"-D{test}", "", "", wanted.lstrip("\n").encode(),
                       test not in WITHOUT_MAIN)


# Separate compilation, an archive, the assembler, the preprocessor.
PIECES = r"""set -e
echo 'int other(int x) { return x * 2; }' > other.c
echo '#include <stdio.h>
int other(int); extern int third; int main(void) { printf("two files: %d\n", other(third)); }' > main.c
echo '.data
.globl third
third: .long 21' > third.S
tcc -c other.c; tcc -c main.c; tcc -c third.S
tcc -ar rcs libother.a other.o third.o
tcc -static main.o -L. -lother -o both
./both"""


def normal(output):
    """As `diff -Nbu` after the makefile's filter: folders are left out, blanks are alike."""
    lines = output.replace(b"@SOURCE@/", b"").split(b"\n")
    return [b" ".join(line.split()) for line in lines if line.strip()]


def as_expected(result, expected):
    return normal(result.output) == normal(expected)

NEEDS_COMPILER = True


def source(root):
    return root / "vendor/tcc/src/tests/tests2"


def add_to_tree(root, tree):
    shutil.copytree(source(root), tree / "ports/source")
