"""The format of mksh's test file, check.t, whose own driver (check.pl) is in Perl: its tests as cases, and its judgement.

A test is a series of `tag: value` pairs that a line `---` ends. A value continues on lines that begin with a tab; an empty first
line of it does not count, and `!` there says that the last newline does not either.
"""

import dataclasses
import os
import re
import signal

from cases import Case, File

# Fields whose values may be of many lines; those of FIELDS_WITH_PARAMETERS begin with words on the first.
LONG = {
    "description", "arguments", "script", "stdin", "perl-setup", "env-setup", "file-setup", "expected-stdout",
    "expected-stdout-pattern", "expected-stderr", "expected-stderr-pattern", "category",
}
FIELDS_WITH_PARAMETERS = {"file-setup"}
# What the shell and the systems under test are, as mksh's Build.sh and test.sh say it.
CATEGORIES = {
    "os:linux", "shell:ebcdic-no", "shell:ascii-yes", "shell:legacy-no", "int:32", "shell:textmode-no", "shell:binmode-yes",
    "stdout-ed", "no-stderr-ed",
}
# The tests' own limits (3 to 10 seconds) are for a machine that is not emulated.
SECONDS = 120


@dataclasses.dataclass
class Expected:
    exit: str
    output: bytes
    output_pattern: str | None
    errors: bytes
    errors_pattern: str | None


def read_tests(path):
    """Every test as a dictionary; the values of `file-setup`, which may come several times, are a list."""
    lines = os.fsdecode(path.read_bytes()).split("\n")
    test, at = {}, 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if re.fullmatch(r"\s*---\s*", line):
            yield test
            test = {}
            continue
        if not line.strip() or re.match(r" *#", line):
            continue
        field, value = re.fullmatch(r"([-\w]+):\s*(.*?)\s*", line).groups()
        if field in LONG and (value in ("", "!") or field in FIELDS_WITH_PARAMETERS):
            chop = value.startswith("!")
            value = value.removeprefix("!") + "\n" if field in FIELDS_WITH_PARAMETERS else ""
            while lines[at].startswith("\t"):
                value += lines[at][1:] + "\n"
                at += 1
            value = value[:-1] if chop else value
        elif field in LONG:
            value += "\n"
        if field in FIELDS_WITH_PARAMETERS:
            test.setdefault(field, []).append(value)
        else:
            test[field] = value


def applies(test):
    """Whether the test is for this shell on this system."""
    names = [name.strip() for name in test.get("category", "").split(",") if name.strip()]
    if any(name.startswith("!") and name[1:] in CATEGORIES for name in names):
        return False
    return not names or any(name.startswith("!") or name in CATEGORIES for name in names)


def words(text):
    """The fields of a value that begins and ends with their separator."""
    text = text.rstrip("\n")
    return text[1:-1].split(text[0]) if text else []


def files(test):
    """Files, folders and links that the test finds, in order."""
    found, folders, links = {}, [], {}
    for setup in test.get("file-setup", []):
        kind, mode, rest = setup.split(None, 2)
        name, content = re.fullmatch(r"(.)(.+?)\1\n?(.*)", rest, re.S).groups()[1:]
        if kind == "file":
            found[f"rtd/{name}"] = File(os.fsencode(content), int(mode, 8))
        elif kind == "dir":
            folders.append(f"rtd/{name}")
        else:
            links[f"rtd/{name}"] = content
    return found, folders, links


def cases(path, shell):
    """The tests that apply, for a shell of that name."""
    for test in read_tests(path):
        if not applies(test):
            continue
        found, folders, links = files(test)
        program = f"@BIN@/{shell}"
        environment = {
            "HOME": "@WORK@", "LOGNAME": "user", "PATH": "@PATH@", "SHELL": "@BIN@/sh", "USER": "user", "ENV": "/nonexistant",
            "CYGWIN": "nodosfilewarning", "__progname": program, "__perlname": "@BIN@/perl",
        }
        for setting in words(test.get("env-setup", "")):
            name, is_set, value = setting.partition("=")
            if is_set:
                environment[name] = value.replace("@utflocale@", "C.UTF-8")
            else:
                environment.pop(name, None)
        arguments = [program, *words(test.get("arguments", ""))]
        if "script" in test:
            found["rts"] = File(os.fsencode(test["script"]))
            arguments.append("@WORK@/rts")
        yield Case(
            test["name"], arguments, environment, ["rtd", *folders], found, links, "rtd", os.fsencode(test.get("stdin", "")),
            SECONDS, separate=True, terminal=test.get("need-ctty") == "yes",
            expected=Expected(
                test.get("expected-exit", "0"), os.fsencode(test.get("expected-stdout", "")), test.get("expected-stdout-pattern"),
                os.fsencode(test.get("expected-stderr", "")), test.get("expected-stderr-pattern"),
            ),
        )


def matches(pattern, text):
    negated, expression, modifiers = re.fullmatch(r"(!?)/(.*)/([a-z]*)\s*", pattern, re.S).groups()
    flags = sum(getattr(re, modifier.upper()) for modifier in modifiers)
    return (re.search(os.fsencode(expression), text, flags) is None) == bool(negated)


def exits(expression, status):
    """`expected-exit`: a number, or an expression of C with e (exit status) and s (signal)."""
    kind, number = status.split()
    values = {"e": int(number) if kind == "exit" else -1000, "s": 0 if kind == "exit" else int(number)}
    if re.fullmatch(r"-?\d+", expression):
        return kind == "exit" and values["e"] == int(expression)
    expression = expression.replace("&&", " and ").replace("||", " or ")
    signals = {name: getattr(signal, name) for name in re.findall(r"SIG\w+", expression)}
    return bool(eval(expression, {"__builtins__": {}}, {**values, **signals}))


def failure(expected, result):
    """Nothing, or what of the result is not as the test says."""
    if result.status.startswith("late") or not exits(expected.exit, result.status):
        return f"{result}\nexpected exit: {expected.exit}"
    for got, wanted, pattern in (
        (result.output, expected.output, expected.output_pattern), (result.errors, expected.errors, expected.errors_pattern),
    ):
        if not (got == wanted if pattern is None else matches(pattern, got)):
            return f"{result}\nexpected: {wanted.decode(errors='replace') if pattern is None else pattern}"
    return None
