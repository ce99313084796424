"""A heading alone is an answer, not an error: nothing happened in that month."""

from pathlib import Path

import pytest

from ingest.importer import importers
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.table import TableImporter
from tests.ingest.golden import samples, source_of

TABLES = [importer for importer in importers() if isinstance(importer, TableImporter)]


def bare(importer: TableImporter) -> Source | None:
    """Return one of the importer's samples up to its heading; None where all are workbooks or bring their own trouble."""
    for source in map(source_of, samples(importer.name)):
        table = None if source.is_spreadsheet else importer.table(source)
        decoded = source.decoded(*importer.encodings)
        if table and table.rows and decoded:
            lines = decoded.text.splitlines(keepends=True)[: table.rows[0].line - 1]  # a heading may span lines
            return Source(source.name, "".join(lines).encode(decoded.encoding))
    return None


@pytest.mark.parametrize("importer", TABLES, ids=lambda importer: importer.name)
def test_a_heading_without_rows_is_read_as_no_rows(importer: TableImporter, tmp_path: Path) -> None:
    source = bare(importer)
    if source is None:
        pytest.skip("its samples are workbooks")
    with Ledger(tmp_path / "ledger.db") as ledger:
        report = ledger.import_source(source)
        assert (report.status, report.importer, report.error) == ("imported", importer.name, None)
        assert (report.transactions, report.unread) == (0, 0)
        assert ledger.frame().empty
