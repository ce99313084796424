"""China Construction Bank 中国建设银行 debit card: the list that its netbank exports, and the full statement.

* List: XLS, CSV or TXT; preamble lines `China Construction Bank`, `开户机构：`, `币　　种：`, `账　　号：`; a heading padded with blanks:
  `记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点`; a remark in the last line. Two columns; time and balance
  may be missing.
* Statement (个人活期账户全部交易明细): `序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名`; signed amounts, days
  only, the other side's account and name joined by a slash.
"""

from typing import Any

from ingest.cnbank import ChineseBank, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table


class CcbDebit(ChineseBank):
    """The list of the netbank."""

    name = "ccb_debit"
    family = "ccb_debit"
    institution = "China Construction Bank 中国建设银行 (debit)"
    bank = "ccb"
    says_currency = True
    required = ("记账日", "交易日期", "支出", "收入", "摘要")
    key_cells = KeyCells(
        "",
        "支出",
        "交易日期",
        texts=("摘要", "对方户名", "交易地点"),
        also=("收入", "交易时间", "币种"),
    )
    aliases = {"币别": "币种", "余额": "账户余额"}
    columns = {
        "booked_at": "交易日期",
        "time": "交易时间",
        "value_on": "记账日",
        "amount_in": "收入",
        "amount_out": "支出",
        "balance": "账户余额",
        "currency": "币种",
        "category": "摘要",
        "description": "交易地点",
        "counterparty_account": "对方账号",
    }
    words = ("摘要", "交易地点")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; behind a wallet, the place names the shop."""
        values = super().values(draft, table, source)
        return values | {"counterparty": shops(draft.text("对方户名"), draft.text("交易地点"))}


class CcbStatement(ChineseBank):
    """The full statement."""

    name = "ccb_statement"
    family = "ccb_statement"
    institution = "China Construction Bank 中国建设银行 (debit, statement)"
    guide = "ccb_debit"
    verified = False
    bank = "ccb"
    required = ("摘要", "交易日期", "交易金额", "账户余额", "对方账号与户名")
    key_cells = KeyCells("", "交易金额", "交易日期", texts=("摘要", "交易地点/附言", "对方账号与户名"), also=("币别",))
    aliases = {"币种": "币别"}
    columns = {
        "booked_at": "交易日期",
        "amount": "交易金额",
        "balance": "账户余额",
        "currency": "币别",
        "category": "摘要",
        "description": "交易地点/附言",
    }
    words = ("摘要", "交易地点/附言")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, and part the other side's account from its name."""
        values = super().values(draft, table, source)
        sides = [cell.partition("/") for cell in draft.text("对方账号与户名")]
        names = [name or account for account, _, name in sides]
        return values | {
            "counterparty": shops(names, draft.text("交易地点/附言")),
            "counterparty_account": [account.strip() if slash else "" for account, slash, _ in sides],
        }
