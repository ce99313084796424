"""One answer settles it: what is like a payment that was called one's own is told no more, whichever of the two came first."""

from pathlib import Path

import pandas as pd
import pytest

from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.detect.ledgers import Row, answered, context_of, found, row, scanned, visits
from tests.detect.test_casebook import DAY, put

LANDLORD = "某某置业"
LIFE = [
    *visits(60, [-2_500, -2_800, -3_150], "示例面馆"),
    *visits(50, [-8_810, -12_340, -9_925], "示例超市", hour=18, every=7),
]
RENTS = [row(f"2026-0{month}-05T21:30:00", -480_000, LANDLORD, txn_id=f"m{month}") for month in (4, 5, 6)]
ROWS = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*LIFE, *RENTS])]
AGO = [cells | {"amount": -800_000} if cells["txn_id"] == "m4" else cells for cells in ROWS]


def told(rows: list[Row], *answers: pd.DataFrame) -> set[str]:
    result = scanned(rows, context_of(answers=pd.concat(answers)) if answers else None)
    return {row for finding in found(result, "unauthorized") for row in finding.rows}


def said(answer: str, *ids: str, day: str = "2026-06-30") -> pd.DataFrame:
    return answered(answer, *ids, kind="unauthorized", day=day)


def test_before_any_answer_more_than_one_rent_is_told() -> None:
    assert len(told(ROWS)) >= 2


@pytest.mark.parametrize("one", ["m4", "m5", "m6"])
def test_one_answer_settles_the_equal_payments_before_and_after_it(one: str) -> None:
    assert told(ROWS, said("mine", one)) == set()


def test_what_is_much_more_than_was_answered_is_still_told() -> None:
    assert told(AGO, said("mine", "m5")) == {"m4"}


def test_what_the_person_doubts_by_itself_is_still_told() -> None:
    assert told(ROWS, said("mine", "m6"), said("unsure", "m4")) == {"m4"}
    assert "m6" in told(ROWS, said("mine", "m4", day="2026-06-01"), said("not_mine", "m5", day="2026-06-30"))


def test_equal_payments_within_minutes_are_still_told_at_a_payee_of_ones_own() -> None:
    spree = [row(f"2026-06-20T03:1{n}:00", -98_000, LANDLORD, txn_id=f"s{n}") for n in range(4)]
    assert told([*ROWS, *spree], said("mine", "m4")) == {"s0", "s1", "s2", "s3"}


# -- alerts that are open already --------------------------------------------------------------------------------------


@pytest.fixture
def casebook(ledger: Ledger, tmp_path: Path) -> Casebook:
    book = Casebook(ledger)
    put(book, tmp_path, "a.csv", ROWS)
    return book


def states(book: Casebook) -> list[tuple[str, str]]:
    return sorted((alert.state, alert.closed_by) for alert in book.alerts())


def test_open_alerts_about_like_payments_close_and_open_again_when_the_answer_is_taken_back(casebook: Casebook) -> None:
    before = casebook.scan(DAY, Settings()).open
    assert len(before) >= 2
    casebook.answer(before[0].alert_id, "mine", DAY)
    report = casebook.scan(DAY, Settings())
    assert (report.open, report.closed) == ([], 0)
    assert states(casebook) == [("closed", "answer"), *[("closed", "expected")] * (len(before) - 1)]
    assert casebook.scan(DAY, Settings()).open == []
    casebook.undo_answer(before[0].alert_id)
    assert {alert.alert_id for alert in casebook.scan(DAY, Settings()).open} == {alert.alert_id for alert in before}


def test_an_alert_with_a_payment_that_nothing_settled_stays_open(casebook: Casebook, tmp_path: Path) -> None:
    other = row("2026-05-05T21:50:00", -470_000, "某某卡券行")
    put(casebook, tmp_path, "b.csv", [*ROWS, other])
    before = casebook.scan(DAY, Settings()).open
    (mixed,) = (alert for alert in before if len(alert.rows) > 1)
    casebook.answer(next(alert.alert_id for alert in before if alert != mixed), "mine", DAY)
    (after,) = casebook.scan(DAY, Settings()).open
    assert after.alert_id == mixed.alert_id
    assert len(after.rows) == 1
