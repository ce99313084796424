import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.checks import check
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import SAMPLES, named

JUNE = (SAMPLES / "jd" / "june.csv").read_bytes()
HEADING = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注"


def only(source: Source) -> Statement:
    (statement,) = named("jd").parse(source)
    return statement


def bought(amount: str = "131.77", goods: str = "示例卫衣", method: str = "示例银行卡(0000)", way: str = "支出") -> str:
    return f"2026-06-28 13:27:56\t,京东平台商户,{goods},{amount},{method},交易成功,{way},服饰内衣,3001\t,1901\t, ,"


def export(*rows: str) -> Source:
    return Source("jd.csv", "\n".join([HEADING, *rows, ""]).encode("utf-8-sig"))


@pytest.mark.parametrize(
    ("cell", "refunded", "status"),
    [
        ("131.77", 0, "posted"),
        ("131.77(已退款89.84)", 8984, "partly_refunded"),
        ("131.77（已退款 ￥89.84）", 8984, "partly_refunded"),
        ("131.77(已退款131.77)", 13177, "refunded"),
        ("131.77(已退款999.00)", 13177, "refunded"),
        ("131.77(已全额退款)", 13177, "refunded"),
    ],
)
def test_the_amount_cell_says_what_came_back(cell: str, refunded: int, status: str) -> None:
    (row,) = only(export(bought(cell))).rows.to_dict("records")
    assert (row["amount"], row["refunded_amount"], row["status"]) == (-13177, refunded, status)


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_a_rewritten_amount_keeps_the_key(gross: int, back: int) -> None:
    def yuan(fen: int) -> str:
        return f"{fen // 100}.{fen % 100:02d}"

    plain = only(export(bought(yuan(gross))))
    partly = only(export(bought(f"{yuan(gross)}(已退款{yuan(back)})")))
    fully = only(export(bought(f"{yuan(gross)}(已全额退款)", way="不计收支")))
    assert plain.keys == partly.keys == fully.keys


def test_a_refund_later_is_an_update_and_no_new_payment(ledger: Ledger) -> None:
    ledger.import_source(export(bought()))
    refund = bought("131.77", "退款-示例卫衣", way="不计收支").replace("交易成功", "退款成功")
    report = ledger.import_source(export(refund, bought("131.77(已全额退款)", way="不计收支")))
    assert (report.new, report.updated) == (1, 1)
    rows = ledger.frame().sort_values("amount")
    assert rows["amount"].tolist() == [-13177, 13177]
    assert rows["status"].tolist() == ["refunded", "posted"]


def test_an_order_to_be_paid_later_is_not_the_payment(ledger: Ledger) -> None:
    later, paid = bought("35.61", method="先享后付", way="不计收支"), bought("35.61")
    ledger.import_source(export(later))
    assert ledger.frame()[["status", "moved"]].to_numpy().tolist() == [["pending", False]]
    assert ledger.import_source(export(paid, later)).new == 1
    rows = ledger.frame().sort_values("moved")
    assert rows["moved"].tolist() == [False, True]
    assert rows["amount"].tolist() == [-3561, -3561]


def test_an_order_and_its_payment_stay_two_rows_when_the_amount_moves_to_the_payment(ledger: Ledger) -> None:
    ledger.import_source(export(bought("35.61", method="先享后付", way="不计收支")))
    report = ledger.import_source(export(bought("35.61"), bought("0.00", method="先享后付", way="不计收支")))
    assert (report.new, report.updated) == (2, 0)


def test_the_printed_sum_of_expenses_is_net_of_refunds() -> None:
    gross = JUNE.replace("支出：5笔(含1笔部分退款)，227.23元".encode(), "支出：5笔(含1笔部分退款)，317.07元".encode())
    assert check(only(Source("june", JUNE))).status == "agrees"
    verdict = check(only(Source("june", gross)))
    assert (verdict.status, verdict.note.facts["what"]) == ("off", "outflow")


def test_a_title_does_not_decide_what_a_purchase_is() -> None:
    rows = only(export(*(bought("9.00", goods) for goods in ("红包封", "基金入门", "转账机", "提现攻略")))).rows
    assert set(rows["kind"]) == {"payment"}


def test_the_columns_may_come_in_any_order() -> None:
    row = bought("131.77(已退款89.84)").split(",")
    turned = Source("jd.csv", f"{','.join(reversed(HEADING.split(',')))}\n{','.join(reversed(row[:11]))}\n".encode())
    assert only(turned).keys == only(export(bought())).keys
