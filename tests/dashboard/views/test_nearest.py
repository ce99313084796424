"""The ordinary payments beside an alert's oddest one, on its page."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import choices
from dashboard.i18n import VEIL, words
from dashboard.present import Presenter
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, Words, bodies, visit


def beside(app: AppTest) -> list[str]:
    """Return what the lines say."""
    return [said for body in bodies(app) if 'class="near"' in body for said in Words(body).said]


def alert_of(ledger: Ledger, kind: str) -> str:
    return next(alert.alert_id for alert in Casebook(ledger).alerts("open") if alert.kind == kind)


def test_the_page_shows_the_two_ordinary_payments_that_explain_names(looked_at: Path) -> None:
    speaks = words("zh")
    with Ledger(looked_at) as ledger:
        book, presenter = Casebook(ledger), Presenter(ledger, speaks)
        alert = book.alert(alert_of(ledger, "unauthorized"))
        doubted = {row for one in book.alerts() for row in one.rows}
        told = book.explain(str(alert.facts["worst"]), TODAY, book.preferences.settings())
        near = presenter.rows(told.nearest)
    said = beside(visit("alert", "zh", alert=alert.alert_id))
    assert len(near) == 2
    assert not doubted.intersection(row.txn_id for row in near)
    for row in near:
        assert speaks.money(row.amount, row.currency) in said
        assert row.counterparty in said


def test_their_amounts_hide_with_all_others(lived: Path) -> None:
    with Ledger(lived) as ledger:
        choices.hide_amounts(ledger, hidden=True)
        alert = alert_of(ledger, "unauthorized")
    said = beside(visit("alert", "en", alert=alert))
    assert sum(VEIL in one for one in said) == 2
    assert not any("¥" in one and VEIL not in one for one in said)


def test_an_alert_without_an_oddest_payment_shows_none(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        alert = alert_of(ledger, "duplicate")
    assert beside(visit("alert", "id", alert=alert)) == []
