"""The deck: one question at a time, answered with one key, taken back with one."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import deck, scanning
from dashboard.web.served import LEDGER
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit


def waiting(path: Path) -> list[str]:
    with Ledger(path) as ledger:
        return [alert.alert_id for alert in deck.waiting(Casebook(ledger), TODAY)]


def answer(path: Path, alert_id: str) -> str:
    with Ledger(path) as ledger:
        book = Casebook(ledger)
        return book.answer_of(book.alert(alert_id))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_most_urgent_question_comes_first_with_its_place(looked_at: Path, locale: str) -> None:
    with Ledger(looked_at) as ledger:
        first = Casebook(ledger).alerts("open")[0]
    said, speaks = read(visit("review", locale)), words(locale)
    assert speaks(f"alert.{first.kind}.title") in said
    assert speaks("review.deck.place", place=1, total=len(waiting(looked_at))) in said


@pytest.mark.parametrize("said", ["mine", "not_mine", "unsure"])
def test_an_answer_is_in_the_ledger_and_the_next_question_stands_there(lived: Path, said: str) -> None:
    asked = waiting(lived)
    app = visit("review", "en")
    app.button(key=f"review-{said}").click().run()
    assert answer(lived, asked[0]) == said
    assert waiting(lived) == asked[1:]
    assert words("en")("review.deck.place", place=2, total=len(asked)) in read(app)
    assert words("en")(f"review.then.{said}") in read(app)


def test_the_last_answer_is_taken_back(lived: Path) -> None:
    asked = waiting(lived)
    app = visit("review", "en")
    app.button(key="review-mine").click().run()
    app.button(key="review-undo").click().run()
    assert answer(lived, asked[0]) == ""
    assert waiting(lived) == asked
    assert words("en")("review.deck.place", place=1, total=len(asked)) in read(app)


def test_every_key_has_its_arrow(looked_at: Path) -> None:
    app = visit("review", "en")
    arrows = {
        str(app.button(key=f"review-{said}").proto.shortcut).casefold() for said in ("mine", "unsure", "not_mine")
    }
    assert arrows == {"left", "down", "right"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_end_of_the_deck_tells_what_was_learned_and_offers_a_check(
    lived: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    scans: list[str] = []
    monkeypatch.setattr(scanning, "scan", lambda *_: scans.append("scan"))
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        theft = next(alert for alert in book.alerts("open") if alert.kind == "unauthorized")
        for other in book.alerts("open"):
            if other.alert_id != theft.alert_id:
                book.answer(other.alert_id, "unsure", TODAY)
    app = visit("review", locale)
    app.button(key="review-mine").click().run()
    said = read(app)
    assert words(locale)("review.deck.done") in said
    assert words(locale)("page.taught.title") in said
    assert words(locale)("page.taught.none") not in said
    app.button(key="review-check").click().run()
    assert scans == ["scan"]


def test_without_questions_the_page_says_so(empty: Path) -> None:
    app = visit("review", "en")
    assert words("en")("review.deck.none") in read(app)
    app.button(key="review-alerts").click().run()
    assert words("en")("page.statements.none") in read(app)


def test_what_came_after_mine_is_asked_again(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LEDGER, str(lived))
    asked = waiting(lived)
    with Ledger(lived) as ledger:
        Casebook(ledger).answer(asked[0], "mine", TODAY)
        ledger.connection.execute("UPDATE alerts SET state = 'open', closed_by = '' WHERE alert_id = ?", (asked[0],))
        ledger.connection.commit()
    assert waiting(lived) == asked


def test_the_list_of_findings_leads_to_the_deck(looked_at: Path) -> None:
    app = visit("alerts", "en")
    app.button(key="review").click().run()
    assert words("en")("review.deck.title") in read(app)


def test_what_is_set_aside_is_not_asked_about_until_its_day(lived: Path) -> None:
    first = waiting(lived)[0]
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        book.snoozes.set_aside(book.alert(first), TODAY + dt.timedelta(days=1))
    assert first not in waiting(lived)
    with Ledger(lived) as ledger:
        assert first in [alert.alert_id for alert in deck.waiting(Casebook(ledger), TODAY + dt.timedelta(days=1))]
