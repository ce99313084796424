"""Writes the XLSX samples of WeChat: `python -m tests.ingest.workbooks`, then regenerate the expected files.

Workbooks cannot be read in a diff, so what they hold is written down here. Names and numbers are made up.
"""

import datetime as dt
from pathlib import Path

import openpyxl

SAMPLES = Path(__file__).parent / "importers" / "samples" / "wechat"
HEADING = (
    "交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "商户单号", "备注",
)  # fmt: skip
Cell = str | int | float | dt.datetime | None
_at = dt.datetime.fromisoformat


def preamble(notices: int, counts: tuple[str, str, str, str]) -> list[str]:
    """Return the lines above the heading; there are three notices until 2026-03, four since."""
    return [
        "微信支付账单明细",
        "微信昵称：[示例昵称]",
        "起始时间：[2026-03-01 00:00:00] 终止时间：[2026-03-31 23:59:59]",
        "导出类型：[全部]",
        "导出时间：[2026-04-01 08:30:00]",
        "",
        *counts,
        "注：",
        *(f"{n}. 示例文件，内容均为虚构" for n in range(1, notices + 1)),
        "",
        "----------------------微信支付账单明细列表--------------------",
    ]


def write(path: Path, lines: list[str], rows: list[tuple[Cell, ...]]) -> None:
    """Write one workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in lines:
        sheet.append([line])
    for row in (HEADING, *rows):
        sheet.append(row)
    book.save(path)


def row18() -> None:
    """Heading on row 18, amounts as numbers, times as text: exports since 2026-03."""
    counts = ("共5笔记录", "收入：1笔 8.80元", "支出：3笔 1243.89元", "中性交易：1笔 100.00元")
    rows: list[tuple[Cell, ...]] = [
        ("2026-03-31 22:10:05", "商户消费", "示例超市", "00012345", "支出", 28.16, "零钱", "支付成功", "42000001", "10001", "/"),
        ("2026-03-30 09:00:00", "商户消费", "示例家电", "电饭煲", "支出", 1200, "示例银行(0000)", "已退款(￥8.80)", "42000002", "10002", "/"),
        ("2026-03-30 19:00:00", "示例家电-退款", "示例家电", "电饭煲", "收入", 8.8, "示例银行(0000)", "已退款￥8.80", "50300002", "10002", "/"),
        ("2026-03-29 18:00:00", "转账", "示例友人", "/", "支出", 15.73, "零钱", "对方已收钱", "10000043", "10003", "/"),
        ("2026-03-28 00:00:00", "零钱提现", "示例银行(0000)", "/", "/", 100, "示例银行(0000)", "提现已到账", "20700003", "/", "服务费0.10"),
    ]  # fmt: skip
    write(SAMPLES / "row18.xlsx", preamble(4, counts), rows)


def serial() -> None:
    """Times as day numbers, one of them midnight, as a workbook saved again by Excel holds them."""
    counts = ("共4笔记录", "收入：0笔 0.00元", "支出：4笔 20.30元", "中性交易：0笔 0.00元")
    rows: list[tuple[Cell, ...]] = [
        (_at("2026-03-03T12:30:15"), "商户消费", "示例面馆", "面", "支出", 12.3, "零钱", "支付成功", "42000003", "10004", None),
        (46084.5, "商户消费", "示例面馆", "汤", "支出", 5, "零钱", "支付成功", "42000004", "10005", None),
        (_at("2026-03-05"), "商户消费", "示例面馆", "午夜", "支出", 2, "零钱", "支付成功", "42000005", "10006", None),
        (_at("2026-03-06T08:00:00"), "商户消费", "示例面馆", "茶", "支出", 1, "零钱", "支付成功", None, None, None),
    ]  # fmt: skip
    write(SAMPLES / "serial.xlsx", preamble(3, counts), rows)


if __name__ == "__main__":
    row18()
    serial()
