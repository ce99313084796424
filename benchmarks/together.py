"""Dashboard, scheduled runs and the command line at once on one ledger: does anything fail, or get lost?

    python -m benchmarks.together [--seconds 300] [--rows 3000]

Three processes work on one ledger until the time is over. One opens page after page as Streamlit runs them and answers alerts by what the
buttons call; one does scheduled runs, with a new statement in the inbox each time; one calls the command line: scans, lists, answers, imports and takes
a file out again. Afterwards every answer has to be the last one that was given, the ledger whole, and every statement of the inbox in it.
"""

import argparse
import io
import json
import multiprocessing
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from streamlit.testing.v1 import AppTest

from benchmarks.exports import LAST_DAY, alipay
from dashboard.cli.main import main as walletwatch
from dashboard.web.served import announce_ledger
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger

DAY: Final = LAST_DAY.date()
APP: Final = Path(__file__).parents[1] / "dashboard" / "app.py"
PAGES: Final = ("today", "alerts", "statements", "settings")
SAID: Final = ("mine", "unsure", "not_mine")


@dataclass
class Work:
    """What one of the processes did: how much of what, what failed, and the last answer it gave to each alert."""

    done: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """Count one thing done."""
        self.done[what] = self.done.get(what, 0) + 1


Actor = Callable[[Path, list[str], float, Work], None]


def pages(ledger: Path, alerts: list[str], until: float, work: Work) -> None:
    """Open pages and answer alerts, as the dashboard does."""
    announce_ledger(ledger)
    turn = 0
    while time.monotonic() < until:
        page = PAGES[turn % len(PAGES)]
        app = AppTest.from_file(str(APP), default_timeout=300)
        if page != "today":
            app.switch_page(f"views/{page}.py")
        app.run()
        work.failed += [f"page {page}: {error.value}" for error in app.exception]
        work.failed += [
            f"page {page}: {body}"
            for body in (str(getattr(one, "body", "")) for one in app.get("html"))
            if 'class="trouble"' in body
        ]
        work.count(f"page {page}")
        with Ledger(ledger) as opened:
            _answer(work, alerts, turn, lambda alert, said: Casebook(opened).answer(alert, said, DAY))
        turn += 1


def runs(ledger: Path, _alerts: list[str], until: float, work: Work) -> None:
    """Do scheduled runs, each with a new statement."""
    inbox = ledger.parent / "inbox"
    inbox.mkdir(exist_ok=True)
    turn = 0
    while time.monotonic() < until:
        path = inbox / f"new-{turn}.csv"
        path.write_bytes(alipay(20, 1000 + turn))
        os.utime(path, (1e9, 1e9))
        _call(work, ledger, "run-scheduled", "--inbox", str(inbox))
        turn += 1


def commands(ledger: Path, alerts: list[str], until: float, work: Work) -> None:
    """Call the command line."""
    own = ledger.parent / "own.csv"
    own.write_bytes(alipay(20, 999))
    turn = 0
    while time.monotonic() < until:
        _call(work, ledger, "alerts")
        _answer(work, alerts, turn, lambda alert, said: _call(work, ledger, "answer", alert, said.replace("_", "-")))
        _call(work, ledger, "import", str(own))
        with Ledger(ledger) as opened:
            files = opened.files()
        for file in files.loc[files["name"] == own.name, "file_id"]:
            _call(work, ledger, "undo", str(file))
        _call(work, ledger, "scan")
        turn += 1


ACTORS: Final[tuple[Actor, ...]] = (pages, runs, commands)


def _call(work: Work, ledger: Path, *argv: str) -> None:
    said, complained = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with redirect_stdout(said), redirect_stderr(complained):
        code = walletwatch(["--ledger", str(ledger), "--wait", "120", *argv])
        complained.flush()
    if code:
        work.failed.append(f"{' '.join(argv[:1])}: {code} {complained.buffer.getvalue().decode()}")
    work.count(argv[0])


def _answer(work: Work, alerts: list[str], turn: int, give: Callable[[str, str], object]) -> None:
    if alerts:
        alert, said = alerts[turn % len(alerts)], SAID[turn // len(alerts) % len(SAID)]
        give(alert, said)
        work.answers[alert] = said
        work.count("answers")


def _act(actor: Actor, ledger: Path, alerts: list[str], seconds: float, told: Path) -> None:
    work = Work()
    try:
        actor(ledger, alerts, time.monotonic() + seconds, work)
    except BaseException as error:  # noqa: BLE001  (whatever it is, it is what we look for)
        work.failed.append(f"{actor.__name__}: {error!r}")
    told.write_text(json.dumps(asdict(work)), encoding="utf-8")


def together(folder: Path, seconds: float, rows: int) -> tuple[list[Work], list[str]]:
    """Let all work at once and return what each did, and what is wrong afterwards."""
    ledger = folder / "ledger" / "ledger.db"
    first = folder / "first.csv"
    first.write_bytes(alipay(rows, 1))
    with Ledger(ledger) as opened:
        list(opened.import_path(first))
        Casebook(opened).scan(DAY, Settings())
        alerts = sorted(alert.alert_id for alert in Casebook(opened).alerts() if alert.kind != "statement_gap")
    shares: tuple[list[str], ...] = (alerts[::2], [], alerts[1::2])
    told = [folder / f"{actor.__name__}.json" for actor in ACTORS]
    children = [
        multiprocessing.get_context("fork").Process(target=_act, args=(actor, ledger, share, seconds, path))
        for actor, share, path in zip(ACTORS, shares, told, strict=True)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    works = [Work(**json.loads(path.read_text(encoding="utf-8"))) for path in told if path.exists()]
    died = [f"{actor.__name__} told nothing" for actor, path in zip(ACTORS, told, strict=True) if not path.exists()]
    return works, [*died, *(fault for work in works for fault in work.failed), *_lost(ledger, works)]


def _lost(ledger: Path, works: list[Work]) -> Iterator[str]:
    with Ledger(ledger) as opened, closing(sqlite3.connect(ledger)) as plain:
        if plain.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "integrity"
        book = Casebook(opened)
        for work in works:
            for alert, said in work.answers.items():
                if book.answer_of(book.alert(alert)) != said:
                    yield f"answer to {alert} lost"
        names = set(opened.files()["name"])
        inbox = ledger.parent / "inbox"
        waiting = {path.name for path in inbox.glob("*.csv")}
        yield from (
            f"{path.name} is not in the ledger" for path in (inbox / "done").glob("*.csv") if path.name not in names
        )
        yield from (f"{path.name} failed" for path in (inbox / "failed").glob("*.csv"))
        yield from (f"{name} was left" for name in waiting)


def main() -> int:
    """Print what was done and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--rows", type=int, default=3000)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        works, wrong = together(folder, arguments.seconds, arguments.rows)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for work in works:
        print(", ".join(f"{what}: {count}" for what, count in sorted(work.done.items())))
    print(f"wrong: {len(wrong)}")
    for fault in wrong:
        print(f"  {fault}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
