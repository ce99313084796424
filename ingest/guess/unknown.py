"""Who reads a file that no importer claims: a saved mapping, or, where that is wanted, a guess."""

from dataclasses import replace

from ingest.errors import UnclearTable
from ingest.guess.guess import guess
from ingest.guess.layout import layouts
from ingest.guess.mapping import Mapping, Shelf, fingerprint
from ingest.guess.reading import MappedImporter
from ingest.source import Source


def saved(source: Source, shelf: Shelf) -> MappedImporter | None:
    """Return the reader of a table whose heading the person has confirmed."""
    for layout in layouts(source):
        mapping = shelf.find(fingerprint(layout.heading, layout.headed))
        if mapping is not None:
            found = replace(mapping, encoding=layout.encoding, delimiter=layout.delimiter, sheet=layout.sheet)
            return MappedImporter(found)
    return None


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
