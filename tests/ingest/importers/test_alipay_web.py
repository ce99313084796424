import pytest

from ingest.checks import check
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import SAMPLES, named, source_of

APP, WEB = SAMPLES / "alipay" / "june.csv", SAMPLES / "alipay_web" / "june.csv"
SHARED = {  # numbers that both exports print, and the row without one
    "2026063022001", "2026061522002_R1", "2026062822003", "2026062722004", "2026062522006", "2026062422007",
    "2026062322008", "2026062022005", "2026062022005_R2", "2026061522002", "2026060922011", "",
}  # fmt: skip


def only(importer: str, source: Source) -> Statement:
    (statement,) = named(importer).parse(source)
    return statement


def keyed(importer: str, source: Source) -> dict[str, str]:
    statement = only(importer, source)
    return dict(zip(statement.rows["reference"], statement.keys, strict=True))


def test_app_and_web_give_a_payment_the_same_key() -> None:
    app, web = keyed("alipay", source_of(APP)), keyed("alipay_web", source_of(WEB))
    assert app.keys() & web.keys() == SHARED
    assert {number: app[number] for number in SHARED} == {number: web[number] for number in SHARED}


def test_another_login_on_the_web_changes_no_key_that_has_a_number() -> None:
    other = Source("web.csv", WEB.read_bytes().replace(b"138****0000", b"someone@example.com"))
    was, now = keyed("alipay_web", source_of(WEB)), keyed("alipay_web", other)
    assert {number for number in was if was[number] != now[number]} == {""}


@pytest.mark.parametrize("order", [(APP, WEB), (WEB, APP)], ids=["app first", "web first"])
def test_a_payment_in_both_exports_is_one(ledger: Ledger, order: tuple[object, ...]) -> None:
    reports = [report for path in order for report in ledger.import_path(path)]  # type: ignore[arg-type]
    assert reports[1].known + reports[1].updated == len(SHARED)
    assert len(ledger.frame()) == 14 + 13 - len(SHARED)
    assert ledger.frame()["account"].nunique() == 1


def test_the_refund_column_is_a_promise_of_the_purchase_only() -> None:
    rows = only("alipay_web", source_of(WEB)).rows
    assert dict(rows.loc[rows["refunded_amount"] > 0, ["reference", "refunded_amount"]].to_numpy()) == {
        "2026062022005": 4000,
        "2026061522002": 8900,
    }


def test_the_printed_sum_of_expenses_is_net_of_refunds() -> None:
    net = WEB.read_bytes()
    gross = net.replace("已支出:4笔,102.40元".encode("gb18030"), "已支出:4笔,231.40元".encode("gb18030"))
    assert check(only("alipay_web", Source("net", net))).status == "agrees"
    assert check(only("alipay_web", Source("gross", gross))).status == "off"


def web_row(way: str, status: str, funds: str) -> Source:
    heading = "交易号,商家订单号,交易创建时间,付款时间,类型,交易对方,商品名称,金额（元）,收/支,交易状态,成功退款（元）,资金状态"
    row = f"2026010122001,M1,2026-01-01 08:00:00,,即时到账交易,示例商店,示例,10.00,{way},{status},0.00,{funds}"
    return Source("web.csv", f"{heading}\n{row}\n".encode())


@pytest.mark.parametrize(
    ("way", "status", "funds", "amount", "moved"),
    [
        ("支出", "交易成功", "已支出", -1000, True),
        ("", "交易成功", "已收入", 1000, True),
        ("", "交易成功", "已支出", -1000, True),
        ("", "解冻成功", "解冻", 1000, True),
        ("", "交易关闭", "", -1000, False),
        ("", "已关闭", "", -1000, False),
        ("支出", "交易关闭", "已支出", -1000, True),
        ("支出", "等待付款", "待支出", -1000, False),
        ("支出", "失败", "", -1000, False),
    ],
)
def test_the_state_of_the_money_says_where_the_direction_is_silent(
    way: str, status: str, funds: str, amount: int, moved: bool
) -> None:
    rows = only("alipay_web", web_row(way, status, funds)).rows
    assert (rows["amount"].tolist(), rows["moved"].tolist()) == ([amount], [moved])


def test_an_app_export_without_categories_gives_a_payment_the_same_key() -> None:
    rows = [
        ["交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额", "收/付款方式", "交易状态", "交易订单号", "商家订单号", "备注"],
        ["2026-08-01 12:00:00", "餐饮美食", "示例餐厅", "a@b", "午餐", "支出", "105.79", "花呗", "交易成功", "ORDER-1", "", ""],
    ]  # fmt: skip
    whole, without = ("\n".join(",".join(row[:1] + row[at:]) for row in rows) + "\n" for at in (1, 2))
    (one,), (other,) = (named("alipay").parse(Source("a.csv", text.encode())) for text in (whole, without))
    assert named("alipay").detect(Source("a.csv", without.encode()))
    assert one.rows["amount"].tolist() == other.rows["amount"].tolist() == [-10579]
    assert list(one.keys) == list(other.keys)
