"""How much a person wants to be told, tried on their own past, and what their answers have taught."""

from pathlib import Path

from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.present import Presenter
from detect.backtest import backtest
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit

W = words("en")


def test_a_budget_is_tried_beside_the_one_in_use_and_stores_nothing(lived: Path) -> None:
    app = visit("settings", "en")
    app.select_slider(key="budget").set_value(2.0).run()
    app.button(key="try").click().run()
    said = read(app)
    assert W("page.budget.months", count="4") in said
    assert W("page.budget.a_month", count="2") in said
    assert W("page.column.month") in said
    assert W("page.budget.which") in [one.label for one in app.expander]
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        past = backtest(ledger.frame(), book.context(), TODAY, Settings(budget=2.0))
        shown = Presenter(ledger, W)
        assert W("page.budget.rate", rate=W.decimal(round(past.rate, 2))) in said
        assert all(shown.found(str(one.finding.facts["worst"])).counterparty in said for one in past.alerts)
    with Ledger(lived) as ledger:
        assert Casebook(ledger).preferences.budget == Settings().budget


def test_a_budget_that_is_kept_is_used_by_the_scan_that_follows(lived: Path) -> None:
    app = visit("settings", "en")
    assert "keep" not in [button.key for button in app.button]
    app.select_slider(key="budget").set_value(0.1).run()
    app.button(key="keep").click().run()
    assert not app.exception
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        assert book.preferences.settings() == Settings(budget=0.1)
        (used,) = ledger.connection.execute("SELECT settings FROM scans ORDER BY scan_id DESC LIMIT 1").fetchone()
    assert '"budget": 0.1' in used


def test_lessons_stand_beside_the_finding_whose_answer_taught_them(lived: Path) -> None:
    assert W("page.taught.none") in read(visit("settings", "en"))
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        alert = next(alert for alert in book.alerts("open") if alert.kind == "unauthorized")
        book.answer(alert.alert_id, "mine", TODAY)
    app = visit("settings", "en")
    assert W("page.taught.undo") in read(app)
    assert f"open-{alert.alert_id}" in [button.key for button in app.button]
    visit("alert", "en", alert=alert.alert_id).button(key="undo-answer").click().run()
    assert W("page.taught.none") in read(visit("settings", "en"))


def test_the_list_of_findings_leads_to_the_choice(lived: Path) -> None:
    app = visit("alerts", "en")
    app.button(key="how-much").click().run()
    assert W("page.budget.title") in read(app)


def test_a_budget_tried_without_statements_says_so(empty: Path) -> None:
    app = visit("settings", "en")
    app.button(key="try").click().run()
    assert not app.exception
    assert W("page.budget.told.none", months=W("page.budget.of.many", count="0")) in read(app)


def test_an_account_is_deleted_only_after_a_tick(lived: Path) -> None:
    with Ledger(lived) as ledger:
        label, *others = ledger.accounts()["label"]
        (place,) = ledger.connection.execute("SELECT account_id FROM accounts WHERE label = ?", (label,)).fetchone()
    app = visit("settings", "en")
    assert "erase" not in [button.key for button in app.button]
    app.selectbox(key="erase-what").set_value(place).run()
    assert app.button(key="erase").disabled
    app.checkbox(key=f"erase-sure-{place}").check().run()
    assert account_name(label, words("en")) in app.selectbox(key="erase-what").options
    app.button(key="erase").click().run()
    assert not app.exception
    assert W("delete.gone", names="").rstrip(" .") in "".join(success.value for success in app.success)
    with Ledger(lived) as ledger:
        assert sorted(ledger.accounts()["label"]) == sorted(others)


def test_everything_is_deleted_only_after_a_tick(lived: Path) -> None:
    app = visit("settings", "en")
    app.selectbox(key="erase-what").set_value(-1).run()
    app.checkbox(key="erase-sure--1").check().run()
    app.button(key="erase").click().run()
    assert not app.exception
    with Ledger(lived) as ledger:
        assert ledger.frame().empty
        assert not ledger.originals.folder.exists()
