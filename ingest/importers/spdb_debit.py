"""SPDB 浦发银行 debit card: the workbook that its app and netbank export.

Heading `顺序号,交易日期,交易类型,存入金额,取出金额,余额,交易对手名称,交易对手账号,附言`; `交易日期` holds day and time with two blanks between them
(`2025/12/03  14:06:51`). Two columns. Older exports name columns otherwise (`交易摘要`, `对方户名`, `对方账号`).
"""

from typing import Any

from ingest.cnbank import ChineseBank, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class SpdbDebit(ChineseBank):
    """The list of a debit card."""

    name = "spdb_debit"
    family = "spdb_debit"
    institution = "SPDB 浦发银行 (debit)"
    bank = "spdb"
    required = ("交易日期", "存入金额", "取出金额", "余额")
    key_cells = KeyCells("", "取出金额", "交易日期", texts=("交易类型", "交易对手名称", "附言"), also=("存入金额",))
    aliases = {
        "交易摘要": "交易类型",
        "交易名称": "交易类型",
        "对方户名": "交易对手名称",
        "对方账号": "交易对手账号",
    }
    columns = {
        "booked_at": "交易日期",
        "time": "交易时间",
        "amount_in": "存入金额",
        "amount_out": "取出金额",
        "balance": "余额",
        "currency": "币种",
        "category": "交易类型",
        "description": "附言",
        "counterparty_account": "交易对手账号",
    }
    words = ("交易类型", "附言")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the remark names the shop behind a wallet."""
        values = super().values(draft, table, source)
        return values | {"counterparty": shops(draft.text("交易对手名称"), draft.text("附言"))}
