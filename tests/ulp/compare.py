#!/usr/bin/env python3
"""Compares measured errors with bounds, and writes the table.

usage: compare.py BOUNDS CAPOS [--table FILE --cases N GLIBC MUSL]
"""
import argparse
import sys

FORMATS = ["float", "double", "long"]


def read(path):
    """{(function, format): (error, arguments)} of a file that `measure` wrote."""
    errors = {}
    for line in open(path):
        name, form, error, _cases, x, y = line.split()
        errors[name, form] = (float(error), f"{x}, {y}")
    return errors


def read_bounds(path):
    """{(function, format): bound}; the line `*` holds for all that have none of their own."""
    bounds = {}
    for line in open(path):
        fields = line.split("#")[0].split()
        if fields:
            for form, bound in zip(FORMATS, fields[1:]):
                bounds[fields[0], form] = float(bound)
    return bounds


def violations(errors, bounds):
    for (name, form), (error, arguments) in errors.items():
        bound = bounds.get((name, form), bounds["*", form])
        if error > bound:
            yield f"{name} {form}: {error} units at {arguments}; the bound is {bound}"


def cell(errors, name, form):
    if (name, form) not in errors:
        return "–"
    error = errors[name, form][0]
    return "wrong" if error >= 1e6 else f"{error:.3f}" if error < 100 else f"{error:.0f}"


def table(capos, others, cases):
    head = (
        "# Accuracy of `<math.h>`\n\n"
        "Made by `make test-ulp`. The largest error that was seen, in units of the last place of the correctly rounded "
        f"result (MPFR), over {cases} arguments for each function and format: random ones of all orders of magnitude, "
        "neighbours of multiples of pi/2, of whole numbers and of one, numbers of few bits. A correctly rounded result "
        "has an error of at most 0.5. All libraries got the same arguments; `–`: the library does not have the "
        "function. `tests/ulp/bounds.txt` has what `make test` insists on.\n\n"
        "| function | " + " | ".join(f"{f} capOS | glibc | musl" for f in ["float", "double", "long double"]) + " |\n"
        "| --- |" + " --: |" * 9 + "\n"
    )
    names = list(dict.fromkeys(name for name, _ in capos))
    rows = ""
    for name in names:
        cells = [cell(library, name, form) for form in FORMATS for library in [capos, *others]]
        rows += f"| `{name}` | " + " | ".join(cells) + " |\n"
    return head + rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bounds")
    parser.add_argument("capos")
    parser.add_argument("--table")
    parser.add_argument("--cases")
    parser.add_argument("others", nargs="*")
    arguments = parser.parse_intermixed_args()
    capos = read(arguments.capos)
    if arguments.table:
        with open(arguments.table, "w") as page:
            page.write(table(capos, [read(path) for path in arguments.others], arguments.cases))
    failures = list(violations(capos, read_bounds(arguments.bounds)))
    for failure in failures:
        print(failure)
    print(f"{len(capos)} functions and formats measured, {len(failures)} beyond their bounds")
    sys.exit(1 if failures or not capos else 0)


main()
