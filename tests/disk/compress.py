#!/usr/bin/env python3
"""zlib and bzip2 on a disk: their own tests, with files that the host wrote and reads."""

import bz2
import gzip
from pathlib import Path

from machine import Boot, Checks, contents, debugfs, is_clean, make_image, random, scratch

SAMPLES = Path("vendor/bzip2/src")
LIMIT = 120


def put(image, files):
    commands = []
    for name, data in files.items():
        source = scratch(f"put-{name}")
        source.write_bytes(data)
        commands.append(f"write {source} {name}")
    debugfs(image, commands, write=True)


def boot(system, image, checks):
    machine = Boot(system, image)
    status = machine.finish(LIMIT)
    checks.that(status == 0, f"{system}: status {status}", machine.text())
    clean, report = is_clean(image)
    checks.that(clean, f"{system}: e2fsck", report)
    return machine.text()


def main():
    checks = Checks()
    random.seed(1)
    image = scratch("compress.img")
    make_image(image, "64M")
    samples = {f.name: f.read_bytes() for f in sorted(SAMPLES.glob("sample?.*"))}
    text = "".join(f"line {n} of {random.randint(0, 99999)}\n" for n in range(40000)).encode()
    numbers = random.randbytes(300000)
    files = {"text": text, "numbers": numbers, "packed1.gz": gzip.compress(text), "packed2.gz": gzip.compress(numbers)}
    put(image, {**samples, **files})

    boot("bzip2", image, checks)
    for number in "123":
        packed, original = contents(image, f"sample{number}.ref.bz2"), samples[f"sample{number}.ref"]
        checks.that(packed and bz2.decompress(packed) == original, f"sample{number}.ref compressed")
    # As bzip2's own test compares the first, which it compresses with the same option.
    checks.that(contents(image, "sample1.ref.bz2") == samples["sample1.bz2"], "sample1.ref is compressed as upstream's")

    debugfs(image, [f"rm sample{number}.ref" for number in "123"], write=True)
    boot("bunzip2", image, checks)
    for number in "123":
        checks.that(contents(image, f"sample{number}") == samples[f"sample{number}.ref"], f"sample{number}.bz2 unpacked")

    said = boot("zlib-example", image, checks)
    for line in ["uncompress(): hello, hello!", "gzread(): hello, hello!", "inflateSync(): hello, hello!"]:
        checks.that(line in said, f"zlib's example: {line}", said)
    boot("minigzip", image, checks)
    for name in ["text", "numbers"]:
        packed = contents(image, f"{name}.gz")
        checks.that(packed and gzip.decompress(packed) == files[name], f"{name} compressed by zlib")
        checks.that(contents(image, name) is None, f"{name} is gone")
    boot("minigunzip", image, checks)
    for name, wanted in {"packed1": text, "packed2": numbers}.items():
        checks.that(contents(image, name) == wanted, f"{name} unpacked by zlib")
    checks.finish("compression")


if __name__ == "__main__":
    main()
