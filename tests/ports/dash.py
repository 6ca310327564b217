"""mksh's tests against dash: what dash does on this machine as the test says, it must do so on capOS.

The others are of ksh's own, or of answers that POSIX leaves open.
"""

import korn
import mksh

NEEDS_COMPILER = False
source = mksh.source
add_to_tree = mksh.add_to_tree


def cases(root):
    yield from korn.cases(source(root) / "check.t", "dash")


def concerns(case, here):
    return korn.failure(case.expected, here) is None


def problem(case, here, there):
    wrong = korn.failure(case.expected, there)
    return wrong and f"capOS: {wrong}"
