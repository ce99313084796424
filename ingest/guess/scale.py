"""What speaks for each order of day, month and year: pieces of evidence, each with a weight."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest.guess.dates import Printed, ordered, possible
from ingest.guess.language import EUROPEAN, known, spoken
from ingest.notes import Note, note

_LAG: Final = 15  # days a payment waits to be booked
_LONGER: Final = 10  # days more that no payment waits
_SLACK: Final = dt.timedelta(days=4)
_NEAR: Final = dt.timedelta(days=400)
_RECENT: Final = dt.timedelta(days=7)  # most files are exported soon after their last line
_LONG_AGO: Final = dt.timedelta(days=28)
_FEW_DAYS: Final = 3
_CENTURY: Final = 100
_SORTED: Final = {3: 0.7, 4: 1.0}  # weight by how many days; of more it is _MANY_SORTED
_MANY_SORTED: Final = 2.0
_ENGLISH: Final = "narration|chq|txn|particulars|cheque no|chqno|value dt|value dat|sort code|narrative|bsb|paid in|paid out|money in|money out"
_COMMONWEALTH: Final = frozenset(_ENGLISH.split("|"))  # words of countries where the day comes first
_ROUTED: Final = re.compile(
    r"\b(?:sort code|bsb|ifsc|ifs code)\b", re.IGNORECASE
)  # how banks of such countries are numbered
_CURRENCIES: Final = """
AED ARS AUD BDT BGN BRL CLP COP CZK EGP GBP IDR ILS INR KES LKR MXN MYR NGN NZD PKR PLN RON RUB SAR SGD THB TRY UAH VND ZAR
"""
_DAY_FIRST: Final = frozenset(_CURRENCIES.split())  # of countries where the day comes first, and of no other
_MONTH_FIRST: Final = ("USD", "CAD", "PHP", "XXX")  # or of unknown habits


class Habits(NamedTuple):
    """What tells the habits of a country: the headings of a table, its currency where known, the decimal mark."""

    headings: Sequence[str] = ()
    currency: str = ""
    mark: str = "."


@dataclass(slots=True)
class Scale:
    """The weight of each order that is possible, and the heaviest piece of evidence for it."""

    orders: Sequence[str]
    weights: dict[str, float] = field(init=False)
    why: dict[str, tuple[float, Note]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Begin with nothing on the scale."""
        self.weights = dict.fromkeys(self.orders, 0.0)

    def favour(self, order: str, weight: float, why: Note) -> None:
        """Add a piece of evidence, where the order is still possible."""
        if order in self.weights:
            self.weights[order] += weight
            if weight > self.why.get(order, (0.0, why))[0]:
                self.why[order] = weight, why

    def by_writing(self, column: Sequence[Printed]) -> None:
        """Weigh dots, days of eight digits, and years of two."""
        first = column[0]
        if first.separator == ".":
            self.favour("dmy", 2.0, note("guess_order_dots"))
        if first.form == "digits8":
            self.favour("ymd", 2.0, note("guess_order_digits"))
        short = first.form == "numbers" and all(max(printed.numbers) < _CENTURY for printed in column)
        if short and "ymd" in self.weights:
            self.weights["ymd"] -= 1.5  # two digits first are rarely a year

    def by_days_above(self, printed: Sequence[Printed]) -> None:
        """Weigh days above the table that can be read in one order alone: one bank writes one way."""
        sure = [orders[0] for one in printed if one.form == "numbers" and len(orders := possible([one])) == 1]
        if len(set(sure)) == 1:
            self.favour(sure[0], 3.0, note("guess_order_above"))

    def by_place(self, said: str) -> None:
        """Weigh that the text above the table numbers the bank as countries do where the day comes first."""
        if _ROUTED.search(said):
            self.favour("dmy", 1.0, note("guess_order_language"))

    def by_sorting(self, column: Sequence[Printed], last: dt.date | None) -> None:
        """Weigh that lines run up or down in one order alone."""
        read = {order: _days(column, order, last) for order in self.weights}
        running = [order for order, days in read.items() if days in (sorted(days), sorted(days, reverse=True))]
        changed = len(set(read[running[0]])) if len(running) == 1 else 0
        if changed >= _FEW_DAYS:
            weight = _SORTED.get(changed, _MANY_SORTED)
            self.favour(running[0], weight, note("guess_order_sorted", count=changed))

    def by_constant(self, column: Sequence[Printed]) -> None:
        """Find the month by what stays the same while the other number changes: statements are of a month."""
        if column[0].form not in ("numbers", "short") or "y" in column[0].separator:
            return
        first, second = {printed.numbers[0] for printed in column}, {printed.numbers[1] for printed in column}
        for constant, varied, order in ((first, second, "mdy"), (second, first, "dmy")):
            months = note("guess_order_month", month=", ".join(map(str, sorted(constant))))
            if len(constant) == 1 and len(varied) >= _FEW_DAYS:
                self.favour(order, 0.5 if constant == {1} else min(2.0, 0.4 * len(varied)), months)
            elif len(constant) * 4 <= len(varied) and len(varied) > 8:
                self.favour(order, 1.0, months)

    def by_lag(self, column: Sequence[Printed], other: Sequence[Printed | None], last: dt.date | None) -> None:
        """Compare with the other day of each entry: a payment is booked within days, not months."""
        lags: dict[str, int] = {}
        for order in self.weights:
            if gaps := _gaps(column, other, order, last):
                lags[order] = max(gaps)
        short = [order for order, lag in lags.items() if lag <= _LAG]
        if len(short) == 1 and max(lags.values()) > _LAG + _LONGER:
            self.favour(short[0], 2.0, note("guess_order_lag", days=lags[short[0]]))

    def by_export(self, column: Sequence[Printed], known: Sequence[dt.date]) -> None:
        """Compare with the days that the file says beyond doubt: nothing happens after the export."""
        if not known:
            return
        export = max(known)
        ends = {order: max(_days(column, order, None)) for order in self.weights}
        early = [order for order, end in ends.items() if end <= export + _SLACK]
        if len(early) == 1 and export - ends[early[0]] < _NEAR:
            self.favour(early[0], 2.0, note("guess_order_export", day=export.isoformat()))
        recent = [order for order in early if export - ends[order] <= _RECENT]
        if len(recent) == 1 and all(export - ends[order] > _LONG_AGO for order in early if order not in recent):
            self.favour(recent[0], 1.0, note("guess_order_export", day=export.isoformat()))

    def by_habits(self, habits: Habits) -> None:
        """Weigh the language of the headings, the currency and the decimal mark."""
        language = spoken(habits.headings)
        if language:
            self.favour("dmy", 2.0 if language == EUROPEAN else 1.0, note("guess_order_language"))
        if habits.currency and habits.currency not in _MONTH_FIRST:
            weight = 1.0 if habits.currency in _DAY_FIRST else 0.5
            self.favour("dmy", weight, note("guess_order_currency", currency=habits.currency))
        if any(word in _COMMONWEALTH for said in known(habits.headings) for word in (said, *said.split())):
            self.favour("dmy", 1.0, note("guess_order_language"))
        if habits.mark == ",":  # where the month stands first, it mostly is a point
            self.favour("dmy", 0.5, note("guess_order_mark", mark=habits.mark))


def _days(column: Sequence[Printed], order: str, last: dt.date | None) -> list[dt.date]:
    return [day for printed in column if (day := ordered(printed, order, last)) is not None]


def _gaps(column: Sequence[Printed], other: Sequence[Printed | None], order: str, last: dt.date | None) -> list[int]:
    """Return how many days lie between the two days of each entry that has both."""
    pairs = [(one, two) for one, two in zip(column, other, strict=True) if two]
    read = [(ordered(one, order, last), ordered(two, order, last)) for one, two in pairs]
    return [abs((two - one).days) for one, two in read if one and two]
