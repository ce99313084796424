"""How many days of a person's past the statements show: money a day is money by days that were watched, not by the calendar."""

from collections.abc import Iterable

import numpy as np

from detect.causal import runs
from detect.coverage import Covered, Span
from detect.view import DAY, View

_EPOCH = np.datetime64(0, "D")


def covered_days(view: View, positions: np.ndarray, group: np.ndarray, covered: Covered | None = None) -> np.ndarray:
    """Return for each row the days (float64) from the first row of its group up to it that a statement of the group's accounts shows.

    All days count for a group none of whose accounts has statements.

    Args:
        view: of the scan.
        positions: of rows.
        group: int64 code of each of them.
        covered: what the view's statements show, where it is known already.
    """
    days = view.wall[positions] / DAY
    shown, covered = np.zeros(len(positions)), covered or Covered(view.context)
    order = np.argsort(group, kind="stable")
    for rows in runs(order, group[order]):
        spans = [span for account in _accounts(view, positions[rows]) for span in covered.spans.get(account, ())]
        until = _shown_until(spans, days[rows])
        shown[rows] = until - _shown_until(spans, days[rows].min(keepdims=True))
    return shown


def watched_days(view: View, positions: np.ndarray) -> np.ndarray:
    """Return for each row the days (float64) since the first that a statement of its account shows, or since its first row without one."""
    begun, covered = view.wall[positions] / DAY, Covered(view.context)
    result = np.zeros(len(positions))
    account = view.account[positions]
    order = np.argsort(account, kind="stable")
    for rows in runs(order, account[order]):
        (owner,) = _accounts(view, positions[rows])
        first = min((np.datetime64(span.first) - _EPOCH for span in covered.spans.get(owner, ())), default=None)
        begin = begun[rows].min()
        result[rows] = begun[rows] - (begin if first is None else min(begin, float(first.astype(np.int64))))
    return result


def _accounts(view: View, positions: np.ndarray) -> set[tuple[str, str]]:
    """Return person and label of the accounts of some rows."""
    first = positions[np.unique(view.account[positions], return_index=True)[1]]
    person, account = view.column("person"), view.column("account")
    return {(str(person[row]), str(account[row])) for row in first.tolist()}


def _shown_until(spans: Iterable[Span], days: np.ndarray) -> np.ndarray:
    """Return how many days (with fractions) some spans show together up to each moment; all that passed where there is none."""
    stretches = _stretches(spans)
    if not len(stretches):
        return days
    begins, ends = stretches[:, 0], stretches[:, 1]
    before = np.concatenate(([0.0], np.cumsum(ends - begins)))
    place = np.searchsorted(begins, days, side="right") - 1
    within = np.clip(days - begins[np.maximum(place, 0)], 0.0, (ends - begins)[np.maximum(place, 0)])
    return np.asarray(np.where(place < 0, 0.0, before[np.maximum(place, 0)] + within))


def _stretches(spans: Iterable[Span]) -> np.ndarray:
    """Return first day and the day after the last (float64 days since 1970) of each stretch, those that touch joined."""
    joined: list[list[float]] = []
    for first, last in sorted((span.first, span.last) for span in spans):
        begin, end = (float((np.datetime64(day) - _EPOCH).astype(np.int64)) for day in (first, last))
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end + 1)
        else:
            joined.append([begin, end + 1])
    return np.array(joined, dtype=np.float64).reshape(-1, 2)
