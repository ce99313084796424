"""Axes that speak the language: days and amounts, with labels written here and not by the browser.

Days are plotted as whole numbers since 1970. A browser that got dates would shift them into its own time zone.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt

from dashboard.i18n import Words
from dashboard.web.palette import colour
from ingest.money import DIGITS

_EPOCH: Final = dt.date(1970, 1, 1)
_MOST: Final = 8  # labels on an axis of days
_SHORT: Final = 62  # days; a shorter span is labelled by days, a longer one by months
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60)  # months


def number(day: dt.date) -> int:
    """Return the number under which a day is plotted."""
    return (day - _EPOCH).days


def major(amount: int, currency: str) -> float:
    """Return minor units as a place on an axis; for the screen only, never for a sum."""
    return float(amount / 10.0 ** DIGITS.get(currency, 2))


def ticks(first: dt.date, last: dt.date, words: Words) -> dict[int, str]:
    """Return the labels between two days: some days of a short span, first days of months of a longer one.

    >>> from dashboard.i18n import words
    >>> ticks(dt.date(2026, 1, 15), dt.date(2026, 5, 20), words("en"))
    {20485: 'Feb 2026', 20513: 'Mar', 20544: 'Apr', 20574: 'May'}
    """
    span = (last - first).days
    if span <= _SHORT:
        step = max(1, -(-span // 5))
        days = (first + dt.timedelta(days=past) for past in range(0, span + 1, step))
        return {number(day): words.day(day) for day in days}
    months = [month for month in _months(first, last) if month >= first]
    step = next((step for step in _STEPS if len(months) / step <= _MOST), _STEPS[-1])
    chosen = [month for month in months if (month.year * 12 + month.month - 1) % step == 0] or months[:1]
    return {
        number(month): words.month(f"{month:%Y-%m}") if place == 0 or month.month == 1 else _short(month, words)
        for place, month in enumerate(chosen)
    }


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the first day of every month that two days touch."""
    places = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [dt.date(place // 12, place % 12 + 1, 1) for place in places]


def _short(month: dt.date, words: Words) -> str:
    return words(f"page.month_short.m{month:%m}")


def labelled(labels: Mapping[Any, str], *, dark: bool, grid: bool = False, **more: object) -> alt.Axis:
    """Return an axis that has these labels at these values and no others."""
    values = list(labels)
    look_up = f"{json.dumps(list(labels.values()), ensure_ascii=False)}[indexof({json.dumps(values)}, datum.value)]"
    return alt.Axis(
        values=values,
        labelExpr=look_up,
        labelOverlap="greedy",
        labelColor=colour("ink", dark=dark),
        tickColor=colour("line", dark=dark),
        domainColor=colour("line", dark=dark),
        gridColor=colour("line", dark=dark),
        grid=grid,
        title=None,
        **more,
    )


def days(first: dt.date, last: dt.date, words: Words, *, dark: bool) -> dict[str, Any]:
    """Return `axis` and `scale` of an x that runs from one day to another."""
    scale = alt.Scale(domain=[number(first), max(number(last), number(first) + 1)], nice=False)
    return {"axis": labelled(ticks(first, last, words), dark=dark, grid=True), "scale": scale}


def amounts(highest: int, currency: str, words: Words, *, dark: bool) -> dict[str, Any]:
    """Return `axis` and `scale` of a y of money from nothing to at least this amount (minor units)."""
    steps = _round_steps(highest, currency)
    labels = {major(step, currency): words.money(step, currency) for step in steps}
    scale = alt.Scale(domain=[0, major(max(highest, steps[-1]), currency)], nice=False)
    # The lowest label stays on its line: raised above it, it would take the place of the next.
    return {"axis": labelled(labels, dark=dark, grid=True, labelFlush=False), "scale": scale}


def _round_steps(highest: int, currency: str) -> Sequence[int]:
    """Return round amounts from nothing up, four or five of them.

    >>> _round_steps(17250, "CNY")
    [0, 5000, 10000, 15000]
    """
    unit = 10 ** DIGITS.get(currency, 2)
    goal = max(highest, unit) / 4
    size = 1
    while size * 10 <= goal:
        size *= 10
    step = max(step for step in (size, 2 * size, 5 * size) if step <= goal)
    return list(range(0, max(highest, unit) + 1, step))[:6] if highest >= step else [0, step]
