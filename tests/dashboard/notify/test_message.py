"""What a notification says: kinds and counts by default, and never a calm word without what was looked at."""

import datetime as dt
import doctest
from dataclasses import replace

import pytest

from dashboard.digest.gather import Digest, gather
from dashboard.digest.memory import Memory
from dashboard.i18n import words
from dashboard.notify import message as module
from dashboard.notify.message import News, band, message, news
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter
from dashboard.schedule.plan import Timing
from dashboard.views.parts.watched import Watched
from detect.casebook import Casebook
from detect.clocks import SafeDay
from detect.context import Settings
from ingest.ledger import Ledger
from tests.ingest.hostile import SAMPLE

DAY = dt.date(2026, 6, 30)


def gathered(ledger: Ledger, locale: str = "en") -> Digest:
    if ledger.files().empty:
        list(ledger.import_path(SAMPLE))
    book = Casebook(ledger)
    book.scan(DAY, Settings())
    return gather(book, Presenter(ledger, words(locale)), Memory(book.preferences), DAY)


def due_in(digest: Digest, days: int) -> Digest:
    """The same digest with the last safe day of every alert so many days ahead."""
    safe = {
        shown.alert.alert_id: SafeDay(DAY + dt.timedelta(days=days), None, act_now=False)  # type: ignore[arg-type]
        for shown in digest.alerts
    }
    return replace(digest, safe=safe)


def body(digest: Digest, found: News, *, details: bool = False, locale: str = "en") -> str:
    told = message(digest, found, words(locale), Timing(), details=details)
    return f"{told.title}\n{told.body}"


@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_s_name_and_no_amount_is_told_by_default(locale: str, ledger: Ledger) -> None:
    digest = gathered(ledger, locale)
    assert digest.alerts
    said = body(digest, news(digest, {}), locale=locale)
    for shown in digest.alerts:
        assert shown.title in said
        assert words(locale).money(shown.alert.amount, shown.alert.currency) not in said
        assert all(row.counterparty[:8] not in said for row in shown.rows if row.counterparty)
    assert not any(one.account in said for one in digest.watched)
    assert "188" not in said


def test_details_are_told_where_they_are_wanted_as_plain_text(ledger: Ledger) -> None:
    digest = gathered(ledger)
    said = body(digest, news(digest, {}), details=True)
    assert "¥188.00" in said
    assert "\u202e" not in said
    assert "evil.example" not in said
    assert "http://" not in said


def test_what_was_told_is_no_news(ledger: Ledger) -> None:
    digest = gathered(ledger)
    assert news(digest, {}).alerts == digest.alerts
    for shown in digest.alerts:
        Casebook(ledger).told(shown.alert)
    assert news(gathered(ledger), {}).alerts == ()


@pytest.mark.parametrize(("days", "told", "told_again"), [(8, False, False), (7, True, False), (1, True, False)])
def test_a_deadline_is_told_once_in_each_band(days: int, told: bool, told_again: bool, ledger: Ledger) -> None:
    digest = due_in(gathered(ledger), days)
    assert bool(news(digest, {}).deadlines) is told
    bands = {shown.alert.alert_id: now for shown in digest.alerts if (now := band(days)) is not None}
    assert bool(news(digest, bands).deadlines) is told_again
    if told:
        nearer = due_in(digest, 0)
        assert news(nearer, bands).deadlines
        assert "To be done today" in body(nearer, news(nearer, bands))


def test_a_deadline_that_has_passed_is_not_told(ledger: Ledger) -> None:
    assert news(due_in(gathered(ledger), -1), {}).deadlines == ()


def test_nothing_new_is_said_with_what_was_watched() -> None:
    digest = Digest(
        DAY, watched=(Watched("a", DAY, ()), Watched("b", DAY - dt.timedelta(days=9), (("2026-05", "missing"),)))
    )
    said = body(digest, News())
    assert said.splitlines()[0] == "Walletwatch: nothing new in what was watched"
    assert (
        "Accounts watched: 2; all of them are covered up to 21 Jun 2026. Accounts with months that no statement shows well: 1."
        in said
    )
    assert body(Digest(DAY), News()).startswith("Walletwatch: no statement has been read yet")


def test_late_and_missed_runs_are_told() -> None:
    told = message(
        Digest(DAY),
        News(),
        words("en"),
        Timing(dt.datetime.fromisoformat("2026-06-30T09:00"), late=True, missed=3),
        details=False,
    )
    assert "comes late" in told.body
    assert "never happened: 3" in told.body


def test_the_examples_are_true() -> None:
    assert doctest.testmod(module).failed == 0


def test_what_is_set_aside_is_neither_news_nor_a_deadline(ledger: Ledger) -> None:
    found = news(due_in(gathered(ledger), 1), {})
    assert found.alerts
    assert found.deadlines
    book = Casebook(ledger)
    for alert in book.alerts("open"):
        book.snoozes.set_aside(alert, DAY + dt.timedelta(days=1))
    digest = gathered(ledger)
    assert not news(due_in(digest, 1), {})
    assert "1" not in body(digest, news(digest, {})).splitlines()[0]
