"""Everything a pack is made of, gathered once: the case, its rows, every reading of them, their statements and links.

Nothing but the rows of the case is taken from a statement. Texts are as printed; `Matter.said` makes them fit to be shown.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dashboard.case_shown import CasePresenter, ShownCase
from dashboard.evidence.mask import Mask
from dashboard.i18n import Words
from dashboard.paper.document import plain
from dashboard.present import Presenter, ShownAlert, ShownRow
from detect.case import Case
from detect.casebook import Casebook
from ingest.money import decimal_text

_REFERENCES: Final = ("reference", "order_reference", "related_reference")
_LAST: Final = re.compile(r"(\d{4})\D*$")


@dataclass(frozen=True, slots=True)
class Sight:
    """One reading of a row, its raw cells as they stand in the file; `sha256` is that of the untouched upload."""

    row: ShownRow
    statement_id: int
    file: str
    sha256: str
    importer: str
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One case with all that shows it.

    Args:
        words: the language.
        as_of: the day of the pack.
        shown: the case, its log in words.
        rows: the payments of the case and the credits its log names, by time.
        gone: ids of rows that no statement shows any longer.
        alerts: those the case is about.
        sights: every reading of the rows, by row, the newest first.
        statements: those the readings stand in: cells of `Ledger.statements`.
        links: those of the rows that the person did not reject: kind, left, right, basis.
        others: rows outside the case that links lead to.
        tails: accounts as a pack names them, by label.
        mask: what cuts numbers down.
    """

    words: Words
    as_of: dt.date
    shown: ShownCase
    rows: tuple[ShownRow, ...]
    gone: tuple[str, ...]
    alerts: tuple[ShownAlert, ...]
    sights: tuple[Sight, ...]
    statements: tuple[Mapping[str, Any], ...]
    links: tuple[Mapping[str, Any], ...]
    others: Mapping[str, ShownRow]
    tails: Mapping[str, str]
    mask: Mask

    @property
    def case(self) -> Case:
        """The case."""
        return self.shown.case

    @property
    def made(self) -> dt.datetime:
        """The moment of the last line of the log, UTC; the only time that the files of a pack bear."""
        return max(dt.datetime.fromisoformat(event.noted_at) for event in self.case.events)

    def said(self, text: str) -> str:
        """Return text of a statement or of the log on one line, nothing hidden in it, numbers cut to their tails."""
        return plain(self.mask(text))

    def account(self, label: str) -> str:
        """Return an account by its institution and last four digits."""
        return self.tails.get(label, "") or self.said(label)


def gather(casebook: Casebook, case_id: str, words: Words, as_of: dt.date) -> Matter:
    """Gather what belongs to a case.

    Raises:
        UnknownName: there is no such case.
    """
    ledger, presenter = casebook.ledger, Presenter(casebook.ledger, words)
    case = casebook.cases.get(case_id)
    named = tuple(dict.fromkeys((*case.rows, *(event.text("txn_id") for event in case.live if event.text("txn_id")))))
    found = [(identity, presenter.row(identity)) for identity in named]
    rows = tuple(sorted((row for _, row in found if row), key=lambda row: (row.booked_at, row.txn_id)))
    shown = CasePresenter(casebook, presenter).case(case)
    sights = tuple(_sights(casebook, rows))
    links = tuple(_links(casebook.links(), {row.txn_id for row in rows}))
    sides = {side for link in links for side in (link["left"], link["right"])} - {row.txn_id for row in rows}
    shown_in = {sight.statement_id for sight in sights}
    return Matter(
        words=words,
        as_of=as_of,
        shown=shown,
        rows=rows,
        gone=tuple(identity for identity, row in found if row is None),
        alerts=tuple(map(presenter.alert, shown.alerts)),
        sights=sights,
        statements=tuple(one for one in _records(ledger.statements()) if one["statement_id"] in shown_in),
        links=links,
        others={side: row for side in sorted(sides) if (row := presenter.row(side))},
        tails=_tails(ledger.accounts(), case.person, words),
        mask=Mask(_kept(presenter.frame, case, rows)),
    )


def _sights(casebook: Casebook, rows: Iterable[ShownRow]) -> Iterator[Sight]:
    for row in rows:
        for cells in _records(casebook.ledger.sightings(row.txn_id)):
            raw = tuple(json.loads(cells.pop("cells")))
            yield Sight(row=row, cells=raw, **cells)


def _links(table: pd.DataFrame, rows: set[str]) -> Iterator[Mapping[str, Any]]:
    for link in _records(table):
        if rows & {link["left"], link["right"]} and link["decision"] != "rejected":
            yield link


def _tails(accounts: pd.DataFrame, person: str, words: Words) -> dict[str, str]:
    """Return the person's accounts by label, each as institution and last four digits where both are known."""
    tails = {}
    for label, last4, institution in accounts.loc[
        accounts["person"] == person, ["label", "last4", "institution"]
    ].itertuples(index=False):
        name, colon, number = label.partition(":")
        printed = _LAST.search(number)
        digits = last4 or (printed[1] if printed else "")
        key = f"letter.company.{institution}"
        if not digits and key in words:
            tails[label] = plain(" ".join((words(key), Mask()(number))).strip())
        elif digits and (institution or colon):
            tails[label] = plain(f"{words(key) if key in words else Mask()(institution or name)} …{digits}")
    return tails


def _kept(frame: pd.DataFrame, case: Case, rows: Iterable[ShownRow]) -> Iterator[str]:
    """Yield long numbers that are no accounts: our ids, references and amounts of the rows, numbers offices gave the case."""
    yield from (case.case_id, *case.alerts, *case.rows)
    yield from (event.text(name) for event in case.events for name in ("reference", "txn_id", "alert"))
    for row in rows:
        cells = frame.loc[row.txn_id]
        yield from {str(cells[name]) for name in _REFERENCES} - {str(cells["counterparty_account"])}
        for name, currency in (("amount", "currency"), ("balance", "currency"), ("original_amount", "original_currency")):  # fmt: skip
            if not pd.isna(cells[name]):
                yield from _figures(int(cells[name]), str(cells[currency]))
        yield from (f"{cells['booked_at']:%d%m%Y}", f"{cells['booked_at']:%m%d%Y}")


def _figures(amount: int, currency: str) -> tuple[str, str]:
    """Return an amount as files print it: in whole units and in minor ones."""
    return decimal_text(abs(amount), currency).partition(".")[0], str(abs(amount))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain_values = frame.astype(object).where(frame.notna(), None)
    return [dict(zip(plain_values.columns, row, strict=True)) for row in plain_values.itertuples(index=False, name=None)]  # fmt: skip
