"""A source: the rows of one account that one importer read, and the days on which they show everything.

An account may come in two formats: a bank's table and its OFX file, a PDF and a CSV, a wallet's app and its web export. Each is a
source of its own until it is proven that both show one account.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from detect.causal import codes
from detect.coverage import spans_of
from detect.view import View

SECOND_HAND: Final = (
    "canonical",
    "mapped",
    "guessed",
    "mint",
)  # tables that the institution did not write for its customers
UNNAMED: Final = "XXX"  # the currency of a file that names none
_TELLING: Final = (
    "reference", "order_reference", "related_reference", "method", "counterparty", "description", "original_currency",
)  # fmt: skip
_EPOCH: Final = 719_163  # the ordinal of 1970-01-01


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Rows of one person, account, currency and importer.

    rows: positions in the view, by moment. days: those its statements cover, in days since 1970, ascending.
    ends: balances in minor units at the end of a day, as its statements print them.
    """

    person: str
    account: str
    currency: str
    importer: str
    institution: str
    kind: str
    last4: str
    rows: np.ndarray
    days: np.ndarray
    ends: tuple[tuple[int, int], ...]

    def shows(self, days: np.ndarray, within: int = 0) -> np.ndarray:
        """Return which days (bool) it covers, or is at most `within` days from covering."""
        steps = range(-within, within + 1)
        return np.asarray(np.logical_or.reduce([np.isin(days + step, self.days) for step in steps]))

    def richness(self, view: View) -> tuple[bool, bool, bool, float, int, str, str]:
        """Return what says how much it tells of each row: the larger, the better it serves as the one that is counted."""
        filled = sum(float((view.column(name)[self.rows] != "").mean()) for name in _TELLING)
        timed = bool(view.has_time[self.rows].mean() > 1 / 2)
        own = self.importer not in SECOND_HAND
        return self.currency != UNNAMED, timed, own, round(filled, 1), len(self.rows), self.account, self.importer


def sources(view: View) -> list[Source]:
    """Return the sources of a view, in a fixed order."""
    key = codes(view.account, view.column("currency"), view.column("importer"))
    order = np.argsort(key, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(key[order])) + 1)
    statements = _by_account(view)
    found = [_source(view, rows, statements) for rows in parts if len(rows)]
    return sorted(found, key=lambda one: (one.person, one.account, one.currency, one.importer))


def _by_account(view: View) -> dict[tuple[str, str], list[Any]]:
    """Return the statements (named tuples) of each person and account."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in view.context.statements.itertuples():
        found.setdefault((row.person, row.account), []).append(row)
    return found


def _source(view: View, rows: np.ndarray, statements: dict[tuple[str, str], list[Any]]) -> Source:
    first = int(rows[0])
    person, account, currency, importer = (
        str(view.column(name)[first]) for name in ("person", "account", "currency", "importer")
    )
    facts = view.account_facts
    spans = list(_spans(statements.get((person, account), []), currency, importer))
    days = [np.arange(start, stop + 1) for start, stop, _ in spans]
    if not days:
        days = [np.arange(view.day[rows].min(), view.day[rows].max() + 1)]
    return Source(
        person, account, currency, importer, str(view.institution[first]), str(facts["kind"].array[first]),
        str(facts["last4"].array[first]), rows, np.unique(np.concatenate(days)),
        tuple((stop, closing) for _, stop, closing in spans if closing),
    )  # fmt: skip


def _spans(statements: Sequence[Any], currency: str, importer: str) -> Iterator[tuple[int, int, int | None]]:
    """Yield first day, last day and closing balance of those statements of an account that this importer read."""
    own = [
        row for row in statements if row.currency in (currency, "") and getattr(row, "importer", importer) == importer
    ]
    for spans in spans_of(own).values():
        for span in spans:
            yield span.first.toordinal() - _EPOCH, span.last.toordinal() - _EPOCH, span.closing
