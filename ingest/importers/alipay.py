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

from ingest.draft import Draft
from ingest.errors import BrokenFile
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import AccountHint, Statement
from ingest.table import Table, find_table
from ingest.wallet import (
    CLOSED,
    DIRECTIONS,
    WalletImporter,
    kind_and_sign,
    printed_totals,
    purchase_of,
    status_of,
    wallet_facts,
    was_paid,
    without_slash,
)

_CASHBOOK: Final = ("记录时间", "分类", "收支类型", "金额", "账户", "来源")


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
    variants = (tuple(name for name in required if name != "交易分类"),)  # nothing rests on it
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

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the twelve columns."""
        moments = self.moments(draft, "交易时间")
        directions = draft.words(draft.text("收/支"), DIRECTIONS, "direction_unknown")
        unsigned = np.abs(draft.amounts(draft.text("金额"), "CNY"))
        statuses = draft.text("交易状态")
        methods = without_slash(draft.text("收/付款方式"))
        said = map(
            " ".join, zip(draft.text("交易分类"), statuses, draft.text("商品说明"), draft.text("交易对方"), strict=True)
        )
        read = [kind_and_sign(direction, words) for direction, words in zip(directions, said, strict=True)]
        kinds = [kind for kind, _ in read]
        moved = [was_paid(status, method) for status, method in zip(statuses, methods, strict=True)]
        references = draft.numbers("交易订单号")
        return {
            **moments,
            "amount": unsigned * np.array([sign for _, sign in read], dtype=np.int64),
            "counterparty": without_slash(draft.text("交易对方")),
            "counterparty_account": without_slash(draft.text("对方账号")),
            "description": draft.text("商品说明"),
            "category": draft.text("交易分类"),
            "kind": kinds,
            "status": [status_of(status) for status in statuses],
            "moved": moved,
            "refunded_amount": unsigned * np.array(_owed(kinds, statuses, moved), dtype=np.int64),
            "method": methods,
            "reference": references,
            "order_reference": draft.numbers("商家订单号"),
            "related_reference": [
                purchase_of(reference, kind) for reference, kind in zip(references, kinds, strict=True)
            ],
        }


def _owed(kinds: Iterable[str], statuses: Iterable[str], moved: Iterable[bool]) -> list[bool]:
    """Tell which rows the wallet's own words promise back: a paid purchase that was closed owes all of it."""
    return [
        kind == "payment" and status == CLOSED and paid
        for kind, status, paid in zip(kinds, statuses, moved, strict=True)
    ]
