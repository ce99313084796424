"""Payments that no wallet's statement shows, on the pages: asked with the reason, answered, taken back."""

from pathlib import Path

import pytest

from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views import desk
from dashboard.web.served import LEDGER
from detect.casebook import Casebook
from detect.debit_answers import ANSWERS
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import copy_of, read, visit
from tests.detect.test_debitbook import BANK, DAY, LINES, WALLET, paid, put, scan

HOSTILE = "支付宝-<b>*店*</b>[x](http://a.b)"


@pytest.fixture(autouse=True)
def _in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "today", lambda: DAY)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    path = folder / "ledger.db"
    with Ledger(path) as ledger:
        put(ledger, folder, "a.csv", [*LINES, paid(BANK, 52, 2_250, HOSTILE, "second")])
        scan(Casebook(ledger))
    return path


@pytest.fixture
def served(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = copy_of(once, tmp_path / "asked")
    monkeypatch.setenv(LEDGER, str(path))
    return path


def question(path: Path) -> str:
    with Ledger(path) as ledger:
        (one,) = Casebook(ledger).debitbook.questions()
    return one.question.question_id


def answers(path: Path) -> list[str]:
    with Ledger(path) as ledger:
        return [one.answer for one in Casebook(ledger).debitbook.answers()]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", ["today", "alerts"])
def test_it_is_asked_with_rows_reason_and_what_would_settle_it(served: Path, page: str, locale: str) -> None:
    said, speak = read(visit(page, locale)), words(locale)
    assert speak("question.title.one") in said
    assert said.startswith(speak("page.today.asks.one"))  # not "nothing found" or "nothing is open" above a question
    assert speak("question.why.not_shown", wallet=account_name(WALLET, speak)) in said
    for part in (
        account_name(BANK, speak),
        account_name(WALLET, speak),
        speak.money(4_400, "CNY"),
        "支付宝-某店",
        HOSTILE,
    ):
        assert part in said
    for answer in ANSWERS:
        assert speak(f"question.answer.{answer}") in said


def test_what_is_not_known_is_an_alert_at_once_and_can_be_taken_back(served: Path) -> None:
    speak, identity = words("en"), question(served)
    app = visit("today", "en")
    app.button(key=f"debit-unknown-{identity}").click().run()
    assert not app.exception
    said = read(app)
    assert speak("question.said.unknown") in said
    assert speak("alert.failed_but_debited.title_you_do_not_know") in said
    app.button(key="debit-undo").click().run()
    assert answers(served) == []
    said = read(app)
    assert speak("alert.failed_but_debited.title_you_do_not_know") not in said
    assert speak("question.title.one") in said


@pytest.mark.parametrize("answer", ["known", "other_wallet"])
def test_what_is_known_is_not_asked_any_more(served: Path, answer: str) -> None:
    app = visit("alerts", "en")
    app.button(key=f"debit-{answer}-{question(served)}").click().run()
    assert not app.exception
    assert answers(served) == [answer]
    said = read(app)
    assert words("en")(f"question.said.{answer}") in said
    assert "支付宝-某店" not in said


def test_what_is_unsure_stays_on_the_page_of_findings_only(served: Path) -> None:
    speak, identity = words("en"), question(served)
    app = visit("today", "en")
    app.button(key=f"debit-unsure-{identity}").click().run()
    assert "支付宝-某店" not in read(app)
    said = read(visit("alerts", "en"))
    assert speak("question.unsure") in said
    assert "支付宝-某店" in said
    assert speak("question.title.one") not in said
