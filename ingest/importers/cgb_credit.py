"""CGB 广发银行 credit card bill as CSV.

Heading `交易日期,入账日期,交易摘要,交易金额,交易货币,入账金额,入账货币`. Purchases are positive, repayments and refunds negative; the text
begins with what it is: `（消费）`, `（退款）`, `（分期）`, `（还款）`. Names no card.
"""

import re
from typing import Any

from ingest.cnbank import ChineseBank
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table

_MARKED = re.compile(r"[（(]([^（）()]{1,8})[）)]\s*(.*)", re.DOTALL)


class CgbCredit(ChineseBank):
    """The monthly bill."""

    name = "cgb_credit"
    family = "cgb_credit"
    institution = "China Guangfa Bank 广发银行 (credit card)"
    bank = "cgb"
    account_kind = "credit_card"
    sign = -1
    card = "卡号末四位"
    required = ("交易日期", "入账日期", "交易摘要", "入账金额", "入账货币")
    key_cells = KeyCells("", "入账金额", "交易日期", texts=("交易摘要", "卡号末四位"), also=("入账货币",))
    aliases = {"卡末四位": "卡号末四位", "卡号后四位": "卡号末四位"}
    columns = {
        "booked_at": "交易日期",
        "value_on": "入账日期",
        "amount": "入账金额",
        "currency": "入账货币",
        "description": "交易摘要",
        "method": "卡号末四位",
    }
    words = ("交易摘要",)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the amount abroad, and the shop after the mark of what it is."""
        values = super().values(draft, table, source)
        marked = [_MARKED.fullmatch(said) for said in draft.text("交易摘要")]
        said = zip(marked, draft.text("交易摘要"), strict=True)
        return values | {
            **self.abroad(draft, values, "交易金额", "交易货币"),
            "category": [found.group(1) if found else "" for found in marked],
            "counterparty": [found.group(2) if found else whole for found, whole in said],
        }
