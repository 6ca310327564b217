"""Verdicts: what a test's end means, as the suite defines it."""

HUNG = "hung"
STATUSES = {0: "pass", 1: "fail", 2: "unresolved", 4: "unsupported", 5: "untested"}
COLUMNS = ["pass", "fail", "unresolved", "hung", "signal", "unsupported", "untested", "not compiled", "builds"]


def of_status(status):
    return STATUSES.get(status, f"status {status}")


def of_signal(signal):
    return f"signal {signal}"


def is_usual(verdict):
    """What needs no explanation: the suite itself has tests that say only `untested`."""
    return verdict in ("pass", "builds", "untested")


def column(verdict):
    if verdict in COLUMNS:
        return verdict
    return "fail" if verdict.startswith("status") else "signal" if verdict.startswith("signal") else "hung"
