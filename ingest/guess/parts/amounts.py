"""Which columns say what each entry moved: one of amounts, or a pair of money out and money in."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.guess.columns import EXACT, Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.parts.money import is_moving, is_rival
from ingest.guess.parts.pairs import headed_pair
from ingest.guess.parts.unnamed import find_unnamed
from ingest.guess.vocabulary import plain
from ingest.notes import note

_FULL: Final = 0.98  # of the entries have an amount
_SETTLED: Final = re.compile(  # the amount as the account was charged, where another is in a foreign currency
    r"实付|billing|account currency|in account|posted|settle|charged|入账|入帳|記帳|记账|结算|人民币|платежа|счета|рахунку"
    r"|картки|rachunku|uctu|kontowahr|abrechnung|in eur\b|in chf\b|in gbp\b|in usd\b|in pln\b|konyvelt|bokfort"
)


def find_amounts(inquiry: Inquiry, money: Mapping[str, list[Column]]) -> None:
    """Find the amounts by their headings; where these say too little, by what the columns hold.

    Args:
        inquiry: what is known; a role `amount`, or the roles `amount_out` and `amount_in`, are added.
        money: the columns of money, by the role that their headings say.
    """
    pair = headed_pair(inquiry, money)
    single = _charged(money["amount"])
    if single is not None and (pair is None or single.is_signed):
        inquiry.give(amount=single)
        _doubt_half(inquiry, single, [*money[""], *money["amount"]])
    elif pair is not None:
        inquiry.give(amount_out=pair[0], amount_in=pair[1])
    else:
        find_unnamed(inquiry, [*money[""], *money["amount_out"], *money["amount_in"]], money["balance"])


def _charged(found: Sequence[Column]) -> Column | None:
    """Return the amount that the account was charged, among several."""
    moving = [column for column in found if is_moving(column)] or found
    full = [column for column in moving if column.filled >= _FULL] or list(moving)
    settled = [column for column in full if _SETTLED.search(plain(column.name))]
    strongest = sorted(full, key=lambda column: (column.means("amount") < EXACT, column.place))
    return next(iter(settled or strongest), None)


def _doubt_half(inquiry: Inquiry, single: Column, others: Sequence[Column]) -> None:
    """Doubt an unsigned amount beside a column that has money exactly where it has none."""
    if not single.is_signed and any(is_rival(single, other) for other in others):
        inquiry.doubt(note("doubt_amounts", columns=", ".join(column.name for column in others)))
