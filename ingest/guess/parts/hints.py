"""What headings and accounts say of the sign, where nothing stronger does."""

import re
from typing import Final

from ingest.guess.columns import MOST, Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.signs import Hints
from ingest.guess.vocabulary import plain

_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_SPENT: Final = re.compile(
    r"利用金額|利用額|이용금액|사용금액|승인금액|消费金额|消費金額|刷卡金額"
    r"|amount spent|purchase amount|charged amount|amount charged"
)
_USED: Final = re.compile(
    r"利用(?:金額|額|通貨|店|先)|이용(?:금액|가맹점)"
)  # what a card was used for, over any column
_CARD: Final = re.compile(
    r"(?<!\w)(?:card|cardholder|cardmember|merchant|karteninhaber|kartennummer|kortmedlem|kortnummer|kortinnehavare"
    r"|kreditkarte|karte|carte|tarjeta|cartao|carta|kort|kortti|karta|карта|карты|kartu)(?!\w)|カード|卡号|卡號"
)
_CODE: Final = 3  # characters of a code
_TWO: Final = 2  # ways that money goes
_MAPPED: Final = ("amount", "status", "currency", "account")


def hints(inquiry: Inquiry, amount: Column) -> Hints:
    """Return what a table says of itself."""
    mapped = {name for role in _MAPPED for name in inquiry.roles.get(role, ())}
    return Hints(
        spent=_is_spent(inquiry, amount),
        account=bool(inquiry.roles.keys() & {"balance", "value_on"}) or any(map(_has_iban, inquiry.columns)),
        ways=any(_may_be_ways(column) for column in inquiry.columns if column.name not in mapped),
    )


def _is_spent(inquiry: Inquiry, amount: Column) -> bool:
    """Tell whether headings say that the amounts are what a card was used for: 利用金額."""
    if not inquiry.layout.headed:
        return False
    carded = any(_CARD.search(plain(heading)) for heading in inquiry.layout.heading)
    used = any(_USED.search(heading) for heading in inquiry.layout.heading)
    return _SPENT.search(plain(amount.name)) is not None or ((carded or used) and "balance" not in inquiry.roles)


def _has_iban(column: Column) -> bool:
    """Tell whether a column names accounts by their international numbers, which cards have not."""
    return any(_IBAN.fullmatch(cell.replace(" ", "")) for cell in column.cells)


def _may_be_ways(column: Column) -> bool:
    """Tell whether a column holds a few short codes on every entry: they may say which way money went."""
    return column.filled >= MOST and column.distinct == _TWO and all(len(cell) <= _CODE for cell in column.cells)
