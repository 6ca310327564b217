"""The Open POSIX Test Suite: its tests, their areas, and how they are compiled with each C library."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUITE = ROOT / "vendor/posixtestsuite/src"
CONFORMANCE = SUITE / "conformance"
TEST = re.compile(r"^\d+-\d+(-[\w-]+)?$|-buildonly$")

# The suite is C of 2003: what clang refuses by now it may do.
OPTIONS = [
    "-std=gnu99", "-w", "-D_GNU_SOURCE", "-Wno-implicit-function-declaration", "-Wno-implicit-int",
    "-Wno-int-conversion", "-Wno-incompatible-pointer-types", "-Wno-incompatible-function-pointer-types",
]
LIBRARIES = ["-lpthread", "-lrt", "-lm"]
# Debian's musl-tools has a wrapper for gcc only; this is the same for clang.
MUSL = ["--target=x86_64-linux-musl", "-isystem/usr/include/x86_64-linux-musl"]
MUSL_LIBRARY = "/usr/lib/x86_64-linux-musl"
MUSL_LINK = ["-static", "-nostartfiles", "-rtlib=compiler-rt", "-fuse-ld=lld", f"-L{MUSL_LIBRARY}",
             f"{MUSL_LIBRARY}/crt1.o", f"{MUSL_LIBRARY}/crti.o", f"{MUSL_LIBRARY}/crtn.o"]

# The suite runs its tests from its own folder, where these find a file: themselves, a program, or a catalogue of messages
# that the suite's own script makes.
SOURCES = ["interfaces/mlockall/3-7"]
HELPERS = {"interfaces/sigaltstack/9-1": "interfaces/sigaltstack/9-buildonly"}
CATALOGUES = {"interfaces/fork/7-1": "interfaces/fork/messcat_src.txt"}

AREAS = [
    ("signals", r"^interfaces/(sig|kill|raise|alarm|pthread_sigmask|pthread_kill|killpg)|^definitions/signal"),
    ("pthread", r"^interfaces/pthread_|^definitions/pthread"),
    ("semaphores", r"^interfaces/sem_"),
    ("message queues", r"^interfaces/mq_|^definitions/mqueue"),
    ("asynchronous i/o", r"^interfaces/(aio_|lio_)|^definitions/aio"),
    ("memory", r"^interfaces/(mmap|munmap|mlock|munlock|msync|shm_)|^definitions/sys/(mman|shm)"),
    ("timers and clocks", r"^interfaces/(timer_|clock|nanosleep|time/|asctime|ctime|gmtime|localtime|mktime|strftime|difftime)|^definitions/time"),
    ("scheduling", r"^interfaces/sched_|^definitions/sched"),
    ("processes", r"^interfaces/(fork|wait|getpid|exit|fsync|access)"),
    ("definitions and others", r""),
]


def area(name):
    return next(title for title, pattern in AREAS if re.search(pattern, name))


def tests(only="", share=100):
    """Names and sources; of a share, a fixed part of them by a hash of the name."""
    for source in sorted(CONFORMANCE.rglob("*.c")):
        name = str(source.relative_to(CONFORMANCE).with_suffix(""))
        if TEST.search(source.stem) and only in name and zlib.crc32(name.encode()) % 100 < share:
            yield name, source


def only_builds(name):
    """Definitions are headers' promises, without a main function."""
    return "-buildonly" in name or name.startswith("definitions/")


class Platform:
    """One C library: how programs are compiled with it."""

    def __init__(self, name, target):
        self.name = name
        self.place = target / "posix" / name
        # Both sysroots have the same headers.
        self.units = target / "posix" / ("units" if name in ("linux", "capos") else name)
        self.libraries, self.link = LIBRARIES, []
        self.options = OPTIONS
        if name in ("linux", "capos"):
            sysroot = target / f"{name}-sysroot"
            self.compiler = [str(sysroot / "bin/x86_64-unknown-capos-clang")]
            self.headers = newest(sysroot / "include")
            self.library = (sysroot / "lib/libc.a").stat().st_mtime
            # All programs of a boot are in memory at once; what debuggers read would be most of it.
            self.link = ["-Wl,--strip-all"]
        else:
            self.compiler = [os.environ.get("CLANG", "clang-19")]
            self.headers = self.library = 0
            if name == "musl":
                self.options, self.link, self.libraries = OPTIONS + MUSL, MUSL + MUSL_LINK, ["-lm"]

    def program(self, name):
        return self.place / name

    def compile(self, name, source):
        """Brings the program up to date; whether there is one."""
        program = self.program(name)
        program.parent.mkdir(parents=True, exist_ok=True)
        unit = self.units / (name + ".o")
        unit.parent.mkdir(parents=True, exist_ok=True)
        if modified(unit) <= max(modified(source), self.headers):
            unit.unlink(missing_ok=True)
            command = [*self.compiler, *self.options, f"-I{SUITE / 'include'}", f"-I{source.parent}"]
            done = subprocess.run([*command, "-c", str(source), "-o", str(unit)], capture_output=True)
            if done.returncode != 0:
                return False
        if (only_builds(name) and name not in HELPERS.values()) or modified(program) > max(modified(unit), self.library):
            return True
        program.unlink(missing_ok=True)
        command = [*self.compiler, *self.link, str(unit), "-o", str(program), *self.libraries]
        return subprocess.run(command, capture_output=True).returncode == 0

    def files(self, name):
        """What the test looks for in the folder where it runs: paths and the files that belong there."""
        found = {}
        if name in SOURCES:
            found[f"conformance/{name}.c"] = CONFORMANCE / f"{name}.c"
        if name in HELPERS:
            found[f"conformance/{HELPERS[name]}.test"] = self.program(HELPERS[name])
        if name in CATALOGUES:
            catalogue = self.place / "mess.cat"
            source = CONFORMANCE / CATALOGUES[name]
            if subprocess.run(["gencat", str(catalogue), str(source)], capture_output=True).returncode == 0:
                found["mess.cat"] = catalogue
        return found

    def compile_all(self, chosen):
        """Names of those that there is a program of, in their order."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            needed = [HELPERS[name] for name, _ in chosen if name in HELPERS]
            list(pool.map(lambda helper: self.compile(helper, CONFORMANCE / f"{helper}.c"), needed))
            built = pool.map(lambda test: self.compile(*test), chosen)
            return [name for (name, _), is_built in zip(chosen, built) if is_built]


def modified(path):
    return path.stat().st_mtime if path.exists() else 0


def newest(folder):
    return max((path.stat().st_mtime for path in folder.rglob("*.h")), default=0)
