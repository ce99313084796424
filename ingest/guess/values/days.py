"""The days and moments of a mapped table's lines."""

import datetime as dt

import numpy as np

from ingest.guess import dates
from ingest.guess.clocks import clock
from ingest.guess.values.table import MappedTable
from ingest.notes import note


def day_of(table: MappedTable, cell: str) -> dt.date | None:
    """Return the day a cell means; one without a year only where the file says in which it lies."""
    printed = dates.taken_apart(cell)
    if printed is None or not (table.last or dates.has_year(printed)):
        return None
    return dates.ordered(printed, table.mapping.order, table.last)


def days(table: MappedTable, role: str) -> np.ndarray:
    """Return the days of a role (datetime64[us]), NaT where there is none."""
    read = [day_of(table, cell) for cell in table.cells(role)]
    return np.array([np.datetime64(day or "NaT", "us") for day in read], dtype="datetime64[us]")


def stamps(table: MappedTable) -> tuple[np.ndarray, np.ndarray]:
    """Return when each line was booked (datetime64[us]), and whether with a time of day; a line without a day is unread."""
    moments = np.full(len(table), np.datetime64("1970-01-01", "us"))
    has_time = np.zeros(len(table), dtype=bool)
    for n, (cell, beside) in enumerate(zip(table.cells("booked_at"), table.cells("time"), strict=True)):
        printed, day = dates.taken_apart(cell), day_of(table, cell)
        if printed is None or day is None:
            table.draft.problem(n, note("date_unreadable", value=cell) if cell else note("date_missing"))
            continue
        time = clock(beside) if beside else printed.time
        moments[n], has_time[n] = _moment(day, time or (0, 0, 0)), time is not None
    if len(set(moments[has_time].astype("datetime64[s]").astype(int) % 86400)) <= 1 and has_time.sum() > 1:
        has_time[:] = False  # one time of day on every row is none
    return moments, has_time


def _moment(day: dt.date, time: tuple[int, int, int]) -> np.datetime64:
    """Return the moment of a clock, which may show 24:00 or a leap second."""
    hours, minutes, seconds = time
    midnight = dt.datetime.combine(day, dt.time())
    return np.datetime64(midnight + dt.timedelta(hours=hours, minutes=minutes, seconds=seconds), "us")
