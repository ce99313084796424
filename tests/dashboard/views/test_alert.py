"""One alert: what it says, what the person says back, and the way on."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.library import library, playbook, topic_for
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter
from dashboard.timetable import deadline_before, timetable
from dashboard.views import desk
from dashboard.views.parts import answers
from detect.alert import Alert
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, bodies, flat, read, troubles, visit


def alert_of(ledger: Path, kind: str) -> Alert:
    with Ledger(ledger) as opened:
        return next(alert for alert in Casebook(opened).alerts("open") if alert.kind == kind)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["duplicate", "missing_refund", "unauthorized"])
def test_an_alert_says_what_why_and_which_rows(lived: Path, kind: str, locale: str) -> None:
    alert = alert_of(lived, kind)
    app = visit("alert", locale, alert=alert.alert_id)
    assert not app.exception
    assert not troubles(app)
    with Ledger(lived) as ledger:
        shown = Presenter(ledger, words(locale)).alert(alert)
    said = read(app)
    assert shown.title in said
    assert shown.verdict in said
    assert all(reason in said for reason in shown.reasons)
    for row in shown.rows:
        assert words(locale)("page.row.place", file=row.file, line=row.line) in said
        assert words(locale).money(row.amount, row.currency) in said


@pytest.mark.parametrize("locale", LOCALES)
def test_the_playbook_stands_beside_it_in_the_pages_language(lived: Path, locale: str) -> None:
    alert = alert_of(lived, "duplicate")
    app = visit("alert", locale, alert=alert.alert_id)
    shown = playbook(topic_for("duplicate") or "", "CN", locale, today=TODAY)
    steps = [step for section in shown.sections if section.id in ("now", "today", "week") for step in section.steps]
    said, folded = read(app), [expander.label for expander in app.expander]
    assert all(step.title in said for step in steps[:3])
    assert [f"{number}\\. {step.title}" for number, step in enumerate(steps[3:], start=4)] == [
        label for label in folded if label[0].isdigit()
    ]
    assert all(section.title in folded for section in shown.sections if section.id not in ("now", "today", "week"))


@pytest.mark.parametrize("locale", LOCALES)
def test_deadlines_stand_over_the_steps_and_what_passed_is_folded_away(
    lived: Path, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert = alert_of(lived, "unauthorized")
    late = TODAY + dt.timedelta(days=40)
    monkeypatch.setattr(desk, "today", lambda: late)
    app = visit("alert", locale, alert=alert.alert_id)
    with Ledger(lived) as ledger:
        table = timetable(Presenter(ledger, words(locale)).alert(alert), words(locale), late)
    said = read(app)
    assert table.headline
    assert table.headline.text in said
    assert table.headline.told.effect in said
    assert len(table.passed) > 1
    assert all(told.when in said for told in table.passed)
    assert table.helps in said
    assert words(locale)("deadline.passed") in [expander.label for expander in app.expander]


@pytest.mark.parametrize("locale", ["zh"])
def test_a_question_leads_to_the_steps_that_fit(lived: Path, locale: str) -> None:
    speaks = words(locale)
    with Ledger(lived) as ledger:
        shown = [Presenter(ledger, speaks).alert(alert) for alert in Casebook(ledger).alerts("open")]
    alert = next(one.alert for one in shown if one.lead.ask == "approved")
    app = visit("alert", locale, alert=alert.alert_id)
    assert speaks("triage.ask.approved") in read(app)
    for button in ("triage-approved-yes", "triage-asked-yes", "triage-code-yes"):
        app.button(key=button).click().run()
        assert not app.exception
    titles = {topic: library().topics[topic][locale].title for topic in ("account-theft", "scam-payment")}
    said = read(app)
    assert speaks("triage.leads", title=titles["account-theft"]) in said
    assert speaks("triage.also", title=titles["scam-payment"]) in said
    again = visit("alert", locale, alert=alert.alert_id)
    again.button(key="triage-change").click().run()
    assert speaks("triage.ask.approved") in read(again)


def test_later_sets_it_aside_until_the_day_and_can_be_taken_back(lived: Path) -> None:
    alert = alert_of(lived, "missing_refund")
    app = visit("alert", "en", alert=alert.alert_id)
    until = TODAY + dt.timedelta(days=20)
    app.date_input(key="later-until").set_value(until).run()
    app.button(key="later-set").click().run()
    said = words("en")("snooze.asleep", day=words("en").weekday(until, TODAY))
    assert said in read(app)
    inbox = visit("alerts", "en")
    assert f"open-{alert.alert_id}" not in [button.key for button in inbox.button]
    inbox.button_group(key="alerts-state").set_value("later").run()
    assert [button.key for button in inbox.button if str(button.key).startswith("open-")] == [f"open-{alert.alert_id}"]
    app.button(key="wake").click().run()
    assert said not in read(app)
    assert f"open-{alert.alert_id}" in [button.key for button in visit("alerts", "en").button]


def test_a_deadline_before_that_day_is_told(lived: Path) -> None:
    alert = next_with_deadline(lived)
    app = visit("alert", "en", alert=alert.alert_id)
    app.date_input(key="later-until").set_value(TODAY + dt.timedelta(days=360)).run()
    with Ledger(lived) as ledger:
        shown = Presenter(ledger, words("en")).alert(alert)
    first = deadline_before(shown, TODAY + dt.timedelta(days=360), TODAY)
    assert first
    assert words("en")("snooze.deadline", day=words("en").weekday(first, TODAY)) in read(app)


def next_with_deadline(ledger: Path) -> Alert:
    with Ledger(ledger) as opened:
        presenter = Presenter(opened, words("en"))
        found = [presenter.alert(alert) for alert in Casebook(opened).alerts("open")]
    return next(one.alert for one in found if deadline_before(one, TODAY + dt.timedelta(days=360), TODAY))


def test_a_charge_that_is_pending_is_set_aside(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = alert_of(lived, "duplicate")
    with Ledger(lived) as ledger:
        paid = dt.date.fromisoformat(Presenter(ledger, words("en")).alert(alert).rows[0].booked_at[:10])
    monkeypatch.setattr(desk, "today", lambda: paid + dt.timedelta(days=2))
    app = visit("alert", "en", alert=alert.alert_id)
    app.button(key="triage-orders-one").click().run()
    app.button(key="triage-pending-pending").click().run()
    with Ledger(lived) as ledger:
        until = Casebook(ledger).alert(alert.alert_id).snoozed_until
    assert until == (paid + dt.timedelta(days=7)).isoformat()
    assert words("en").weekday(dt.date.fromisoformat(until), paid) in read(app)
    assert f"open-{alert.alert_id}" not in [button.key for button in visit("today", "en").button]


def test_another_place_has_other_rules(lived: Path) -> None:
    with Ledger(lived) as ledger:
        accounts = ledger.accounts().set_index("label")["country"]
        open_ones = Casebook(ledger).alerts("open")
    alert = next(alert for alert in open_ones if alert.kind == "duplicate" and accounts[alert.account] == "CN")
    app = visit("alert", "en", alert=alert.alert_id)
    place = app.selectbox(key=f"place-{alert.alert_id}")
    named = [
        words("en")(f"page.place.{name}") for name in sorted(library().packs, key=lambda name: (name == "ZZ", name))
    ]
    assert (place.value, place.options) == ("CN", named)
    before = read(app)
    place.set_value("ZZ").run()
    assert not app.exception
    assert read(app) != before


@pytest.mark.parametrize("answer", ["not_mine", "mine", "unsure"])
def test_an_answer_is_kept_and_can_be_taken_back(lived: Path, answer: str) -> None:
    alert = alert_of(lived, "duplicate")
    app = visit("alert", "en", alert=alert.alert_id)
    app.button(key=f"answer-{answer}").click().run()
    with Ledger(lived) as ledger:
        assert Casebook(ledger).answer_of(alert) == answer
        assert Casebook(ledger).alert(alert.alert_id).state == ("closed" if answer == "mine" else "open")
    again = visit("alert", "en", alert=alert.alert_id)  # another session: nothing of it lives in the page alone
    given = words("en")("page.answer.given", answer=words("en")(f"page.answer.duplicate.{answer}"))
    assert given in read(again)
    again.button(key="undo-answer").click().run()
    with Ledger(lived) as ledger:
        assert Casebook(ledger).answer_of(alert) == ""
    assert given not in read(again)


@pytest.mark.parametrize("locale", LOCALES)
def test_answers_fit_the_kind(locale: str) -> None:
    kinds = ("duplicate", "unauthorized", "missing_refund")
    said = {kind: tuple(answers.wording(words(locale), kind, answer) for answer in answers.CHOICES) for kind in kinds}
    assert len(set(said.values())) == len(kinds)
    assert all(len(set(choices)) == len(answers.CHOICES) for choices in said.values())


def test_an_alert_that_was_looked_at_is_no_longer_new(lived: Path) -> None:
    alert = alert_of(lived, "duplicate")
    assert words("en")("page.urgency.new") in read(visit("alert", "en", alert=alert.alert_id))
    assert words("en")("page.urgency.new") not in read(visit("alert", "en", alert=alert.alert_id))
    with Ledger(lived) as ledger:
        assert not Casebook(ledger).alert(alert.alert_id).is_news


@pytest.mark.parametrize("wish", ["", "nonsense", "../..", "<b>", "%"])
def test_an_unknown_alert_is_one_sentence(lived: Path, wish: str) -> None:
    app = visit("alert", "en", alert=wish)
    assert not app.exception
    assert len(troubles(app)) == 1
    assert app.button(key="back")


def test_rows_of_one_payment_stand_in_one_bracket_and_once(lived: Path) -> None:
    app = visit("alert", "en", alert=alert_of(lived, "missing_refund").alert_id)
    said = read(app)
    assert any('class="bracket"' in body for body in bodies(app))
    assert words("en")("page.link.refund") in said or words("en")("page.link.mirror") in said
    places = [line for line in said.splitlines() if ", line " in line]
    assert len(places) == len(set(places))


def test_an_alert_without_its_statement_says_so(lived: Path) -> None:
    alert = alert_of(lived, "duplicate")
    with Ledger(lived) as ledger:
        for file_id in ledger.files()["file_id"]:
            ledger.undo(int(file_id))
    app = visit("alert", "en", alert=alert.alert_id)
    assert not app.exception
    assert words("en")("page.alert.no_rows") in read(app)


def test_no_page_speaks_like_a_machine(lived: Path) -> None:
    pages = [visit(page, "en") for page in ("today", "alerts")]
    pages += [visit("alert", "en", alert=alert_of(lived, kind).alert_id) for kind in ("duplicate", "unauthorized")]
    said = " ".join(read(page) for page in pages).lower()
    assert not [word for word in ("anomaly", "contamination", "isolation", "false positive", "severity", "score", "fraud detected") if word in said]  # fmt: skip
    assert all(words.elements for words in flat(*pages))
