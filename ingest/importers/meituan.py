"""Meituan 美团, the statement of payments (美团交易账单明细): CSV in UTF-8 with a byte-order mark, eleven columns.

Read in a public sample:

* 实付金额 is what was paid; 订单金额 is the price before discounts.
* A refund is income, with numbers of its own: only title and amount tell which purchase it gives back.
* The printed sum of 支出 leaves out repayments (还款, of the credit line 美团月付); the printed count holds them.
"""

import re
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import NEUTRAL, AccountHint, Printed
from ingest.table import Table
from ingest.wallet import DIRECTIONS, WalletImporter, kind_and_sign, printed_totals, wallet_facts, without_slash

_KINDS: Final = {"退款": "refund", "还款": "repayment"}


class WithoutRepayments(Printed):
    """Totals whose sums leave out repayments."""

    __slots__ = ()

    def summed(self, rows: pd.DataFrame) -> np.ndarray:
        """Return the amount of every other row."""
        return np.where(rows["kind"].to_numpy() == "repayment", 0, super().summed(rows))


class Meituan(WalletImporter):
    """The statement of payments."""

    name = "meituan"
    family = "meituan"
    institution = "Meituan 美团"
    file_types = ("csv", "xlsx", "zip")
    sheets = True
    required = ("交易创建时间", "交易类型", "订单标题", "收/支", "支付方式", "实付金额", "交易单号")
    key_cells = KeyCells("交易单号", "实付金额", "交易创建时间", row_type="交易类型", texts=("订单标题",), scoped=False)

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet with its user name."""
        login = re.search(r"美团用户名[：:]\s?\[?([^\]\n,]*)", table.said)
        return AccountHint(
            "meituan", login.group(1).strip() if login else "", kind="wallet", currency="CNY", country="CN"
        )

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return period, export time, filter and printed totals."""
        printed = printed_totals(table.said, inflow="收入", outflow="支出", neutral="不计收支", kind=WithoutRepayments)
        return {**wallet_facts(table.said, "导出交易类型"), "printed": printed}

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the eleven columns."""
        moments = self.moments(draft, "交易创建时间")
        directions = draft.words(draft.text("收/支"), DIRECTIONS, "direction_unknown")
        unsigned = np.abs(draft.amounts(draft.text("实付金额"), "CNY"))
        types, titles = draft.text("交易类型"), draft.text("订单标题")
        read = [_kind(direction, word, title) for direction, word, title in zip(directions, types, titles, strict=True)]
        waits = _waits(draft, table)
        return {
            **moments,
            "amount": unsigned * np.array([sign for _, sign in read], dtype=np.int64),
            "counterparty": without_slash(titles),
            "description": without_slash(draft.text("备注")),
            "category": types,
            "kind": [kind for kind, _ in read],
            "status": ["pending" if waiting else "posted" for waiting in waits],
            "moved": [not waiting for waiting in waits],
            "method": without_slash(draft.text("支付方式")),
            "reference": draft.numbers("交易单号"),
            "order_reference": without_slash(draft.numbers("商家单号")),
        }


def _waits(draft: Draft, table: Table) -> list[bool]:
    """Tell which rows have not succeeded yet; none where the file leaves out that column."""
    if "交易成功时间" not in table.heading:
        return [False] * len(draft)
    return [not done for done in without_slash(draft.text("交易成功时间"))]


def _kind(direction: int, word: str, title: str) -> tuple[str, int]:
    """Return kind and sign: the type of the row says what it is; titles speak only where it counts as neither."""
    kind, sign = kind_and_sign(direction, f"{word} {title}" if direction == NEUTRAL else word)
    return _KINDS.get(word, kind), sign
