#!/usr/bin/env python3
"""Compares capOS with Linux in the same QEMU (TCG, one CPU).

  run.py TARGET_DIR KERNEL PACKAGE [COUNT]

Three readings, each of both systems: wall time from the start of QEMU to the first line of a user program
(median of COUNT boots, 5 by default), exact instruction counts of the kernel's operations (-icount), and their
wall times. Prints a Markdown table of ratios (capOS / Linux: below 1 is faster) and keeps the raw output in
TARGET_DIR/bench. The peer is Debian's cloud kernel without ERMS, which TCG runs byte by byte.
"""
import glob, os, re, select, shutil, statistics, subprocess, sys, time

QEMU = ["qemu-system-x86_64", "-accel", "tcg", "-M", "q35", "-m", "128", "-smp", "1", "-display", "none",
        "-serial", "stdio", "-monitor", "none", "-no-reboot", "-nodefaults"]
COUNTED = ["-icount", "shift=0,sleep=off", "-seed", "1", "-rtc", "base=2024-01-01,clock=vm",
           "-cpu", "max,-rdrand,-rdseed,-erms"]
TIMED = ["-cpu", "max,-erms"]
LINE = re.compile(r"^(\w+) (\d+) (\S+) (\d+)\r?$", re.M)
LIMIT = 120


def fail(text):
    sys.exit(f"bench: {text}")


def tool(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        fail(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
    return done.stdout


def linux_kernel(folder):
    """Debian's cloud kernel, fetched with apt-get and unpacked, not installed."""
    found = glob.glob(f"{folder}/linux/boot/vmlinuz-*")
    if not found:
        depends = tool("apt-cache", "depends", "linux-image-cloud-amd64")
        package = re.search(r"Depends: (\S+)", depends)
        if not package:
            fail("apt knows no linux-image-cloud-amd64; run apt-get update")
        os.makedirs(f"{folder}/linux", exist_ok=True)
        done = subprocess.run(["apt-get", "download", "-qq", package[1]], cwd=f"{folder}/linux")
        archives = glob.glob(f"{folder}/linux/*.deb")
        if done.returncode or not archives:
            fail(f"apt-get download {package[1]} failed")
        tool("dpkg", "-x", archives[0], f"{folder}/linux")
        found = glob.glob(f"{folder}/linux/boot/vmlinuz-*")
    return found[0]


def cpio_entry(name, mode, data=b"", device=(0, 0)):
    """One entry of a new-format cpio archive."""
    fields = [1, mode, 0, 0, 1, 0, len(data), 0, 0, device[0], device[1], len(name) + 1, 0]
    head = b"070701" + b"".join(b"%08X" % field for field in fields) + name + b"\0"
    return head + b"\0" * (-len(head) % 4) + data + b"\0" * (-len(data) % 4)


def linux_initrd(folder, source):
    program = f"{folder}/kernel_bench"
    tool("musl-gcc", "-static", "-O2", "-Wall", "-Wextra", "-o", program, source)
    with open(program, "rb") as file:
        init = file.read()
    with open(f"{folder}/linux.cpio", "wb") as archive:
        archive.write(cpio_entry(b"dev", 0o040755))
        archive.write(cpio_entry(b"dev/console", 0o020600, device=(5, 1)))
        archive.write(cpio_entry(b"init", 0o100755, init))
        archive.write(cpio_entry(b"TRAILER!!!", 0))
    return f"{folder}/linux.cpio"


def run(command, stop_at_mark=False):
    """Output, and seconds until the first line of a user program; ends QEMU there if only that is wanted."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output, seen = b"", None
    try:
        while time.monotonic() - start < LIMIT:
            if not select.select([process.stdout], [], [], 0.2)[0]:
                continue
            part = os.read(process.stdout.fileno(), 65536)
            if not part:
                return output.decode(errors="replace"), seen
            output += part
            if seen is None and b"USERSPACE" in output:
                seen = time.monotonic() - start
                if stop_at_mark:
                    return output.decode(errors="replace"), seen
        fail(f"no end after {LIMIT} s: {' '.join(command)}\n{output[-2000:].decode(errors='replace')}")
    finally:
        process.kill()
        process.wait()


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    target, kernel, package = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    if not shutil.which("musl-gcc"):
        fail("musl-gcc is missing; run make setup")
    folder = f"{target}/bench"
    os.makedirs(folder, exist_ok=True)
    here = os.path.dirname(os.path.abspath(__file__))
    append = "console=ttyS0 quiet panic=-1 nokaslr norandmaps randomize_kstack_offset=off"
    systems = {
        "capos": ["-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", kernel, "-initrd", package],
        "linux": ["-kernel", linux_kernel(folder), "-initrd", linux_initrd(folder, f"{here}/linux/kernel_bench.c"),
                  "-append", append],
    }
    boots = {name: [] for name in systems}
    for _ in range(count):
        for name, what in systems.items():
            seconds = run(QEMU + TIMED + what, stop_at_mark=True)[1]
            if seconds is None:
                fail(f"{name} did not reach a user program")
            boots[name].append(seconds)
    rows = {}
    for reading, options in (("instructions", COUNTED), ("ns", TIMED)):
        for name, what in systems.items():
            output, _ = run(QEMU + options + what)
            with open(f"{folder}/{name}-{reading}.txt", "w") as file:
                file.write(output)
            for row, value, _, _ in LINE.findall(output):
                rows.setdefault(row, {})[name, reading] = int(value)
    boot = {name: statistics.median(values) for name, values in boots.items()}
    print("| operation | unit | capOS | Linux | ratio |\n| --- | --- | --- | --- | --- |")
    print(f"| boot to first user output | s | {boot['capos']:.3f} | {boot['linux']:.3f} "
          f"| {boot['capos'] / boot['linux']:.2f} |")
    for row, values in rows.items():
        for reading in ("instructions", "ns"):
            ours, theirs = values.get(("capos", reading)), values.get(("linux", reading))
            ratio = f"{ours / theirs:.2f}" if ours is not None and theirs else "-"
            print(f"| {row} | {reading} | {ours} | {theirs} | {ratio} |")
    print(f"\nkernel image: {os.path.getsize(kernel)} bytes")


main()
