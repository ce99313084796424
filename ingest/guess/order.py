"""Which of day, month and year stands first in a whole column of days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.days import Period
from ingest.guess.dates import Printed, has_year, ordered, possible
from ingest.guess.known_days import Around, days_above, known_days, last_day
from ingest.guess.pages import Pages
from ingest.guess.scale import Habits, Scale
from ingest.notes import Note, note

_DECISIVE: Final = 1.0  # of weight that one order leads all others by
_NEAR: Final = dt.timedelta(days=400)
_BEFORE: Final = dt.timedelta(days=62)  # a purchase is billed weeks later
_AFTER: Final = dt.timedelta(days=7)
_LONG: Final = dt.timedelta(days=200)  # a statement that prints only its last day, and days without a year


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a column's numbers, why it is that, and what remains unclear."""

    order: str
    why: Note
    doubt: Note | None = None


def decide(
    column: Sequence[Printed], others: Sequence[Sequence[Printed | None]], around: Around, habits: Habits
) -> Order | None:
    """Decide the order of a column of days; None where its cells agree on none.

    Args:
        column: the days, one for each entry.
        others: further columns of days of the same entries.
        around: what the file says around its table.
        habits: what tells the habits of a country.
    """
    orders = list(possible(column))
    if not orders:
        return None
    yearless = not all(map(has_year, column))
    within = _within(column, orders, around.pages, yearless=yearless)
    if len(within) == 1 < len(orders):
        ((order, period),) = within.items()
        return Order(order, note("guess_order_export", day=period.last.isoformat()))
    orders = list(within) or orders
    last = last_day(around, orders[0]) if yearless else None
    if yearless and (last is None or (around.pages is not None and not within)):
        return Order(orders[0], note("guess_order_only"), note("doubt_year"))
    if all(printed.form in ("ordered", "serial") for printed in column):
        return Order("ymd", note("guess_order_names"))
    orders = _written_alike(column, others, orders)
    if len(orders) == 1:
        return Order(orders[0], note("guess_order_only"))
    return _heaviest(_weighed(orders, column, others, around, habits, last), column[0])


def _within(
    column: Sequence[Printed], orders: Sequence[str], pages: Pages | None, *, yearless: bool
) -> dict[str, Period]:
    """Return the orders in which every day lies in the time that the pages of a PDF say, or near it, with that time."""
    found: dict[str, Period] = {}
    if pages is None:
        return found
    for order in orders:
        period = pages.period(order)
        if period is None:
            continue
        first = period.first - _BEFORE if period.first else period.last - (_LONG if yearless else _NEAR)
        days = [ordered(printed, order, period.last) for printed in column]
        if all(day is not None and first <= day <= period.last + _AFTER for day in days):
            found[order] = period
    return found


def _written_alike(
    column: Sequence[Printed], others: Sequence[Sequence[Printed | None]], orders: list[str]
) -> list[str]:
    """Leave the orders that also fit the other columns written alike: one bank writes one way."""
    writing = column[0].form, column[0].separator
    for other in others:
        alike = [printed for printed in other if printed and (printed.form, printed.separator) == writing]
        also = possible(alike) if alike else ()
        orders = [order for order in orders if order in also] or orders
    return orders


def _weighed(
    orders: Sequence[str],
    column: Sequence[Printed],
    others: Sequence[Sequence[Printed | None]],
    around: Around,
    habits: Habits,
    last: dt.date | None,
) -> Scale:
    """Weigh all that speaks for one of several orders."""
    scale = Scale(orders)
    scale.by_writing(column)
    scale.by_days_above(days_above(around))
    scale.by_place(around.said)
    scale.by_sorting(column, last)
    scale.by_constant(column)
    for other in others:
        scale.by_lag(column, other, last)
    scale.by_export(column, known_days(around))
    scale.by_habits(habits)
    return scale


def _heaviest(scale: Scale, example: Printed) -> Order:
    """Take the order that leads all others by one whole weight; else it is asked, with a day as the example."""
    leading, second, *_ = sorted(scale.weights, key=lambda order: -scale.weights[order])
    clear = scale.weights[leading] - scale.weights[second] >= _DECISIVE
    doubt = None if clear else note("doubt_order", example=" / ".join(map(str, example.numbers)))
    return Order(leading, scale.why.get(leading, (0.0, note("guess_order_only")))[1], doubt)
