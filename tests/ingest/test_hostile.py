"""Text written by strangers comes in whole: nothing is lost, changed or obeyed on the way into the ledger."""

import json
from pathlib import Path

import pytest

from ingest.ledger import Ledger
from ingest.source import Source
from ingest.text import merchant_key
from ingest.words import kind_of
from tests.ingest.exports import Paid, alipay, at
from tests.ingest.golden import named
from tests.ingest.hostile import ENTRIES, SAMPLE, TWICE, Entry, text

ENTRY_OF = {entry.order: entry for entry in ENTRIES}
TEXTS = ("counterparty", "category", "description", "method", "reference", "order_reference")


def imported(ledger: Ledger) -> dict[str, dict[str, object]]:
    """Return the rows of the sample by reference, as they come back out of the store."""
    (report,) = ledger.import_path(SAMPLE)
    assert report.error is None
    return {row["reference"]: row for row in ledger.frame().to_dict("records")}


def printed(entry: Entry) -> tuple[str, ...]:
    cells = (entry.counterparty, entry.category, entry.goods, entry.method, entry.order, entry.merchant_order)
    return tuple(cell.strip() for cell in cells)


def test_the_hostile_sample_is_what_its_writer_writes() -> None:
    assert SAMPLE.read_bytes() == text().encode("gb18030")


def test_no_hostile_row_is_lost(ledger: Ledger) -> None:
    (report,) = ledger.import_path(SAMPLE)
    assert (report.lines, report.new, report.skipped, report.unread) == (len(ENTRIES), len(ENTRIES), 0, 0)
    assert report.statements[0].check_status == "agrees"


@pytest.mark.parametrize("order", ENTRY_OF, ids=lambda order: order[:13])
def test_hostile_text_is_kept_verbatim(ledger: Ledger, order: str) -> None:
    row = imported(ledger)[order]
    assert tuple(row[name] for name in TEXTS) == printed(ENTRY_OF[order])


def test_raw_cells_keep_hostile_text_too(ledger: Ledger) -> None:
    """All but the mark that stands between stored cells; it becomes a space, and moves no cell."""
    for order, row in imported(ledger).items():
        (cells,) = ledger.sightings(str(row["txn_id"]))["cells"]
        ids = (f"{order}\t", f"{ENTRY_OF[order].merchant_order}\t", ENTRY_OF[order].remark, "")
        wanted = [cell.replace("\x1f", " ") for cell in (*ENTRY_OF[order][:9], *ids)]
        assert json.loads(cells) == wanted


def test_the_hostile_shop_charges_twice_under_one_order(ledger: Ledger) -> None:
    """What later tests look for in an alert."""
    twice = [row for row in imported(ledger).values() if row["counterparty"] == TWICE]
    assert [row["amount"] for row in twice] == [-188_00, -188_00]
    assert len({row["order_reference"] for row in twice}) == 1
    assert len({row["txn_id"] for row in twice}) == 2


@pytest.mark.parametrize("code", [0, 1, 7, 8, 27, 31, 127, 0x9B])
def test_a_control_character_in_a_name_keeps_no_statement_from_being_read(code: int) -> None:
    name = f"示例{chr(code)}商店"
    (statement,) = named("alipay").parse(Source("a.csv", alipay([Paid(at("2026-06-05T08:00:00"), -2500, name, "A1")])))
    assert statement.rows["counterparty"].tolist() == [name]


def test_only_the_beginning_of_an_endless_name_is_understood() -> None:
    """Thousands of wallet prefixes, each hiding behind another, would take minutes; the name itself is kept whole."""
    assert merchant_key("示例" * 5_000) == "示例" * 200
    assert kind_of("示例" * 5_000 + " refund", 1) == "income"


def test_the_sample_lies_where_other_tests_look_for_it() -> None:
    assert Path(__file__).parent / "importers" / "samples" / "alipay" / "hostile.csv" == SAMPLE
