"""CITIC 中信银行 credit card: the bill's details as XLS (已出账单明细).

Title `本期账单明细(人民币)`, heading `交易日期,入账日期,交易描述,卡末四位,交易币种,结算币种,交易金额,结算金额`. Purchases are positive,
repayments and refunds negative. The settled amount is what the card owes; the other is what was paid where it was paid.
"""

from typing import Any

from ingest.cnbank import ChineseBank
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class CiticCredit(ChineseBank):
    """The details of a bill."""

    name = "citic_credit"
    family = "citic_credit"
    institution = "China CITIC Bank 中信银行 (credit card)"
    bank = "citic"
    says_currency = True
    account_kind = "credit_card"
    sign = -1
    card = "卡末四位"
    required = ("交易日期", "入账日期", "交易描述", "结算金额")
    key_cells = KeyCells("", "结算金额", "交易日期", texts=("交易描述", "卡末四位"), also=("结算币种",))
    aliases = {"卡号末四位": "卡末四位", "卡号后四位": "卡末四位"}
    columns = {
        "booked_at": "交易日期",
        "value_on": "入账日期",
        "amount": "结算金额",
        "currency": "结算币种",
        "counterparty": "交易描述",
        "description": "交易描述",
        "method": "卡末四位",
    }
    words = ("交易描述",)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the amount abroad."""
        values = super().values(draft, table, source)
        return values | self.abroad(draft, values, "交易金额", "交易币种")
