"""The list of everything that was found."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter
from dashboard.timetable import timetable
from dashboard.urgency import urgency
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit


@pytest.mark.parametrize("locale", LOCALES)
def test_open_findings_stand_in_the_casebooks_order(looked_at: Path, locale: str) -> None:
    with Ledger(looked_at) as ledger:
        alerts, presenter = Casebook(ledger).alerts("open"), Presenter(ledger, words(locale))
        shown = [presenter.alert(alert) for alert in alerts]
    states = {urgency(one, timetable(one, words(locale), TODAY).headline) for one in shown}
    app = visit("alerts", locale)
    cards = [str(button.key) for button in app.button if str(button.key).startswith("open-")]
    assert cards == [f"open-{alert.alert_id}" for alert in alerts]
    said = read(app)
    assert {"now", "watch"} <= states
    for state in states:
        assert words(locale)(f"page.urgency.{state}") in said


def opened(app: AppTest) -> set[str]:
    return {str(button.key).removeprefix("open-") for button in app.button if str(button.key).startswith("open-")}


def test_one_kind_or_one_account_is_looked_at(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        alerts = Casebook(ledger).alerts("open")
    kind, account = alerts[0].kind, alerts[-1].account
    app = visit("alerts", "en")
    app.selectbox(key="inbox-kind").set_value(kind).run()
    assert opened(app) == {alert.alert_id for alert in alerts if alert.kind == kind} < opened(visit("alerts", "en"))
    app.selectbox(key="inbox-kind").set_value("")
    app.selectbox(key="inbox-account").set_value(account).run()
    assert opened(app) == {alert.alert_id for alert in alerts if alert.account == account}
    app.button_group(key="alerts-state").set_value("closed").run()
    assert app.selectbox(key="inbox-account").value == account


def test_a_closed_finding_moves_to_the_closed_ones(lived: Path) -> None:
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        first = book.alerts("open")[0]
        book.answer(first.alert_id, "mine", TODAY)
    app = visit("alerts", "en")
    assert f"open-{first.alert_id}" not in [button.key for button in app.button]
    app.button_group(key="alerts-state").set_value("closed").run()
    assert f"open-{first.alert_id}" in [button.key for button in app.button]
    assert words("en")("page.closed.answer") in read(app)


def test_without_a_statement_nothing_is_called_quiet(empty: Path) -> None:
    app = visit("alerts", "en")
    assert words("en")("page.statements.none") in read(app)
    assert words("en")("page.alerts.none_open") not in read(app)
    app.button(key="choose").click().run()
    assert words("en")("page.upload.title") in read(app)


def test_where_nothing_stands_the_page_points_at_the_coverage(looked_at: Path) -> None:
    app = visit("alerts", "en")
    app.button_group(key="alerts-state").set_value("later").run()
    assert words("en")("page.alerts.none_later") in read(app)
    app.button(key="covered").click().run()
    assert words("en")("page.statements.title") in read(app)
