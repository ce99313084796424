"""WeChat Pay 微信支付, the bill for one's own books: CSV until mid-2025, XLSX since, inside a ZipCrypto ZIP.

Eleven columns under a preamble whose length changed in 2026 (heading on row 17, then 18), with amounts as `¥28.16` or
as plain numbers. The wallet keeps the gross amount of a refunded purchase and rewrites its status:

* `已全额退款` and `已退款(￥39.93)` on the purchase are its promise; the refund is a row `<商户>-退款` of its own.
* Refunds of transfers and red packets carry the purchase's 商户单号 as their 交易单号; refunds of merchants share no number.
* `对方已退还` on a transfer means that the other side sent it back.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.money import minor_units
from ingest.source import Source
from ingest.statement import INFLOW, NEUTRAL, OUTFLOW, AccountHint
from ingest.table import Table
from ingest.wallet import WalletImporter, printed_totals, wallet_facts, without_slash

_DIRECTIONS: Final = {"支出": OUTFLOW, "收入": INFLOW, "/": NEUTRAL, "不计收支": NEUTRAL, "": NEUTRAL}
_PARTLY: Final = re.compile(r"已退款\s*[(（]?\s*[¥￥]?\s*([\d,.]+)\s*[)）]?")

# 交易类型: pattern, kind for money out, kind for money in; and for rows that count as neither, which way money went.
_KINDS: Final = tuple(
    (re.compile(pattern), kind, sign)
    for pattern, kind, sign in (
        (r"-退款$|^退款", "refund", 1),
        (r"^零钱充值", "top_up", 1),
        (r"^零钱提现", "withdrawal", -1),
        (r"信用卡还款|还款", "repayment", -1),
        (r"^转入零钱通-来自零钱", "exchange", -1),
        (r"^转入零钱通", "top_up", 1),
        (r"^零钱通转出-到零钱", "exchange", 1),
        (r"^零钱通转出", "withdrawal", -1),
        (r"理财通|基金|理财", "exchange", -1),
        (r"转账|红包|群收款|二维码收款", "transfer", -1),
    )
)


class WeChat(WalletImporter):
    """The bill export."""

    name = "wechat"
    family = "wechat"
    institution = "WeChat Pay 微信支付"
    file_types = ("xlsx", "csv", "zip")
    sheets = True
    required = ("交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号")
    key_cells = KeyCells(
        "交易单号", "金额(元)", "交易时间", row_type="交易类型", texts=("交易对方", "商品"), scoped=False
    )

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet with its nickname, the only name the bill prints."""
        nickname = re.search(r"微信昵称：\s*\[?([^\]\n,]*)", table.said)
        return AccountHint(
            "wechat", nickname.group(1).strip() if nickname else "", kind="wallet", currency="CNY", country="CN"
        )

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return period, export time, filter and printed totals."""
        printed = printed_totals(table.said, inflow="收入", outflow="支出", neutral="中性交易")
        return {**wallet_facts(table.said, "导出类型"), "printed": printed}

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the eleven columns."""
        moments = self.moments(draft, "交易时间")
        directions = draft.words(draft.text("收/支"), _DIRECTIONS, "direction_unknown")
        unsigned = np.abs(draft.amounts(draft.text("金额(元)"), "CNY"))
        types, statuses, remarks = draft.text("交易类型"), draft.text("当前状态"), draft.text("备注")
        read = [_kind(direction, kind) for direction, kind in zip(directions, types, strict=True)]
        promised = [
            _promised(status, int(amount)) if sign < 0 else 0
            for status, amount, (_, sign) in zip(statuses, unsigned, read, strict=True)
        ]
        return {
            **moments,
            "amount": unsigned * np.array([sign for _, sign in read], dtype=np.int64),
            "counterparty": without_slash(draft.text("交易对方")),
            "description": [
                _described(goods, remark) for goods, remark in zip(draft.text("商品"), remarks, strict=True)
            ],
            "category": types,
            "kind": [kind for kind, _ in read],
            "status": [
                _status(status, owed, int(amount))
                for status, owed, amount in zip(statuses, promised, unsigned, strict=True)
            ],
            "moved": ["失败" not in status and status not in ("已关闭", "等待付款") for status in statuses],
            "refunded_amount": promised,
            "method": without_slash(draft.text("支付方式")),
            "reference": draft.numbers("交易单号"),
            "order_reference": without_slash(draft.numbers("商户单号")),
            "related_reference": [""] * len(draft),
        }


def _kind(direction: int, words: str) -> tuple[str, int]:
    """Return the kind of a row and which way its money goes; the direction column outranks the words."""
    kind, sign = next(((kind, sign) for pattern, kind, sign in _KINDS if pattern.search(words)), ("payment", -1))
    if direction == NEUTRAL:
        return kind, sign
    if direction == INFLOW and kind == "payment":
        return "income", 1
    return kind, direction


def _promised(status: str, amount: int) -> int:
    """Return what the status of a payment says was or will be given back, in fen."""
    if status in ("已全额退款", "对方已退还"):
        return amount
    partly = _PARTLY.search(status)
    if not partly:
        return 0
    owed = minor_units(partly.group(1), "CNY")
    return min(owed, amount) if isinstance(owed, int) else 0


def _status(status: str, promised: int, amount: int) -> str:
    if "失败" in status:
        return "failed"
    if promised:
        return "refunded" if promised == amount else "partly_refunded"
    return "pending" if status.startswith(("等待", "待")) or "处理中" in status else "posted"


def _described(goods: str, remark: str) -> str:
    said = [cell for cell in (goods, remark) if cell not in ("", "/")]
    return " ".join(said)
