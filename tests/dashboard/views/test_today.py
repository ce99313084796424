"""The first page: verdict first, then what to do, then what was watched."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import theft
from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter
from dashboard.timetable import timetable
from dashboard.urgency import pressing
from dashboard.views import desk
from dashboard.views.parts import standing
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit
from tests.ingest.hostile import SAMPLE


@pytest.mark.parametrize("locale", LOCALES)
def test_an_empty_ledger_teaches_how_to_get_the_first_statement(empty: Path, locale: str) -> None:
    said = read(visit("today", locale))
    speaks = words(locale)
    assert speaks("page.start.private") in said
    assert speaks("page.start.how") in said


@pytest.mark.parametrize("locale", LOCALES)
def test_an_empty_ledger_leads_to_the_export_of_the_chosen_bank(empty: Path, locale: str) -> None:
    app = visit("today", locale)
    app.selectbox(key="guide").set_value("wechat").run()
    assert all(step in read(app) for step in words(locale)("guide.wechat.steps").splitlines())


def test_an_empty_ledger_leads_to_the_upload(empty: Path) -> None:
    app = visit("today", "en")
    app.button(key="choose").click().run()
    assert words("en")("page.upload.title") in read(app)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_verdict_counts_what_needs_the_person(looked_at: Path, locale: str) -> None:
    with Ledger(looked_at) as ledger:
        alerts = Casebook(ledger).alerts("open")
    needed = sum(alert.severity != "low" for alert in alerts)
    assert 1 < needed < len(alerts)
    assert words(locale)("page.today.needs.many", count=needed) in read(visit("today", locale))


def test_an_account_with_little_history_is_named_beside_the_verdict(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, speaks = dt.date(2026, 6, 30), words("zh")
    monkeypatch.setattr(desk, "today", lambda: day)
    with Ledger(empty) as ledger:
        list(ledger.import_path(SAMPLE))
        Casebook(ledger).scan(day, Settings())
        theft.begin(Casebook(ledger), day)
        (account,) = ledger.accounts()["label"]
    newcomers = speaks("page.watched.newcomers", accounts=account_name(account, speaks))
    today, statements, after = (read(visit(name, "zh")) for name in ("today", "statements", "theft"))
    assert (today.count(newcomers), statements.count(newcomers), after.count(newcomers)) == (1, 0, 1)
    assert speaks("page.watched.too_new") in today
    assert speaks("page.watched.too_new") in statements


def test_an_account_with_a_long_history_is_not_called_new(looked_at: Path) -> None:
    assert words("en")("page.watched.too_new") not in read(visit("today", "en")) + read(visit("statements", "en"))


def test_the_most_urgent_card_has_the_one_primary_action(looked_at: Path) -> None:
    app = visit("today", "en")
    cards = [button for button in app.button if str(button.key).startswith("open-")]
    assert len(cards) == standing.CARDS
    assert [button.proto.type for button in app.button].count("primary") == 1
    assert cards[0].proto.type == "primary"


def test_what_cannot_wait_a_day_comes_first_and_says_its_day(looked_at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "CARDS", 99)
    with Ledger(looked_at) as ledger:
        presenter = Presenter(ledger, words("en"))
        shown = [presenter.alert(alert) for alert in Casebook(ledger).alerts("open")]
        heads = [timetable(one, words("en"), TODAY).headline for one in shown]
    pressed = [pressing(one, head) for one, head in zip(shown, heads, strict=True)]
    assert pressed != sorted(pressed, reverse=True), "the casebook's own order would do"
    wished = [one for one, first in zip(shown, pressed, strict=True) if first]
    wished += [one for one, first in zip(shown, pressed, strict=True) if not first]
    app = visit("today", "en")
    cards = [str(button.key) for button in app.button if str(button.key).startswith("open-")]
    assert cards == [f"open-{one.alert.alert_id}" for one in wished]
    said = read(app)
    assert all(head.text in said for head in heads if head)


def test_words_are_found_only_for_what_may_be_shown(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        kept = Casebook(ledger).alerts("open")
    watched = [replace(kept[0], alert_id=f"w{n}", severity="low") for n in range(30)]
    alerts = [*watched[:20], *kept, *watched[20:]]
    urgent = [alert for alert in alerts if alert.severity != "low"]
    found = standing.candidates(alerts)
    assert found == [alert for alert in alerts if alert in urgent or alert in watched[: standing.CARDS]]
    assert standing.candidates(kept[:1]) == kept[:1]


def test_a_card_leads_to_its_alert(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        first = Casebook(ledger).alerts("open")[0]
    app = visit("today", "en")
    app.button(key=f"open-{first.alert_id}").click().run()
    assert words("en")(f"alert.{first.kind}.title") in read(app)
    assert words("en")("page.alert.why") in read(app)


def test_money_at_risk_is_summed_by_currency_and_never_across(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        alerts = Casebook(ledger).alerts("open")
    totals: dict[str, int] = {}
    for alert in alerts:
        totals[alert.currency] = totals.get(alert.currency, 0) + alert.amount
    said = read(visit("today", "en"))
    for currency, total in totals.items():
        assert words("en").money(total, currency) in said


def test_every_account_is_told_with_its_last_day(looked_at: Path) -> None:
    said = read(visit("today", "en"))
    with Ledger(looked_at) as ledger:
        for account in ledger.accounts()["label"]:
            assert account_name(account, words("en")) in said
    assert words("en")("page.watched.until", day=words("en").day("2025-10-31")) in said


def test_days_nobody_has_seen_are_said(looked_at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = words("en")("page.overdue.ends", day=words("en").day("2025-10-31"))
    assert late not in read(visit("today", "en"))
    monkeypatch.setattr(desk, "today", lambda: dt.date(2026, 1, 15))
    assert late in read(visit("today", "en"))


def test_new_statements_ask_for_a_check_and_get_it(statements: list[Path], empty: Path) -> None:
    with Ledger(empty) as ledger:
        list(ledger.import_path(statements[-1]))
    app = visit("today", "en")
    assert words("en")("page.today.unchecked") in read(app)
    app.button(key="check").click().run()
    assert not app.exception
    assert words("en")("page.today.unchecked") not in read(app)
    assert words("en")("page.watched.title") in read(app)
    assert words("en")("page.today.checked", day=words("en").day(TODAY)) in read(app)


def test_nothing_found_never_stands_without_its_coverage(statements: list[Path], empty: Path) -> None:
    with Ledger(empty) as ledger:
        list(ledger.import_path(statements[-1]))
        book = Casebook(ledger)
        book.scan(desk.today(), Settings())
        for alert in book.alerts("open"):
            book.answer(alert.alert_id, "mine", desk.today())
    said = read(visit("today", "en"))
    assert words("en")("page.today.needs.none") in said
    assert words("en")("page.watched.title") in said
    with Ledger(empty) as ledger:
        cases = Casebook(ledger).cases
        case = cases.open("locked-out", at="2025-11-01T09:00")
    assert words("en")("page.today.in_hand.one") in read(visit("today", "en"))
    with Ledger(empty) as ledger:
        next_on = {"party": "provider", "next_on": TODAY.isoformat()}
        Casebook(ledger).cases.log(case.case_id, "told", next_on, at="2025-11-01T09:30")
    said = read(visit("today", "en"))
    assert words("en")("page.today.due.one") in said
    assert words("en")("page.today.needs.none") not in said


def test_cases_in_hand_stand_on_the_first_page_with_their_next_day(lived: Path) -> None:
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        case = book.cases.open("locked-out", at="2026-06-30T09:00")
        book.cases.log(case.case_id, "told", {"party": "provider", "next_on": "2026-07-03"}, at="2026-06-30T09:30")
    app = visit("today", "en")
    assert words("en")("casepage.running") in read(app)
    assert words("en")("case.again", day=words("en").day("2026-07-03")) in read(app)
    app.button(key=f"open-case-{case.case_id}").click().run()
    assert not app.exception


def test_what_is_in_hand_stands_there_once_as_its_case(lived: Path) -> None:
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        needed = [alert for alert in book.alerts("open") if alert.severity != "low"]
        case = book.cases.open("duplicate-charge", alerts=[needed[0]], at=f"{TODAY.isoformat()}T09:00")
    app = visit("today", "en")
    keys = {str(button.key) for button in app.button}
    assert f"open-case-{case.case_id}" in keys
    assert f"open-{needed[0].alert_id}" not in keys
    assert f"open-{needed[1].alert_id}" in keys
