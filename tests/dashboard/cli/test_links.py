"""`walletwatch links`: listed, asked, confirmed, broken, made, taken back."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli.links import Kind
from detect.links.made import MAKEABLE
from tests.dashboard.cli.calling import call
from tests.detect.test_linkbook import HEADING, ROWS


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("links")
    (folder / "a.csv").write_text(f"{HEADING}\n{ROWS}", encoding="utf-8")
    assert call("--ledger", folder / "ledger" / "ledger.db", "import", folder / "a.csv").code == 0
    assert call("--ledger", folder / "ledger" / "ledger.db", "scan", "--as-of", "2026-06-30").code == 0
    return folder / "ledger"


@pytest.fixture
def linked(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once, tmp_path / "copy")
    return tmp_path / "copy" / "ledger.db"


def listed(ledger: Path, *words: object) -> Any:
    return call("--ledger", ledger, "links", *words, "--format", "json").json


def mirror(ledger: Path) -> dict[str, Any]:
    (link,) = listed(ledger, "--kind", "mirror")["links"]
    return dict(link)


def test_the_kinds_are_those_that_detection_knows() -> None:
    assert sorted(kind.value for kind in Kind) == sorted(MAKEABLE)


def test_a_link_is_listed_with_why_and_the_id_to_type(linked: Path) -> None:
    said = call("--ledger", linked, "links").out
    assert "the bank names the wallet" in said
    assert mirror(linked)["id"] in said
    assert "links questions" in said


def test_questions_are_listed_with_what_to_type(linked: Path) -> None:
    asked = listed(linked, "questions")["questions"]
    said = call("--ledger", linked, "links", "questions").out
    assert len(asked) == 2
    assert all(one["id"] in said for one in asked)
    assert "links confirm ID" in said
    assert "links break ID" in said


def test_breaking_and_taking_back(linked: Path) -> None:
    identity = mirror(linked)["id"]
    outcome = call("--ledger", linked, "links", "break", identity)
    assert outcome.code == 0
    assert f"links undo {identity}" in outcome.out
    assert mirror(linked)["decision"] == "rejected"
    assert "but you said no" in call("--ledger", linked, "links").out
    assert call("--ledger", linked, "links", "undo").code == 0
    assert mirror(linked)["decision"] == "found"


def test_confirming_a_question_is_obeyed_by_the_next_scan(linked: Path) -> None:
    asked = listed(linked, "questions")["questions"][0]
    told = call("--ledger", linked, "links", "confirm", asked["id"], "--format", "json").json["link"]
    assert (told["decision"], told["left"], told["right"]) == ("confirmed", asked["left"], asked["right"])
    answer = call("--ledger", linked, "scan", "--as-of", "2026-06-30", "--format", "json").json
    assert answer["questions"] == []
    (link,) = listed(linked, "--kind", "transfer")["links"]
    assert (link["left"], link["decision"]) == (asked["left"], "confirmed")


def test_making_a_link(linked: Path) -> None:
    made = call("--ledger", linked, "links", "make", "back", "buy", "--kind", "refund", "--format", "json").json["link"]
    assert (made["left"], made["right"], made["decision"]) == ("buy", "back", "confirmed")
    (link,) = listed(linked, "--kind", "refund")["links"]
    assert link["id"] == made["id"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("confirm", "nothing"), "There is no link nothing"),
        (("break", ""), "There is no link"),
        (("undo",), "You have not said anything about a link yet"),
        (("undo", "nothing"), "There is no link nothing"),
        (("make", "buy", "nothing", "--kind", "refund"), "There is no transaction nothing"),
        (("make", "buy", "buy", "--kind", "refund"), "Both ids mean one row"),
        (("make", "buy", "wallet", "--kind", "refund"), "needs one row that took money out"),
        (("make", "buy", "back", "--kind", "cousin"), "mirror"),
    ],
)
def test_what_cannot_be_is_one_sentence(words: tuple[str, ...], sentence: str, linked: Path) -> None:
    before = listed(linked)
    outcome = call("--ledger", linked, "links", *words)
    assert outcome.code == 2
    assert sentence in outcome.sentence
    assert listed(linked) == before
