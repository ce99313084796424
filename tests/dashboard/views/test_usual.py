"""What is usual at a merchant, in figures and as a sentence."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.i18n import words
from dashboard.present import Presenter, ShownAlert
from dashboard.views.parts import usual
from dashboard.views.parts.strip import _axis, _dots, _tooltip, chart
from detect.casebook import Casebook
from ingest.ledger import Ledger

FRAME = pd.DataFrame(
    {
        "txn_id": [f"t{number}" for number in range(7)],
        "merchant": ["shop"] * 6 + ["other"],
        "person": "me",
        "currency": "CNY",
        "amount": [-1000, -2000, -3000, -4000, -9900, 500, -100],
        "moved": True,
        "booked_at": pd.to_datetime(["2026-01-01"] * 7),
        "order_reference": "",
    }
).set_index("txn_id", drop=False)
LINKS = pd.DataFrame({"kind": ["mirror"], "left": ["t0"], "right": ["t3"], "decision": ["found"]})
NO_LINKS = LINKS.iloc[:0]


class Row:
    """What the strip asks of a shown row."""

    def __init__(self, txn_id: str, amount: int) -> None:
        self.txn_id, self.amount, self.currency = txn_id, amount, "CNY"


class Shown:
    """What the strip asks of a shown alert."""

    class alert:  # noqa: N801  (stands for the attribute)
        kind = "unauthorized"
        rows = ("t4",)

    rows = (Row("t4", -9900),)


def found(links: pd.DataFrame) -> usual.Usual:
    result = usual.usual(Shown, FRAME, links)  # type: ignore[arg-type]
    assert result is not None
    return result


def test_only_the_persons_own_other_payments_there_count() -> None:
    assert sorted(found(NO_LINKS).others["amount"]) == [1000, 2000, 3000, 4000]
    assert found(NO_LINKS).these == (9900,)


def test_the_banks_side_of_a_payment_is_no_visit_of_its_own() -> None:
    assert sorted(found(LINKS).others["amount"]) == [1000, 2000, 3000]


@pytest.mark.parametrize("locale", ["zh", "en", "id"])
def test_the_sentence_says_how_often_how_much_and_the_middle(locale: str) -> None:
    speaks = words(locale)
    said = usual.sentence(found(LINKS), speaks)
    for amount in (1100, 2000, 2900):
        assert speaks.money(amount, "CNY") in said
    assert "3" in said


def test_few_visits_are_no_habit() -> None:
    few = usual.Usual(FRAME.iloc[:2].assign(amount=[1, 2]), (5,), "CNY", 1, 1, 2)
    assert usual.sentence(few, words("en")) == words("en")("page.usual.few.many", count=2)


def test_a_missing_refund_has_no_usual_amount(scanned: Path) -> None:
    with Ledger(scanned) as ledger:
        book = Casebook(ledger)
        presenter = Presenter(ledger, words("en"))
        shown: list[ShownAlert] = [presenter.alert(alert) for alert in book.alerts("open")]
        drawn = {one.alert.kind for one in shown if usual.usual(one, presenter.frame, book.links())}
    assert {"duplicate", "unauthorized"} <= drawn
    assert "missing_refund" not in drawn


def test_nothing_in_the_chart_is_statement_text() -> None:
    """A vega tooltip shows a field named `image` as a picture and more; ours hold a day and a sum."""
    speaks = words("en")
    assert set(_dots(found(LINKS), speaks).columns) == {"paid", "lane", "day", "sum"}
    assert [tip.shorthand for tip in _tooltip(speaks)] == ["day:N", "sum:N"]  # type: ignore[attr-defined]
    assert "¥99.00" in _axis(found(LINKS), speaks, dark=False)("paid").to_dict()["axis"]["labelExpr"]


@pytest.mark.parametrize("dark", [True, False])
def test_the_strip_is_a_chart_with_a_dot_a_payment(dark: bool) -> None:
    drawn = chart(found(LINKS), words("en"), dark=dark).to_dict()
    assert sorted(len(rows) for rows in drawn["datasets"].values()) == [1, 1, 1, 3]
