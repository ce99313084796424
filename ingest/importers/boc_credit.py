"""Bank of China 中国银行 credit card bill as CSV.

A title names the month (`中国银行信用卡账单(2025年01月)`); the heading is `交易日,银行记账日,卡号后四位,交易描述,存入,支出`, with `币种` where a
bill joins its currencies. Two unsigned columns. A reissued bill prints days as `MM/DD`. Interest paid names no card.
"""

import re
from typing import Any

from ingest.cnbank import ChineseBank, country_of
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.table import Table

_PLACE = re.compile(r"(.+?)([A-Z]{3})\2?", re.DOTALL)


class BocCredit(ChineseBank):
    """The monthly bill."""

    name = "boc_credit"
    family = "boc_credit"
    institution = "Bank of China 中国银行 (credit card)"
    bank = "boc"
    account_kind = "credit_card"
    card = "卡号后四位"
    required = ("交易日", "银行记账日", "交易描述", "存入", "支出")
    key_cells = KeyCells("", "支出", "交易日", texts=("交易描述", "卡号后四位"), also=("存入", "币种"))
    aliases = {"卡号末四位": "卡号后四位", "卡末四位": "卡号后四位", "币别": "币种"}
    columns = {
        "booked_at": "交易日",
        "value_on": "银行记账日",
        "amount_in": "存入",
        "amount_out": "支出",
        "currency": "币种",
        "description": "交易描述",
        "method": "卡号后四位",
    }
    words = ("交易描述",)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; behind the shop's name stands its country."""
        values = super().values(draft, table, source)
        said = [_placed(text) for text in draft.text("交易描述")]
        return values | {"counterparty": [name for name, _ in said], "country": [country for _, country in said]}


def _placed(text: str) -> tuple[str, str]:
    """Part a description from the country at its end, which may stand there twice.

    >>> _placed("示例商家CHNCHN"), _placed("EXAMPLE*GAMESJPN"), _placed("存款利息")
    (('示例商家', 'CN'), ('EXAMPLE*GAMES', 'JP'), ('存款利息', ''))
    """
    found = _PLACE.fullmatch(text)
    country = country_of(found.group(2)) if found else ""
    return (found.group(1).strip(), country) if found and country else (text, "")
