"""tests/posix/expected.txt: the tests that do not pass, their verdicts with libc-capos on each platform, and why.

A line is `test | linux | capos | why`. A verdict may be several, `pass/hung`, where the test itself leaves it to chance.
"""

from suite import ROOT
from verdict import is_usual

FILE = ROOT / "tests/posix/expected.txt"
PLATFORMS = ["linux", "capos"]
UNKNOWN = "not looked into yet"
HEAD = """\
# Tests of the Open POSIX Test Suite that do not pass with libc-capos: test | on Linux | on capOS | why.
# Several verdicts, such as pass/hung, stand where the test leaves it to chance.
"""


class Expected:
    def __init__(self):
        self.verdicts, self.reasons = {}, {}
        for line in FILE.read_text().splitlines() if FILE.exists() else []:
            if line and not line.startswith("#"):
                name, *columns, reason = (part.strip() for part in line.split("|", 3))
                self.verdicts[name] = dict(zip(PLATFORMS, columns))
                self.reasons[name] = reason

    def of(self, name, platform):
        return self.verdicts.get(name, {}).get(platform, "pass")

    def leaves_to_chance(self, name):
        return any("/" in verdict for verdict in self.verdicts.get(name, {}).values())

    def accepts(self, name, platform, verdict):
        wanted = self.of(name, platform).split("/")
        return verdict in wanted or ("pass" in wanted and is_usual(verdict))

    def record(self, results):
        """Takes over what a whole run found; the reasons stay."""
        for platform in [platform for platform in PLATFORMS if platform in results]:
            for name, verdict in results[platform].items():
                if not self.accepts(name, platform, verdict):
                    self.verdicts.setdefault(name, {})[platform] = "pass" if is_usual(verdict) else verdict
        lines = []
        for name, columns in sorted(self.verdicts.items()):
            columns = [columns.get(platform, "pass") for platform in PLATFORMS]
            if any(column != "pass" for column in columns):
                lines.append(" | ".join([name, *columns, self.reasons.get(name, UNKNOWN)]))
        FILE.write_text(HEAD + "\n".join(lines) + "\n")
