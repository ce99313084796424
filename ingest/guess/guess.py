"""The guess: a mapping for a table nobody described, the evidence for each of its parts, and what remains unclear.

Being wrong is worse than asking, so every part that does not follow from the table is a doubt, and a guess with a doubt
is not read unattended.
"""

from dataclasses import dataclass, field

from ingest.guess.doubts import read_doubts
from ingest.guess.inquiry import Inquiry
from ingest.guess.layout import Layout
from ingest.guess.mapping import Mapping
from ingest.guess.parts.amounts import find_amounts
from ingest.guess.parts.balance import drop_balance_before, find_balance
from ingest.guess.parts.codes import find_currencies
from ingest.guess.parts.currency import decide_currency
from ingest.guess.parts.days import decide_order, find_days
from ingest.guess.parts.direction import find_direction
from ingest.guess.parts.fee import find_fee
from ingest.guess.parts.mark import decide_mark
from ingest.guess.parts.money import by_role, money_columns
from ingest.guess.parts.sign import decide_sign
from ingest.guess.parts.status import find_status
from ingest.guess.parts.texts import find_texts, settle_by_cells
from ingest.guess.tables import layouts
from ingest.notes import Note, note
from ingest.source import Source


@dataclass(slots=True)
class Guess:
    """A mapping, why it is that, and what is unclear about it."""

    layout: Layout
    mapping: Mapping
    evidence: list[Note] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)

    @property
    def strong(self) -> bool:
        """Tell whether the guess may be read unattended."""
        return not self.doubts


def guess(source: Source) -> Guess | None:
    """Guess what the table of a file is: the likeliest one without a doubt, else the likeliest; None where it holds none."""
    first: Guess | None = None
    for layout in layouts(source):
        found = guess_table(layout)
        if found.strong:
            return found
        first = first or found
    return first


def guess_table(layout: Layout) -> Guess:
    """Guess what a table is."""
    inquiry = Inquiry.into(layout)
    missing = _decided(inquiry)
    inquiry.settle(columns=inquiry.roles)
    inquiry.doubt(*([missing] if missing else read_doubts(layout, inquiry.mapping)))
    return Guess(layout, inquiry.mapping, inquiry.evidence, inquiry.doubts)


def _decided(inquiry: Inquiry) -> Note | None:
    """Decide part after part; a later part may rest on an earlier one. Return what is missing, and nothing follows from."""
    days = find_days(inquiry) if inquiry.entries else []
    if not days:
        return note("doubt_date")
    money = money_columns(inquiry)
    if not money:
        return note("doubt_amount")
    said = by_role(money)
    decide_currency(inquiry, money)
    decide_mark(inquiry, money)
    decide_order(inquiry, days)
    find_amounts(inquiry, said)
    find_balance(inquiry, said["balance"])
    find_currencies(inquiry, money)
    if not inquiry.moved():
        return note("doubt_amount")
    find_direction(inquiry)
    find_fee(inquiry, said)
    inquiry.taken.update(column.name for column in money)
    find_status(inquiry)
    find_texts(inquiry)
    settle_by_cells(inquiry)
    decide_sign(inquiry)
    drop_balance_before(inquiry)
    return None
