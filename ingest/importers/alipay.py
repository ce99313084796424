"""Alipay 支付宝, the app's export for one's own books (开具交易流水证明 → 用于个人对账): CSV in GB18030 inside an AES ZIP.

Twelve columns under a preamble of 22 to 25 lines; lines end in a comma, ids in a TAB, old exports pad cells with
spaces. What the words mean was read from public samples and importers:

* `收/支` has a third value, 不计收支: refunds, repayments, moves between balance, fund and bank. Some refunds come as
  收入 instead.
* `交易关闭` with a funding method is a purchase that was paid and then refunded: the refund is a row of its own, whose
  order number is the purchase's plus `_` and a suffix. Without a method it was cancelled before any money moved.
* A later export rewrites the status of an old row, so status, direction and category are no part of its identity.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from ingest.draft import Draft, instants
from ingest.errors import BrokenFile
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import INFLOW, NEUTRAL, OUTFLOW, AccountHint, Statement
from ingest.table import Table, find_table
from ingest.wallet import WalletImporter, printed_totals, wallet_facts, without_slash

_DIRECTIONS: Final = {"支出": OUTFLOW, "收入": INFLOW, "不计收支": NEUTRAL, "其他": NEUTRAL, "/": NEUTRAL, "": NEUTRAL}
_UNPAID: Final = ("等待付款", "等待买家付款", "已取消")
_CASHBOOK: Final = ("记录时间", "分类", "收支类型", "金额", "账户", "来源")

# Rows that count as neither income nor expense: pattern in category, status and goods; kind; which way money went.
_NEUTRAL_KINDS: Final = tuple(
    (re.compile(pattern), kind, sign)
    for pattern, kind, sign in (
        (r"退款|退税", "refund", 1),
        (r"收益发放|利息", "interest", 1),
        (r"还款", "repayment", -1),
        (r"放款|借款到账", "loan", 1),
        (r"充值成功|余额充值|充值-", "top_up", 1),  # 充值缴费 is the category of phone and power bills
        (r"提现|提取", "withdrawal", -1),
        (r"解冻", "hold", 1),
        (r"冻结", "hold", -1),
        (r"转出|卖出|赎回|取出", "exchange", 1),
        (r"转入|买入|攒入|存入|申购|定投|余额宝|理财|基金", "exchange", -1),
        (r"转账", "transfer", -1),
    )
)


class Alipay(WalletImporter):
    """The app export; claims the bookkeeping export (记账本) too, only to say which one to take instead."""

    name = "alipay"
    family = "alipay"
    institution = "Alipay 支付宝"
    file_types = ("csv", "zip")
    required = (
        "交易时间",
        "交易分类",
        "交易对方",
        "商品说明",
        "收/支",
        "金额",
        "收/付款方式",
        "交易状态",
        "交易订单号",
    )
    forbidden = ("商户名称", "交易说明")  # JD's export, which has most of the others
    key_cells = KeyCells("交易订单号", "金额", "交易时间", texts=("交易对方", "商品说明"), scoped=False)

    def detect(self, source: Source) -> bool:
        """Tell by the heading of either export."""
        return super().detect(source) or find_table(source.head(*self.encodings), _CASHBOOK) is not None

    def parse(self, source: Source) -> list[Statement]:
        """Read the app export.

        Raises:
            BrokenFile: it is the bookkeeping export, which has no order numbers to follow a payment by.
        """
        if find_table(source.head(*self.encodings), _CASHBOOK) is not None:
            raise BrokenFile("alipay_cashbook", file=source.name)
        return super().parse(source)

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet with its masked login."""
        login = re.search(r"支付宝账户：\s*([^,\s]+)", table.said)
        return AccountHint("alipay", login.group(1) if login else "", kind="wallet", currency="CNY", country="CN")

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return period, export time, filter and printed totals."""
        printed = printed_totals(table.said, inflow="收入", outflow="支出", neutral="不计收支")
        return {**wallet_facts(table.said, "导出交易类型"), "printed": printed}

    def flow(self, draft: Draft, values: dict[str, Any]) -> np.ndarray:  # noqa: ARG002
        """Return the direction column, which is how the statement counts."""
        return np.array([_DIRECTIONS.get(cell, NEUTRAL) for cell in draft.text("收/支")], dtype=np.int8)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the twelve columns."""
        stamps = draft.stamps(draft.text("交易时间"), self.dates, serial=True)
        has_time = np.ones(len(draft), dtype=bool)  # also at midnight, which a spreadsheet shows as a day
        directions = draft.words(draft.text("收/支"), _DIRECTIONS, "direction_unknown")
        unsigned = np.abs(draft.amounts(draft.text("金额"), "CNY"))
        statuses = draft.text("交易状态")
        methods = without_slash(draft.text("收/付款方式"))
        said = map(
            " ".join, zip(draft.text("交易分类"), statuses, draft.text("商品说明"), draft.text("交易对方"), strict=True)
        )
        read = [_kind(direction, words) for direction, words in zip(directions, said, strict=True)]
        kinds = [kind for kind, _ in read]
        moved = [_moved(status, method) for status, method in zip(statuses, methods, strict=True)]
        references = draft.text("交易订单号")
        return {
            "booked_at": stamps,
            "has_time": has_time,
            "instant": instants(stamps, self.zone, has_time),
            "amount": unsigned * np.array([sign for _, sign in read], dtype=np.int64),
            "currency": [self.currency] * len(draft),
            "country": "CN",
            "counterparty": without_slash(draft.text("交易对方")),
            "counterparty_account": without_slash(draft.text("对方账号")),
            "description": draft.text("商品说明"),
            "category": draft.text("交易分类"),
            "kind": kinds,
            "status": [_status(status) for status in statuses],
            "moved": moved,
            "refunded_amount": unsigned * np.array(_owed(kinds, statuses, moved), dtype=np.int64),
            "method": methods,
            "reference": references,
            "order_reference": draft.text("商家订单号"),
            "related_reference": [
                _purchase(reference, kind) for reference, kind in zip(references, kinds, strict=True)
            ],
        }


def _kind(direction: int, words: str) -> tuple[str, int]:
    """Return the kind of a row and which way its money goes."""
    if direction == NEUTRAL:
        found = ((kind, sign) for pattern, kind, sign in _NEUTRAL_KINDS if pattern.search(words))
        return next(found, ("payment", -1))
    if direction == INFLOW and ("退款" in words or "收益发放" in words):
        return ("refund" if "退款" in words else "interest"), 1
    between_people = "转账" in words or "红包" in words
    return ("transfer" if between_people else "payment" if direction == OUTFLOW else "income"), direction


def _moved(status: str, method: str) -> bool:
    return status not in _UNPAID and not (status == "交易关闭" and not method)


def _status(status: str) -> str:
    if "关闭" in status:
        return "closed"
    if "失败" in status:
        return "failed"
    return "pending" if status.startswith("等待") or "处理中" in status else "posted"


def _owed(kinds: Iterable[str], statuses: Iterable[str], moved: Iterable[bool]) -> list[bool]:
    """Tell which rows the wallet's own words promise back: a paid purchase that was closed owes all of it."""
    return [
        kind == "payment" and status == "交易关闭" and paid
        for kind, status, paid in zip(kinds, statuses, moved, strict=True)
    ]


def _purchase(reference: str, kind: str) -> str:
    """Return the order number of the purchase that a refund's own number begins with."""
    return reference.partition("_")[0] if kind == "refund" and "_" in reference else ""
