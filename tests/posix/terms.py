"""Terms: how long a test may take, and beside how many others it runs."""

import dataclasses

# Seconds that a test has beside others, and by itself.
LIMIT = 60
PATIENCE = 300

# Tests that are made of waiting, and what they need on a machine that has nothing else to do.
SLOW = {
    # Thirty times ten seconds: the timer has expired when it is set, so that its signal ends no sleep.
    "interfaces/timer_settime/5-3": 300,
}


@dataclasses.dataclass(frozen=True)
class Term:
    name: str
    # How many tests run at a time while this one does.
    crowd: int
    seconds: int


def is_quick(name):
    return name not in SLOW


def beside_others(names, crowd):
    """The slow first: they end while the others run."""
    terms = [Term(name, crowd, SLOW.get(name, 0) + LIMIT) for name in names]
    return sorted(terms, key=lambda term: is_quick(term.name))


def once_more(names, crowd):
    """By itself with a crowd of 1."""
    return [Term(name, crowd, SLOW.get(name, 0) + PATIENCE) for name in names]
