"""A table and a mapping make statements: one for each account and currency, with every line accounted for."""

from typing import Any, ClassVar

import numpy as np

from ingest.errors import BrokenFile
from ingest.guess import proof
from ingest.guess.layout import Layout
from ingest.guess.mapping import GUESSED, MAPPED, Mapping
from ingest.guess.pages import Pages
from ingest.guess.tables import read_again, refuse_cut
from ingest.guess.values import days, money, words
from ingest.guess.values.lines import doubt_shifted, name_bare, set_aside
from ingest.guess.values.table import MappedTable
from ingest.guess.values.whose import FAMILY, accounts, keys
from ingest.importer import Importer, KeyCells
from ingest.notes import note
from ingest.source import Source
from ingest.statement import Line, Statement
from ingest.words import kinds_of


class MappedImporter(Importer):
    """Reads the tables of one mapping; it claims no file of its own accord."""

    family = FAMILY
    institution: ClassVar[str] = "any table"
    file_types = ("csv", "xlsx", "xls")
    key_cells = KeyCells(reference="", amount="", date="")
    verified = False

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.name = MAPPED if mapping.confirmed else GUESSED  # type: ignore[misc]

    def detect(self, source: Source) -> bool:  # noqa: ARG002
        """Claim nothing: the mapping was chosen for the file."""
        return False

    def parse(self, source: Source) -> list[Statement]:
        """Read the table that the mapping describes.

        Raises:
            BrokenFile: the file has no such table, or breaks off.
        """
        layout = read_again(source, self.mapping.encoding, self.mapping.delimiter, self.mapping.sheet)
        if layout is None or layout.fingerprint != self.mapping.fingerprint:
            raise BrokenFile("no_table", file=source.name, format=self.mapping.name)
        refuse_cut(layout, source)
        return read(layout, self.mapping, source)


def read(layout: Layout, mapping: Mapping, source: Source | None = None) -> list[Statement]:
    """Read a table with a mapping: all columns whole, then parted by account and currency.

    `source` is the file that it is in, if its encoding may be remarked on.
    """
    table = MappedTable.under(layout, mapping)
    set_aside(table)
    table.draft.set_aside(layout.astray, note("above_heading"))
    values = _values(table)
    hints, group = accounts(table, values["currency"])
    facts: list[dict[str, Any]] = [
        {"warnings": _warnings(source, mapping) if n == 0 else []} for n in range(len(hints))
    ]
    if layout.pages is not None and len(hints) == 1:
        facts[0] |= _printed(table, layout.pages, values, hints[0].currency or mapping.currency)
    return table.draft.finish_all(
        hints,
        group,
        values,
        keys(table, values, hints, group),
        facts=facts,
        has_reference=np.array([mapping.unique and bool(number) for number in values["reference"]], dtype=bool),
    )


def _values(table: MappedTable) -> dict[str, Any]:
    """Read the schema's columns. A line keeps the first problem that it has, so the order matters."""
    codes = words.currencies(table)
    stamps, has_time = days.stamps(table)
    moved = money.signed_amounts(table, codes)
    values: dict[str, Any] = dict(words.texts(table))
    values |= {"currency": codes, "booked_at": stamps, "has_time": has_time, "amount": moved, "zone": ""}
    if table.has("value_on"):
        values["value_on"] = days.days(table, "value_on")
    if table.has("balance"):
        values["balance"] = money.balances(table, codes)
    if table.has("fee"):
        values["fee"] = money.fees(table, codes)
    values |= money.originals(table, codes, moved) | words.statuses(table)
    said = zip(values["description"], values["counterparty"], values["category"], strict=True)
    values["kind"] = kinds_of(map(" ".join, said), moved.tolist())
    doubt_shifted(table)
    name_bare(table)
    return values


def _printed(table: MappedTable, pages: Pages, values: dict[str, Any], currency: str) -> dict[str, Any]:
    """Return what the pages of a PDF print about the whole."""
    ways = proof.readers(pages, table.mapping.mark, currency, running=table.has("balance"))
    changes = (values["amount"] + values.get("fee", 0))[table.draft.usable].tolist()
    return {"printed": proof.printed(pages, ways, changes)}


def _warnings(source: Source | None, mapping: Mapping) -> list[Line]:
    said = [] if mapping.confirmed else [Line(0, note("guessed"), "")]
    if source is None or not source.is_text or not mapping.encoding or mapping.encoding.startswith("utf"):
        return said
    return [*said, Line(0, note("guessed_encoding", encoding=mapping.encoding), "")]
