"""mksh's own tests, check.t, against mksh: a case passes if it does what the test says."""

import korn

NEEDS_COMPILER = False


def source(root):
    return root / "vendor/mksh/src"


def cases(root):
    yield from korn.cases(source(root) / "check.t", "mksh")


def add_to_tree(root, tree):
    pass


def problem(case, here, there):
    wrong = korn.failure(case.expected, there)
    if wrong and korn.failure(case.expected, here):
        return f"both: {wrong}"
    return wrong and f"capOS: {wrong}\nthis machine: {here}"
