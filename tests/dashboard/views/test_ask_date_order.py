"""A file whose days can be read both ways: the page asks with days of the file, and reads it as it is told."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from tests.dashboard.views.uploading import press, upload
from tests.dashboard.views.visiting import read, troubles, visit

BOTH_WAYS = b"!Type:Bank\nD03/04/2025\nT-4.20\nPExample Cafe\n^\nD05/06/2025\nT900.00\nPSalary\n^\n"
CONTRADICTING = b"!Type:Bank\nD25/12/2025\nT-4.20\nPExample\n^\nD12/26/2025\nT-1.00\nPExample\n^\n"
WRITTEN = {
    "en": ("3 April 2025 and 5 June 2025", "4 March 2025 and 6 May 2025"),
    "zh": ("2025年4月3日和2025年6月5日", "2025年3月4日和2025年5月6日"),
    "id": ("3 April 2025 dan 5 Juni 2025", "4 Maret 2025 dan 6 Mei 2025"),
}


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_asks_with_days_of_the_file_written_out(empty: Path, locale: str) -> None:
    app = upload(visit("upload", locale), ("old.qif", BOTH_WAYS))
    assert not app.exception
    assert "--date-order" not in troubles(app)[0]
    assert words(locale).listed(("03/04/2025", "05/06/2025")) in read(app)
    offered = [button.label.replace("\N{WORD JOINER}", "") for button in app.button if "dates-" in str(button.key)]
    assert tuple(offered) == WRITTEN[locale]
    with Ledger(empty) as ledger:
        assert ledger.files().empty


@pytest.mark.parametrize(
    ("order", "days"), [("dmy", ["2025-04-03", "2025-06-05"]), ("mdy", ["2025-03-04", "2025-05-06"])]
)
def test_the_answer_is_how_the_file_is_read(empty: Path, order: str, days: list[str]) -> None:
    app = press(upload(visit("upload", "en"), ("old.qif", BOTH_WAYS)), f"dates-{order}")
    assert not app.exception
    assert not troubles(app)
    app.button(key="import").click().run()
    with Ledger(empty) as ledger:
        assert ledger.frame()["booked_at"].dt.strftime("%Y-%m-%d").tolist() == days


def test_days_that_contradict_each_other_are_asked_about_too(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("old.qif", CONTRADICTING))
    assert not app.exception
    none = words("en")("page.ask.dates_none")
    assert f"25 December 2025 and {none}" in [button.label.replace("\N{WORD JOINER}", "") for button in app.button]


def test_one_file_chosen_twice_is_asked_about_without_a_mishap(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("old.qif", BOTH_WAYS), ("copy.qif", BOTH_WAYS))
    assert not app.exception
    assert len(troubles(app)) == 2
