"""A ledger on disk, scanned by the command line as people do it: the first time, and again with a few new rows at its end.

    python -m benchmarks.large [--rows 200000] [--new 50]

Five simulated people with twenty accounts live year after year until their rows are as many as asked for: the second year and later ones
repeat the words of the first, but not its numbers. Every command is a process of its own, so its memory is its own, too. Compiled code is
kept between them, as an installation has it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.scale import Life, life, one_life
from benchmarks.timing import LOOPS, counted
from dashboard.cli.canonical import as_csv

HOUSEHOLD: Final = {50_000: "CN", 50_002: "ID", 50_003: "US", 50_004: "CN", 50_006: "CN"}  # twenty accounts
MEGABYTE: Final = 1024  # in the units of ru_maxrss on Linux


class Bench:
    """A ledger in a folder that vanishes, and a printed line for each command that it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = plain | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    def run(self, what: str, *arguments: str) -> None:
        """Run one command to its end and print what it took, unless it has no name: such a one only warms up.

        Raises:
            RuntimeError: it failed.
        """
        call = [sys.executable, "-c", "import sys; from dashboard.cli.main import main; sys.exit(main())"]
        start = time.perf_counter()
        child = subprocess.Popen(
            [*call, "--ledger", str(self.folder / "ledger"), *arguments],
            stdout=subprocess.DEVNULL,
            env=self.environment,
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"{what}: exit code {child.returncode}")
        if what:
            row(what, used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss // MEGABYTE)

    def write(self, name: str, case: Life, first: int, last: int) -> str:
        """Write rows of the ledger frame as canonical CSV and return the path."""
        path = self.folder / name
        path.write_text(as_csv(case.frame.iloc[first:last], case.context.accounts), encoding="utf-8")
        return str(path)


def row(what: str, processor: float, wall: float, memory: int = 0) -> None:
    """Print one line of the table."""
    print(f"| {what} | {processor:.1f} | {wall:.1f} | {memory or ''} |", flush=True)


def calibrate() -> None:
    """Print how long counting takes: the machine's own speed."""
    processor, wall = time.process_time(), time.perf_counter()
    counted()
    row(f"calibration: a loop of {LOOPS:,}", time.process_time() - processor, time.perf_counter() - wall)


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--new", type=int, default=50)
    options = parser.parse_args()
    case = one_life(life(HOUSEHOLD), options.rows + options.new)
    last, until = len(case.frame) - options.new, str(case.last)
    print("| command | processor, s | wall, s | memory, MB |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        calibrate()
        bench = Bench(Path(name))
        bench.run("", "scan", "--as-of", until)
        bench.run("start-up: `scan` of an empty ledger", "scan", "--as-of", until, "--format", "json")
        bench.run(f"`import` of {last:,} rows", "import", bench.write("old.csv", case, 0, last))
        bench.run(f"`scan` of {last:,} rows", "scan", "--as-of", until, "--format", "json")
        bench.run(f"`import` of {options.new} new rows", "import", bench.write("new.csv", case, last, len(case.frame)))
        bench.run("`scan` with them", "scan", "--as-of", until, "--format", "json")
        bench.run("`scan --full` with them", "scan", "--full", "--as-of", until, "--format", "json")
        calibrate()


if __name__ == "__main__":
    main()
