"""Amounts and balance among columns without known headings: by what follows from what."""

from collections.abc import Sequence

from ingest.guess.columns import MOST, Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.parts.figures import prove
from ingest.guess.parts.pairs import take_proved, take_told
from ingest.notes import note


def find_unnamed(inquiry: Inquiry, money: Sequence[Column], balances: Sequence[Column]) -> None:
    """Find the amounts, and the balance that follows from them.

    Args:
        inquiry: what is known; the roles of the amounts are added, and of a balance that proves them.
        money: columns that may be amounts, or balances.
        balances: columns that headings say are balances.
    """
    if not money:
        return
    for balance in (*balances, *reversed(money)):
        if _take_single(inquiry, money, balance) or take_proved(inquiry, money, balance):
            return
    if not take_told(inquiry, money):
        _take_full(inquiry, money)


def _take_single(inquiry: Inquiry, money: Sequence[Column], balance: Column) -> bool:
    """Take the column from whose amounts a balance follows, where there is one."""
    for amount in money:
        if amount is balance or amount.filled < MOST:
            continue
        proof = prove(inquiry, [amount], balance)
        if proof.holds and proof.steps:
            inquiry.give(amount=amount, balance=balance)
            return True
    return False


def _take_full(inquiry: Inquiry, money: Sequence[Column]) -> None:
    """Take a column that has an amount on every entry, and doubt it where there are several."""
    full = [column for column in money if column.filled >= MOST]
    signed = [column for column in full if column.is_signed]
    full = signed if len(signed) == 1 else full  # balances without signs beside it
    if len(full) > 1:
        inquiry.doubt(note("doubt_amounts", columns=", ".join(column.name for column in full)))
    inquiry.give(amount=(full or money)[0])
