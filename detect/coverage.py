"""Which days and months of which accounts the statements cover, and whether they add up."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from detect.context import Context

COLUMNS: Final = ("person", "account", "month", "state")


class Span(NamedTuple):
    """Days one statement covers, both included, in order of those days.

    `printed` tells that the statement names its period; else it is the days of its first and last row. `filtered`: it
    shows only some rows. `opening` and `closing` are its balances in minor units, None where unknown.
    """

    first: dt.date
    last: dt.date
    off: bool
    filtered: bool
    printed: bool
    currency: str
    opening: int | None
    closing: int | None


class Covered:
    """The spans of every account, by their days, to ask whether a day was watched."""

    def __init__(self, context: Context) -> None:
        self.spans = spans_of(list(context.statements.itertuples()))
        self._whole = {account: _stretches(spans) for account, spans in self.spans.items()}

    @classmethod
    def of(cls, statements: pd.DataFrame) -> "Covered":
        """Return what some of the statements show."""
        return cls(Context(statements=statements))

    def through(self, person: str, account: str, first: dt.date, last: dt.date) -> bool:
        """Tell whether unfiltered statements show every day from `first` to `last`."""
        stretches = self._whole.get((person, account), [])
        before = bisect_right(stretches, (first, dt.date.max)) - 1
        return first > last or (before >= 0 and stretches[before][1] >= last)

    def until(self, person: str, account: str) -> dt.date | None:
        """Return the last day any statement of the account shows."""
        return max((span.last for span in self.spans.get((person, account), ())), default=None)


def spans_of(statements: Sequence[Any]) -> dict[tuple[str, str], list[Span]]:
    """Return the spans of each (person, account), by their days.

    Args:
        statements: rows of a table like `Context.statements`, as `itertuples` gives them.
    """
    found: dict[tuple[str, str], list[Span]] = {}
    for row, off in zip(statements, standing_off(statements), strict=True):
        if row.first and row.last:
            found.setdefault((row.person, row.account), []).append(_span(row, off=off))
    return {account: _bridged(sorted(spans, key=_days)) for account, spans in found.items()}


def _stretches(spans: Sequence[Span]) -> list[tuple[dt.date, dt.date]]:
    """Join the unfiltered spans of one account that overlap or follow each other; first and last day of each stretch."""
    joined: list[tuple[dt.date, dt.date]] = []
    for span in spans:
        if span.filtered:
            continue
        if joined and span.first <= joined[-1][1] + dt.timedelta(days=1):
            joined[-1] = joined[-1][0], max(joined[-1][1], span.last)
        else:
            joined.append((span.first, span.last))
    return joined


def standing_off(statements: Sequence[Any]) -> list[bool]:
    """Tell which statements (rows as for `spans_of`) do not add up, but for those whose days another one shows that does."""
    shown: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in statements:
        if row.check_status == "agrees" and row.first and row.last:
            shown.setdefault((row.person, row.account, row.currency), []).append((row.first[:10], row.last[:10]))
    return [
        row.check_status == "off"
        and not any(
            first <= row.first[:10] and row.last[:10] <= last
            for first, last in shown.get((row.person, row.account, row.currency), ())
        )
        for row in statements
    ]


def _span(row: Any, *, off: bool) -> Span:  # noqa: ANN401  (a named tuple of pandas)
    first, last = dt.date.fromisoformat(row.first[:10]), dt.date.fromisoformat(row.last[:10])
    if row.exported_at:  # the day of the export is not over in it
        last = min(last, dt.date.fromisoformat(row.exported_at[:10]))
    opening, closing = (None if pd.isna(end) else int(end) for end in (row.opening, row.closing))
    filtered = bool(row.filtered) if pd.notna(row.filtered) else False
    return Span(first, last, off, filtered, bool(row.printed_period), row.currency, opening, closing)


def _days(span: Span) -> tuple[dt.date, dt.date]:
    return span.first, span.last


def connected(span: Span, later: Span) -> bool:
    """Tell whether the balances prove that nothing moved in between. That both are zero proves nothing."""
    return span.closing is not None and span.closing == later.opening != 0


def _bridged(spans: list[Span]) -> list[Span]:
    """Let a statement reach up to the next one of its currency, where the balances prove that nothing moved in between."""
    bridged = list(spans)
    latest: dict[str, int] = {}
    for n, span in enumerate(spans):
        before = latest.get(span.currency)
        if before is not None and spans[before].last < span.first and connected(spans[before], span):
            bridged[before] = spans[before]._replace(last=span.first - dt.timedelta(days=1))
        if before is None or span.last >= spans[before].last:
            latest[span.currency] = n
    return bridged


def coverage(context: Context, as_of: dt.date) -> pd.DataFrame:
    """Return a row for every month of every account, from its first statement to `as_of`.

    Returns:
        person, account, month (YYYY-MM) and state: `covered` (every day of it up to `as_of`), `partly`, `missing`
        (no statement), `off` (covered by a statement that does not add up).
    """
    rows = [
        (person, account, month, state)
        for (person, account), spans in sorted(Covered(context).spans.items())
        for month, state in _months(spans, as_of)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _months(spans: list[Span], as_of: dt.date) -> list[tuple[str, str]]:
    first = min(span.first for span in spans).replace(day=1)
    begins = min(span.first for span in spans)
    states = []
    while first <= as_of:
        after = (first + dt.timedelta(days=32)).replace(day=1)
        last = min(after - dt.timedelta(days=1), as_of)
        touching = [span for span in spans if span.first <= last and span.last >= first]
        states.append((first.strftime("%Y-%m"), _state(max(first, begins), last, touching)))
        first = after
    return states


def _state(first: dt.date, last: dt.date, touching: list[Span]) -> str:
    if not touching:
        return "missing"
    if any(span.off for span in touching):
        return "off"
    reached = first
    for span in touching:
        if span.first <= reached:
            reached = max(reached, span.last + dt.timedelta(days=1))
    return "covered" if reached > last else "partly"
