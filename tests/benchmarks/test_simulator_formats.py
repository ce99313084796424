"""Every written file is what its institution would print, and the ledger reads all of it."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from benchmarks.simulator import FORMATS, simulate
from benchmarks.simulator.writers import xlsx
from ingest.importer import importers
from ingest.ledger import Ledger
from ingest.source import Source
from tests.benchmarks.exports import Exports

IMPORTERS = {
    "alipay": "alipay", "alipay_web": "alipay_web", "wechat_xlsx": "wechat", "wechat_csv": "wechat", "cmb_netbank": "cmb_netbank",
    "cmb_statement": "cmb_debit", "ofx_sgml": "ofx", "ofx_xml": "ofx", "canonical": "canonical",
    "canonical_minute": "canonical", "canonical_day": "canonical",
}  # fmt: skip
UNCHECKED = ("ofx_sgml", "ofx_xml")  # an OFX statement prints a closing balance only
CANONICAL = ("canonical", "canonical_minute", "canonical_day")


@pytest.mark.parametrize("name", IMPORTERS)
def test_exactly_one_importer_claims_the_file(name: str, dense: Exports) -> None:
    source = Source(dense.of(name).name, dense.of(name).read_bytes())
    assert [importer.name for importer in importers() if importer.detect(source)] == [IMPORTERS[name]]


@pytest.mark.parametrize("name", IMPORTERS)
def test_the_ledger_reads_every_line_and_the_statement_agrees_with_itself(
    name: str, dense: Exports, tmp_path: Path
) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        (report,) = ledger.import_path(dense.of(name))
    (listed,) = (file for file in dense.truth["files"] if file["format"] == name)
    assert (report.error, report.unread, report.transactions) == (None, 0, listed["rows"])
    if name not in (*UNCHECKED, *CANONICAL):
        assert [statement.check_status for statement in report.statements] == ["agrees"]
    assert all(statement.check_status != "off" for statement in report.statements)


def test_the_ledger_shows_what_the_life_says(dense: Exports, tmp_path: Path) -> None:
    """Amounts, signs, statuses, promises and references, row by row, through importers that know nothing of the simulator."""
    life, period = dense.life, dense.life.periods()[0]
    with Ledger(tmp_path / "ledger.db") as ledger:
        for name in ("alipay", "wechat_xlsx", "cmb_netbank", "ofx_sgml"):
            list(ledger.import_path(dense.of(name)))
        frame = ledger.frame()
    for name in ("alipay", "wechat_xlsx", "cmb_netbank", "ofx_sgml"):
        account = FORMATS[name].accounts[0]
        view = life.view(account, period)
        lines = FORMATS[name].write([view]).lines
        shown = frame[frame["importer"] == IMPORTERS[name]].set_index("line")
        for row in view.rows:
            read = shown.loc[lines[row.id]]
            assert (read["amount"], read["status"], read["moved"], read["refunded_amount"], read["related_reference"]) == (
                row.amount, row.state, row.moved, row.refunded, row.related,
            )  # fmt: skip
            assert read["reference"] == row.reference


def test_overlapping_exports_count_nothing_twice(tmp_path: Path) -> None:
    life = simulate(4, months=7)
    with Ledger(tmp_path / "whole.db") as ledger:
        for path in life.write(tmp_path / "whole"):
            list(ledger.import_path(path))
        whole = ledger.frame()
    with Ledger(tmp_path / "parts.db") as ledger:
        paths = life.write(tmp_path / "parts", split="overlapping")
        known = sum(report.known + report.updated for path in paths for report in ledger.import_path(path))
        parts = ledger.frame()
    assert known > 100
    assert sorted(whole["txn_id"]) == sorted(parts["txn_id"])


def test_a_wallet_rewrites_the_status_of_an_old_row() -> None:
    """An export made before the refund still says that the purchase stands."""
    for seed in range(20):
        life = simulate(seed, months=5)
        whole = {row.id: row.status for row in life.view("wallet2", life.periods()[0]).rows}
        for period in life.periods("monthly"):
            for row in life.view("wallet2", period).rows:
                if row.status != whole[row.id]:
                    assert row.status in ("支付成功", "已转账", "对方已收钱")
                    assert "退" in whole[row.id]
                    return
    pytest.fail("no refund crossed the end of a month in twenty lives")


def test_alipay_prints_thirteen_fields_and_ids_that_end_in_a_tab(dense: Exports) -> None:
    lines = dense.of("alipay").read_bytes().decode("gb18030").split("\n")
    heading = next(n for n, line in enumerate(lines) if line.startswith("交易时间,"))
    assert lines[0] == "-" * 84
    for cells in csv.reader(lines[heading + 1 : -1]):
        assert len(cells) == 13
        assert cells[9].endswith("\t")
        assert cells[9][:8].isdigit()


def test_wechat_puts_its_heading_where_the_years_put_it(dense: Exports) -> None:
    sheet = openpyxl.load_workbook(dense.of("wechat_xlsx")).active
    assert sheet["A18"].value == "交易时间"
    assert isinstance(sheet["F19"].value, float | int)
    rows = list(csv.reader(io.StringIO(dense.of("wechat_csv").read_text(encoding="utf-8-sig"), newline="")))
    assert rows[16][0] == "交易时间"
    assert rows[17][5].startswith("¥")


def test_a_workbook_carries_no_clock() -> None:
    one, two = (xlsx.workbook([("a", xlsx.Number("1.50"))], 10**9) for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as book:
        assert {member.date_time[0] for member in book.infolist()} == {2001}


def test_order_numbers_have_the_wallets_shapes(dense: Exports) -> None:
    period = dense.life.periods()[0]
    for row in dense.life.view("wallet", period).rows:
        number, _, suffix = row.reference.partition("_")
        assert len(number) == 28
        assert number.isdigit()
        assert bool(suffix) == (row.kind == "refund")
    for row in dense.life.view("wallet2", period).rows:
        if row.word == "商户消费":
            assert row.reference.startswith("4200")
            assert len(row.reference) == 28
        elif row.word.endswith("-退款") and row.word != "转账-退款":
            assert row.reference.startswith("503")


def test_references_are_unique_but_for_what_is_the_same_order(dense: Exports) -> None:
    for account in ("wallet", "wallet2", "card"):
        references = [row.reference for row in dense.life.view(account, dense.life.periods()[0]).rows]
        assert len(references) == len(set(references))
