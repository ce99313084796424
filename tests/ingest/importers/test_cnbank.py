"""What holds for every Chinese bank's export, and the traps of single ones."""

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cnbank import ChineseBank, moment_text
from ingest.errors import BrokenFile
from ingest.importer import choose, importers
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import keys, named, samples, source_of

BANKS = [importer.name for importer in importers() if isinstance(importer, ChineseBank)]
CASES = [(name, sample) for name in BANKS for sample in samples(name)]
by_case = pytest.mark.parametrize(("name", "sample"), CASES, ids=lambda value: getattr(value, "stem", value))

_FIRST, _LAST = dt.datetime.fromisoformat("2000-01-01"), dt.datetime.fromisoformat("2099-12-31")
BOCOM = "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额\n"
CCB = "记账日,交易日期,支出,收入,摘要,对方户名,交易地点\n"


def records(source: Source) -> list[list[str]]:
    return [row.cells for row in source.rows("gb18030")]


def written(rows: list[list[str]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def read(text: str, name: str = "download.csv") -> list[Statement]:
    source = Source(name, text.encode())
    return choose(source).parse(source)


def amounts(text: str) -> list[int]:
    return [int(amount) for statement in read(text) for amount in statement.rows["amount"]]


def said(statements: list[Statement]) -> list[object]:
    """Return all that was read but for line numbers."""
    return [
        (
            statement.account,
            statement.printed,
            statement.rows.drop(columns="line").to_dict("list"),
            [line.note for line in (*statement.skipped, *statement.unread)],
        )
        for statement in statements
    ]


@by_case
def test_a_workbook_reads_like_the_text(name: str, sample: Path) -> None:
    source = source_of(sample)
    book, data = openpyxl.Workbook(), io.BytesIO()
    for cells in records(source):
        book.active.append(cells)
    book.save(data)
    workbook = Source(sample.name, data.getvalue())
    assert choose(workbook).name == name
    assert repr(said(choose(workbook).parse(workbook))) == repr(said(named(name).parse(source)))


@by_case
def test_tabs_between_the_cells_read_like_commas(name: str, sample: Path) -> None:
    source = source_of(sample)
    tabbed = Source(sample.name, written([[cell.strip("\t") for cell in row] for row in records(source)], "\t"))
    assert choose(tabbed).name == name
    assert keys(choose(tabbed).parse(tabbed)) == keys(named(name).parse(source))


@by_case
def test_columns_may_stand_in_another_order_beside_unknown_ones(name: str, sample: Path) -> None:
    source, importer = source_of(sample), named(name)
    assert isinstance(importer, ChineseBank)
    table = importer.table(source)
    assert table is not None
    above = [row.cells for row in table.preamble]
    lines = [row.cells[: len(table.heading)] for row in table.rows if importer.skipped(row) is None]
    moved = [["", "甲", *reversed([*cells, *[""] * (len(table.heading) - len(cells))])] for cells in lines]
    again = Source(sample.name, written([*above, ["", "新的一列", *reversed(table.heading)], *moved]))
    assert keys(choose(again).parse(again)) == keys(importer.parse(source))


@given(moment=st.datetimes(_FIRST, _LAST).map(lambda at: at.replace(microsecond=0)))
def test_a_moment_is_the_same_however_it_is_spelled(moment: dt.datetime) -> None:
    wanted = moment.isoformat(sep=" ")
    clock = f"{moment:%H%M%S}"
    for day in (
        f"{moment:%Y%m%d}",
        f"{moment:%Y-%m-%d}",
        f"{moment.year}/{moment.month}/{moment.day}",
        f"{moment:%Y年%m月%d日}",
    ):
        assert moment_text(day, f"{moment:%H:%M:%S}") == moment_text(f"{day}  {moment:%H:%M:%S}") == wanted
        assert moment_text(day, clock) == moment_text(day, f"{moment:%Y-%m-%d %H:%M:%S}") == wanted
        assert moment_text(day) == moment_text(day, "--") == moment_text(day, "77:57:11") == wanted[:10]


@given(st.text(max_size=40))
def test_what_is_no_moment_stays_as_it_is_or_becomes_a_day(text: str) -> None:
    assert moment_text(text) == text or len(moment_text(text)) in (10, 19)


def test_a_negative_expense_among_others_takes_one_back() -> None:
    assert amounts(CCB + "20260601,20260601,12.00,0.00,消费,甲,\n20260601,20260602,-12.00,0.00,冲正,甲,\n") == [
        -1200,
        1200,
    ]


def test_a_minus_on_every_expense_only_repeats_the_heading() -> None:
    assert amounts(CCB + "20260601,20260601,-12.00,0.00,消费,甲,\n20260602,20260602,0.00,5.00,汇兑,甲,\n") == [
        -1200,
        500,
    ]


def test_a_bill_without_signs_goes_by_its_words_and_never_guesses() -> None:
    lines = ["消费 甲", "退货 甲", "信用卡还款 乙", "自动购汇扣款 丙", "预借现金 丁", "甲 消费"]
    (statement,) = read(BOCOM + "".join(f"2026-01-10,2026-01-10,{line},CNY 1.00,CNY 1.00\n" for line in lines))
    assert statement.rows["amount"].tolist() == [-100, 100, 100, -100]
    assert [(line.number, line.note.code) for line in statement.unread] == [
        (6, "direction_unknown"),
        (7, "direction_unknown"),
    ]


def test_a_bill_without_a_year_and_without_a_month_is_refused() -> None:
    with pytest.raises(BrokenFile) as refused:
        read(BOCOM + "01/10,01/10,消费 甲,CNY 1.00,CNY 1.00\n")
    assert refused.value.code == "broken_file.year"


def test_a_bill_without_a_year_takes_it_from_the_name_of_its_file() -> None:
    (statement,) = read(BOCOM + "12/30,01/02,消费 甲,CNY 1.00,CNY 1.00\n", "账单2026年1月.csv")
    assert str(statement.rows["booked_at"][0])[:10] == "2025-12-30"
    assert str(statement.rows["value_on"][0])[:10] == "2026-01-02"


def test_totals_of_several_currencies_are_compared_with_nothing() -> None:
    heading = "交易日期,记账日期,摘要,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名\n"
    rows = "2026-01-01,2026-01-01,消费,,1.00,人民币,,1.00,人民币,-1.00,甲\n2026-01-01,2026-01-01,消费,,2.00,美元,,2.00,美元,-2.00,甲\n"
    (statement,) = read(heading + rows + "合计金额,,,0.00,3.00,,0.00,3.00,\n")
    assert statement.printed.outflow is None
    (alone,) = read(heading + rows.splitlines()[0] + "\n合计金额,,,0.00,1.00,,0.00,1.00,\n")
    assert alone.printed.outflow == 100


def test_the_currency_of_the_preamble_goes_for_every_line() -> None:
    (statement,) = read("币　　种：,港币\n账　　号：,6227*****0001\n" + CCB + "20260601,20260601,12.00,0.00,消费,甲,\n")
    assert statement.rows["currency"].tolist() == ["HKD"]
    assert statement.account.number == "6227*****0001"


def test_a_column_without_a_name_says_nothing() -> None:
    (statement,) = read("记账日,,交易日期,支出,收入,摘要,对方户名\n20260601,甲,20260601,12.00,0.00,消费,乙\n")
    assert (statement.account.number, statement.account.currency) == ("", "CNY")
    assert not statement.unread


def test_a_currency_that_stands_nowhere_is_the_banks_own_and_told() -> None:
    (told,) = read(CCB + "20260601,20260601,12.00,0.00,消费,甲,\n")
    assert told.rows["currency"].tolist() == ["CNY"]
    assert [(line.note.code, line.note.facts) for line in told.warnings] == [("currency_assumed", {"currency": "CNY"})]
    (named_above,) = read("币　　种：,港币\n" + CCB + "20260601,20260601,12.00,0.00,消费,甲,\n")
    assert not named_above.warnings


def test_a_netbank_statement_in_dollars_is_not_read_as_yuan() -> None:
    heading = "交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n"
    (statement,) = read("# 币    种: [美元]\n" + heading + "20260601,09:00:00,,12.00,88.00,消费,甲\n")
    assert (statement.account.currency, statement.rows["currency"].tolist()) == ("USD", ["USD"])
