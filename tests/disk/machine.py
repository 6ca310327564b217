"""What the disk tests share: images, the host's tools for ext4, and booting capOS on an image."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

TARGET = Path(os.environ.get("TARGET_DIR", "target"))
RUNNER = os.environ["RUNNER"]
JOURNAL = "size=4"


def scratch(name):
    """A path for a file of the test's own."""
    folder = TARGET / "tests" / "disk"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def make_image(path, size, *options):
    path.unlink(missing_ok=True)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-J", JOURNAL, *options, path, size], check=True)


def debugfs(image, commands, write=False):
    """Runs commands of debugfs; gives what it prints."""
    arguments = ["debugfs", *(["-w"] if write else []), "-f", "-", str(image)]
    done = subprocess.run(arguments, input="\n".join(commands) + "\n", capture_output=True, text=True, check=True)
    return done.stdout


def contents(image, path):
    """A file's bytes as the host reads them."""
    copy = scratch("copy")
    copy.unlink(missing_ok=True)
    debugfs(image, [f"dump {path} {copy}"])
    return copy.read_bytes() if copy.exists() else None


def is_clean(image):
    """Whether e2fsck finds nothing; its report."""
    done = subprocess.run(["e2fsck", "-fn", image], capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def replay(image):
    """The host replays the journal, and nothing else."""
    subprocess.run(["e2fsck", "-p", "-E", "journal_only", image], capture_output=True)


class Boot:
    """One boot of a system, whose serial output comes as bytes."""

    def __init__(self, system, *images):
        package = TARGET / "packages" / f"{system}.pkg"
        environment = {**os.environ, "DISKS": ":".join(str(image) for image in images)}
        self.process = subprocess.Popen(
            [RUNNER, "run", package],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        self.output = b""

    def read_until(self, done, limit):
        """Collects output until `done(output)`, the end of the output, or the limit in seconds."""
        end = time.monotonic() + limit
        while not done(self.output):
            left = end - time.monotonic()
            ready, _, _ = select.select([self.process.stdout], [], [], max(left, 0))
            if not ready:
                return False
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                return False
            self.output += more
        return True

    def finish(self, limit):
        """Waits for the machine to power off; gives its status, or None if it did not."""
        self.read_until(lambda output: False, limit)
        try:
            return self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def kill(self):
        """The loss of power: the machine and its runner are gone at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        rest = self.process.stdout.read()
        self.process.wait()
        self.output += rest

    def text(self):
        return self.output.decode(errors="replace").replace("\r\n", "\n")


class Checks:
    """Counts what holds and what does not."""

    def __init__(self):
        self.failures = 0

    def that(self, holds, message, detail=""):
        if not holds:
            self.failures += 1
            print(f"not ok {message}\n{detail}".rstrip())

    def finish(self, name):
        print(f"{name}: {'ok' if self.failures == 0 else f'{self.failures} failures'}")
        sys.exit(self.failures != 0)


__all__ = ["Boot", "Checks", "contents", "debugfs", "is_clean", "make_image", "random", "replay", "scratch"]
