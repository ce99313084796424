import pytest

from ingest.checks import check
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import SAMPLES, named

JUNE = (SAMPLES / "meituan" / "june.csv").read_bytes()
HEADING = "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注"


def only(source: Source) -> Statement:
    (statement,) = named("meituan").parse(source)
    return statement


def export(*rows: str) -> Source:
    return Source("meituan.csv", "\r\n".join([HEADING, *rows, ""]).encode("utf-8-sig"))


def row(word: str, title: str, way: str, done: str = "2026-06-28 20:35:25") -> str:
    return f'2026-06-28 20:35:13,{done},{word},{title},{way},微信支付,¥22.30,¥21.17,"2606001	","m1	",/'


@pytest.mark.parametrize(
    ("word", "title", "way", "kind", "amount"),
    [
        ("支付", "示例奶茶", "支出", "payment", -2117),
        ("支付", "红包兑换券 转账", "支出", "payment", -2117),
        ("退款", "示例奶茶", "收入", "refund", 2117),
        ("还款", "【美团月付】主动还款", "支出", "repayment", -2117),
        ("还款", "【美团月付】主动还款", "不计收支", "repayment", -2117),
        ("充值", "余额充值", "不计收支", "top_up", 2117),
        ("提现", "余额提现", "不计收支", "withdrawal", -2117),
        ("退款", "示例奶茶", "不计收支", "refund", 2117),
    ],
)
def test_what_was_paid_is_the_amount(word: str, title: str, way: str, kind: str, amount: int) -> None:
    (read,) = only(export(row(word, title, way))).rows.to_dict("records")
    assert (read["kind"], read["amount"]) == (kind, amount)


@pytest.mark.parametrize("done", ["", "/"])
def test_without_a_moment_of_success_no_money_moved(done: str) -> None:
    (read,) = only(export(row("支付", "示例奶茶", "支出", done))).rows.to_dict("records")
    assert (read["status"], read["moved"]) == ("pending", False)


def test_a_file_without_that_column_is_read_all_the_same() -> None:
    heading, line = (text.split(",") for text in (HEADING, row("支付", "示例奶茶", "支出")))
    short = Source("m.csv", f"{','.join(heading[:1] + heading[2:])}\n{','.join(line[:1] + line[2:])}\n".encode())
    assert only(short).rows["moved"].tolist() == [True]
    assert only(short).keys == only(export(row("支付", "示例奶茶", "支出"))).keys


def test_the_printed_sum_of_expenses_leaves_out_repayments_and_the_count_does_not() -> None:
    assert check(only(Source("june", JUNE))).status == "agrees"
    whole = check(only(Source("june", JUNE.replace("4笔 78.30元".encode(), "4笔 126.42元".encode()))))
    fewer = check(only(Source("june", JUNE.replace("4笔 78.30元".encode(), "3笔 78.30元".encode()))))
    assert [verdict.note.facts["what"] for verdict in (whole, fewer)] == ["outflow", "outflow_count"]
