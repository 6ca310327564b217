"""Runs tests on capOS in QEMU: many in one boot, under tests/supervisor, which prints how each ended.

The supervisor runs several at a time, apart from each other. Should the machine stop, those that ran then share the
blame, and the next boot begins with the others.
"""

import os
import re
import select
import shutil
import subprocess
import time

from suite import ROOT
from verdict import HUNG, of_signal, of_status

# Bytes of programs in one boot, and MiB of memory of the machine that boots them.
BATCH = 192 << 20
MEMORY = 640
# Seconds without any output, beyond what a program may take, after which the machine counts as stuck.
SILENCE = 120

STARTS = re.compile(r"^# Starts: (\S+)$")
BEGINS = re.compile(r"^# Subtest: (\S+)$")
RESULT = re.compile(r"^(?:not )?ok \d+ - (\S+) # (.*)$")
ENDS = [
    (re.compile(r"^exited (-?\d+)"), lambda found: of_status(int(found[1]) & 255)),
    (re.compile(r"^ended by signal (\d+)"), lambda found: of_signal(int(found[1]))),
    (re.compile(r"^faulted"), lambda found: of_signal(11)),
    (re.compile(r"^killed"), lambda found: of_signal(9)),
    (re.compile(r"^hang"), lambda found: HUNG),
]


def verdict(end):
    for pattern, make in ENDS:
        if found := pattern.match(end):
            return make(found)
    return end


def run_all(platform, terms, target, outputs):
    """Verdicts of all; what the programs printed goes to `outputs`."""
    waiting, verdicts = list(terms), {}
    while waiting:
        batch = first_batch(platform, waiting)
        serial = boot(stage(platform, batch, target), max(term.seconds for term in batch) + SILENCE)
        ended, running = read(serial, outputs)
        for name in running:
            ended[name] = "machine stopped"
        if not ended:
            raise SystemExit(f"capOS ran no test:\n{serial[-4000:]}")
        verdicts.update(ended)
        waiting = [term for term in waiting if term.name not in verdicts]
        print(f"  capos: {len(verdicts)} of {len(terms)}", flush=True)
    return verdicts


def first_batch(platform, terms):
    total = 0
    for count, term in enumerate(terms):
        total += platform.program(term.name).stat().st_size
        if total > BATCH and count:
            return terms[:count]
    return terms


def stage(platform, terms, target):
    """The package of cue/system-posix with these programs."""
    guest = target / "posix/guest"
    shutil.rmtree(guest, ignore_errors=True)
    (guest / "files").mkdir(parents=True)
    # A tree of the manifest has a file at least.
    (guest / "files/none").touch()
    for name in [term.name for term in terms]:
        path = guest / "programs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(platform.program(name), path)
        for found, file in platform.files(name).items():
            found = guest / "files" / name / found
            found.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, found)
    for source in (ROOT / "tests/posix/bin").glob("*.c"):
        program = guest / "bin" / source.stem
        program.parent.mkdir(exist_ok=True)
        command = [*platform.compiler, "-O1", str(source), "-o", str(program), *platform.link]
        subprocess.run(command, check=True)
    lines = [f"{term.crowd} {term.seconds} {term.name}\n" for term in terms]
    (guest / "selection").write_text("".join(lines))
    package = target / "packages/posix.pkg"
    environment = {**os.environ, "TARGET_DIR": str(target)}
    command = [str(target / "tools/capos-manifest"), "build", "cue/system-posix", str(package)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return package


def boot(package, silence):
    """The serial output of one boot, which ends when the machine does or has been silent for so many seconds."""
    target = package.parent.parent
    environment = {**os.environ, "TARGET_DIR": str(target), "MEMORY": str(MEMORY)}
    process = subprocess.Popen(
        [str(target / "tools/capos-test-runner"), "run", str(package)], cwd=ROOT, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True,
    )
    output, last = b"", time.monotonic()
    while True:
        ready, _, _ = select.select([process.stdout], [], [], 5)
        if ready:
            more = os.read(process.stdout.fileno(), 1 << 16)
            if not more:
                break
            output, last = output + more, time.monotonic()
        elif time.monotonic() - last > silence:
            os.killpg(process.pid, 9)
            break
    process.wait()
    serial = output.decode(errors="replace").replace("\r\n", "\n")
    (target / "posix/serial.log").write_text(serial)
    return serial


def read(serial, outputs):
    """Verdicts of those that ended, and the names of those that had started and did not."""
    ended, started, current, text = {}, [], None, []
    for line in serial.splitlines():
        if found := STARTS.match(line):
            started.append(found[1])
        elif found := BEGINS.match(line):
            current, text = found[1], []
        elif (found := RESULT.match(line)) and found[1] == current:
            ended[current] = verdict(found[2])
            outputs[current] = text + [found[2]]
            current = None
        else:
            text.append(line)
    return ended, [name for name in started if name not in ended]
