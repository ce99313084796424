"""Bank of Communications 交通银行 credit card bill as CSV.

Heading `交易日期,记账日期,[卡末四位,]交易说明,交易币种/金额,入账币种/金额`. The one with `卡末四位` is the regular bill and prints days as `MM/DD`; the
other is a reissued one. Currency and amount share a cell (`CNY 123.18`, also `CNY13.50`) and bear no sign: which way the
money went is said by the first word of the text alone, so a word that is not known here leaves the line unread.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.cnbank import ChineseBank
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.notes import note
from ingest.source import Source
from ingest.table import Table

# The first word of the text -> kind, and which way it goes.
_WORDS: Final = {
    "消费": ("payment", -1),
    "分期扣款": ("payment", -1),
    "退货": ("refund", 1),
    "信用卡还款": ("repayment", 1),
    "红包还款": ("repayment", 1),
    "刷卡金返还": ("reward", 1),
    "刷卡金扣回": ("adjustment", -1),
    "自动购汇还款": ("exchange", 1),
    "自动购汇扣款": ("exchange", -1),
}
_CELL: Final = re.compile(r"([A-Za-z]{3})\s*(\S.*)")


class BocomCredit(ChineseBank):
    """The monthly bill."""

    name = "bocom_credit"
    family = "bocom_credit"
    institution = "Bank of Communications 交通银行 (credit card)"
    bank = "bocom"
    account_kind = "credit_card"
    card = "卡末四位"
    required = ("交易日期", "记账日期", "交易说明", "入账币种/金额")
    key_cells = KeyCells("", "入账币种/金额", "交易日期", texts=("交易说明", "卡末四位"))
    aliases = {"卡号末四位": "卡末四位", "卡号后四位": "卡末四位"}
    columns = {
        "booked_at": "交易日期",
        "value_on": "记账日期",
        "amount": "入账金额",
        "currency": "入账币种",
        "method": "卡末四位",
    }
    words = ("交易说明",)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Part currencies from amounts, and the word that says which way from the shop."""
        for name in ("入账", "交易"):
            parted = [_parted(cell) for cell in draft.text(f"{name}币种/金额")]
            draft.columns |= {f"{name}币种": [code for code, _ in parted], f"{name}金额": [said for _, said in parted]}
        values = super().values(draft, table, source)
        said = [text.partition(" ") for text in draft.text("交易说明")]
        meanings = draft.words([word for word, _, _ in said], _WORDS, "direction_unknown")
        for n in np.flatnonzero(values["amount"] < 0).tolist():
            draft.problem(n, note("direction_contradicted", value=said[n][0]))
        values["amount"] = values["amount"] * np.array([sign for _, sign in meanings], dtype=np.int64)
        return values | {
            **self.abroad(draft, values, "交易金额", "交易币种"),
            "kind": [kind for kind, _ in meanings],
            "category": [word for word, _, _ in said],
            "counterparty": [rest.strip() or word for word, _, rest in said],
            "description": draft.text("交易说明"),
        }


def _parted(cell: str) -> tuple[str, str]:
    """Part `CNY 123.18` into currency and amount.

    >>> _parted("CNY13.50"), _parted("13.50")
    (('CNY', '13.50'), ('', '13.50'))
    """
    found = _CELL.fullmatch(cell)
    return (found.group(1).upper(), found.group(2)) if found else ("", cell)
