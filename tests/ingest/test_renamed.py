"""Which row is which where a file read again gives rows other ids: by line and cells, never by guess."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from ingest import importer as registry
from ingest.importers.canonical import Canonical
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import Statement

FILE = b"""account,booked_at,amount,currency,counterparty,reference
bank:1,2026-06-01,-5.00,USD,Cafe,a
bank:1,2026-06-01,-5.00,USD,Cafe,b
bank:1,2026-06-02,-7.00,USD,Shop,c
"""


def reading(change: Callable[[pd.DataFrame, list[tuple[str, ...]]], object]) -> Canonical:
    """Return an importer under other keys that also reads something else anew; it gets rows and raw cells to change."""

    class Fixed(Canonical):
        def parse(self, source: Source) -> list[Statement]:
            found = []
            for statement in super().parse(source):
                rows, cells = statement.rows.copy(), [tuple(row) for row in statement.cells]
                change(rows, cells)
                keys = [f"fixed {key}" for key in statement.keys]
                found.append(replace(statement, rows=rows, cells=cells, keys=keys))
            return found

    return Fixed()


def followed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, change: Callable[[pd.DataFrame, list[tuple[str, ...]]], object]
) -> str:
    """Return the references whose rows are followed to themselves; any followed to another fails."""
    ledger.import_source(Source("june.csv", FILE))
    was = ledger.frame().set_index("txn_id")["reference"]
    monkeypatch.setattr(registry, "importers", lambda: (reading(change),))
    ledger.reread()
    now = ledger.frame().set_index("txn_id")["reference"]
    found = {was[one]: now[other] for one, other in ledger.renamed().items()}
    assert all(one == other for one, other in found.items())
    return "".join(sorted(found))


def test_rows_are_followed_by_their_lines_and_cells(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed(ledger, monkeypatch, lambda *_: None) == "abc"


def test_a_fix_that_reads_more_cells_is_followed_by_line_money_and_day(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def more(_: pd.DataFrame, cells: list[tuple[str, ...]]) -> None:
        cells[:] = [(*row, "more") for row in cells]

    assert followed(ledger, monkeypatch, more) == "abc"


def test_a_fix_that_counts_lines_anew_mixes_nothing_up(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def shifted(rows: pd.DataFrame, _: list[tuple[str, ...]]) -> None:
        rows["line"] += 1

    assert followed(ledger, monkeypatch, shifted) == "abc"


def test_what_is_in_doubt_is_not_followed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(rows: pd.DataFrame, cells: list[tuple[str, ...]]) -> None:
        rows["line"] += 1
        cells[:] = [(*row, "more") for row in cells]

    assert followed(ledger, monkeypatch, other) == ""


def test_reading_again_without_other_ids_renames_nothing(ledger: Ledger) -> None:
    ledger.import_source(Source("june.csv", FILE))
    ledger.reread()
    assert ledger.renamed() == {}


def test_equal_rows_of_two_files_keep_their_order_and_what_was_said_of_them(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, row = b"account,booked_at,amount,currency,counterparty,balance\n", b"bank:1,2026-06-02,-5.00,USD,Cafe,"
    ledger.import_source(Source("early.csv", head + b"bank:1,2026-06-01,-1.00,USD,Tram,\n" + row + b"\n"))
    ledger.import_source(Source("late.csv", head + row + b"\nbank:1,2026-06-03,-2.00,USD,Tram,\n"))
    (doubt,) = ledger.overlaps().to_dict("records")
    ledger.answer_overlap(str(doubt["txn_id"]), same=False)
    cafe = {name: number for number, name in shown(ledger) if number}
    monkeypatch.setattr(registry, "importers", lambda: (reading(lambda *_: None),))
    ledger.reread()
    assert len(ledger.overlaps()) == 0  # both are there, and nobody is asked again
    now = {name: number for number, name in shown(ledger) if number}
    assert {name: ledger.renamed()[identity] for name, identity in cafe.items()} == now
    ledger.undo_reread()
    assert {name: number for number, name in shown(ledger) if number} == cafe
    assert len(ledger.overlaps()) == 0


def shown(ledger: Ledger) -> list[tuple[str, str]]:
    """Return the ids of the rows of the cafe, with the file that shows each."""
    files = ledger.statements().set_index("statement_id")["file"]
    rows = ledger.frame().query("counterparty == 'Cafe'")
    return [(str(one.txn_id), str(files[one.statement_id])) for one in rows.itertuples()]
