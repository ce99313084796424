"""The benchmark of imports measures what it says: whole files, every row of them new."""

import importlib
import sys
from pathlib import Path

import pytest

from benchmarks.exports import ALIPAY_HEADING, WRITERS
from benchmarks.timing import Case
from ingest.importer import choose, importers
from ingest.ledger import Ledger
from ingest.source import Source
from tests.ingest.exports import ALIPAY, saved

bench = importlib.import_module("benchmarks.import")  # a keyword, so not by statement
ROWS = 120
READ = [kind for kind in WRITERS if kind in {importer.name for importer in importers()}]


@pytest.mark.parametrize("kind", READ)
def test_the_statements_it_writes_are_read_to_the_last_row(ledger: Ledger, kind: str) -> None:
    source = Source("bench", WRITERS[kind](ROWS, 20))
    assert choose(source).name == kind
    report = ledger.import_source(source)
    assert (report.new, report.unread, report.warnings) == (ROWS, 0, [])


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_seed_writes_the_same_statement(kind: str) -> None:
    write = WRITERS[kind]
    assert write(ROWS, 20) == write(ROWS, 20)
    assert write(ROWS, 20) != write(ROWS, 21)


def test_its_heading_is_the_real_one() -> None:
    assert ALIPAY_HEADING == ALIPAY


def test_a_lost_row_is_no_speed(tmp_path: Path) -> None:
    data = WRITERS["ofx"](ROWS, 20)
    file = saved(tmp_path, "bank.ofx", data)
    bench.imported(file, ROWS)
    bench.parsed(data, ROWS)
    with pytest.raises(SystemExit):
        bench.imported(file, ROWS + 1)
    with pytest.raises(SystemExit):
        bench.parsed(data, ROWS + 1)


def test_floors_see_every_row() -> None:
    for kind, (_, floor) in bench.FLOORS.items():
        floor(WRITERS[kind](ROWS, 20), ROWS)
        with pytest.raises(SystemExit):
            floor(WRITERS[kind](ROWS, 20), ROWS + 1)


def test_a_peer_reads_the_same_file_in_a_process_of_its_own(tmp_path: Path) -> None:
    file = saved(tmp_path, "bank.ofx", WRITERS["ofx"](ROWS, 20))
    assert bench.peer(sys.executable, "ofxparse", "ofx", file, ROWS) > 0


def test_the_table_says_what_missed_its_aim() -> None:
    found = [Case("ours", "ofx", lambda: None, 1.0, [3.0, 2.0]), Case("peer", "ofx", lambda: None, None, [4.0])]
    text = "\n".join(bench.table(found, 50_000, 2))
    assert "| ofx | ours | 2.00 | 2.50 | 1.00 MISSED |" in text
    assert "| ofx | peer | 4.00 | 4.00 |  |" in text
