"""Is a ledger whole after its program was killed in the middle? kill -9 at random moments of import, scan and answer.

    python -m benchmarks.kill [--kills 100] [--rows 3000] [--seed 1]

Each turn copies a ledger, lets a copy of this process (which has loaded everything) do one thing to it, kills that at a random moment of
the time it takes, and then looks: does the ledger open, is SQLite's file whole, is the statement in it whole or not at all, is the kept
original what it was, is each answer there with all its rows or not at all, and does doing the same again to the end give the ledger that an
undisturbed program gives? A killed program is not a machine that loses power: what the system had taken it still writes.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.exports import LAST_DAY, alipay
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger

DAY: Final = LAST_DAY.date()
_LONGER: Final = 1.2  # moments are drawn from so many times what the thing takes undisturbed
Deed = Callable[[Path], None]


def import_(ledger: Path) -> None:
    """Import the statement that lies beside the ledger."""
    with Ledger(ledger) as opened:
        for report in opened.import_path(ledger.with_name("statement.csv")):
            if report.error is not None:
                raise report.error


def scan(ledger: Path) -> None:
    """Scan the ledger."""
    with Ledger(ledger) as opened:
        Casebook(opened).scan(DAY, Settings())


def answer(ledger: Path) -> None:
    """Answer every open alert: every second one as one's own."""
    with Ledger(ledger) as opened:
        book = Casebook(opened)
        for n, alert in enumerate(sorted(book.alerts(), key=lambda alert: alert.alert_id)):
            book.answer(alert.alert_id, "mine" if n % 2 else "not_mine", DAY)


DEEDS: Final[dict[str, Deed]] = {"import": import_, "scan": scan, "answer": answer}


@dataclass(frozen=True)
class Stage:
    """A ledger before a deed, what the deed makes of it undisturbed, and the seconds that takes."""

    deed: Deed
    before: Path
    after: tuple[object, ...]
    seconds: float


def stages(folder: Path, rows: int) -> dict[str, Stage]:
    """Make a ledger for each deed: an empty one, an imported one, a scanned one."""
    ledger = folder / "0" / "ledger.db"
    ledger.parent.mkdir()
    ledger.with_name("statement.csv").write_bytes(alipay(rows, 1))
    with Ledger(ledger) as opened:
        Casebook(opened)
    found = {}
    for n, (name, deed) in enumerate(DEEDS.items(), start=1):
        before, ledger = ledger, folder / str(n) / "ledger.db"
        shutil.copytree(before.parent, folder / "warm")
        deed(
            folder / "warm" / "ledger.db"
        )  # here, so that every copy of this process has loaded and compiled what it takes
        shutil.rmtree(folder / "warm")
        shutil.copytree(before.parent, ledger.parent)
        started = time.perf_counter()
        kill_at(deed, ledger, None)
        seconds = time.perf_counter() - started
        found[name] = Stage(deed, before, contents(ledger), seconds)
    return found


def kill_at(deed: Deed, ledger: Path, moment: float | None) -> bool:
    """Do something to a ledger in a copy of this process and kill it after so many seconds; tell whether that came in time."""
    child = multiprocessing.get_context("fork").Process(target=deed, args=(ledger,))
    child.start()
    child.join(moment)
    if moment is not None and child.pid is not None and child.is_alive():
        os.kill(child.pid, signal.SIGKILL)
    child.join()
    if child.exitcode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"{deed.__name__} ended with {child.exitcode}")
    return child.exitcode == -signal.SIGKILL


def contents(ledger: Path) -> tuple[object, ...]:
    """Return what a ledger holds, without ids and times that depend on when it was written."""
    with Ledger(ledger) as opened:
        book = Casebook(opened)
        alerts = sorted(
            (alert.alert_id, alert.state, alert.closed_by, book.answer_of(alert)) for alert in book.alerts()
        )
        frame = opened.frame().sort_values("txn_id")
        rows = frame[["txn_id", "account", "amount", "status"]].astype(str).to_numpy().tolist()
        return rows, opened.files()[["name", "sha256", "lines"]].to_numpy().tolist(), alerts


def faults(ledger: Path, rows: int) -> Iterator[str]:
    """Yield what is wrong with a ledger whose program was killed."""
    with Ledger(ledger) as opened, closing(sqlite3.connect(ledger)) as plain:
        if plain.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "integrity"
        if plain.execute("PRAGMA foreign_key_check").fetchall():
            yield "foreign keys"
        book = Casebook(opened)
        files, frame = opened.files(), opened.frame()
        aside = sum(len(opened.set_aside(state)) for state in ("skipped", "unread"))
        lines = int(files["lines"].sum()) if len(files) else 0
        if lines != len(frame) + aside or len(frame) not in (0, rows):
            yield "lines"
        if any(
            opened.originals.read(name, sha) is None for name, sha in zip(files["name"], files["sha256"], strict=True)
        ):
            yield "originals"
        yield from _split_answers(plain)
        if any(not alert.rows for alert in book.alerts() if alert.kind != "statement_gap"):
            yield "alert rows"


def _split_answers(plain: sqlite3.Connection) -> Iterator[str]:
    """An answer is given for all rows of its alert, and closes it if it is `mine`, or it is not there."""
    for state, by, rows, answered, mine in plain.execute(
        """SELECT a.state, coalesce(a.closed_by, ''), (SELECT count(*) FROM alert_rows r WHERE r.alert_id = a.alert_id),
                  count(x.txn_id), coalesce(sum(x.answer = 'mine'), 0)
           FROM alerts a LEFT JOIN answers x USING (alert_id) GROUP BY a.alert_id"""
    ):
        if answered not in (0, rows) or (bool(mine) and (state, by) != ("closed", "answer")):
            yield "answers"


def turn(stage: Stage, folder: Path, chance: random.Random, rows: int) -> tuple[bool, list[str]]:
    """Kill one deed at one moment; return whether it was still at it, and what is wrong afterwards."""
    shutil.copytree(stage.before.parent, folder)
    ledger = folder / "ledger.db"
    in_time = kill_at(stage.deed, ledger, chance.uniform(0, _LONGER * stage.seconds))
    wrong = list(faults(ledger, rows))
    kill_at(stage.deed, ledger, None)
    if contents(ledger) != stage.after:
        wrong.append("done again, it is another ledger")
    shutil.rmtree(folder)
    return in_time, wrong


def run(kills: int, rows: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Kill so many times, the deeds in turns; return the kills that came in time by deed, and everything that was wrong."""
    chance, hits, wrong = random.Random(seed), Counter[str](), []
    with tempfile.TemporaryDirectory() as name:
        found = stages(Path(name), rows)
        whole = len(found["import"].after[0])  # type: ignore[arg-type]
        turns = 0
        while sum(hits.values()) < kills:
            deed = list(found)[turns % len(found)]
            in_time, faulty = turn(found[deed], Path(name) / "turn", chance, whole)
            hits[deed] += in_time
            wrong += [f"{deed}, turn {turns}: {fault}" for fault in faulty]
            turns += 1
            print(f"{turns} turns, {sum(hits.values())} kills in time, {len(wrong)} faults", file=sys.stderr)
    return hits, wrong


def main() -> int:
    """Print how many kills came in time, and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    hits, wrong = run(arguments.kills, arguments.rows, arguments.seed)
    for deed, count in hits.items():
        print(f"killed in the middle of {deed}: {count}")
    print(f"wrong afterwards: {len(wrong)}")
    for fault in wrong:
        print(f"  {fault}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
