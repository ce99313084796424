"""JD 京东, the statement of payments (京东交易流水): CSV in UTF-8, eleven columns under a preamble of 21 lines.

Columns came in another order before 2024-12, older files stop after the category, and 支付方式 stands for 收/付款方式 in
some. Read in a public sample and in other importers:

* JD writes refunds into the amount of the purchase, `131.77(已退款89.84)` or `468.32(已全额退款)`, and moves a purchase
  that was refunded in full from 支出 to 不计收支. The refund is a row of its own, `退款-…`, that counts as neither.
* The printed sums are net: of what was refunded, and of orders to be paid later (先享后付), which move nothing yet and
  whose amount becomes 0.00 once they are paid by a row of their own.
* Instalment fees of 白条 are not in this file.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.money import minor_units
from ingest.notes import Note
from ingest.source import Source
from ingest.statement import NEUTRAL, OUTFLOW, AccountHint
from ingest.table import Table
from ingest.wallet import (
    DIRECTIONS,
    NetPrinted,
    WalletImporter,
    kind_and_sign,
    printed_totals,
    refund_status,
    status_of,
    wallet_facts,
    without_slash,
)

_LATER: Final = "先享后付"
_REFUNDED: Final = re.compile(r"([^(（]*)[(（]\s?已(?:(全额)退款|退款([^)）]*))[)）]")


class JD(WalletImporter):
    """The statement of payments. Its numbers stay, its amounts are rewritten: identity rests on the gross amount."""

    name = "jd"
    family = "jd"
    institution = "JD 京东"
    file_types = ("csv", "xlsx", "zip")
    sheets = True
    required = ("交易时间", "商户名称", "交易说明", "金额", "收/付款方式", "交易状态", "收/支")
    aliases = {"支付方式": "收/付款方式", "收付款方式": "收/付款方式"}
    key_cells = KeyCells(
        "交易订单号", "金额", "交易时间", row_type="交易说明 收/付款方式", texts=("商户名称", "交易说明"), scoped=False, also=("收/付款方式",)
    )  # fmt: skip

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet with its JD name."""
        login = re.search(r"京东账号名[：:]\s?([^,\s]+)", table.said)
        return AccountHint("jd", login.group(1) if login else "", kind="wallet", currency="CNY", country="CN")

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return period, export time, filter and printed totals."""
        printed = printed_totals(table.said, inflow="收入", outflow="支出", neutral="不计收支", kind=NetPrinted)
        return {**wallet_facts(table.said, "导出交易(?:类型|场景)"), "printed": printed}

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the columns."""
        moments = self.moments(draft, "交易时间")
        directions = draft.words(draft.text("收/支"), DIRECTIONS, "direction_unknown")
        unsigned, refunded = _amounts(draft)
        methods, statuses = without_slash(draft.text("收/付款方式")), draft.text("交易状态")
        goods = draft.text("交易说明")
        read = [
            _kind(direction, name, status, settled=not back and method != _LATER)
            for direction, name, status, back, method in zip(
                directions, goods, statuses, refunded, methods, strict=True
            )
        ]
        signs = [sign for _, sign in read]
        words = [
            _later(amount, sign)
            if method == _LATER and direction == NEUTRAL
            else _status(status, back if sign < 0 else 0, amount)
            for direction, method, status, back, amount, sign in zip(
                directions, methods, statuses, refunded, unsigned, signs, strict=True
            )
        ]
        draft.columns[self.key_cells.row_type] = [
            f"{name} {_LATER}" if method == _LATER else name for name, method in zip(goods, methods, strict=True)
        ]
        return {
            **moments,
            "amount": np.array(unsigned, dtype=np.int64) * np.array(signs, dtype=np.int64),
            "counterparty": without_slash(draft.text("商户名称")),
            "description": goods,
            "category": draft.text("交易分类"),
            "kind": [kind for kind, _ in read],
            "status": words,
            "moved": [word not in ("closed", "failed", "pending") for word in words],
            "refunded_amount": [back if sign < 0 else 0 for back, sign in zip(refunded, signs, strict=True)],
            "method": methods,
            "reference": draft.numbers("交易订单号"),
            "order_reference": without_slash(draft.numbers("商家订单号")),
        }


def _amounts(draft: Draft) -> tuple[list[int], list[int]]:
    """Read the gross amount and how much of it the same cell says was given back."""
    cells = draft.text("金额")
    found = [_REFUNDED.fullmatch(cell) for cell in cells]
    gross = np.abs(
        draft.amounts([match[1] if match else cell for match, cell in zip(found, cells, strict=True)], "CNY")
    )
    back = [
        _refunded(draft, n, match, amount) if match else 0
        for n, (match, amount) in enumerate(zip(found, gross.tolist(), strict=True))
    ]
    return gross.tolist(), back


def _refunded(draft: Draft, n: int, found: re.Match[str], gross: int) -> int:
    if found[2]:
        return gross
    back = minor_units(found[3], "CNY")
    if isinstance(back, Note):
        draft.problem(n, back)
        return 0
    return min(abs(back), gross)


def _kind(direction: int, goods: str, status: str, *, settled: bool) -> tuple[str, int]:
    """Return kind and sign; a purchase that was refunded or is not paid yet counts as neither, and is one all the same."""
    words = f"{status} {goods}"
    if direction == OUTFLOW:  # whatever the goods are called, red packets too
        return ("repayment" if "还款" in words else "payment"), OUTFLOW
    if direction == NEUTRAL and not settled and not goods.startswith("退款") and "退款" not in status:
        return "payment", OUTFLOW
    return kind_and_sign(direction, words)


def _later(amount: int, sign: int) -> str:
    """Return the status of an order to be paid later: it waits until its amount is gone."""
    return "pending" if amount and sign < 0 else "closed"


def _status(status: str, refunded: int, amount: int) -> str:
    word = status_of(status)
    return refund_status(refunded, amount) if word == "posted" else word
