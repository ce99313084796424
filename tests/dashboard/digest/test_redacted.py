"""The digest that may leave the machine: it says as much as the other one, without a name or an amount."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.digest.redacted import redacted
from dashboard.i18n import words
from dashboard.notify.message import Message, with_digest
from dashboard.paper.as_text import as_text
from dashboard.playbooks.model import LOCALES
from dashboard.schedule.plan import Timing
from detect.clocks import SafeDay
from ingest.ledger import Ledger
from tests.dashboard.digest.test_digest import DAY, NOW, gathered
from tests.ingest.hostile import SAMPLE, SCRIPT


@pytest.mark.parametrize("locale", LOCALES)
def test_kinds_and_counts_are_told_and_nothing_else(locale: str, ledger: Ledger) -> None:
    list(ledger.import_path(SAMPLE))
    digest, speaks = gathered(ledger, locale=locale), words(locale)
    said = as_text(redacted(digest, speaks, NOW, Timing()))
    assert digest.alerts
    for shown in digest.alerts:
        assert shown.title in said
        assert speaks.money(shown.alert.amount, shown.alert.currency) not in said
        assert all(row.counterparty[:8] not in said for row in shown.rows if row.counterparty)
    assert not any(one.account in said for one in digest.watched)
    assert speaks("notify.watched", count=1, day=speaks.day(digest.watched[0].until)) in said


def test_the_page_is_no_page_of_a_stranger(ledger: Ledger) -> None:
    from dashboard.digest.compose import document

    list(ledger.import_path(SAMPLE))
    digest = gathered(ledger)
    told = with_digest(Message("title", "short"), document(digest, words("en"), NOW, Timing()))
    assert SCRIPT not in told.html
    assert "http://" not in told.html
    assert "https://" not in told.html
    assert told.html.startswith("<!DOCTYPE html>")
    assert "</style>" in told.html
    assert (told.title, told.short) == ("title", "short")


def test_only_a_last_safe_day_that_is_near_is_told(ledger: Ledger) -> None:
    list(ledger.import_path(SAMPLE))
    digest, speaks = gathered(ledger), words("en")
    near, far = (
        as_text(redacted(replace(digest, safe=dict.fromkeys(digest.news, SafeDay(DAY + dt.timedelta(days), None, act_now=False))), speaks, NOW, Timing()))  # type: ignore[arg-type]
        for days in (5, 400)
    )  # fmt: skip
    said = speaks("notify.days", count=len(digest.news), days=speaks.span(5, "day"))
    assert said in near
    assert "Last safe day" not in far
