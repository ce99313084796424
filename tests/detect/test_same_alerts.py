"""One ledger, one answer: whatever order the files came in, and whether a month came late, the alerts are the same, byte for byte."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulator import PRESETS, simulate
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.detect.test_casebook import DAY

FILES = 5


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An invented life of three months, and the first half of one of its files once more, as an export of its own."""
    folder = tmp_path_factory.mktemp("life")
    paths = sorted(simulate(11, preset=PRESETS["dense"], months=3).write(folder))
    bank = next(path for path in paths if path.suffix == ".ofx")
    early = folder / f"early{bank.suffix}"
    head, *rows = bank.read_text("utf-8").split("<STMTTRN>")
    tail = rows[-1][rows[-1].index("</BANKTRANLIST>") :] if "</BANKTRANLIST>" in rows[-1] else ""
    early.write_text("<STMTTRN>".join([head, *rows[: len(rows) // 2]]) + tail, encoding="utf-8")
    return [*paths, early]


def said(paths: list[Path], folder: Path, rescans: frozenset[int] = frozenset()) -> bytes:
    """Return everything a scan says of files imported in this order, after earlier scans at some of them."""
    folder.mkdir()
    with Ledger(folder / "ledger.db") as ledger:
        book = Casebook(ledger)
        for n, path in enumerate(paths):
            assert [read.status for read in ledger.import_path(path)] == ["imported"]
            if n in rescans:
                book.scan(DAY, Settings(), dry_run=True)
        result = book.scan(DAY, Settings(since=DAY.replace(year=2020)), dry_run=True).result
    tables = [table.to_csv(index=False) for table in (result.scores, result.links, result.questions, result.coverage)]
    findings, asked = ([dataclasses.asdict(one) for one in each] for each in (result.findings, result.debits))
    return json.dumps([findings, asked, tables], default=_plain).encode()


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


@given(st.permutations(range(FILES)), st.frozensets(st.integers(0, FILES - 1), max_size=2))
@settings(max_examples=2)  # each imports and scans two ledgers
def test_alerts_do_not_depend_on_the_order_of_imports_or_on_earlier_scans(
    statements: list[Path], tmp_path_factory: pytest.TempPathFactory, order: list[int], rescans: frozenset[int]
) -> None:
    assert len(statements) == FILES
    folder = tmp_path_factory.mktemp("orders")
    once = said(statements, folder / "once")
    assert said([statements[n] for n in order], folder / "other", rescans) == once
    assert b'"kind": "unauthorized"' in once
