"""Runs tests on the build machine, several at a time."""

import concurrent.futures
import os
import shutil
import subprocess

from verdict import HUNG, of_status, of_signal


def run(platform, term):
    """The verdict of one program, in a folder and a session of its own."""
    name = term.name
    folder = platform.place / "scratch" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path, file in platform.files(name).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / path)
    environment = {"PATH": "/usr/bin:/bin", "TMPDIR": str(folder)}
    # In a session of its own, so that what it sends to its group reaches nobody else.
    process = subprocess.Popen(
        [str(platform.program(name))], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )
    try:
        status = process.wait(term.seconds)
    except subprocess.TimeoutExpired:
        status = None
    try:
        # The group is the test's own: what it left behind ends with it.
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        pass
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)
    if status is None:
        return HUNG
    return of_signal(-status) if status < 0 else of_status(status)


def run_all(platform, terms):
    """Verdicts of all: those that share the machine first, then one after the other."""
    verdicts = {}
    for crowd in sorted({term.crowd for term in terms}, reverse=True):
        with concurrent.futures.ThreadPoolExecutor(crowd) as pool:
            chosen = [term for term in terms if term.crowd == crowd]
            futures = {pool.submit(run, platform, term): term.name for term in chosen}
            for future in concurrent.futures.as_completed(futures):
                verdicts[futures[future]] = future.result()
                if len(verdicts) % 200 == 0:
                    print(f"  {platform.name}: {len(verdicts)} of {len(terms)}", flush=True)
    return verdicts
