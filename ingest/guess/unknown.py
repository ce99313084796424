"""Who reads a file that no importer claims: a saved mapping, or, where that is wanted, a guess."""

from dataclasses import replace

from ingest.errors import UnclearTable
from ingest.guess.doubts import read_doubts
from ingest.guess.guess import guess, guess_table
from ingest.guess.layout import Layout
from ingest.guess.mapping import Mapping, Shelf
from ingest.guess.reading import MappedImporter
from ingest.guess.tables import layouts
from ingest.notes import Note, note
from ingest.source import Source


def saved(source: Source, shelf: Shelf) -> MappedImporter | None:
    """Return the reader of a table whose heading the person has confirmed.

    Raises:
        UnclearTable: another bank has the same heading, as its days, balances or lines show.
    """
    unclear: list[Note] = []
    for layout in layouts(source):
        mapping = shelf.find(layout.fingerprint)
        if mapping is not None:
            found = replace(mapping, encoding=layout.encoding, delimiter=layout.delimiter, sheet=layout.sheet)
            doubts = [*_other_order(layout, found), *read_doubts(layout, found)]
            if not doubts:
                return MappedImporter(found)
            unclear += doubts
    if unclear:
        raise UnclearTable(file=source.name, doubt=unclear[0])
    return None


def _other_order(layout: Layout, mapping: Mapping) -> list[Note]:
    """Return the doubt that the days of this table follow from their own evidence in another order."""
    own = guess_table(layout)
    sure = not any(doubt.code in ("doubt_order", "doubt_date", "doubt_year") for doubt in own.doubts)
    named = any(reason.code == "guess_order_names" for reason in own.evidence)
    if own.mapping.columns.get("booked_at") != mapping.columns.get("booked_at") or named:
        return []
    return (
        [note("doubt_order", example=layout.column(mapping.one("booked_at"))[0])]
        if sure and own.mapping.order != mapping.order
        else []
    )


def guessed(source: Source) -> MappedImporter | None:
    """Return the reader of a table as it is guessed; None where the file holds no table.

    Raises:
        UnclearTable: naming what is unclear.
    """
    found = guess(source)
    if found is None:
        return None
    if not found.strong:
        raise UnclearTable(file=source.name, doubt=found.doubts[0])
    return MappedImporter(found.mapping)


def is_table(source: Source) -> bool:
    """Tell whether a file holds a table of days and amounts."""
    return any(layout.rows for layout in layouts(source))


def again(stored: Mapping, shelf: Shelf) -> MappedImporter:
    """Return the reader of a file that was read with `stored`: by now the person may have confirmed another."""
    found = shelf.find(stored.fingerprint)
    if found is None:
        return MappedImporter(stored)
    return MappedImporter(replace(found, encoding=stored.encoding, delimiter=stored.delimiter, sheet=stored.sheet))
