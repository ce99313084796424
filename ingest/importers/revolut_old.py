"""Revolut, the statement of 2018 to 2020: `Completed Date ; Description ; Paid Out (EUR) ; Paid In (EUR) ; …`.

Semicolons with spaces around them, one currency a file, named in the headings. Two unsigned columns; `Exchange Out` and
`Exchange In` repeat an amount in the other currency. Days as `28 Sep 2019`, `Sep 28, 2019` or `2018 August 28`, by the
telephone. Some telephones left out the current year; such a line is read where the name of the file says the year, and
stays unread where nothing does.

Seen only in the sources of other importers.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.days import read_day
from ingest.draft import Draft
from ingest.heading import loosely
from ingest.importer import KeyCells
from ingest.money import DIGITS
from ingest.neobank import converted
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter
from ingest.words import kinds_of

_NAMES: Final = ("Paid Out", "Paid In", "Balance")
_CODE: Final = re.compile(r"paidout\(([a-z]{3})\)")  # of a heading compared loosely
_YEAR: Final = re.compile(r"(?<!\d)20[12]\d(?!\d)")
_OTHER: Final = re.compile(r"([A-Z]{3})\s?(\d[\d.,]*)")


class RevolutOld(TableImporter):
    """The statement of one currency."""

    name = "revolut_old"
    family = "revolut_old"
    institution = "Revolut (2018–2020)"
    guide = "revolut"
    file_types = ("csv",)
    verified = False
    delimiters = (";", ",", "\t")
    currency = "XXX"
    mark = ""
    required = ("Completed Date", "Description", "Paid Out", "Paid In", "Balance")
    aliases = {f"{name} ({code})": name for name in _NAMES for code in DIGITS} | {"Reference": "Description"}
    key_cells = KeyCells("", "Paid Out", "Completed Date", texts=("Description",), also=("Paid In",))
    columns = {
        "booked_at": "Completed Date",
        "amount_in": "Paid In",
        "amount_out": "Paid Out",
        "balance": "Balance",
        "currency": "Currency",
        "counterparty": "Description",
        "description": "Description",
        "category": "Category",
    }
    dates = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y %B %d", "%Y %b %d", "%Y-%m-%d")

    def account(self, table: Table, source: Source) -> AccountHint:
        """Return the account of the currency in the headings, the one that the later statements name too."""
        rows = (row for mark in self.delimiters for row in source.head(delimiter=mark) if row.line == table.line)
        found = next(filter(None, (_CODE.search(loosely(cell)) for row in rows for cell in row.cells)), None)
        code = found[1].upper() if found else self.currency
        return AccountHint("revolut", code, kind="debit", currency=code)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns in the currency of the headings."""
        code = self.account(table, source).currency
        draft.columns["Currency"] = [code] * len(draft)
        draft.columns["Completed Date"] = _with_year(draft.text("Completed Date"), source.name)
        values = super().values(draft, table, source)
        amounts = np.asarray(values["amount"]).tolist()
        pairs = zip(draft.text("Exchange Out"), draft.text("Exchange In"), strict=True)
        other = [_OTHER.fullmatch(out or into) for out, into in pairs]
        kinds = kinds_of(values["description"], amounts)
        return values | {
            "kind": ["exchange" if before else kind for before, kind in zip(other, kinds, strict=True)],
            **converted(
                [before[2] if before else "" for before in other],
                [before[1] if before else "" for before in other],
                amounts,
                values["currency"],
            ),
        }


def _with_year(days: list[str], name: str) -> list[str]:
    """Return days that name their month in any language, with the year that the file's name says where they lack one.

    Only the current year was left out, so it is later than all that are printed.
    """
    said = max(map(int, _YEAR.findall(name)), default=0)
    latest = max((int(year) for day in days for year in _YEAR.findall(day)), default=0)
    return [_iso(day, said if said > latest else None) for day in days]


def _iso(cell: str, year: int | None) -> str:
    day = read_day(cell) if any(map(str.isalpha, cell)) else None
    if day is None or not (day.year or year):
        return cell
    return f"{day.year or year}-{day.month:02d}-{day.day:02d}"
