"""Rows that two files may both show: the page asks, stores the answer, and can take it back."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from tests.dashboard.views.uploading import imported, press, upload
from tests.dashboard.views.visiting import read, visit
from tests.ingest.exports import Paid, at, cmb_credit

PAID = [Paid(at(f"2026-01-0{day}T00:00:00"), -290, "示例咖啡") for day in (1, 2, 3)]
FIRST, SECOND = ("first.csv", cmb_credit(PAID[:2])), ("second.csv", cmb_credit(PAID[1:]))


@pytest.fixture(autouse=True)
def scans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    monkeypatch.setattr(scanning, "scan", lambda *_: done.append("scan"))
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")
    return done


def rows_in(path: Path) -> int:
    with Ledger(path) as ledger:
        return len(ledger.frame())


@pytest.mark.parametrize("locale", LOCALES)
def test_the_preview_says_that_it_will_be_asked(empty: Path, locale: str) -> None:
    said = read(upload(visit("upload", locale), FIRST, SECOND))
    assert words(locale)("page.file.overlaps.one") in said


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("answer", "rows"), [("same-", 3), ("different-", 4)])
def test_an_answer_settles_the_pair_and_the_ledger_is_checked_anew(
    empty: Path, locale: str, answer: str, rows: int, scans: list[str]
) -> None:
    app = imported(visit("upload", locale), FIRST, SECOND)
    said = read(app)
    assert words(locale)("page.overlap.title.one") in said
    assert said.count("示例咖啡") >= 2
    press(app, answer)
    assert not app.exception
    assert rows_in(empty) == rows
    assert words(locale)("page.overlap.title.none") in read(app)
    assert scans == ["scan", "scan"]


@pytest.mark.parametrize("answer", ["same-", "different-"])
def test_an_answer_can_be_taken_back(empty: Path, answer: str) -> None:
    app = press(imported(visit("upload", "en"), FIRST, SECOND), answer)
    app.button(key="overlap-undo").click().run()
    assert not app.exception
    assert rows_in(empty) == 4
    with Ledger(empty) as ledger:
        assert len(ledger.overlaps()) == 1
    assert words("en")("page.overlap.title.one") in read(app)


def test_the_statements_page_asks_too(empty: Path) -> None:
    imported(visit("upload", "en"), FIRST, SECOND)
    app = press(visit("statements", "en"), "same-")
    assert not app.exception
    assert rows_in(empty) == 3
