"""The benchmark of imports measures what it says: whole files, every row of them new."""

from pathlib import Path

import pytest

from benchmarks import import_speed
from benchmarks.import_speed import Case
from ingest.importer import choose
from ingest.ledger import Ledger
from ingest.source import Source
from tests.ingest.exports import ALIPAY, saved

ROWS = 120


@pytest.mark.parametrize("importer", ["alipay", "ofx"])
def test_the_statements_it_writes_are_read_to_the_last_row(ledger: Ledger, importer: str) -> None:
    source = Source("bench", getattr(import_speed, importer)(ROWS, 20))
    assert choose(source).name == importer
    report = ledger.import_source(source)
    assert (report.new, report.unread, report.warnings) == (ROWS, 0, [])
    assert ledger.frame()["reference"].is_unique
    assert set(ledger.frame()["kind"]) > {"payment", "refund"} or importer == "ofx"


@pytest.mark.parametrize("importer", ["alipay", "ofx"])
def test_the_same_seed_writes_the_same_statement(importer: str) -> None:
    write = getattr(import_speed, importer)
    assert write(ROWS, 20) == write(ROWS, 20)
    assert write(ROWS, 20) != write(ROWS, 21)


def test_its_heading_is_the_real_one() -> None:
    assert import_speed.ALIPAY_HEADING == ALIPAY


def test_the_libraries_beside_it_read_the_same_rows(tmp_path: Path) -> None:
    import_speed.parsed(import_speed.ofx(ROWS, 20), ROWS)
    import_speed.framed(import_speed.alipay(ROWS, 20), ROWS)
    import_speed.imported(saved(tmp_path, "bank.ofx", import_speed.ofx(ROWS, 20)), ROWS)
    with pytest.raises(SystemExit):
        import_speed.imported(saved(tmp_path, "bank.ofx", import_speed.ofx(ROWS, 20)), ROWS + 1)


def test_time_that_grows_with_the_square_is_extrapolated_so() -> None:
    measured = [Case("ofxparse", n, lambda: None, seconds=[3e-5 * n + 7e-8 * n * n]) for n in (2_000, 5_000, 10_000)]
    assert import_speed.extrapolated(measured, 50_000) == pytest.approx(1.5 + 175)


def test_the_table_says_what_is_extrapolated_and_what_missed_its_target() -> None:
    found = [
        Case("ours", 50_000, lambda: None, 1.0, [3.0, 2.0]),
        *(Case("ofxparse", n, lambda: None, None, [float(n)]) for n in (2_000, 5_000, 10_000)),
    ]
    text = "\n".join(import_speed.table(found, 50_000, 2))
    assert "| ours | 50,000 | 2.50 | 2.00 | 1.00 MISSED |" in text
    assert "**extrapolated** from 2,000, 5,000, 10,000 | 50,000 | 50000 |" in text
