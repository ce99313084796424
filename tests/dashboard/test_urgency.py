"""How pressing an alert is: red for what cannot wait, a question first for a payment that is merely large."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.i18n import words
from dashboard.present import Presenter, ShownAlert
from dashboard.timetable import timetable
from dashboard.urgency import pressing, urgency
from detect.alert import opened
from detect.casebook import Casebook
from detect.finding import Finding, Reason
from ingest.ledger import Ledger
from tests.ingest.hostile import SAMPLE

DAY = dt.date(2026, 6, 30)


@pytest.fixture
def doubted(ledger: Ledger) -> ShownAlert:
    """An unusual payment in China, of which little but its size is strange: it should be stopped at once, were it stolen."""
    list(ledger.import_path(SAMPLE))
    Casebook(ledger)  # makes its tables
    row = ledger.frame().query("amount < 0").iloc[0]
    finding = Finding(
        kind="unauthorized", severity="medium", score=0.99, amount=399_900, currency="CNY", person="me", account=row["account"],
        rows=(row["txn_id"],), facts={"payments": 1, "first": "2026-06-08", "last": "2026-06-08"}, reasons=(Reason("amount", {}),),
    )  # fmt: skip
    return Presenter(ledger, words("en")).alert(opened(finding, DAY.isoformat()))


def said(shown: ShownAlert) -> tuple[str, bool]:
    headline = timetable(shown, words("en"), DAY).headline
    assert headline is not None
    assert headline.act_now  # its clock leaves no day
    return urgency(shown, headline), pressing(shown, headline)


def test_a_payment_that_is_merely_large_is_first_asked_about(doubted: ShownAlert) -> None:
    assert said(doubted) == ("ask", False)
    assert said(replace(doubted, given="unsure")) == ("ask", False)


def test_one_that_the_person_calls_stolen_cannot_wait(doubted: ShownAlert) -> None:
    assert said(replace(doubted, given="not_mine")) == ("now", True)


@pytest.mark.parametrize(
    ("kind", "severity", "how"),
    [("unauthorized", "high", "now"), ("duplicate", "medium", "now"), ("duplicate", "low", "watch")],
)
def test_the_others_press_as_before(doubted: ShownAlert, kind: str, severity: str, how: str) -> None:
    assert said(replace(doubted, alert=replace(doubted.alert, kind=kind, severity=severity)))[0] == how
