"""Which days and months of which accounts the statements cover, and whether they add up."""

import datetime as dt
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
        self.spans = spans_of(context.statements)

    @classmethod
    def of(cls, statements: pd.DataFrame) -> "Covered":
        """Return what some of the statements show."""
        return cls(Context(statements=statements))

    def through(self, person: str, account: str, first: dt.date, last: dt.date) -> bool:
        """Tell whether unfiltered statements show every day from `first` to `last`."""
        reached = first
        for span in self.spans.get((person, account), ()):
            if not span.filtered and span.first <= reached:
                reached = max(reached, span.last + dt.timedelta(days=1))
        return reached > last

    def until(self, person: str, account: str) -> dt.date | None:
        """Return the last day any statement of the account shows."""
        return max((span.last for span in self.spans.get((person, account), ())), default=None)


def spans_of(statements: pd.DataFrame) -> dict[tuple[str, str], list[Span]]:
    """Return the spans of each (person, account) of a table like `Context.statements`, by their days."""
    found: dict[tuple[str, str], list[Span]] = {}
    for row, off in zip(statements.itertuples(), standing_off(statements), strict=True):
        if row.first and row.last:
            found.setdefault((row.person, row.account), []).append(_span(row, off=off))
    return {account: _bridged(sorted(spans, key=_days)) for account, spans in found.items()}


def standing_off(statements: pd.DataFrame) -> list[bool]:
    """Tell which statements do not add up, but for those whose days another one shows that does."""
    proven = statements[statements["check_status"] == "agrees"]
    own = zip(proven["person"], proven["account"], proven["currency"], proven["first"].str[:10], proven["last"].str[:10], strict=True)  # fmt: skip
    shown: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for person, account, currency, first, last in own:
        shown.setdefault((person, account, currency), []).append((first, last))
    return [
        row.check_status == "off"
        and not any(
            first <= row.first[:10] and row.last[:10] <= last
            for first, last in shown.get((row.person, row.account, row.currency), ())
        )
        for row in statements.itertuples()
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
