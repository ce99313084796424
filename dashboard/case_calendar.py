"""What a calendar should hold: the deadlines of running cases and open alerts, yours and theirs, and days to look again.

Pure: what is shown comes in, entries come out. Titles tell what is due and no more, because calendars are often shared:
no amounts, no names of shops, no account.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import ShownCase
from dashboard.deadlines import deadlines
from dashboard.i18n import Words
from dashboard.ics import Entry
from dashboard.present import ShownAlert
from dashboard.timetable import Told, tabled
from detect.clocks import Reading, last_safe_day
from detect.spans import day_of


def entries(
    cases: Iterable[ShownCase], alerts: Iterable[ShownAlert], words: Words, today: dt.date
) -> tuple[Entry, ...]:  # fmt: skip
    """Return the entries of running cases and of open alerts from today on, by day.

    An alert that is in one of these cases is told there, not twice.
    """
    found: list[Entry] = []
    told: set[str] = set()
    for shown in cases:
        told |= set(shown.case.alerts)
        key = f"case-{shown.case.case_id}"
        found += _clocks(key, shown.title, shown.jurisdiction, case_deadlines(shown, today), words, today)
        if shown.case.next_on:
            day = dt.date.fromisoformat(shown.case.next_on[:10])
            found.append(Entry(f"{key}-next", day, words("case.calendar.next", topic=shown.title)))
    for alert in alerts:
        if alert.alert.state == "open" and alert.alert.alert_id not in told:
            key = f"alert-{alert.alert.alert_id}"
            found += _clocks(key, alert.title, alert.jurisdiction, deadlines(alert, today), words, today)
    ahead = (entry for entry in found if day_of(entry.when) >= today)
    return tuple(sorted(ahead, key=lambda entry: (str(entry.when), entry.key)))


def _clocks(
    key: str, topic: str, jurisdiction: str, readings: tuple[Reading, ...], words: Words, today: dt.date
) -> Iterator[Entry]:  # fmt: skip
    table = tabled(readings, jurisdiction, words, today)
    safe = last_safe_day(readings)
    if safe is not None and not safe.act_now and table.headline is not None:
        title = words("case.calendar.safe", what=table.headline.told.name, topic=topic)
        yield Entry(f"{key}-safe", safe.day, title, table.headline.told.effect)
    for name, group in (("yours", table.ours), ("theirs", table.theirs), ("waits", table.waits)):
        for told in group:
            yield _entry(
                f"{key}-{told.reading.rule.id}", words(f"case.calendar.{name}", what=told.name, topic=topic), told
            )


def _entry(key: str, title: str, told: Told) -> Entry:
    due = told.reading.moment or told.reading.due
    assert due is not None  # a timetable holds clocks that have begun
    return Entry(key, due, title, told.effect)
