"""Which days and months of which accounts the statements cover, and whether they add up."""

import datetime as dt
from typing import Final, NamedTuple

import pandas as pd

from detect.context import Context

COLUMNS: Final = ("person", "account", "month", "state")


class Span(NamedTuple):
    """Days one statement covers, both included; `off` where it does not add up, `filtered` where it shows only some rows."""

    first: dt.date
    last: dt.date
    off: bool
    filtered: bool


class Covered:
    """The spans of every account, to ask whether a day was watched."""

    def __init__(self, context: Context) -> None:
        self.spans: dict[tuple[str, str], list[Span]] = {}
        table = context.statements
        for person, account, first, last, exported, filtered, status in zip(
            *(
                table[name]
                for name in ("person", "account", "first", "last", "exported_at", "filtered", "check_status")
            ),
            strict=True,
        ):
            if first and last:
                stop = dt.date.fromisoformat(last[:10])
                if exported:  # the day of the export is not over in it
                    stop = min(stop, dt.date.fromisoformat(exported[:10]))
                span = Span(
                    dt.date.fromisoformat(first[:10]),
                    stop,
                    status == "off",
                    bool(filtered) if pd.notna(filtered) else False,
                )
                self.spans.setdefault((person, account), []).append(span)

    def through(self, person: str, account: str, first: dt.date, last: dt.date) -> bool:
        """Tell whether unfiltered statements show every day from `first` to `last`."""
        reached = first
        for span in sorted(self.spans.get((person, account), ())):
            if not span.filtered and span.first <= reached:
                reached = max(reached, span.last + dt.timedelta(days=1))
        return reached > last

    def until(self, person: str, account: str) -> dt.date | None:
        """Return the last day any statement of the account shows."""
        return max((span.last for span in self.spans.get((person, account), ())), default=None)


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
    for span in sorted(touching):
        if span.first <= reached:
            reached = max(reached, span.last + dt.timedelta(days=1))
    return "covered" if reached > last else "partly"
