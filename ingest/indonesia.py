"""What the exports of Indonesian banks have in common: rupiah in either number style, and preambles and months in Indonesian."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ingest.draft import Draft
from ingest.money import decimal_mark
from ingest.neobank import AccountsImporter
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table
from ingest.words import kinds_of

_GROUPED: Final = re.compile(r"\d\.\d{3}(?!\d)", re.ASCII)
_NUMBER: Final = re.compile(
    r"(?:(?:no\.?|nomor)\s{0,3}rek(?:ening)?|account no\.?)[\s,:;='\"]{0,9}(\d[\d.\- ]{3,29}\d)", re.IGNORECASE
)
_MONTHS: Final = {
    "januari": "January", "februari": "February", "maret": "March", "mei": "May", "juni": "June", "juli": "July",
    "agustus": "August", "oktober": "October", "desember": "December",
}  # fmt: skip
_WORD: Final = re.compile(r"[a-z]{3,9}", re.IGNORECASE)


class RupiahImporter(AccountsImporter):
    """A bank's table in rupiah: two unsigned columns, one account named in its lines or above them."""

    file_types = ("csv", "xlsx")
    sheets = True
    verified = False
    delimiters = (",", ";", "\t")
    currency = "IDR"
    mark = ""
    number_column = ""  # the heading of the account number, where each line has one

    def decimal_mark(self, cells: Sequence[str]) -> str:
        """Return the mark of a column of rupiah."""
        return rupiah_mark(cells)

    def when(self, draft: Draft) -> list[str]:
        """Return the printed moments with months in English."""
        return [english_months(cell) for cell in super().when(draft)]

    def owners(self, draft: Draft, values: dict[str, Any], table: Table) -> list[AccountHint]:
        """Name the account by the number on the line, else by the one above the table."""
        above = account_number(table.said)
        return [
            AccountHint(
                self.name.partition("_")[0], _digits(number) or above, kind="debit", currency=code, country="ID"
            )
            for number, code in zip(draft.text(self.number_column), values["currency"], strict=True)
        ]

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the words name the counterparty."""
        values = super().values(draft, table, source)
        words = [" ".join(text.split()) for text in values["description"]]
        return values | {
            "counterparty": words,
            "description": words,
            "country": "ID",
            "kind": kinds_of(words, values["amount"].tolist()),
        }


def rupiah_mark(cells: Iterable[str]) -> str:
    """Return the decimal mark of a column of rupiah, where a point before exactly three digits groups thousands.

    >>> rupiah_mark(["25.000", "7"]), rupiah_mark(["25,000"]), rupiah_mark(["1.500.000,00"]), rupiah_mark(["25000.00"])
    (',', '.', ',', '.')
    """
    seen = list(cells)
    mark = decimal_mark(seen)
    doubted = any(_GROUPED.search(cell) for cell in seen) and not any("," in cell for cell in seen)
    return "," if doubted else mark


def account_number(said: str) -> str:
    r"""Return the account that a preamble names: `No. rekening : 0000-01-000123-50-9`, `NOREK;000…`.

    >>> account_number("Nama : X\nNo. rekening : 1234567890,")
    '1234567890'
    """
    found = _NUMBER.search(said)
    return _digits(found[1]) if found else ""


def english_months(cell: str) -> str:
    """Return a date with its Indonesian month in English.

    >>> english_months("16 Agustus 2026 09:34:53")
    '16 August 2026 09:34:53'
    """
    return _WORD.sub(lambda word: _MONTHS.get(word[0].lower(), word[0]), cell)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
