"""ICBC 中国工商银行: the CSV that its netbank exports (明细查询文件下载), of debit and credit cards.

Preamble lines with the card and its sub-account. A debit card's heading is
`交易日期,摘要,[交易详情,]交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名[,对方账户]`;
a credit card has `记账日期` and no `钞/汇`. Cells are padded and end with a TAB, lines with a comma. The booked amount is what
moved; the other is what was paid abroad, or `-`. The last line has the totals of the booked columns.
"""

from typing import Any

from ingest.cnbank import ChineseBank, country_of, filled, shops
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.money import minor_units
from ingest.source import Source
from ingest.statement import Printed
from ingest.table import Table


class Icbc(ChineseBank):
    """The netbank's list."""

    name = "icbc"
    family = "icbc"
    institution = "ICBC 中国工商银行"
    bank = "icbc"
    required = ("交易日期", "摘要", "记账金额(收入)", "记账金额(支出)", "余额")
    key_cells = KeyCells(
        "",
        "记账金额(支出)",
        "交易日期",
        texts=("摘要", "交易场所", "对方户名"),
        also=("记账金额(收入)", "记账币种"),
    )
    aliases = {
        "记账金额（收入）": "记账金额(收入)",
        "记账金额（支出）": "记账金额(支出)",
        "交易金额（收入）": "交易金额(收入)",
        "交易金额（支出）": "交易金额(支出)",
        "对方账号": "对方账户",
    }
    columns = {
        "booked_at": "交易日期",
        "value_on": "记账日期",
        "amount_in": "记账金额(收入)",
        "amount_out": "记账金额(支出)",
        "currency": "记账币种",
        "balance": "余额",
        "category": "摘要",
        "counterparty_account": "对方账户",
    }
    words = ("摘要", "交易详情")

    def kind(self, table: Table) -> str:
        """Return the kind of the card: only a credit card prints a second day."""
        return "credit_card" if "记账日期" in table.heading else "debit"

    def facts(self, table: Table, source: Source) -> dict[str, Any]:
        """Return what the preamble says, and the totals of the last line."""
        return {**super().facts(table, source), "printed": _totals(table)}

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the amount abroad, and the shop behind a wallet."""
        values = super().values(draft, table, source)
        paid = zip(draft.text("交易金额(收入)"), draft.text("交易金额(支出)"), strict=True)
        draft.columns["交易金额"] = [inflow or outflow for inflow, outflow in paid]
        return values | {
            **self.abroad(draft, values, "交易金额", "交易币种"),
            "counterparty": shops(draft.text("对方户名"), draft.text("交易场所")),
            "description": filled(draft.text("交易详情"), draft.text("交易场所")),
            "country": [country_of(code) for code in draft.text("交易国家或地区简称")],
        }


def _totals(table: Table) -> Printed:
    """Read `人民币合计,,,,,,,,"1,234.56","9,876.54"`: two numbers under the booked columns, if all lines are in one currency."""
    totals = [row.cells for row in table.rows if "合计" in row.cells[0]]
    at = table.heading.index("记账币种") if "记账币种" in table.heading else 0
    currencies = {row.cells[at].strip() for row in table.rows if at < len(row.cells) and "合计" not in row.cells[0]}
    if len(totals) != 1 or (at and len(currencies) > 1):
        return Printed()
    places = (table.heading.index("记账金额(收入)"), table.heading.index("记账金额(支出)"))
    read = [minor_units(totals[0][place], "CNY") if place < len(totals[0]) else None for place in places]
    inflow, outflow = (amount if isinstance(amount, int) else None for amount in read)
    return Printed(inflow=inflow, outflow=outflow)
