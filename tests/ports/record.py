#!/usr/bin/env python3
"""Stands in for make while its own test suite runs here: runs the real one, and keeps each call as a case.

A case has the tree of files before the call, with times and modes, the folder, arguments, environment and input. Calls of
make from makefiles are parts of the call that the suite made.
Arguments: the real make; the folder that the suite runs in; a file that the cases are appended to; what make is called by,
and its arguments.
"""

import os
import pickle
import signal
import stat
import subprocess
import sys
import time

HELPERS = ("thelp.pl", "jhelp.pl")
# The suite's own files are no part of the world of a case.
OWN = ("scripts", "run_make_tests", "run_make_tests.pl", "run_make_tests.bat", "test_driver.pl", "config-flags.pm", "README",
       "mkshadow", "guile.supp", "config-flags.pm.in", "config-flags.pm.W32", "config_flags_pm.com")


def snapshot(tree):
    """Folders, files (content, mode, age in nanoseconds) and links, by path below the tree."""
    folders, files, links = [], {}, {}
    now = time.time_ns()
    for path, names, others in os.walk(tree):
        below = os.path.relpath(path, tree)
        if below == ".":
            names[:] = [name for name in names if name not in OWN]
            others = [name for name in others if name not in OWN]
        names.sort()
        for name in sorted(names + others):
            full, short = os.path.join(path, name), os.path.normpath(os.path.join(below, name))
            status = os.lstat(full)
            if stat.S_ISLNK(status.st_mode):
                links[short] = os.readlink(full)
            elif stat.S_ISDIR(status.st_mode):
                folders.append(short)
            elif stat.S_ISREG(status.st_mode) and not is_log(short):
                with open(full, "rb") as file:
                    files[short] = (file.read(), stat.S_IMODE(status.st_mode), now - status.st_mtime_ns)
    return folders, files, links


def is_log(name):
    return ".log" in name or ".base" in name or ".diff" in name or ".run" in name


def target(descriptor):
    """The log that the suite reads, and where in it the answer begins."""
    name = os.readlink(f"/proc/self/fd/{descriptor}")
    return (name, os.path.getsize(name)) if stat.S_ISREG(os.fstat(descriptor).st_mode) else (name, 0)


def main():
    real, tree, into, *arguments = sys.argv[1:]
    if "MAKELEVEL" in os.environ:
        os.execv(real, arguments)
    folders, files, links = snapshot(tree)
    text = b"" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.buffer.read()
    (log, begin), errors = target(1), target(2)[0]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with subprocess.Popen(arguments, executable=real, stdin=subprocess.PIPE) as process:
        process.stdin.write(text)
        process.stdin.close()
        status = process.wait()
    answer = None
    if log == errors and os.path.isfile(log):
        with open(log, "rb") as file:
            file.seek(begin)
            answer = file.read()
    name = os.path.relpath(log, os.path.join(tree, "work")).split(".log")[0]
    with open(into, "ab") as out:
        pickle.dump({
            "name": name, "arguments": arguments, "environment": dict(os.environ), "place": os.path.relpath(os.getcwd(), tree),
            "folders": folders, "files": files, "links": links, "input": text, "answer": answer, "status": status,
        }, out)
    if status < 0:
        signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    sys.exit(status)


main()
