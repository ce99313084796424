"""WeChat Pay's bill: XLSX with the heading on row 18 and amounts as numbers (since 2026-03), or the older CSV."""

import csv
import io
from typing import Final

from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.writers import xlsx
from benchmarks.simulator.writers.written import Written, numbered, span, totals

_HEADING: Final = (
    "交易时间",
    "交易类型",
    "交易对方",
    "商品",
    "收/支",
    "金额(元)",
    "支付方式",
    "当前状态",
    "交易单号",
    "商户单号",
    "备注",
)
_NOTICES: Final = (
    "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
    "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
    "3. 本明细仅供个人对账使用",
)
_ZONE_NOTICE: Final = "4. 本账单中所有时间均为UTC+08:00时间"
_DIRECTIONS: Final = {"收入": "收入", "支出": "支出", "/": "中性交易"}


def write_xlsx(view: View) -> Written:
    """Write the workbook."""
    head = _head(view, (*_NOTICES, _ZONE_NOTICE))
    rows: list[tuple[xlsx.Cell, ...]] = [(line,) if line else () for line in head]
    rows.append(_HEADING)
    rows += [(*_before(row), xlsx.Number(decimal(abs(row.amount))), *_after(row)) for row in view.rows]
    return Written(xlsx.workbook(rows, view.period.exported_at), numbered(view.rows, len(head) + 2))


def write_csv(view: View) -> Written:
    """Write the CSV: UTF-8 with a byte-order mark, ids followed by a TAB."""
    head = _head(view, _NOTICES)
    body = io.StringIO()
    out = csv.writer(body, lineterminator="\r\n")
    out.writerows((line, *[""] * (len(_HEADING) - 1)) for line in head)
    out.writerow(_HEADING)
    for row in view.rows:
        method, status, reference, order, remark = _after(row)
        out.writerow(
            (*_before(row), f"¥{decimal(abs(row.amount))}", method, status, f"{reference}\t", f"{order}\t", remark)
        )
    return Written(body.getvalue().encode("utf-8-sig"), numbered(view.rows, len(head) + 2))


def _head(view: View, notices: tuple[str, ...]) -> list[str]:
    return [
        "微信支付账单明细",
        f"微信昵称：[{view.holder}]",
        span(view, " "),
        "导出类型：[全部]",
        f"导出时间：[{stamp(view.period.exported_at)}]",
        "",
        *totals(view, _DIRECTIONS),
        "注：",
        *notices,
        "",
        "----------------------微信支付账单明细列表--------------------",
    ]


def _before(row: Row) -> tuple[str, str, str, str, str]:
    return stamp(row.at), row.word, row.party, row.said, row.direction


def _after(row: Row) -> tuple[str, str, str, str, str]:
    return row.method, row.status, row.reference, row.order, row.remark
