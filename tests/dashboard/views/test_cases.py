"""Cases on the pages: opened for a finding or without one, worked off, and closed only when the money is back."""

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.model import LOCALES
from dashboard.views import desk
from dashboard.views.parts import case_start
from detect.case import Case
from detect.case_event import ANSWERS, CHANNELS, OUTCOMES, PARTIES
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import read, troubles, visit

EN = words("en")


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log says what has happened by the clock of the machine, so the pages must be on the same day."""
    monkeypatch.setattr(desk, "today", lambda: dt.datetime.now().astimezone().date())


def opened(ledger: Path, kind: str = "duplicate") -> Case:
    with Ledger(ledger) as held:
        book = Casebook(held)
        alert = next(alert for alert in book.alerts("open") if alert.kind == kind)
        return book.cases.open("duplicate-charge", alerts=[alert])


def current(ledger: Path) -> Case:
    with Ledger(ledger) as held:
        (case,) = Casebook(held).cases.list()
        return case


def look(case: Case, locale: str = "en") -> AppTest:
    app = visit("case", locale, case=case.case_id)
    assert not app.exception
    return app


@pytest.mark.parametrize("locale", LOCALES)
def test_a_case_is_opened_from_its_finding_and_found_again(lived: Path, locale: str) -> None:
    with Ledger(lived) as held:
        alert = next(alert for alert in Casebook(held).alerts("open") if alert.kind == "duplicate")
    app = visit("alert", locale, alert=alert.alert_id)
    app.button(key="open-case").click().run()
    assert not app.exception
    assert not troubles(app)
    case = current(lived)
    assert (case.topic, case.alerts) == ("duplicate-charge", (alert.alert_id,))
    assert library().topics[case.topic][locale].title in read(app)
    again = visit("alert", locale, alert=alert.alert_id)
    again.button(key="go-case").click().run()
    speaks = words(locale)
    assert speaks("casepage.since", day=speaks.day(case.opened_on)) in read(again)
    listed = visit("cases", locale)
    assert speaks("casepage.title.one") in read(listed)
    assert speaks.money(alert.amount, alert.currency) in read(listed)
    listed.button(key=f"open-case-{case.case_id}").click().run()
    assert speaks("casepage.log") in read(listed)


@pytest.mark.parametrize("topic", case_start.STARTS)
def test_a_trouble_that_no_statement_shows_starts_its_own_case_once(empty: Path, topic: str) -> None:
    for _ in range(2):
        app = visit("cases", "en")
        app.button(key=f"begin-{topic}").click().run()
        assert not app.exception
        assert library().topics[topic]["en"].title in read(app)
    assert (current(empty).topic, current(empty).money) == (topic, ())
    unnamed = topic in ("account-theft", "scam-payment")  # money went, and nobody has said yet which payment it was
    assert EN("case.no_payment" if unnamed else "case.no_money") in read(app)


def test_a_step_is_ticked_in_the_log_and_can_be_unticked(lived: Path) -> None:
    case = opened(lived)
    shown = playbook(case.topic, "CN", "en")
    first = next(step for section in shown.sections if section.id == "now" for step in section.steps)
    app = look(case)
    app.button(key=f"do-step-{first.id}").click().run()
    assert list(current(lived).steps_done) == [first.id]
    assert any(expander.label.startswith("✓ 1") for expander in app.expander)
    app.button(key=f"undo-step-{first.id}").click().run()
    assert current(lived).steps_done == {}
    assert current(lived).events[-1].kind == "struck"  # nothing is deleted


def test_a_contact_with_a_promise_is_noted_and_starts_their_clock(lived: Path) -> None:
    case, today = opened(lived), desk.today()
    app = look(case)
    app.selectbox(key="log-party").set_value("provider")
    app.selectbox(key="log-channel").set_value("phone")
    app.text_input(key="log-who").set_value("Desk <b>7</b>")
    app.text_input(key="log-reference").set_value("A-1")
    app.date_input(key="log-promised").set_value(today + dt.timedelta(days=5))
    app.date_input(key="log-next").set_value(today + dt.timedelta(days=6))
    app.button(key="log-save").click().run()
    assert not app.exception
    assert not troubles(app)
    after = current(lived)
    assert [event.kind for event in after.events[-2:]] == ["told", "promised"]
    assert (after.status, after.money[0].claimed) == ("waiting", after.money[0].stake)
    assert "Desk <b>7</b>" in read(app)
    assert EN("case.look_again", day=EN.day(after.next_on)) in read(app)


def test_a_refusal_opens_the_next_office_and_a_mistake_is_struck(lived: Path) -> None:
    case = opened(lived)
    app = look(case)
    app.selectbox(key="log-answer").set_value("refused")
    app.checkbox(key="log-written").set_value(True)
    app.button(key="log-save").click().run()
    assert current(lived).events[-1].kind == "answered"
    assert "they have refused" in read(app)
    app.selectbox(key="strike-line").set_value(current(lived).events[-1].seq)
    app.button(key="strike").click().run()
    assert "they have refused" not in read(app)
    assert EN("case.event.struck") in read(app)


def test_a_day_that_a_deadline_waits_for_is_asked_and_kept(lived: Path) -> None:
    case = opened(lived)
    with Ledger(lived) as held:
        Casebook(held).cases.log(case.case_id, "sent", {"party": "regulator", "channel": "form"})
    app = look(case)
    app.date_input(key="ask-complaint_passed_on").set_value(desk.today()).run()
    app.button(key="keep-complaint_passed_on").click().run()
    assert not app.exception
    assert current(lived).confirmed == {"complaint_passed_on": desk.today().isoformat()}
    assert not [field for field in app.date_input if field.key == "ask-complaint_passed_on"]
    assert EN("case.ask.complaint_passed_on") in read(app)  # now in the log, in words


def test_which_office_was_asked_is_one_choice_among_words(lived: Path) -> None:
    case = opened(lived)
    with Ledger(lived) as held:
        Casebook(held).cases.log(case.case_id, "sent", {"party": "regulator", "channel": "form"})
    app = look(case)
    app.selectbox(key="ask-office").select("market").run()
    app.button(key="keep-office").click().run()
    assert not app.exception
    assert current(lived).confirmed == {"office": "market"}
    assert EN("case.said.office.market") in read(app)


def test_a_case_says_that_its_account_is_not_described_yet(lived: Path) -> None:
    case = opened(lived)
    assert EN("case.undescribed") not in read(look(case))
    with Ledger(lived) as held:
        held.connection.execute("UPDATE accounts SET kind = '', country = ''")
    assert EN("case.undescribed") in read(look(case))


def test_money_is_not_called_back_before_a_statement_shows_it(lived: Path) -> None:
    app = look(opened(lived))
    app.selectbox(key="outcome").set_value("refunded")
    app.button(key="close").click().run()
    assert len(troubles(app)) == 1
    assert current(lived).status == "open"
    app.selectbox(key="outcome").set_value("false_alarm")
    app.button(key="close").click().run()
    assert (current(lived).status, current(lived).outcome) == ("closed", "false_alarm")
    assert EN("casepage.over") in read(visit("cases", "en"))
    app.button(key="reopen").click().run()
    assert current(lived).status == "open"


@pytest.mark.parametrize("wish", ["", "nonsense", "<b>"])
def test_an_unknown_case_is_one_sentence(lived: Path, wish: str) -> None:
    app = visit("case", "en", case=wish)
    assert not app.exception
    assert len(troubles(app)) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_every_choice_has_its_words(locale: str) -> None:
    known = words(locale)
    wanted = [f"case.party.{one}" for one in PARTIES] + [f"case.channel.{one}" for one in CHANNELS]
    wanted += [f"case.answer.{one}" for one in ANSWERS] + [f"case.outcome.{one}" for one in OUTCOMES]
    wanted += [f"casepage.begin.{topic}" for topic in case_start.STARTS]
    assert [key for key in wanted if key not in known] == []
