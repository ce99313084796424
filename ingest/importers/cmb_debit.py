"""China Merchants Bank 招商银行 debit card: the netbank CSV, and the statement PDF that people turn into CSV.

* Netbank: preamble lines that begin with `#`, heading `交易日期,交易时间,收入,支出,余额,交易类型,交易备注`, cells with a leading
  TAB, totals in the last lines. Two unsigned columns. Newest first.
* Statement: heading `记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要` on the first line; signed amounts with quoted
  thousands; no time, no card number, no reference.
"""

import re
from typing import Any

import numpy as np

from ingest.cnbank import currency_above, said_currency
from ingest.draft import Draft, day_end
from ingest.importer import KeyCells
from ingest.money import minor_units
from ingest.notes import Note, note
from ingest.source import Row, Source
from ingest.statement import AccountHint, Printed
from ingest.table import Table, TableImporter, period
from ingest.wallet import moment
from ingest.words import kinds_of

_TAIL = re.compile(r"^(.*?)\s*([0-9*]{6,})$")


class CmbNetbank(TableImporter):
    """The CSV that the bank's own netbank exports."""

    name = "cmb_netbank"
    family = "cmb_netbank"
    institution = "China Merchants Bank 招商银行 (debit, netbank)"
    file_types = ("csv",)
    encodings = ("gb18030",)
    currency = "CNY"
    zone = "Asia/Shanghai"
    required = ("交易日期", "交易时间", "收入", "支出", "余额", "交易类型", "交易备注")
    key_cells = KeyCells("", "收入", "交易日期", texts=("交易类型", "交易备注"), also=("支出", "交易时间"))
    columns = {
        "booked_at": "交易日期",
        "time": "交易时间",
        "amount_in": "收入",
        "amount_out": "支出",
        "balance": "余额",
        "currency": "币种",
        "category": "交易类型",
        "description": "交易备注",
    }
    dates = ("%Y%m%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y%m%d")

    def skipped(self, row: Row) -> Note | None:
        """Pass over the totals and remarks below the table, which begin with `#`."""
        return note("total") if row.cells[0].lstrip().startswith("#") else None

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the card of the preamble."""
        card = re.search(r"账\s*号:\s*\[[^\]]*?(\d[\d*]{5,})", table.said)
        code = said_currency(table.said) or self.currency
        return AccountHint("cmb", card.group(1) if card else "", kind="debit", currency=code, country="CN")

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return period, export time, filter and the totals of the last lines."""
        facts: dict[str, Any] = {}
        days = re.search(r"起始日期:\s*\[(\d{8})\]\s*终止日期:\s*\[(\d{8})\]", table.said)
        if days and (printed := period(days.group(1), days.group(2), "%Y%m%d")):
            facts |= {"first": printed[0], "last": day_end(printed[1].date())}
        exported = re.search(r"导出时间:\s*\[\s*([\d\-: ]+?)\s*\]", table.said)
        if exported:
            facts["exported_at"] = moment(exported.group(1))
        chosen = re.search(r"过滤设置:\s*(\S+)", table.said)
        if chosen:
            facts["filtered"] = chosen.group(1).strip('",') != "无"
        tail = "\n".join(",".join(row.cells) for row in table.rows[-6:])  # the lines below the table
        return {**facts, "printed": _totals(tail)}

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the currency above them; the remark names the counterparty."""
        draft.columns[self.columns["currency"]] = [currency_above(draft, table, self.currency)] * len(draft)
        values = super().values(draft, table, source)
        remarks = draft.text("交易备注")
        return values | {"counterparty": remarks, "country": "CN", "kind": _kinds(values, remarks)}


class CmbStatement(TableImporter):
    """The statement PDF as CSV."""

    name = "cmb_debit"
    family = "cmb_debit"
    institution = "China Merchants Bank 招商银行 (debit, statement)"
    file_types = ("csv",)
    encodings = ("gb18030",)
    currency = "CNY"
    zone = "Asia/Shanghai"
    required = ("记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息")
    key_cells = KeyCells("", "交易金额", "记账日期", texts=("交易摘要", "对手信息", "客户摘要"), also=("货币",))
    columns = {
        "booked_at": "记账日期",
        "currency": "货币",
        "amount": "交易金额",
        "balance": "联机余额",
        "category": "交易摘要",
        "description": "客户摘要",
    }
    dates = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the card where a preamble names it; the plain table does not."""
        card = re.search(r"账\s*号[:：]?\s*\[?[^\d]{0,6}(\d[\d*]{5,})", table.said)
        return AccountHint("cmb", card.group(1) if card else "", kind="debit", currency="CNY", country="CN")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and split the counterparty from its account number."""
        values = super().values(draft, table, source)
        parties = [_TAIL.match(cell) for cell in draft.text("对手信息")]
        names = [found.group(1) if found else cell for found, cell in zip(parties, draft.text("对手信息"), strict=True)]
        words = [f"{kind} {said}" for kind, said in zip(draft.text("交易摘要"), draft.text("客户摘要"), strict=True)]
        return values | {
            "counterparty": [name or said for name, said in zip(names, draft.text("客户摘要"), strict=True)],
            "counterparty_account": [found.group(2) if found else "" for found in parties],
            "country": "CN",
            "kind": _kinds(values, words),
        }


def _kinds(values: dict[str, Any], words: list[str]) -> list[str]:
    said = [f"{category} {text}" for category, text in zip(values["category"], words, strict=True)]
    return kinds_of(said, np.asarray(values["amount"]).tolist())


def _totals(tail: str) -> Printed:
    """Read `# 收入合计: 1 笔，共 100.00 元` and its sibling."""
    found: dict[str, int] = {}
    for field, word in (("inflow", "收入"), ("outflow", "支出")):
        total = re.search(rf"{word}合计:\s*(\d+)\s*笔[,，]\s*共\s*([\d,.]+)\s*元", tail)
        amount = minor_units(total.group(2), "CNY") if total else None
        if total and isinstance(amount, int):
            found |= {field: amount, f"{field}_count": int(total.group(1))}
    return Printed(**found)
