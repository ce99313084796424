"""Agricultural Bank of China 中国农业银行 debit card: the app's statement as CSV, and the netbank's workbook.

* App: `交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日志号,交易渠道,交易附言` (also `日 志 号`), days as `20240101`, times as `132324`
  or empty, amounts signed with `+` and `-`; the last cells of a line may be left out.
* Netbank (账户明细查询): `交易日期,交易时间,交易金额,本次余额,对方户名,对方账号,交易行,交易渠道,交易类型,交易用途,交易摘要` below a line with account
  and period.

The journal number is no reference: interest bears a row of zeros, and numbers come again on other days.
"""

from typing import Any

from ingest.cnbank import ChineseBank, filled, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class AbcDebit(ChineseBank):
    """Either list of a debit card."""

    name = "abc_debit"
    family = "abc_debit"
    institution = "Agricultural Bank of China 中国农业银行 (debit)"
    bank = "abc"
    required = ("交易日期", "交易金额", "本次余额", "交易摘要")
    key_cells = KeyCells(
        "",
        "交易金额",
        "交易日期",
        texts=("交易摘要", "对手信息", "日志号", "对方户名", "交易用途"),
        also=("交易时间",),
    )
    aliases = {"日 志 号": "日志号"}
    columns = {
        "booked_at": "交易日期",
        "time": "交易时间",
        "amount": "交易金额",
        "balance": "本次余额",
        "currency": "币种",
        "category": "交易摘要",
        "counterparty_account": "对方账号",
        "method": "交易渠道",
    }
    words = ("交易摘要", "交易类型", "交易用途", "交易附言")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; who the other side is stands in one of three."""
        values = super().values(draft, table, source)
        remarks = filled(draft.text("交易用途"), draft.text("交易附言"))
        names = [one or other for one, other in zip(draft.text("对方户名"), draft.text("对手信息"), strict=True)]
        return values | {"counterparty": shops(names, remarks), "description": remarks}
