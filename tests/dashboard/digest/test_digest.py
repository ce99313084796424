"""The digest: what is new, what was told already, what is settled, and never a calm word without what was looked at."""

import datetime as dt
import stat
import sys
from pathlib import Path

import pytest

from dashboard.account_name import account_name
from dashboard.digest.compose import document, verdict
from dashboard.digest.file import write
from dashboard.digest.gather import Digest, gather
from dashboard.digest.memory import Memory
from dashboard.digest.redacted import redacted
from dashboard.i18n import words
from dashboard.paper.as_html import as_html
from dashboard.paper.as_text import as_text
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter
from dashboard.schedule.plan import Timing
from dashboard.timetable import timetable
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.ingest.hostile import SAMPLE, SCRIPT

JUNE = SAMPLE.with_name("june.csv")
DAY = dt.date(2026, 6, 30)
NOW = dt.datetime.fromisoformat("2026-06-30T09:00")


def gathered(ledger: Ledger, day: dt.date = DAY, locale: str = "en") -> Digest:
    book = Casebook(ledger)
    book.scan(day, Settings())
    return gather(book, Presenter(ledger, words(locale)), Memory(book.preferences), day)


def text(digest: Digest, locale: str = "en", timing: Timing = Timing()) -> str:  # noqa: B008  (frozen)
    return as_text(document(digest, words(locale), NOW, timing))


def remember(ledger: Ledger, digest: Digest) -> None:
    Memory(Casebook(ledger).preferences).keep(shown.alert for shown in digest.alerts)


@pytest.fixture
def twice(ledger: Ledger) -> Ledger:
    """A ledger with a charge that may have been taken twice, in hostile words."""
    list(ledger.import_path(SAMPLE))
    return ledger


def test_an_alert_is_new_once_then_still_open_then_settled_once(twice: Ledger) -> None:
    first = gathered(twice)
    (shown,) = (one for one in first.alerts if one.alert.kind == "duplicate")
    identity = shown.alert.alert_id
    assert identity in first.news
    assert first.at_risk["CNY"] >= shown.alert.amount
    remember(twice, first)
    second = gathered(twice)
    assert identity not in second.news
    assert "\nStill open" in text(second)
    assert "\nNew\n" not in text(second)
    Casebook(twice).answer(identity, "mine", DAY)
    third = gathered(twice)
    assert [one.alert.alert_id for one in third.settled] == [identity]
    assert "You said what it was." in text(third)
    remember(twice, third)
    assert gathered(twice).settled == ()


def test_an_alert_that_is_put_off_is_not_told(twice: Ledger) -> None:
    gathered(twice)
    book = Casebook(twice)
    for alert in book.alerts("open"):
        book.snoozes.set_aside(alert, dt.date(2026, 7, 15))
    assert gathered(twice).alerts == ()
    assert gathered(twice, dt.date(2026, 7, 15)).alerts != ()


def test_nothing_found_is_said_with_what_was_covered(ledger: Ledger) -> None:
    list(ledger.import_path(JUNE))
    digest = Digest(DAY, watched=gathered(ledger).watched)
    said = text(digest)
    (one,) = digest.watched
    until = words("en").day(one.until)
    assert (
        f"Nothing found that needs you, in what the statements show. Accounts: 1, covered up to between {until} and {until};"
        in said
    )
    assert f"\n- {account_name(one.account, words('en'))} to {until}" in said
    assert one.account not in said


def test_the_day_to_act_by_is_that_of_the_pages(twice: Ledger) -> None:
    years_later = dt.date(2028, 6, 30)  # what would best have been done is past, what a court would ask is far
    for day, expected in ((DAY, "By when: Due today. "), (years_later, "By when: Best done now. ")):
        (shown,) = (one for one in gathered(twice, day).alerts if one.alert.kind == "duplicate")
        headline = timetable(shown, words("en"), day).headline
        assert headline is not None
        said = text(Digest(day, alerts=(shown,)))
        assert f"\n{expected}{headline.told.name}.\n" in said


@pytest.mark.parametrize("locale", LOCALES)
def test_an_account_with_little_history_is_named_under_the_verdict(twice: Ledger, locale: str) -> None:
    digest = gathered(twice, locale=locale)
    (one,) = digest.watched
    assert one.too_new
    name = account_name(one.account, words(locale))
    said = text(digest, locale).splitlines()
    assert words(locale)("page.watched.newcomers", accounts=name) in said
    assert any(name in line and words(locale)("page.watched.too_new") in line for line in said)
    redacted_ = as_text(redacted(digest, words(locale), NOW, Timing()))
    assert words(locale)("notify.too_new", count=1) in redacted_
    assert name not in redacted_


def test_without_a_statement_nothing_is_called_fine(ledger: Ledger) -> None:
    digest = gathered(ledger)
    assert digest.watched == ()
    assert verdict(digest, words("en")) == "No statement has been read yet, so nothing could be looked at."


def test_months_without_a_statement_are_named(twice: Ledger) -> None:
    later = gathered(twice, dt.date(2026, 9, 30))
    said = text(later)
    assert "Newer statements would help" in said
    assert not any(one.account in said for one in later.overdue)


def test_late_and_missed_runs_are_told_first(twice: Ledger) -> None:
    said = text(gathered(twice), timing=Timing(NOW, late=True, missed=2)).splitlines()
    assert said[2:4] == [
        "This run was due on 30 Jun 2026, 09:00 and comes late.",
        "Runs before it that were due and never happened: 2.",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_hostile_names_are_text_in_every_language(locale: str, twice: Ledger) -> None:
    digest = gathered(twice, locale=locale)
    page = as_html(document(digest, words(locale), NOW, Timing()))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert SCRIPT in text(digest, locale)
    assert "\u202e" not in page


def test_the_words_come_from_nothing_but_the_digest(twice: Ledger) -> None:
    digest = gathered(twice)
    assert document(digest, words("id"), NOW, Timing()) == document(digest, words("id"), NOW, Timing())


def test_files_are_the_owner_s_alone(twice: Ledger) -> None:
    page = write(twice.path, document(gathered(twice), words("zh"), NOW, Timing()), NOW)
    assert page.name == "2026-06-30-0900.html"
    assert page.with_suffix(".txt").read_text(encoding="utf-8").startswith("Walletwatch 摘要，2026年6月30日")
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in page.parent.iterdir()} == {0o600}
        assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    assert page.parent == twice.path.parent / "digests"
    again = write(twice.path, document(gathered(twice), words("en"), NOW, Timing()), NOW)
    assert again.name == "2026-06-30-0900-2.html"
    assert "摘要" in page.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(twice: Ledger, tmp_path: Path) -> None:
    (twice.path.parent / "digests").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="digests"):
        write(twice.path, document(gathered(twice), words("en"), NOW, Timing()), NOW)
