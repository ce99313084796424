"""`walletwatch questions`: listed, answered, obeyed by the next scan, taken back."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli.questions import Said
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from detect.debit_answers import ANSWERS
from detect.wallet_proof import REASONS
from tests.dashboard.cli.calling import Outcome, call
from tests.detect.test_debitbook import HEADING, LINES, WALLET


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    (folder / "a.csv").write_text("\n".join([HEADING, *LINES]), encoding="utf-8")
    assert call("--ledger", folder / "ledger" / "ledger.db", "import", folder / "a.csv").code == 0
    assert call("--ledger", folder / "ledger" / "ledger.db", "scan", "--as-of", "2026-06-30").code == 0
    return folder / "ledger"


@pytest.fixture
def ledger(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once, tmp_path / "copy")
    return tmp_path / "copy" / "ledger.db"


def said(ledger: Path, *argv: object) -> Outcome:
    return call("--ledger", ledger, *argv)


def listed(ledger: Path) -> Any:
    return said(ledger, "questions", "--format", "json").json


def scan(ledger: Path) -> Any:
    return said(ledger, "scan", "--as-of", "2026-06-30", "--format", "json").json


def test_the_words_of_an_answer_are_those_of_detection() -> None:
    assert tuple(one.value.replace("-", "_") for one in Said) == ANSWERS


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_has_its_words(locale: str) -> None:
    for code in REASONS:
        assert f"question.why.{code}" in words(locale)
        assert f"alert.reason.proves_nothing_{code}" in words(locale)
    for answer in ANSWERS:
        assert f"question.answer.{answer}" in words(locale)


def test_a_question_is_listed_with_why_its_rows_and_what_to_type(ledger: Path) -> None:
    (question,) = listed(ledger)["wallet_questions"]
    assert (question["transactions"], question["amount"], question["why"]) == (["lost"], "-21.50", ["not_shown"])
    assert (question["wallet"], question["answer"]) == (WALLET, None)
    told = said(ledger, "questions").out
    for part in (
        "¥21.50",
        "Do you know this payment?",
        "支付宝-某店",
        "Why this cannot be told",
        "What would settle it",
    ):
        assert part in told
    assert f"questions answer {question['id']} known|other-wallet|unknown|unsure" in told


def test_a_scan_tells_of_questions_to_people_and_to_programs(ledger: Path) -> None:
    assert "`walletwatch --ledger" in said(ledger, "scan", "--as-of", "2026-06-30").out
    answer = scan(ledger)
    assert answer["wallet_questions"] == listed(ledger)["wallet_questions"]
    assert answer["questions"] == []


def test_what_is_not_known_is_an_alert_after_the_next_scan_and_can_be_taken_back(ledger: Path) -> None:
    (question,) = listed(ledger)["wallet_questions"]
    told = said(ledger, "questions", "answer", question["id"][:6], "unknown").out
    assert f"questions undo {question['id']}" in told
    assert listed(ledger)["wallet_questions"] == []
    (alert,) = scan(ledger)["alerts"]
    assert (alert["kind"], alert["severity"], alert["facts"]["why"]) == ("failed_but_debited", "medium", "not_shown")
    assert "you said that you do not know it" in alert["reasons"]
    assert "failed" not in alert["title"]  # nothing says that it failed
    assert "and you said that you do not know this payment" in said(ledger, "alerts", "show", alert["id"]).out
    assert said(ledger, "questions", "undo").code == 0
    answer = scan(ledger)
    assert (answer["alerts"], answer["wallet_questions"]) == ([], [question])


def test_what_is_unsure_stays_listed_and_is_not_told_of_again(ledger: Path) -> None:
    (question,) = listed(ledger)["wallet_questions"]
    said(ledger, "questions", "answer", question["id"], "unsure")
    told = said(ledger, "scan", "--as-of", "2026-06-30").out
    assert "Questions about payments" not in told
    assert listed(ledger)["wallet_questions"] == [question | {"answer": "unsure"}]
    assert "You were not sure" in said(ledger, "questions").out


def test_an_answer_is_told_with_its_rows(ledger: Path) -> None:
    (question,) = listed(ledger)["wallet_questions"]
    outcome = said(ledger, "questions", "answer", question["id"], "other-wallet", "--format", "json")
    assert outcome.json["answer"] == {"id": question["id"], "answer": "other_wallet", "transactions": ["lost"]}
    (answered,) = listed(ledger)["answered"]
    assert (answered["id"], answered["answer"], answered["transactions"]) == (question["id"], "other_wallet", ["lost"])
    assert "Nothing is asked" in said(ledger, "questions").out


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("answer", "zz", "known"), "There is no question zz"),
        (("answer", "zz", "perhaps"), "known"),
        (("undo",), "You have not answered such a question yet"),
        (("undo", "zz"), "There is no question zz"),
    ],
)
def test_what_cannot_be_is_one_sentence(argv: tuple[str, ...], sentence: str, ledger: Path) -> None:
    before = listed(ledger)
    outcome = said(ledger, "questions", *argv)
    assert outcome.code == 2
    assert sentence in outcome.sentence
    assert listed(ledger) == before
