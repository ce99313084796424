"""Bank of China 中国银行 debit card: the statement (交易流水明细单), a PDF that people turn into CSV.

Heading `记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行`, sometimes with `借记卡号` at the end.
Signed amounts with quoted thousands, the time in a column of its own, rows of dashes for nothing. Newest first.
"""

from typing import Any

from ingest.cnbank import ChineseBank, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class BocDebit(ChineseBank):
    """The statement of a debit card."""

    name = "boc_debit"
    family = "boc_debit"
    institution = "Bank of China 中国银行 (debit)"
    bank = "boc"
    card = "借记卡号"
    required = ("记账日期", "金额", "余额", "交易名称")
    key_cells = KeyCells("", "金额", "记账日期", texts=("交易名称", "附言", "对方账户名"), also=("记账时间", "币别"))
    aliases = {"币种": "币别", "对方账号": "对方卡号/账号", "对方户名": "对方账户名"}
    columns = {
        "booked_at": "记账日期",
        "time": "记账时间",
        "currency": "币别",
        "amount": "金额",
        "balance": "余额",
        "category": "交易名称",
        "description": "附言",
        "counterparty_account": "对方卡号/账号",
        "method": "渠道",
    }
    words = ("交易名称", "附言")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the remark names the other side where its name is not printed."""
        values = super().values(draft, table, source)
        return values | {"counterparty": shops(draft.text("对方账户名"), draft.text("附言"))}
