"""The decimal mark: seen in whole columns of amounts, or told from thousands by the currency and by small amounts."""

from collections.abc import Sequence
from typing import Final

from ingest.guess import amounts
from ingest.guess.columns import Column
from ingest.guess.hundredths import says_hundredths
from ingest.guess.inquiry import Inquiry
from ingest.guess.language import EUROPEAN, spoken
from ingest.guess.parts.currency import NONE
from ingest.money import DIGITS
from ingest.notes import note

_THREE: Final = 3  # digits of a group, and decimals of a few currencies
_GROUP: Final = 1000
_SLIP: Final = 10  # so many times as often: the other mark is a slip


def decide_mark(inquiry: Inquiry, money: Sequence[Column]) -> None:
    """Decide which mark stands before the decimals of all columns of money; those that count in hundredths are told."""
    told = [column.name for column in money if says_hundredths(column.name)]
    inquiry.evidence += [note("unit_hundredths", column=name) for name in told]
    columns = [[one for cell in column.cells if (one := amounts.taken_apart(cell))] for column in money]
    printed = [one for column in columns for one in column]
    counts = amounts.marks(printed)
    seen = {mark: count for mark, count in counts.items() if mark and count}
    slips = len(seen) > 1 and min(seen.values()) * _SLIP <= max(seen.values())
    if len(seen) > 1 and inquiry.layout.encoding and not slips and not all(map(_shows_one, columns)):
        inquiry.doubt(note("doubt_mark"))
    if seen:
        mark = max(seen, key=lambda name: seen[name])
        inquiry.settle(mark=mark)
        inquiry.evidence.append(note("mark_seen", mark=mark, count=seen[mark]))
    elif counts[""]:
        _decide_by_thousands(inquiry, printed)


def _shows_one(column: Sequence[amounts.Printed]) -> bool:
    """Tell whether all amounts of a column are plainly printed with one mark: a balance may have another than its amounts."""
    counts = amounts.marks(column)
    return not counts[""] and not (counts["."] and counts[","])


def _decide_by_thousands(inquiry: Inquiry, printed: Sequence[amounts.Printed]) -> None:
    """Take a mark before three digits, where nothing else is seen, for one of thousands, and doubt it where it need not be."""
    separator = next(sign for one in printed for sign in one.body if sign in ".,")
    inquiry.settle(mark="," if separator == "." else ".")
    european = separator == "." and spoken(inquiry.layout.headings) == EUROPEAN  # where a point parts thousands
    if european or _has_thousands(inquiry.mapping.currency, [int(one.body) for one in printed if one.body.isdigit()]):
        inquiry.evidence.append(note("mark_thousands", mark=separator))
    else:
        inquiry.doubt(note("doubt_mark"))


def _has_thousands(currency: str, bare: Sequence[int]) -> bool:
    """Tell whether three digits are no decimals in a currency, or amounts without a mark are all below a thousand."""
    no_decimals = currency != NONE and DIGITS[currency] != _THREE
    return no_decimals or (bool(bare) and all(number < _GROUP for number in bare))
