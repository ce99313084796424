"""Machines that are made up: their programs answer as told, and what they were asked is kept."""

from dataclasses import dataclass, field
from pathlib import Path

from dashboard.schedule.job import Machine, Ran


@dataclass(frozen=True)
class Pretended(Machine):
    """A machine with a crontab, and programs that succeed unless they are in `failing` (by a word of their call)."""

    failing: frozenset[str] = frozenset()
    asked: list[tuple[str, ...]] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)  # the crontab, the newest last; empty: none

    def run(self, *argv: str, given: str = "") -> Ran:
        self.asked.append(argv)
        if self.failing.intersection(argv):
            return Ran(1, err="first line\nit will not")
        if argv[0] == "crontab":
            return self._crontab(argv[1], given)
        return Ran(0)

    def _crontab(self, word: str, given: str) -> Ran:
        if word == "-l":
            return Ran(0, self.tables[-1]) if self.tables else Ran(1, err="no crontab for you")
        if word == "-r":
            self.tables.clear()
        else:
            self.tables.append(given)
        return Ran(0)


def pretended(tmp_path: Path, platform: str, *failing: str) -> Pretended:
    return Pretended(platform, tmp_path, {}, frozenset(failing))
