"""Alipay's web page export: sixteen padded columns in GB18030, the moments of order and payment, and where the money is.

It shows the app export's payments under the same numbers, without the way of payment; what came back of a purchase
stands on the purchase's own row as well.
"""

from typing import Final

from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.writers.written import Written, numbered, span

_HEADING: Final = (
    "交易号", "商家订单号", "交易创建时间", "付款时间", "最近修改时间", "交易来源地", "类型", "交易对方", "商品名称", "金额（元）", "收/支",
    "交易状态", "服务费（元）", "成功退款（元）", "备注", "资金状态",
)  # fmt: skip
_WIDE: Final = 20
_PLACE: Final = "其他（包括阿里巴巴和外部商家）"


def write(view: View) -> Written:
    """Write one export, newest row first."""
    head = [
        "支付宝交易记录明细查询",
        f"账号:[{view.account.number}]",
        span(view, "    "),
        f"{'-' * 33}交易记录明细列表{'-' * 36}",
        _line(_HEADING),
    ]
    body = [_line(_cells(row)) for row in view.rows]
    tail = ["-" * 84, f"共{len(view.rows)}笔记录", f"导出时间:[{stamp(view.period.exported_at)}]    用户:{view.holder}"]
    text = "\n".join((*head, *body, *tail)) + "\n"
    return Written(text.encode("gb18030"), numbered(view.rows, len(head) + 1))


def _line(cells: tuple[str, ...]) -> str:
    return ",".join(f"{cell:<{_WIDE}}" for cell in cells) + ","


def _cells(row: Row) -> tuple[str, ...]:
    when, kind = stamp(row.at), "转账" if row.kind == "transfer" else "即时到账交易"
    return (
        row.reference, row.order, when, when if row.moved else "", when, _PLACE, kind, _plain(row.party), _plain(row.said),
        decimal(abs(row.amount)), row.direction, row.status, "0.00", decimal(row.refunded), "", _money(row),
    )  # fmt: skip


def _plain(text: str) -> str:
    return text.replace(",", "，")


def _money(row: Row) -> str:
    """Return where the money is: out, in, moved between one's own pockets, frozen, or nothing where none moved."""
    if not row.moved:
        return ""
    if row.kind == "hold":
        return "冻结" if row.amount < 0 else "解冻"
    if row.direction == "支出":
        return "已支出"
    return "已收入" if row.direction == "收入" or row.kind == "refund" else "资金转移"
