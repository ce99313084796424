"""The days of a promised refund."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter, ShownAlert
from dashboard.views.parts.track import milestones, track
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, Words


def shown_of(path: Path, kind: str, locale: str = "en") -> ShownAlert:
    with Ledger(path) as ledger:
        alert = next(alert for alert in Casebook(ledger).alerts("open") if alert.kind == kind)
        return Presenter(ledger, words(locale)).alert(alert)


def test_the_days_stand_in_their_order(scanned: Path) -> None:
    days = milestones(shown_of(scanned, "missing_refund"), TODAY)
    assert [name for _, name in days] == ["paid", "promised", "due", "today"]
    assert [day for day, _ in days] == sorted(day for day, _ in days)


def test_a_promise_that_is_not_due_yet_has_today_before_its_end(scanned: Path) -> None:
    shown = shown_of(scanned, "missing_refund")
    before = dt.date.fromisoformat(str(shown.alert.facts["due"])) - dt.timedelta(days=1)
    assert [name for _, name in milestones(shown, before)][-2:] == ["today", "due"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_day_is_written_as_the_language_writes_it(scanned: Path, locale: str) -> None:
    drawn = track(shown_of(scanned, "missing_refund", locale), TODAY, words(locale))
    assert drawn is not None
    assert words(locale).day(TODAY) in Words(drawn).said


def test_a_duplicate_has_no_promise(scanned: Path) -> None:
    assert track(shown_of(scanned, "duplicate"), TODAY, words("en")) is None
