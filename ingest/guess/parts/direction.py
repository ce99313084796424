"""The column whose words say which way the money of each line went."""

from typing import Final

from ingest.guess.amounts import taken_apart
from ingest.guess.columns import EXACT, Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.vocabulary import plain, values_of
from ingest.notes import note

_FILLED: Final = 0.95
_FEW_WORDS: Final = 6
_AGREES: Final = 0.95  # of the entries whose amount bears a minus where the word says out


def find_direction(inquiry: Inquiry) -> None:
    """Find the direction of single amounts; doubt the sign where some amounts bear a minus that says something else."""
    if "amount" not in inquiry.roles:
        return
    amount = inquiry.column("amount")
    column = _direction_column(inquiry, amount)
    if column is None:
        return
    ways = [values_of("direction").get(plain(cell), "") for cell in column.cells]
    negative = [bool((printed := taken_apart(cell)) and printed.sign < 0) for cell in amount.cells]
    agree = sum(minus == (way == "out") for minus, way in zip(negative, ways, strict=True))
    if any(negative) and not all(negative) and agree < _AGREES * len(ways):
        inquiry.doubt(note("doubt_sign"))
        return
    inquiry.give(direction=column)
    inquiry.evidence.append(note("sign_direction", column=column.name))


def _direction_column(inquiry: Inquiry, amount: Column) -> Column | None:
    headed, signed = inquiry.layout.headed, amount.is_signed
    free = (column for column in inquiry.columns if column.name not in inquiry.taken and column is not amount)
    return next((column for column in free if _is_direction(column, headed=headed, signed=signed)), None)


def _is_direction(column: Column, *, headed: bool, signed: bool) -> bool:
    """Tell whether each word of a column says a way; without a sign it need not be named so, if it says both ways."""
    if column.filled < _FILLED or column.distinct > _FEW_WORDS:
        return False
    known = values_of("direction")
    both = not signed and {known.get(plain(cell)) for cell in column.cells} == {"in", "out"}
    if headed and not (column.best("direction") or column.means("description") or both):
        return False
    strange = sum(plain(cell) not in known for cell in column.cells if cell)
    return not strange or (column.means("direction") >= EXACT and strange * 10 <= len(column.cells))
