"""Timing turn by turn: what is done, how long it took each time, and how quiet the machine was."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

LOOPS: Final = 10_000_000


@dataclass
class Case:
    """One line of a table. `work` returns seconds where it took the time itself, in another process."""

    what: str
    format: str
    work: Callable[[], float | None]
    aim: float | None = None
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Do it once more."""
        gc.collect()
        start = time.perf_counter()
        taken = self.work()
        self.seconds.append(time.perf_counter() - start if taken is None else taken)

    @property
    def median(self) -> float:
        """Return the middle of all runs."""
        return statistics.median(self.seconds)

    @property
    def fastest(self) -> float:
        """Return the run that was disturbed least."""
        return min(self.seconds)

    def line(self) -> str:
        """Return the Markdown table row."""
        aim = f"{self.aim:.2f} {'met' if self.fastest <= self.aim else 'MISSED'}" if self.aim else ""
        return f"| {self.format} | {self.what} | {self.fastest:.2f} | {self.median:.2f} | {aim} |"


def counted() -> None:
    """Count in plain Python, which no library and no disk can speed up or slow down."""
    total = 0
    for n in range(LOOPS):
        total += n
