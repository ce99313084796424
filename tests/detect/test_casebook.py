"""The casebook on a real ledger: alerts keep their identity through scans, imports, undo and answers."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.simulator import PRESETS, simulate
from detect.casebook import Casebook
from detect.context import Settings
from ingest.errors import UnknownName
from ingest.ledger import Ledger
from tests.detect.ledgers import ALIPAY, row, visits

DAY = dt.date(2026, 6, 30)
HEADING = "account,booked_at,amount,currency,counterparty,id,order_reference,kind"


def csv(rows: list[dict[str, object]]) -> str:
    cells = [
        f"{r['account']},{pd.Timestamp(str(r['booked_at'])).isoformat()},{int(str(r['amount'])) / 100:.2f},CNY,{r['counterparty']},{n},{r.get('order_reference', '')},{r['kind']}"
        for n, r in enumerate(rows)
    ]
    return "\n".join((HEADING, *cells)) + "\n"


ORDINARY = visits(40, [-8_810, -12_340, -9_925], "示例火锅")
TWICE = [row(f"2026-05-04T12:0{n}:07", -12_900, "示例火锅", order_reference="T1") for n in (1, 2)]
THIRD = row("2026-05-04T12:03:30", -12_900, "示例火锅", order_reference="T1")


@pytest.fixture
def casebook(ledger: Ledger) -> Casebook:
    return Casebook(ledger)


def put(casebook: Casebook, folder: Path, name: str, rows: list[dict[str, object]]) -> int:
    path = folder / name
    path.write_text(csv(rows), encoding="utf-8")
    (report,) = casebook.ledger.import_path(path)
    assert report.error is None
    return report.file_id or 0


def test_a_second_scan_finds_nothing_new(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    first, second = (casebook.scan(DAY, Settings()) for _ in range(2))
    assert [alert.kind for alert in first.new] == ["duplicate"]
    assert second.new == []
    assert [alert.alert_id for alert in second.open] == [alert.alert_id for alert in first.open]


def test_an_account_is_too_new_until_it_has_a_history(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", ORDINARY[-10:])
    assert casebook.too_new == frozenset()  # nothing has looked yet
    casebook.scan(DAY, Settings(), dry_run=True)
    assert casebook.too_new == frozenset()
    scanned = casebook.scan(DAY, Settings()).result
    assert casebook.too_new == {("me", ALIPAY)} == set(scanned.cold)
    assert scanned.cold_start == (ALIPAY,)
    put(casebook, tmp_path, "b.csv", [*ORDINARY, *visits(40, [-1_000], "示例茶馆")])
    casebook.scan(DAY, Settings())
    assert casebook.too_new == frozenset()


def test_an_alert_grows_with_a_later_statement(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (before,) = casebook.scan(DAY, Settings()).open
    put(casebook, tmp_path, "b.csv", [*ORDINARY, *TWICE, THIRD])
    (after,) = casebook.scan(DAY, Settings()).open
    assert after.alert_id == before.alert_id
    assert (len(after.rows), after.amount) == (3, 2 * before.amount)
    assert after.is_news


def test_money_that_came_back_settles_an_alert_and_is_counted(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    assert casebook.scan(DAY, Settings()).closed == 0
    back = row("2026-05-06T12:00:00", 12_900, "示例火锅", order_reference="T1", kind="refund")
    put(casebook, tmp_path, "b.csv", [*ORDINARY, *TWICE, back])
    after = casebook.scan(DAY, Settings())
    assert ([alert.closed_by for alert in after.alerts], after.closed) == (["evidence"], 1)


def test_undo_withdraws_and_importing_again_brings_the_same_alert_back(casebook: Casebook, tmp_path: Path) -> None:
    file_id = put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (before,) = casebook.scan(DAY, Settings()).open
    casebook.ledger.undo(file_id)
    emptied = casebook.scan(DAY, Settings())
    assert (emptied.open, emptied.closed) == ([], 0)  # what nobody shows any more is not settled
    assert [alert.state for alert in casebook.alerts()] == ["withdrawn"]
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (after,) = casebook.scan(DAY, Settings()).open
    assert after.alert_id == before.alert_id


def test_mine_closes_and_stays_closed_until_it_is_taken_back(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (alert,) = casebook.scan(DAY, Settings()).open
    casebook.answer(alert.alert_id, "mine", DAY)
    assert casebook.scan(DAY, Settings()).open == []
    assert casebook.answer_of(alert) == "mine"
    casebook.undo_answer(alert.alert_id)
    assert [one.alert_id for one in casebook.scan(DAY, Settings()).open] == [alert.alert_id]


def test_not_mine_and_unsure_keep_it_open(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (alert,) = casebook.scan(DAY, Settings()).open
    for answer in ("not_mine", "unsure", "mine", "not_mine"):
        casebook.answer(alert.alert_id, answer, DAY)
    assert casebook.alert(alert.alert_id).state == "open"


def test_answers_survive_undo_and_import(casebook: Casebook, tmp_path: Path) -> None:
    file_id = put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (alert,) = casebook.scan(DAY, Settings()).open
    casebook.answer(alert.alert_id, "mine", DAY)
    casebook.ledger.undo(file_id)
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    assert casebook.scan(DAY, Settings()).open == []


def test_a_rehearsal_stores_nothing(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    report = casebook.scan(DAY, Settings(), dry_run=True)
    assert report.rehearsal
    assert len(report.open) == 1
    assert casebook.alerts() == []


def test_a_day_before_the_last_scan_is_a_rehearsal(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    casebook.scan(DAY, Settings())
    before = casebook.alerts()
    assert casebook.scan(dt.date(2026, 5, 1), Settings()).rehearsal
    assert casebook.alerts() == before


def test_what_was_told_is_no_news(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (alert,) = casebook.scan(DAY, Settings()).open
    casebook.told(alert)
    assert not casebook.alert(alert.alert_id).is_news


def test_an_alert_is_named_by_the_beginning_of_its_id(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (alert,) = casebook.scan(DAY, Settings()).open
    assert casebook.alert(alert.alert_id[:4]) == casebook.alert(alert.alert_id)
    for wrong in ("", "zzzz"):
        with pytest.raises(UnknownName):
            casebook.alert(wrong)


def test_explain_gives_score_links_and_alerts_of_one_row(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    (alert,) = casebook.scan(DAY, Settings()).open
    told = casebook.explain(alert.rows[0], DAY, Settings())
    assert told.alerts == (alert.alert_id,)
    assert told.score is not None
    assert (told.visits, told.why_not) == (40, "")  # the other charge of the pair is in doubt as well
    assert told.usual is not None
    assert told.usual[0] <= told.usual[1] <= told.usual[2]
    assert len(told.nearest) == 2
    with pytest.raises(UnknownName):
        casebook.explain("nothing", DAY, Settings())


# -- a whole invented year ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with the statements of one invented person, and a ledger that holds them."""
    folder = tmp_path_factory.mktemp("year")
    (folder / "files").mkdir()
    simulate(7, preset=PRESETS["dense"]).write(folder / "files")
    with Ledger(folder / "ledger.db") as ledger:
        for path in statements(folder):
            for report in ledger.import_path(path):
                assert report.error is None
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def lived(year: Path, tmp_path: Path) -> Iterator[Casebook]:
    """Return a casebook of that year which nothing has scanned yet."""
    shutil.copy(year / "ledger.db", tmp_path / "lived.db")
    with Ledger(tmp_path / "lived.db") as ledger:
        yield Casebook(ledger)


def statements(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "files").iterdir() if path.suffix != ".json")


def test_the_order_of_imports_never_changes_an_alert(lived: Casebook, year: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.db") as other:
        for path in reversed(statements(year)):
            assert [report.error for report in other.import_path(path)] == [None]
        first, second = (casebook.scan(DAY, Settings(), dry_run=True) for casebook in (lived, Casebook(other)))
    assert first.result.findings == second.result.findings
    assert [alert.alert_id for alert in first.open] == [alert.alert_id for alert in second.open]


SCAN = """
import datetime, pathlib, sys
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
with Ledger(pathlib.Path(sys.argv[1])) as ledger:
    report = Casebook(ledger).scan(datetime.date(2026, 6, 30), Settings())
result = report.result
print(report.alerts, result.findings, result.resolved, result.cold_start, result.twins.accounts)
for table in (result.scores, result.links, result.questions, result.coverage):
    print(table.to_csv(index=False))
"""


def test_every_process_says_the_same_byte_for_byte(year: Path, tmp_path: Path) -> None:
    """Whatever order its sets of texts have: Python gives them another one in each process."""
    said = []
    for seed in ("1", "2"):
        shutil.copy(year / "ledger.db", tmp_path / seed)
        command = [sys.executable, "-c", SCAN, str(tmp_path / seed)]
        told = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        said.append(told.stdout)
    assert said[0] == said[1]
    assert b"missing_refund" in said[0]


def test_links_of_the_last_scan_are_kept_once(lived: Casebook) -> None:
    lived.scan(DAY, Settings())
    links = lived.links()
    assert {"mirror", "refund"} <= set(links["kind"])
    assert set(links["decision"]) == {"found"}
    assert len(links) == len(links[["kind", "left", "right"]].drop_duplicates())
    lived.scan(DAY, Settings())
    pd.testing.assert_frame_equal(lived.links(), links)


def test_a_second_scan_of_a_whole_year_raises_nothing_new(lived: Casebook) -> None:
    """Also not of the days before the first look: they are history for good."""
    assert lived.scan(DAY, Settings()).new
    assert lived.scan(DAY, Settings()).new == []
    assert lived.scan(DAY + dt.timedelta(days=7), Settings()).new == []


def test_looking_back_shows_what_that_day_could_know(lived: Casebook) -> None:
    lived.scan(DAY, Settings())
    report = lived.scan(dt.date(2026, 3, 31), Settings())
    booked = lived.ledger.frame().set_index("txn_id")["booked_at"]
    assert report.rehearsal
    assert report.open
    assert max(booked[list(alert.rows)].max() for alert in report.open) < pd.Timestamp("2026-04-01")
