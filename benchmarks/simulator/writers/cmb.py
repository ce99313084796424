"""China Merchants Bank's debit card: the netbank CSV, and the statement PDF that people turn into CSV."""

import csv
import io
from collections import Counter
from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.writers.written import Written, numbered

_NETBANK: Final = ("交易日期", "交易时间", "收入", "支出", "余额", "交易类型", "交易备注")
_STATEMENT: Final = ("记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息", "客户摘要")
# The statement is coarser about the channel than the netbank.
_SUMMARIES: Final = {
    "网联协议支付": "快捷支付",
    "银联快捷支付": "快捷支付",
    "网联退款": "快捷支付退款",
    "网联付款交易": "银联入账",
}


def write_netbank(view: View) -> Written:
    """Write the netbank export: every cell quoted, a TAB before dates and words, newest first, totals at the end."""
    head = [
        "# 招商银行交易记录",
        f"# 导出时间: [            {stamp(view.period.exported_at)}]",
        f"# 账    号: [一卡通:{view.account.number}   招商银行]",
        "# 币    种: [                         人民币]",
        f"# 起始日期: [{days.compact(view.period.first)}]   终止日期: [{days.compact(view.period.last)}]",
        "# 过滤设置:  无",
    ]
    body = io.StringIO()
    out = csv.writer(body, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    out.writerows((line,) for line in head)
    body.write("\r\n")
    out.writerow(_NETBANK)
    for row in view.rows:
        date, time = stamp(row.at).split(" ")
        amount = decimal(abs(row.amount))
        inward, outward = (amount, "") if row.amount > 0 else ("", amount)
        out.writerow(
            (
                f"\t{date.replace('-', '')}",
                f"\t{time}",
                inward,
                outward,
                decimal(row.balance),
                f"\t{row.word}",
                f"\t{row.said}",
            )
        )
    body.write("\r\n")
    out.writerows((f"# {line}",) for line in _totals(view))
    return Written(body.getvalue().encode("utf-8-sig"), numbered(view.rows, len(head) + 3))


def _totals(view: View) -> list[str]:
    counts, sums = Counter[bool](), Counter[bool]()
    for row in view.rows:
        counts[row.amount > 0] += 1
        sums[row.amount > 0] += abs(row.amount)
    return [
        f"{word}合计: {counts[inward]} 笔，共 {decimal(sums[inward])} 元"
        for word, inward in (("收入", True), ("支出", False))
    ]


def write_statement(view: View) -> Written:
    """Write the statement: signed amounts with thousands, oldest first, days only."""
    rows = tuple(reversed(view.rows))
    body = io.StringIO()
    out = csv.writer(body, lineterminator="\r\n")
    out.writerow(_STATEMENT)
    out.writerows(
        (
            days.iso(days.day_of(row.at)), "CNY", decimal(row.amount, grouped=True), decimal(row.balance, grouped=True),
            _SUMMARIES.get(row.word, row.word), _counterparty(row), row.remark,
        )
        for row in rows
    )  # fmt: skip
    return Written(body.getvalue().encode(), numbered(rows, 2))


def _counterparty(row: Row) -> str:
    return f"{row.party}{row.handle}" if row.handle else ""
