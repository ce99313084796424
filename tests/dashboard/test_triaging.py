"""Triage on a ledger: what an answer does to an alert, how long it lasts, and that it can be taken back whole."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard import triaging
from dashboard.i18n import words
from dashboard.present import Presenter, ShownAlert
from detect.casebook import Casebook
from detect.context import Settings
from detect.snooze import asleep
from ingest.ledger import Ledger

HEAD = "account,booked_at,amount,currency,counterparty,order_reference,reference,method\n"
TWICE = [
    "alipay:1,2026-06-20T12:00:00,-129.00,CNY,Hotpot,T1,a1,花呗",
    "alipay:1,2026-06-20T12:00:40,-129.00,CNY,Hotpot,T1,a2,花呗",
]  # fmt: skip
LIFE = [f"alipay:1,2026-{month:02d}-{day:02d}T09:00:00,-{day}.10,CNY,Bakery {day % 3},,b{month}{day},余额" for month in (4, 5, 6) for day in range(1, 27, 3)]  # fmt: skip
SCANNED = dt.date(2026, 6, 21)
EN = words("en")


@pytest.fixture
def book(ledger: Ledger, tmp_path: Path) -> Casebook:
    (tmp_path / "life.csv").write_text(HEAD + "\n".join([*LIFE, *TWICE]) + "\n", "utf-8")
    list(ledger.import_path(tmp_path / "life.csv"))
    casebook = Casebook(ledger)
    casebook.scan(SCANNED, Settings())
    return casebook


def shown(book: Casebook) -> ShownAlert:
    alert = next(alert for alert in book.alerts() if alert.kind == "duplicate")
    return Presenter(book.ledger, EN).alert(alert)


def say(book: Casebook, *answers: str) -> ShownAlert:
    for answer in answers:
        question, _, said = answer.partition("=")
        triaging.say(book, shown(book), question, said, EN, SCANNED)
    return shown(book)


def test_money_on_a_credit_line_adds_its_playbook(book: Casebook) -> None:
    assert (shown(book).topic, shown(book).further) == ("duplicate-charge", ("credit-line-dispute",))


def test_two_orders_close_the_alert_and_taking_it_back_opens_it(book: Casebook) -> None:
    after = say(book, "orders=two")
    assert (after.alert.state, book.answer_of(after.alert)) == ("closed", "mine")
    assert triaging.conclusion(after, EN, SCANNED) == (EN("triage.end.settled"),)
    triaging.take_back(book, after.alert.alert_id)
    assert (shown(book).alert.state, shown(book).lead.said) == ("open", ())
    assert book.answer_of(shown(book).alert) == ""


def test_a_pending_charge_is_set_aside_until_its_week_is_over(book: Casebook) -> None:
    after = say(book, "orders=one", "pending=pending")
    assert after.alert.snoozed_until == "2026-06-27"  # a week after the payment
    assert asleep(after.alert, SCANNED)
    assert "Sat 27 June" in triaging.conclusion(after, EN, SCANNED)[0]
    late = dt.date(2026, 6, 28)
    assert triaging.conclusion(after, EN, late) == (EN("triage.end.waited"),)
    triaging.take_back(book, after.alert.alert_id, "pending")
    assert (shown(book).alert.snoozed_until, shown(book).lead.ask) == ("", "pending")


def test_answers_survive_later_scans(book: Casebook) -> None:
    say(book, "orders=one", "pending=booked")
    book.scan(SCANNED + dt.timedelta(days=3), Settings())
    book.scan(SCANNED + dt.timedelta(days=9), Settings())
    assert shown(book).lead.said == (("orders", "one"), ("pending", "booked"))


def test_an_earlier_answer_may_be_changed_and_forgets_the_later_ones(book: Casebook) -> None:
    say(book, "orders=one", "pending=pending")
    after = say(book, "orders=unsure")
    assert after.lead.said == (("orders", "unsure"),)
    assert after.alert.snoozed_until == ""


def test_what_was_answered_by_hand_is_not_taken_back_with_the_questions(book: Casebook) -> None:
    alert = shown(book).alert
    book.answer(alert.alert_id, "not_mine", SCANNED)
    say(book, "orders=one", "pending=booked")
    triaging.take_back(book, alert.alert_id)
    assert book.answer_of(alert) == "not_mine"


def test_taking_the_answer_back_asks_its_question_again(book: Casebook) -> None:
    after = say(book, "orders=two")
    book.undo_answer(after.alert.alert_id)
    assert (shown(book).lead.ask, shown(book).alert.state) == ("orders", "open")


def test_an_answer_by_hand_stands_again_when_questions_that_changed_it_are_taken_back(book: Casebook) -> None:
    alert = shown(book).alert
    book.answer(alert.alert_id, "not_mine", SCANNED)
    say(book, "orders=two")
    assert book.answer_of(alert) == "mine"
    triaging.take_back(book, alert.alert_id)
    assert (book.answer_of(alert), shown(book).alert.state) == ("not_mine", "open")


def test_taking_back_an_answer_by_hand_brings_the_one_of_the_questions(book: Casebook) -> None:
    alert = say(book, "orders=two").alert
    book.answer(alert.alert_id, "not_mine", SCANNED)
    book.undo_answer(alert.alert_id)
    assert (book.answer_of(alert), shown(book).alert.state, shown(book).lead.said) == (
        "mine",
        "closed",
        (("orders", "two"),),
    )


def test_what_questions_no_longer_say_does_not_come_back(book: Casebook) -> None:
    alert = say(book, "orders=two").alert
    book.answer(alert.alert_id, "not_mine", SCANNED)
    triaging.take_back(book, alert.alert_id)
    book.undo_answer(alert.alert_id)
    assert (book.answer_of(alert), shown(book).alert.state) == ("", "open")


def test_what_is_not_asked_cannot_be_answered(book: Casebook) -> None:
    for question, answer in (("pending", "booked"), ("orders", "three"), ("", "one")):
        with pytest.raises(ValueError, match="="):
            triaging.say(book, shown(book), question, answer, EN, SCANNED)
    assert book.triage.said() == {}
