"""CIB 兴业银行 debit card: the workbook that its netbank exports (兴业银行交易明细).

Preamble lines of two cells (`账户账号`, `卡内账户` with the currency, `起始日期`, `截止日期`, `下载日期`), heading
`交易时间,记账日,支出,收入,账户余额,摘要,对方户名,对方银行,对方账号,用途,交易渠道,备注`, a line `说明` at the end. Two columns; a negative expense takes
one back (当日冲账).
"""

from typing import Any

from ingest.cnbank import ChineseBank, filled, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class CibDebit(ChineseBank):
    """The list of a debit card."""

    name = "cib_debit"
    family = "cib_debit"
    institution = "Industrial Bank 兴业银行 (debit)"
    verified = False
    bank = "cib"
    says_currency = True
    required = ("交易时间", "记账日", "支出", "收入", "账户余额", "摘要")
    forbidden = ("交易日期",)  # CCB's list
    key_cells = KeyCells("", "支出", "交易时间", texts=("摘要", "对方户名", "用途"), also=("收入",))
    columns = {
        "booked_at": "交易时间",
        "value_on": "记账日",
        "amount_in": "收入",
        "amount_out": "支出",
        "balance": "账户余额",
        "currency": "币种",
        "category": "摘要",
        "counterparty_account": "对方账号",
        "method": "交易渠道",
    }
    words = ("摘要", "用途", "备注")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the purpose names the shop behind a wallet."""
        values = super().values(draft, table, source)
        purposes = filled(draft.text("用途"), draft.text("备注"))
        return values | {"counterparty": shops(draft.text("对方户名"), purposes), "description": purposes}
