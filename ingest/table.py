"""Importers that are declared as a heading plus a column map.

A bank whose export is one table is a `TableImporter` of a few class attributes. A wallet with its own vocabulary
overrides `values`.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

import numpy as np

from ingest.draft import Draft, instants, times_printed
from ingest.errors import BrokenFile
from ingest.heading import FEWEST, SEARCHED, Table, find_table, loosely, may_be_among, nearly_table, words_in
from ingest.importer import Importer, Nearly
from ingest.money import decimal_mark
from ingest.notes import Note, note
from ingest.source import Row, Source
from ingest.statement import AccountHint, Line, Statement

__all__ = ["Table", "TableImporter", "find_table", "guess_warning", "nearly_table", "period", "refuse_cut"]

_TOTAL = re.compile(r"[合总小]\s*计|(?:grand |sub)?totals?", re.IGNORECASE)  # where a day or a number should stand
_SHORT = 12  # characters


def refuse_cut(table: Table, source: Source, *encodings: str) -> None:
    """Refuse a file that ends in the middle of a line: the lines after it are missing too.

    Raises:
        BrokenFile: its last line has no end and fewer cells than the others, or ends inside a character.
    """
    if not table.rows or not source.breaks_off(*encodings):
        return
    decoded = source.decoded(*encodings)
    usual = min((len(row.cells) for row in table.rows[-6:-1]), default=len(table.heading))
    if len(table.rows[-1].cells) < usual or (decoded is not None and decoded.cut):
        raise BrokenFile("cut", file=source.name, line=table.rows[-1].line)


def guess_warning(source: Source, hints: Sequence[str]) -> list[Line]:
    """Return a remark where the text was read in an encoding that nobody declared."""
    decoded = source.decoded(*hints)
    return [Line(0, note("guessed_encoding", encoding=decoded.encoding), "")] if decoded and decoded.guessed else []


class TableImporter(Importer):
    """An importer declared by its table.

    `required` recognises the heading, or one of `variants` does; `columns` maps schema columns to headings. Amounts are one signed column
    (`amount`, times `sign`), or two unsigned ones (`amount_in`, `amount_out`).
    """

    may_be_empty = True
    required: ClassVar[tuple[str, ...]]
    variants: ClassVar[tuple[tuple[str, ...], ...]] = ()  # other headings that show the format as surely
    forbidden: ClassVar[tuple[str, ...]] = ()  # headings that make it another format
    columns: ClassVar[dict[str, str]]
    aliases: ClassVar[Mapping[str, str]] = {}  # other spellings and languages of a heading -> the name used here
    delimiters: ClassVar[tuple[str, ...]] = (",", ";", "\t")  # a spreadsheet may write another than the institution
    mark: ClassVar[str] = "."  # the decimal mark; empty: decided from all amounts of the file together
    dates: ClassVar[tuple[str, ...]] = ("%Y-%m-%d",)
    sign: ClassVar[int] = 1  # -1 for cards that print purchases as positive
    currency: ClassVar[str]
    zone: ClassVar[str] = ""
    encodings: ClassVar[tuple[str, ...]] = ()
    sheets: ClassVar[bool] = False  # may also come as XLSX or XLS
    text: ClassVar[bool] = True  # may come as CSV

    def detect(self, source: Source) -> bool:
        """Tell by the heading's cells."""
        table = self._find(source, whole=False)
        return table is not None and not set(self.forbidden) & set(table.heading)

    def resembles(self, source: Source) -> bool:
        """Tell by the heading's cells, whatever became of their capitals, brackets and spaces."""
        table = self._find(source, whole=False, loose=True)
        return table is not None and not set(map(loosely, self.forbidden)) & set(map(loosely, table.heading))

    def table(self, source: Source) -> Table | None:
        """Return the table of the file, from its text or its first sheets."""
        return self._find(source, whole=True) or self._find(source, whole=True, loose=True)

    def _find(self, source: Source, *, whole: bool, loose: bool = False) -> Table | None:
        if source.is_spreadsheet:
            return self._sheet_table(source, loose=loose)
        read = source.rows if whole else source.head
        for delimiter in self.delimiters if self.text else ():
            if not (whole or loose) and not self._may_hold(source, delimiter):
                continue
            table = self._table(read(*self.encodings, delimiter=delimiter), loose=loose)
            if table is not None:
                return table
        return None

    def _may_hold(self, source: Source, delimiter: str) -> bool:
        """Tell whether the heading can be in the text: dozens of importers ask, so its words are gathered once."""
        read = partial(source.head, *self.encodings, delimiter=delimiter)
        words = source.once(f"words {delimiter} {self.encodings}", lambda: words_in(read()))
        return any(may_be_among(words, wanted, self.aliases) for wanted in (self.required, *self.variants))

    def _table(self, rows: Sequence[Row], *, loose: bool) -> Table | None:
        if all(len(row.cells) < FEWEST for row in rows[:SEARCHED]):
            return None  # another delimiter, or no table
        tables = (find_table(rows, wanted, self.aliases, loose=loose) for wanted in (self.required, *self.variants))
        return next((table for table in tables if table is not None), None)

    def _sheet_table(self, source: Source, *, loose: bool) -> Table | None:
        for index in range(3 if self.sheets else 0):
            try:
                table = self._table(source.sheet(index), loose=loose)
            except BrokenFile:
                return None
            if table is not None:
                return table
        return None

    def nearly(self, source: Source) -> Nearly | None:
        """Look for the heading with a column or two missing."""
        if source.is_spreadsheet:
            with suppress(BrokenFile):
                return self._nearly(source.sheet()) if self.sheets else None
        heads = (source.head(*self.encodings, delimiter=delimiter) for delimiter in self.delimiters if self.text)
        return next(filter(None, map(self._nearly, heads)), None)

    def _nearly(self, rows: Sequence[Row]) -> Nearly | None:
        return nearly_table(rows, self.required, self.forbidden, self.aliases)

    def parse(self, source: Source) -> list[Statement]:
        """Read the table.

        Raises:
            BrokenFile: no such table, or one that ends in the middle of a line.
        """
        if source.is_spreadsheet:
            source.sheet()  # a damaged or encrypted workbook says so here
        table = self.table(source)
        if table is None:
            raise BrokenFile("no_table", file=source.name, format=self.institution)
        if table.rows and self.skipped(table.rows[-1]) is None:
            refuse_cut(table, source, *self.encodings)
        draft = Draft(table.rows, table.heading, self._needed(table), respelled=table.respelled)
        draft.set_aside(table.astray, note("above_heading"))
        for n, row in enumerate(draft.rows):
            reason = self.skipped(row) or _repeated(row, table)
            if reason is not None:
                draft.skip(n, reason)
        return self.statements(draft, table, source)

    def statements(self, draft: Draft, table: Table, source: Source) -> list[Statement]:
        """Make the one statement of the table."""
        account = self.account(table, source)
        values = self.values(draft, table, source)
        values.setdefault("zone", self.zone)
        keys = self.keys(draft, values, account)
        facts = {"warnings": guess_warning(source, self.encodings), **self.facts(table, source)}
        return [draft.finish(account, values, keys, flow=self.flow(draft, values), **facts)]

    def _needed(self, table: Table) -> int:
        """Return how many cells a line needs to reach the last required column; what follows may be left out."""
        known = next(wanted for wanted in (self.required, *self.variants) if set(wanted) <= set(table.heading))
        return max(map(table.heading.index, known)) + 1

    def skipped(self, row: Row) -> Note | None:  # noqa: ARG002
        """Say why the format declares this line no transaction, or None."""
        return None

    def account(self, table: Table, source: Source) -> AccountHint:
        """Say whose statement it is."""
        raise NotImplementedError

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return what the preamble says: the fields of Statement that `Draft.finish` takes."""
        return {}

    def flow(self, draft: Draft, values: dict[str, Any]) -> np.ndarray | None:  # noqa: ARG002
        """Return how the statement counts each line, None for the sign of the amount."""
        return None

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return the schema columns as the declaration maps them."""
        columns = self.columns
        values: dict[str, Any] = {
            name: draft.numbers(heading) if name.endswith("reference") else draft.text(heading)
            for name, heading in columns.items()
            if name not in ("booked_at", "time", "value_on", "amount", "amount_in", "amount_out", "currency", "balance")
        }
        currencies = draft.currencies(draft.text(columns.get("currency", "")), self.currency)
        when = self.when(draft)
        stamps, has_time = draft.stamps(when, self.formats(draft), serial=self.sheets), times_printed(when)
        values |= {
            "currency": currencies,
            "booked_at": stamps,
            "has_time": has_time,
            "instant": instants(stamps, self.zone, has_time),
            "amount": self.amount(draft, currencies),
        }
        if "balance" in columns:
            cells = draft.text(columns["balance"])
            values["balance"] = draft.balances(cells, currencies, mark=self.decimal_mark(cells))
        return values

    def when(self, draft: Draft) -> list[str]:
        """Return the printed date of each line, joined with its time where that is a column of its own."""
        days = draft.text(self.columns["booked_at"])
        if "time" not in self.columns:
            return days
        return [f"{day} {time}".strip() for day, time in zip(days, draft.text(self.columns["time"]), strict=True)]

    def formats(self, draft: Draft) -> tuple[str, ...]:  # noqa: ARG002
        """Return the date formats of the table."""
        return self.dates

    def amount(self, draft: Draft, currencies: list[str]) -> np.ndarray:
        """Return signed minor units."""
        columns = self.columns
        if "amount" in columns:
            cells = draft.text(columns["amount"])
            signed: np.ndarray = self.sign * draft.amounts(cells, currencies, mark=self.decimal_mark(cells))
            return signed
        cells_in, cells_out = draft.text(columns["amount_in"]), draft.text(columns["amount_out"])
        for n, (one, other) in enumerate(zip(cells_in, cells_out, strict=True)):
            if not one and not other:
                draft.problem(n, note("amount_missing"))
        mark = self.decimal_mark([*cells_in, *cells_out])
        inflow = draft.amounts(cells_in, currencies, mark=mark, optional=True)
        outflow = draft.amounts(cells_out, currencies, mark=mark, optional=True)
        net: np.ndarray = np.abs(inflow) - np.abs(outflow)
        return net

    def decimal_mark(self, cells: Sequence[str]) -> str:
        """Return the declared decimal mark, or the one that all these cells together show."""
        return self.mark or decimal_mark(cells)

    def keys(self, draft: Draft, values: dict[str, Any], account: AccountHint) -> list[str]:
        """Return each line's key as `key_cells` declares it."""
        return draft.keys(self.family, self.key_cells, values, account.number)


def _repeated(row: Row, table: Table) -> Note | None:
    """Pass over the heading where a page repeats it, and a total that a spreadsheet put below the table."""
    if row.cells == table.printed:
        return note("heading")
    first = row.cells[0].strip() if row.cells else ""
    return note("total") if first and len(first) < _SHORT and _TOTAL.fullmatch(first) else None


def period(first: str, last: str, fmt: str) -> tuple[dt.datetime, dt.datetime] | None:
    """Read a printed period; None where it is not in that form."""
    try:
        return dt.datetime.strptime(first, fmt), dt.datetime.strptime(last, fmt)  # noqa: DTZ007  (wall time, as printed)
    except ValueError:
        return None
