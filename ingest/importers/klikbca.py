"""Bank Central Asia (BCA), the CSV of KlikBCA: `Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo`.

Above it stand `No. rekening : …`, `Periode : 01/08/2026 - 31/08/2026` and the currency; below it `Saldo Awal`,
`Mutasi Kredit`, `Mutasi Debet` and `Saldo Akhir`. Read from other importers and their tests:

* Days are `'01/08`, with an apostrophe and without a year: the period has it. A month before the period's first belongs
  to the year it ends in.
* `PEND` instead of a day is a movement that is not booked yet; the balances below include it or not, so where one
  stands they are left out of the check.
* In English the headings are `Date,Description,Branch,Amount,,Balance`, and the lines around the table `Account No.,=,…`.
* The amount is unsigned; `DB` or `CR` stands behind it, in the same cell or in the next, which has no heading.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ingest.draft import Draft, day_end
from ingest.errors import BrokenFile
from ingest.importer import KeyCells
from ingest.indonesia import account_number
from ingest.money import minor_units
from ingest.notes import Note, note
from ingest.source import Row, Source
from ingest.statement import AccountHint, Printed, Statement
from ingest.table import Table, TableImporter, find_table, period
from ingest.words import kinds_of

_PERIOD: Final = re.compile(
    r"periode[\s,:;'\"]{0,9}(\d{2}/\d{2}/\d{4})[\s'\"]{0,3}(?:-|s/d)[\s'\"]{0,3}(\d{2}/\d{2}/\d{4})", re.IGNORECASE
)
_AMOUNT: Final = re.compile(r"([\d.,]+)\s{0,9}(DB|CR)\.?", re.IGNORECASE)
_BELOW: Final = {
    "saldo awal": "opening",
    "mutasi kredit": "inflow",
    "mutasi debet": "outflow",
    "mutasi debit": "outflow",
    "saldo akhir": "closing",
    "starting balance": "opening",
    "credit": "inflow",
    "debet": "outflow",
    "debit": "outflow",
    "ending balance": "closing",
}
_OPENING: Final = re.compile(r"'?\s*saldo awal\s*", re.IGNORECASE)
_LABEL: Final = re.compile(rf"\s*({'|'.join(_BELOW)})[\s:;=]*(-?[\d.,]*\d)?", re.IGNORECASE)
_ENGLISH: Final = {
    "Date": "Tanggal Transaksi", "Description": "Keterangan", "Branch": "Cabang", "Amount": "Jumlah", "Balance": "Saldo",
}  # fmt: skip
_NAMED: Final = re.compile(r"\d[\d,]{0,15}\.\d{2}\s{0,20}([^\d\s].*)")
_PENDING: Final = "PEND"


class KlikBca(TableImporter):
    """The movements of one account and period."""

    name = "klikbca"
    family = "klikbca"
    institution = "Bank Central Asia (BCA), KlikBCA"
    file_types = ("csv",)
    verified = False
    delimiters = (",", ";")
    currency = "IDR"
    required = ("Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "Saldo")
    aliases = _ENGLISH
    key_cells = KeyCells("", "Jumlah", "Tanggal Transaksi", texts=("Keterangan", "Cabang"))
    dates = ("%d/%m/%Y",)

    def detect(self, source: Source) -> bool:
        """Tell by the heading's cells; in English also by the column without one, where DB and CR stand."""
        rows = [row for mark in self.delimiters for row in source.head(delimiter=mark)]
        own = any({*self.required} <= {" ".join(cell.split()) for cell in row.cells} for row in rows)
        return super().detect(source) and (own or any(_is_english(row) for row in rows))

    def resembles(self, source: Source) -> bool:
        """Tell by the Indonesian heading alone: the English one is any bank's."""
        heads = (source.head(delimiter=mark) for mark in self.delimiters)
        return any(find_table(rows, self.required, loose=True) is not None for rows in heads)

    def skipped(self, row: Row) -> Note | None:
        """Pass over the totals below the table, and an opening balance that stands as its first line."""
        if any(_OPENING.fullmatch(cell) for cell in row.cells[:2]):
            return note("opening_balance")
        found = _LABEL.match(row.cells[0])
        if not found:
            return None
        return note("opening_balance" if _BELOW[found[1].lower()] == "opening" else "total")

    def parse(self, source: Source) -> list[Statement]:
        """Read the movements.

        Raises:
            BrokenFile: days without a year and no period to take it from.
        """
        table = self.table(source)
        if (
            table is not None
            and _period(table) is None
            and any(re.match(r"'?\d{2}/\d{2}$", row.cells[0]) for row in table.rows)
        ):
            raise BrokenFile("year", file=source.name)
        return super().parse(source)

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the account of the preamble."""
        return AccountHint("bca", account_number(table.said), kind="debit", currency="IDR", country="ID")

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return the period and what stands below the table."""
        facts: dict[str, Any] = {"printed": _printed(table.rows)}
        if days := _period(table):
            facts |= {"first": days[0], "last": day_end(days[1].date())}
        return facts

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the columns; the words name the other side behind the amount they repeat."""
        days = _period(table)
        printed = [cell.lstrip("'").upper() for cell in draft.text("Tanggal Transaksi")]
        pending = [day == _PENDING for day in printed]
        amounts = _amounts(draft)
        words = [cell.lstrip("'") for cell in draft.text("Keterangan")]
        return {
            "booked_at": draft.stamps([_dated(day, days) for day in printed], self.dates),
            "amount": amounts,
            "currency": [self.currency] * len(draft),
            "balance": draft.balances(draft.text("Saldo"), self.currency),
            "counterparty": [_named(text) for text in words],
            "description": [" ".join(text.split()) for text in words],
            "country": "ID",
            "kind": kinds_of(words, amounts.tolist()),
            "status": ["pending" if open_ else "posted" for open_ in pending],
        }


def _is_english(row: Row) -> bool:
    cells = [" ".join(cell.split()) for cell in row.cells]
    return {*_ENGLISH} <= {*cells} and "" in cells[: cells.index("Balance")]


def _period(table: Table) -> tuple[dt.datetime, dt.datetime] | None:
    found = _PERIOD.search(table.said)
    return period(found[1], found[2], "%d/%m/%Y") if found else None


def _dated(day: str, days: tuple[dt.datetime, dt.datetime] | None) -> str:
    """Give `DD/MM` the year of the period, and what is not booked yet the period's last day."""
    if days is None:
        return day
    first, last = days
    if day == _PENDING:
        return last.strftime("%d/%m/%Y")
    found = re.fullmatch(r"\d{2}/(\d{2})", day)
    if not found:
        return day
    return f"{day}/{last.year if int(found[1]) < first.month else first.year}"


def _amounts(draft: Draft) -> np.ndarray:
    """Read `11,100,000.00 DB`, in one cell or two."""
    unsigned, signs = [], []
    sides = draft.columns.get("") or [""] * len(draft)  # the column without a heading
    for n, (amount, side) in enumerate(zip(draft.text("Jumlah"), sides, strict=True)):
        found = _AMOUNT.fullmatch(f"{amount} {side}".strip())
        if not found and amount:
            draft.problem(n, note("direction_unknown", value=f"{amount} {side}".strip()))
        unsigned.append(found[1] if found else "")
        signs.append(-1 if found and found[2].upper() == "DB" else 1)
    signed: np.ndarray = np.array(signs, dtype=np.int64) * draft.amounts(unsigned, "IDR")
    return signed


def _named(words: str) -> str:
    """Return who stands behind the amount in a transfer's words, else the words.

    >>> _named("TRSF E-BANKING DB 2509/FTSCY/WS95051     150000.00 CONTOH NAMA"), _named("BIAYA ADM")
    ('CONTOH NAMA', 'BIAYA ADM')
    """
    found = _NAMED.search(words)
    return " ".join((found[1] if found else words).split())


def _printed(rows: Sequence[Row]) -> Printed:
    """Read the lines below the table."""
    found: dict[str, int] = {}
    for row in rows[-8:]:
        label = _LABEL.match(row.cells[0])
        if not label:
            continue
        # without quotes an amount's thousands are cells of their own
        apart = [label[2], *row.cells[1:]] if label[2] else [next(filter(_is_amount, row.cells[1:]), "")]
        amount = minor_units(",".join(cell.strip() for cell in apart if cell.strip()), "IDR")
        if isinstance(amount, int):
            found[_BELOW[label[1].lower()]] = amount
    if any(row.cells[0].strip(" '").upper() == _PENDING for row in rows):
        found.pop("closing", None)
    return Printed(**found)


def _is_amount(cell: str) -> bool:
    return any(character.isdigit() for character in cell)
