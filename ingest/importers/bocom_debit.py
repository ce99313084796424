"""Bank of Communications 交通银行 debit card: the statement as CSV, and the netbank's workbook.

* Statement (交易流水): `序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要`, as the PDF also with English in front
  (`Dc Flg 借贷`). Unsigned amounts beside `借 Dr` (out) and `贷 Cr` (in).
* Netbank (银行卡交易明细查询表): `记账日期,交易时间,交易地点,交易方式,支出金额,收入金额,余额,对方户名,对方账户,对方开户行,摘要`; two columns, `--` for
  nothing, the time with its day.
"""

from typing import Any

from ingest.cnbank import ChineseBank, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class BocomDebit(ChineseBank):
    """The statement."""

    name = "bocom_debit"
    family = "bocom_debit"
    institution = "Bank of Communications 交通银行 (debit)"
    bank = "bocom"
    direction = "借贷"
    required = ("交易日期", "交易类型", "借贷", "交易金额")
    key_cells = KeyCells(
        "",
        "交易金额",
        "交易日期",
        texts=("交易类型", "对方账号", "对方户名", "摘要"),
        also=("交易时间", "借贷"),
    )
    aliases = {
        "Serial Num 序号": "序号",
        "Trans Date 交易日期": "交易日期",
        "Trans Time 交易时间": "交易时间",
        "Trading Type 交易类型": "交易类型",
        "Dc Flg 借贷": "借贷",
        "Trans Amt 交易金额": "交易金额",
        "Balance 余额": "余额",
        "Payment Receipt Account 对方账号": "对方账号",
        "Payment Receipt Account Name 对方户名": "对方户名",
        "Trading Place 交易地点": "交易地点",
        "Abstract 摘要": "摘要",
    }
    columns = {
        "booked_at": "交易日期",
        "time": "交易时间",
        "amount": "交易金额",
        "balance": "余额",
        "currency": "币种",
        "category": "交易类型",
        "description": "摘要",
        "counterparty_account": "对方账号",
    }
    words = ("交易类型", "摘要")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the place names the other side where its name is not printed."""
        values = super().values(draft, table, source)
        return values | {"counterparty": shops(draft.text("对方户名"), draft.text("交易地点"))}


class BocomNetbank(ChineseBank):
    """The netbank's list."""

    name = "bocom_netbank"
    family = "bocom_netbank"
    institution = "Bank of Communications 交通银行 (debit, netbank)"
    guide = "bocom_debit"
    verified = False
    bank = "bocom"
    required = ("记账日期", "交易方式", "支出金额", "收入金额", "余额")
    key_cells = KeyCells(
        "",
        "支出金额",
        "记账日期",
        texts=("交易方式", "交易地点", "对方户名", "摘要"),
        also=("收入金额", "交易时间"),
    )
    aliases = {"对方账号": "对方账户"}
    columns = {
        "booked_at": "记账日期",
        "time": "交易时间",
        "amount_in": "收入金额",
        "amount_out": "支出金额",
        "balance": "余额",
        "currency": "币种",
        "category": "交易方式",
        "description": "摘要",
        "counterparty_account": "对方账户",
    }
    words = ("交易方式", "摘要")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the place names the other side where its name is not printed."""
        values = super().values(draft, table, source)
        return values | {"counterparty": shops(draft.text("对方户名"), draft.text("交易地点"))}
