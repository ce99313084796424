"""What was told stays told: no smaller budget, narrower window or other mode takes a payment out of its alert; evidence does."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from detect.alert import Alert
from detect.casebook import Casebook
from detect.context import Settings
from detect.finding import Finding
from ingest.ledger import Ledger
from tests.detect.ledgers import Row, answered, context_of, found, row, scanned
from tests.detect.test_casebook import DAY, put
from tests.detect.test_scan import life

MANY, FEW = 2.0, 0.25  # false alerts a month
# A theft; what was bought in the days after it lies above the threshold of a large budget only, and ties a second theft to it.
SINCE = [
    row("2026-05-22T19:10:00", -48_000, "示例超市", txn_id="shop"),
    row("2026-05-25T12:10:00", -26_000, "示例面馆", txn_id="noodles"),
    row("2026-05-27T23:10:00", -98_000, "示例卡券商行", txn_id="again", order_reference="A1"),
]


def theft(*rows: Row, told: tuple[Finding, ...] = (), without: str = "", **settings: Any) -> list[Finding]:
    """Scan a life with a theft and return what is found of it, after a scan that told something."""
    lived = [cells for cells in [*life(), *SINCE, *rows] if cells.get("txn_id") != without]
    return found(scanned(lived, context_of(told=table(*told)), **settings), "unauthorized")


def table(*told: Finding) -> pd.DataFrame:
    rows = [(f"a{n}", row, finding.facts["severe"]) for n, finding in enumerate(told) for row in finding.rows]
    return pd.DataFrame(rows, columns=["alert_id", "txn_id", "severe"])


@pytest.fixture(scope="module")
def wide() -> Finding:
    """The story as a large budget tells it."""
    return next(finding for finding in theft(budget=MANY) if "again" in finding.rows)


def test_a_smaller_budget_by_itself_tells_fewer_rows_in_two_stories(wide: Finding) -> None:
    apart = theft(budget=FEW)
    assert len(apart) == 2
    assert {row for finding in apart for row in finding.rows} < set(wide.rows)


def test_what_a_large_budget_told_a_small_one_tells_again(wide: Finding) -> None:
    assert theft(told=(wide,), budget=FEW) == [wide]


def test_a_later_window_takes_nothing_away(wide: Finding) -> None:
    assert theft(told=(wide,), budget=FEW, since=dt.date(2026, 5, 27)) == [wide]


def test_the_end_of_a_watch_for_theft_takes_nothing_away() -> None:
    watched = max(theft(incident=dt.date(2026, 5, 20)), key=lambda finding: len(finding.rows))
    (after,) = (finding for finding in theft(told=(watched,)) if finding.rows[0] in watched.rows)
    assert set(watched.rows) <= set(after.rows)
    assert len(watched.rows) > max(len(finding.rows) for finding in theft())


def test_a_larger_budget_adds_rows_to_what_was_told(wide: Finding) -> None:
    few = theft(budget=FEW)
    assert wide in theft(told=tuple(few), budget=MANY)


def test_telling_twice_changes_nothing(wide: Finding) -> None:
    few = theft(budget=FEW)
    assert theft(told=tuple(few), budget=FEW) == few
    assert wide in theft(told=(wide,), budget=MANY)


def test_an_alert_that_nothing_speaks_for_any_more_finds_nothing() -> None:
    quiet = Finding("unauthorized", "low", 0.5, 26_000, "CNY", "me", "", ("t0000",), facts={"severe": False})
    assert all("t0000" not in finding.rows for finding in theft(told=(quiet,), budget=FEW))


def test_what_was_severe_stays_so_with_three_rows_of_it(wide: Finding) -> None:
    pair = [cells for cells in SINCE if cells["txn_id"] == "again"]
    quiet = [cells for cells in life() if cells["counterparty"] != "示例卡券商行"]
    one = found(scanned([*quiet, *pair], budget=FEW), "unauthorized")[0]
    assert not one.facts["severe"]
    grave = replace(one, rows=(*one.rows, "t0107", "t0055"), facts=one.facts | {"severe": True})
    for told, severe in (
        (grave, True),
        (replace(grave, rows=grave.rows[:2]), False),
        (replace(grave, facts=one.facts), False),
    ):
        (after,) = found(scanned([*quiet, *pair], context_of(told=table(told)), budget=FEW), "unauthorized")
        assert after.facts["severe"] is severe


# -- evidence ----------------------------------------------------------------------------------------------------------


def without(finding: Finding, *gone: str) -> tuple[str, ...]:
    return tuple(row for row in finding.rows if row not in gone)


def consistent(finding: Finding, rows: list[Row]) -> bool:
    """Tell whether the stake and the facts of a finding are those of its rows."""
    own = [cells for cells in rows if cells.get("txn_id") in finding.rows]
    days = sorted(str(pd.Timestamp(cells["booked_at"]).date()) for cells in own)
    told = (finding.amount, finding.facts["payments"], finding.facts["first"], finding.facts["last"])
    return told == (-sum(cells["amount"] for cells in own), len(own), days[0], days[-1])


def test_stake_and_facts_are_those_of_the_rows(wide: Finding) -> None:
    assert consistent(theft(told=(wide,), budget=FEW)[0], [*life(), *SINCE])


def test_what_is_called_ones_own_is_told_no_longer(wide: Finding) -> None:
    said = answered("mine", "noodles", kind="duplicate")
    after = found(scanned([*life(), *SINCE], context_of(told=table(wide), answers=said), budget=FEW), "unauthorized")
    assert [finding.rows for finding in after] == [without(wide, "noodles")]
    assert consistent(after[0], [*life(), *SINCE])


def test_what_left_the_ledger_is_told_no_longer(wide: Finding) -> None:
    (after,) = theft(told=(wide,), budget=FEW, without="noodles")
    assert after.rows == without(wide, "noodles")


def test_what_came_back_in_full_is_told_no_longer(wide: Finding) -> None:
    back = row("2026-05-29T12:00:00", 26_000, "示例面馆", kind="refund", related_reference="N1", txn_id="back")
    shop, noodles, again = SINCE
    bought = noodles | {"reference": "N1"}
    (after,) = found(
        scanned([*life(), shop, bought, again, back], context_of(told=table(wide)), budget=FEW), "unauthorized"
    )
    assert after.rows == without(wide, "noodles")


def test_what_turns_out_to_be_no_payment_is_told_no_longer(wide: Finding) -> None:
    shop, noodles, again = SINCE
    moved = noodles | {"kind": "transfer", "moved": False}
    (after,) = found(scanned([*life(), shop, moved, again], context_of(told=table(wide)), budget=FEW), "unauthorized")
    assert after.rows == without(wide, "noodles")


def test_what_another_alert_tells_better_is_told_no_longer(wide: Finding) -> None:
    twice = SINCE[-1] | {"txn_id": "again2", "booked_at": pd.Timestamp("2026-05-27T23:10:40")}
    result = scanned([*life(), *SINCE, twice], context_of(told=table(wide)), budget=FEW)
    assert [finding.rows for finding in found(result, "duplicate")] == [("again", "again2")]
    (after,) = found(result, "unauthorized")
    assert after.rows == without(wide, "again")
    assert consistent(after, [*life(), *SINCE])


# -- in the casebook ---------------------------------------------------------------------------------------------------


@pytest.fixture
def casebook(ledger: Ledger, tmp_path: Path) -> Casebook:
    """A casebook that a scan with a large budget has filled."""
    book = Casebook(ledger)
    put(book, tmp_path, "a.csv", [*life(), *SINCE])
    book.scan(DAY, Settings(budget=MANY))
    return book


def largest(casebook: Casebook) -> Alert:
    return max(casebook.alerts(), key=lambda alert: len(alert.rows))


def test_a_scan_with_a_smaller_budget_leaves_the_alerts_as_they_were(casebook: Casebook) -> None:
    before = casebook.alerts()
    after = casebook.scan(DAY, Settings(budget=FEW))
    assert after.new == []
    assert casebook.alerts() == before


def test_an_alert_that_ended_with_its_case_is_not_opened_by_a_change_of_budget(casebook: Casebook) -> None:
    casebook.ledger.connection.execute("UPDATE alerts SET state = 'closed', closed_by = 'case'")
    for budget in (FEW, MANY):
        casebook.scan(DAY, Settings(budget=budget))
    assert casebook.alerts("open") == []


def test_a_look_back_knows_nothing_of_what_was_told_later(casebook: Casebook) -> None:
    day = DAY - dt.timedelta(days=1)
    rows = {len(alert.rows) for alert in casebook.scan(day, Settings(budget=FEW)).open}
    assert max(rows) < len(largest(casebook).rows)
