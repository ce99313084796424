"""Which columns are days and times of day, and in which order the days print their numbers."""

from collections.abc import Sequence

from ingest.guess import order
from ingest.guess.clocks import clock
from ingest.guess.columns import EXACT, MOST, Column
from ingest.guess.dates import taken_apart
from ingest.guess.inquiry import Inquiry
from ingest.guess.scale import Habits
from ingest.notes import note


def find_days(inquiry: Inquiry) -> list[Column]:
    """Find the day that rows are booked at, their time and value date; return the columns of days, the best first."""
    days = _day_columns(inquiry.columns)
    if not days:
        return []
    inquiry.give(booked_at=days[0])
    inquiry.taken |= {column.name for column in inquiry.columns if column.days >= MOST and column.filled}
    time = _time_column(inquiry)
    if time is not None:
        inquiry.give(time=time)
        inquiry.taken.add(time.name)
    value = _value_day(days)
    if value is not None:
        inquiry.give(value_on=value)
    return days


def _day_columns(columns: Sequence[Column]) -> list[Column]:
    """Return the columns of days, the one that rows are best dated by first."""
    rank = {"transaction_date": 0, "booking_date": 1, "value_date": 3, "": 2}

    def place(column: Column) -> tuple[bool, float, int]:
        role = column.best(*rank)
        vague = 1.2 if role and column.means(role) < EXACT else 0  # "date" and words that nobody knows
        return column.filled < 0.99, rank[role] + vague, column.place

    return sorted(filter(_is_of_days, columns), key=place)


def _is_of_days(column: Column) -> bool:
    held = column.days >= MOST and column.filled >= 0.5
    return held and not column.best("other_date") and not column.means("reference")


def _time_column(inquiry: Inquiry) -> Column | None:
    """Return the column that holds times of day."""
    for column in inquiry.columns:
        if column.name in inquiry.taken or column.filled < 0.5:
            continue
        filled = [cell for cell in column.cells if cell]
        if all(map(clock, filled)) and (column.means("time") or all(":" in cell for cell in filled)):
            return column
    return None


def _value_day(days: Sequence[Column]) -> Column | None:
    """Return the value date; where the rows are dated by purchases, the day they were booked at."""
    value = next((column for column in days[1:] if column.best("value_date")), None)
    if value is None and days[0].best("transaction_date", "booking_date") == "transaction_date":
        return next((column for column in days[1:] if column.best("booking_date")), None)
    return value


def decide_order(inquiry: Inquiry, days: Sequence[Column]) -> None:
    """Decide which of day, month and year stands first; from the readable days alone where some are not."""
    layout, mapping = inquiry.layout, inquiry.mapping
    printed = [taken_apart(cell) for cell in days[0].cells]
    readable = [one for one in printed if one]
    found = None
    if len(readable) == len(printed):
        others = [[taken_apart(cell) for cell in column.cells] for column in days[1:]]
        habits = Habits(layout.headings, mapping.currency, mapping.mark)
        found = order.decide(readable, others, layout.around, habits)
    if found is None:
        found = order.decide(readable, [], layout.around, Habits(mark=mapping.mark))
    if found is None:
        inquiry.doubt(note("doubt_order", example=days[0].cells[0]))
        return
    inquiry.settle(order=found.order)
    inquiry.evidence.append(found.why)
    inquiry.doubt(found.doubt)
