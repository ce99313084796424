"""When runs are due, late and missed."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dashboard.schedule.plan import DAYS, Plan, Scheduled, Timing, timing

MONDAY = dt.datetime.fromisoformat("2026-11-30T09:00")
WEEKLY = Plan(dt.time(9), "mon")
DAILY = Plan(dt.time(9))


def scheduled(plan: Plan = WEEKLY, since: dt.datetime = MONDAY - dt.timedelta(days=3)) -> Scheduled:
    return Scheduled(plan, "cron", since, "/in")


@given(
    st.datetimes(MONDAY - dt.timedelta(days=9999), MONDAY + dt.timedelta(days=9999)),
    st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    st.sampled_from(("", *DAYS)),
)
def test_a_moment_lies_between_the_last_due_time_and_the_next(moment: dt.datetime, at: dt.time, on: str) -> None:
    plan = Plan(at, on)
    before, after = plan.before(moment), plan.after(moment)
    assert before <= moment < after
    assert after - before == plan.step
    for due in (before, after):
        assert due.time() == at
        assert not on or DAYS[due.weekday()] == on


def test_a_run_at_its_time_is_neither_late_nor_has_one_been_missed() -> None:
    assert timing(scheduled(), "", MONDAY) == Timing(MONDAY)


def test_a_run_hours_after_its_time_is_late() -> None:
    assert timing(scheduled(), "", MONDAY + dt.timedelta(minutes=59)).late is False
    assert timing(scheduled(), "", MONDAY + dt.timedelta(hours=5)) == Timing(MONDAY, late=True)


def test_runs_that_never_happened_are_missed() -> None:
    week = dt.timedelta(days=7)
    assert timing(scheduled(), MONDAY.isoformat(), MONDAY + 3 * week) == Timing(MONDAY + 3 * week, missed=2)
    assert timing(scheduled(DAILY), MONDAY.isoformat(), MONDAY + week).missed == 6


def test_a_run_that_somebody_starts_in_between_serves_no_time() -> None:
    assert timing(scheduled(), MONDAY.isoformat(), MONDAY + dt.timedelta(hours=1)) == Timing()
    assert timing(None, "", MONDAY) == Timing()


def test_times_before_the_schedule_was_set_are_not_missed() -> None:
    since = MONDAY + dt.timedelta(hours=1)
    assert timing(scheduled(since=since), "2026-01-01T00:00:00", since + dt.timedelta(hours=1)) == Timing()


def test_a_schedule_is_read_as_it_was_written() -> None:
    for one in (scheduled(), scheduled(DAILY)):
        assert Scheduled.loads(one.dumps()) == one
    assert Scheduled.loads("") is None
