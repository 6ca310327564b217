"""Cases of tests/ports/replay.c: how they are written, and how the results are read."""

import dataclasses
import os
import re
from pathlib import Path


@dataclasses.dataclass
class File:
    content: bytes
    mode: int = 0o644
    # Nanoseconds since it was changed.
    age: int = 0


@dataclasses.dataclass
class Case:
    """A program, and the world that it runs in. Strings may hold the names of `Platform.places`, such as @SOURCE@."""

    name: str
    arguments: list
    environment: dict = dataclasses.field(default_factory=dict)
    folders: list = dataclasses.field(default_factory=list)
    files: dict = dataclasses.field(default_factory=dict)
    links: dict = dataclasses.field(default_factory=dict)
    place: str = "."
    input: bytes = b""
    seconds: int = 120
    keep_files: bool = False
    separate: bool = False
    terminal: bool = False
    continues: bool = False
    # What the suite says that must happen, where it says so; the port knows how it is compared.
    expected: object = None


@dataclasses.dataclass
class Result:
    status: str
    output: bytes
    errors: bytes = b""
    files: dict = dataclasses.field(default_factory=dict)
    milliseconds: int = dataclasses.field(default=0, compare=False)

    def __str__(self):
        errors = b"errors:\n" + self.errors if self.errors else b""
        return f"{self.status}\n{(self.output + errors).decode(errors='replace')}"


@dataclasses.dataclass
class Platform:
    """Where things lie on one of the machines: by name, the path that stands for it."""

    places: dict

    def fill(self, content):
        for name, path in self.places.items():
            content = content.replace(name.encode(), path.encode())
        return content

    def generalise(self, content):
        for name, path in self.places.items():
            # The path of programs has parts that are anybody's.
            if name != "@PATH@":
                content = content.replace(path.encode(), name.encode())
        return content


def write_cases(path, cases, platform):
    with open(path, "wb") as out:

        def record(line, content=None):
            out.write(platform.fill(os.fsencode(line)) + b"\n")
            if content is not None:
                out.write(content)

        def string(kind, text, rest=""):
            content = platform.fill(os.fsencode(text))
            record(f"{kind} {len(content)}{rest}", content)

        for case in cases:
            options = "k" * case.keep_files + "s" * case.separate + "t" * case.terminal + "c" * case.continues
            record(f"case {options or '-'} {case.name}")
            for folder in case.folders:
                record(f"folder {folder}")
            for name, file in case.files.items():
                content = platform.fill(file.content)
                record(f"file {file.mode:o} {file.age} {len(content)} {name}", content)
            for name, target in case.links.items():
                string("link", target, f" {name}")
            record(f"cd {case.place}")
            for name, value in case.environment.items():
                string("env", f"{name}={value}")
            for argument in case.arguments:
                string("arg", argument)
            content = platform.fill(case.input)
            record(f"input {len(content)}", content)
            record(f"run {case.seconds}")


def read_results(path, platform):
    """By name of the case; what the machine's own places are called is made the same on all."""
    data = Path(path).read_bytes()
    results, at, current = {}, 0, None
    while at < len(data):
        end = data.find(b"\n", at)
        line = data[at:end].decode(errors="replace")
        at = end + 1
        if begin := re.fullmatch(r"case (\w+ \d+) (\d+) (\d+) (.*)", line):
            length = int(begin[3])
            current = Result(begin[1], platform.generalise(data[at : at + length]), milliseconds=int(begin[2]))
            results[begin[4]] = current
        elif errors := re.fullmatch(r"errors (\d+)", line):
            length = int(errors[1])
            current.errors = platform.generalise(data[at : at + length])
        elif file := re.fullmatch(r"file (\d+) (.*)", line):
            length = int(file[1])
            current.files[file[2]] = platform.generalise(data[at : at + length])
        elif line == "end":
            continue
        else:
            raise ValueError(f"{path}: not a line of results: {line!r}")
        at += length
    return results
