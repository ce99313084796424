"""China Merchants Bank 招商银行 credit card bill as CSV.

A title line names the month (`…对账单（个人消费卡账户 2024年01月）`); the heading is
`交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额`. Purchases are positive, payments negative. Days come as `MM/DD` without a
year: a month later than the bill's belongs to the year before. `交易日` may be empty (repayments).
"""

import re
from typing import Any

import numpy as np

from ingest.cnbank import bill_month, by_card, dated
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import AccountHint, Statement
from ingest.table import Table, TableImporter, guess_warning
from ingest.words import kinds_of

_PLACE = re.compile(r"\(([A-Z]{2})\)\s*$")


class CmbCredit(TableImporter):
    """The monthly bill."""

    name = "cmb_credit"
    family = "cmb_credit"
    institution = "China Merchants Bank 招商银行 (credit card)"
    file_types = ("csv",)
    encodings = ("gb18030",)
    currency = "CNY"
    zone = "Asia/Shanghai"
    sign = -1
    required = ("交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位")
    key_cells = KeyCells("", "人民币金额", "记账日", texts=("交易日", "交易摘要", "卡号末四位", "交易地金额"))
    dates = ("%Y/%m/%d",)

    def parse(self, source: Source) -> list[Statement]:
        """Read the bill.

        Raises:
            BrokenFile: days without a year and no month in the title to take it from.
        """
        table = self.table(source)
        if table is not None:
            bill_month(table, source)
        return super().parse(source)

    def statements(self, draft: Draft, table: Table, source: Source) -> list[Statement]:
        """Make one statement per card: a bill may list a family member's too. Lines that name none go with most others."""
        values = self.values(draft, table, source) | {"zone": self.zone}
        keys = draft.keys(self.family, self.key_cells, values | {"booked_at": values["value_on"]}, scope="")
        cards, group = by_card(draft, draft.text("卡号末四位"))
        hints = [AccountHint("cmb", card, kind="credit_card", currency="CNY", country="CN") for card in cards or [""]]
        facts = [{"warnings": guess_warning(source, self.encodings) if n == 0 else []} for n in range(len(hints))]
        return draft.finish_all(hints, group, values, keys, facts=facts)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the columns; the purchase day is when it happened, the booking day its value date."""
        year, month = bill_month(table, source)
        booked = draft.stamps([dated(cell, year, month) for cell in draft.text("记账日")], self.dates)
        bought = [
            dated(cell or day, year, month)
            for cell, day in zip(draft.text("交易日"), draft.text("记账日"), strict=True)
        ]
        amounts = self.sign * draft.amounts(draft.text("人民币金额"), self.currency)
        places = [_PLACE.search(cell) for cell in draft.text("交易地金额")]
        words = draft.text("交易摘要")
        return {
            "booked_at": draft.stamps(bought, self.dates),
            "value_on": booked,
            "amount": amounts,
            "currency": [self.currency] * len(draft),
            "counterparty": words,
            "description": words,
            "country": [place.group(1) if place else "" for place in places],
            "kind": [
                "adjustment" if kind == "income" else kind for kind in kinds_of(words, np.asarray(amounts).tolist())
            ],
            "method": draft.text("卡号末四位"),
        }
