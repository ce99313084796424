"""Ping An Bank 平安银行 debit card: the workbook that its netbank exports.

A line with the masked account, then the heading
`交易时间,付款方姓名,付款方账号,收款方姓名,收款方账号,交易类型,交易金额,账户余额,摘要,备注,交易流水号`. Amounts are unsigned; `交易类型` is `转入` or `转出`. Both sides
are named, and the other one is whom the money came from or went to.
"""

from typing import Any

from ingest.cnbank import ChineseBank, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class PabDebit(ChineseBank):
    """The list of a debit card."""

    name = "pab_debit"
    family = "pab_debit"
    institution = "Ping An Bank 平安银行 (debit)"
    verified = False
    bank = "pab"
    direction = "交易类型"
    required = ("交易时间", "付款方姓名", "收款方姓名", "交易类型", "交易金额")
    key_cells = KeyCells("交易流水号", "交易金额", "交易时间", row_type="交易类型", texts=("摘要", "备注"))
    columns = {
        "booked_at": "交易时间",
        "amount": "交易金额",
        "balance": "账户余额",
        "currency": "币种",
        "category": "摘要",
        "description": "备注",
        "reference": "交易流水号",
    }
    words = ("摘要", "备注")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the other side pays what comes in and is paid what goes out."""
        values = super().values(draft, table, source)
        inward = [amount > 0 for amount in values["amount"].tolist()]

        def side(what: str) -> list[str]:
            sides = zip(inward, draft.text(f"付款方{what}"), draft.text(f"收款方{what}"), strict=True)
            return [payer if came else payee for came, payer, payee in sides]

        names = shops(side("姓名"), draft.text("备注"))
        return values | {"counterparty": names, "counterparty_account": side("账号")}
