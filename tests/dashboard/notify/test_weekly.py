"""When the digest is sent: once for each planned week, also where the run comes late."""

import datetime as dt

import pytest

from dashboard.notify.weekly import digest_due
from dashboard.schedule.plan import Plan, Scheduled


def scheduled(on: str) -> Scheduled:
    return Scheduled(Plan(dt.time(9), on), "cron", dt.datetime.fromisoformat("2026-06-01T00:00"))


@pytest.mark.parametrize(
    ("on", "sent", "now", "due"),
    [
        ("mon", None, "2026-06-08T09:00", True),
        ("mon", "2026-06-08T09:00:20", "2026-06-08T18:00", False),
        ("mon", "2026-06-08T09:00:20", "2026-06-15T09:00:05", True),
        ("mon", "2026-06-11T20:00", "2026-06-15T09:00:05", True),  # the last one came late
        ("mon", "2026-06-11T20:00", "2026-06-14T09:00", False),
        ("", "2026-06-08T09:00:20", "2026-06-09T09:00", False),
        ("", "2026-06-08T09:00:20", "2026-06-15T09:00:05", True),
    ],
)
def test_a_digest_is_due_once_a_week(on: str, sent: str | None, now: str, due: bool) -> None:
    before = dt.datetime.fromisoformat(sent) if sent else None
    assert digest_due(scheduled(on), before, dt.datetime.fromisoformat(now)) is due


def test_without_a_schedule_there_is_no_week() -> None:
    assert not digest_due(None, None, dt.datetime.fromisoformat("2026-06-08T09:00"))
