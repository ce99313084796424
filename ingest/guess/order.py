"""Which of day, month and year stands first in a whole column, and in which year days without one lie.

Each piece of evidence has a weight; an order is taken where it leads all others by one whole weight, else it is asked.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.days import Period
from ingest.guess.dates import Printed, has_year, ordered, possible, taken_apart
from ingest.guess.pages import Pages
from ingest.guess.vocabulary import bare, roles_of
from ingest.notes import Note, note

_DECISIVE: Final = 1.0
_LAG: Final = 15  # days a payment waits to be booked
_SLACK: Final = dt.timedelta(days=4)
_NEAR: Final = dt.timedelta(days=400)
_BEFORE: Final = dt.timedelta(days=62)  # a purchase is billed weeks later
_AFTER: Final = dt.timedelta(days=7)
_LONG: Final = dt.timedelta(days=200)  # a statement that prints only its last day, and days without a year
_IN_NAME: Final = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_NAME_DMY: Final = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.](20\d{2})(?!\d)")
_MONTH: Final = re.compile(r"(?<!\d)(20\d{2})\s*[-_年/.]\s*(0?[1-9]|1[0-2])(?:\s*月)?(?![\d])")
_DAY: Final = re.compile(
    r"\d{1,4}[./\-年]\s?\d{1,2}[./\-月]\s?\d{1,4}日?|\d{1,2}\.? [^\W\d_]{3,12}\.? \d{4}|[^\W\d_]{3,12} \d{1,2}, \d{4}"
)
_ENGLISH: Final = frozenset(
    ["date", "amount", "description", "balance", "debit", "credit", "transaction", "payee", "memo", "type", "category", "currency", "reference", "details", "detail", "posted", "posting", "post", "account", "time", "number", "status", "value", "fee", "name", "card", "money", "in", "out", "paid", "withdrawals", "withdrawal", "deposits", "deposit", "trans", "particulars", "narrative", "narration", "id", "ref", "no", "booking", "merchant", "notes", "note", "comment", "state", "product", "completed", "started", "from", "to", "of", "and", "the", "number", "original", "billing", "payment", "message", "running", "available", "book", "code", "tran", "txn", "effective", "eff", "item"]
)  # fmt: skip
_FEW_DAYS: Final = 3
# Headings in the English of countries where the day comes first, and currencies of such countries alone.
_COMMONWEALTH: Final = frozenset(
    ("narration", "chq", "txn", "particulars", "cheque no", "chqno", "value dt", "value dat")
)
_DAY_FIRST: Final = frozenset(
    ["GBP", "AUD", "NZD", "INR", "PKR", "BDT", "LKR", "IDR", "MYR", "SGD", "THB", "VND", "ZAR", "KES", "NGN", "BRL", "MXN", "ARS", "CLP", "COP", "RUB", "UAH", "TRY", "ILS", "AED", "SAR", "EGP", "PLN", "CZK", "BGN", "RON"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a column's numbers, why it is that, and what remains unclear."""

    order: str
    why: Note
    doubt: Note | None = None
    last: dt.date | None = None  # the day that days without a year end at


@dataclass(slots=True)
class _Scale:
    weights: dict[str, float]
    why: dict[str, tuple[float, Note]] = field(default_factory=dict)

    def favour(self, order: str, weight: float, why: Note) -> None:
        """Add a piece of evidence, where the order is still possible."""
        if order in self.weights:
            self.weights[order] += weight
            if weight > self.why.get(order, (0.0, why))[0]:
                self.why[order] = weight, why


def decide(column: Sequence[Printed], others: Sequence[Sequence[Printed | None]], heading: Sequence[str], said: str, name: str, currency: str, mark: str = ".", pages: Pages | None = None) -> Order | None:  # fmt: skip
    """Decide the order of a column of days; None where its cells agree on none.

    Args:
        column: the days, one for each entry.
        others: further columns of days of the same entries.
        heading: the headings, for their language.
        said: what stands above the table.
        name: the name of the file.
        currency: of the table, where known.
        mark: the decimal mark of its amounts.
        pages: what the pages of a PDF say.
    """
    orders = list(possible(column))
    if not orders:
        return None
    example = " / ".join(map(str, column[0].numbers))
    yearless = not all(map(has_year, column))
    within = _within(column, orders, pages, yearless=yearless) if pages is not None else []
    if within and len(within) < len(orders):
        period = pages.period(within[0]) if pages is not None else None
        orders, ended = within, period.last.isoformat() if period else ""
        if len(orders) == 1:
            return Order(orders[0], note("guess_order_export", day=ended))
    last = None
    if yearless:
        last = last_day(said, name, pages, orders[0])
        if last is None or (pages is not None and not within):
            return Order(orders[0], note("guess_order_only"), note("doubt_year"))
    if all(printed.form in ("ordered", "serial") for printed in column):
        return Order("ymd", note("guess_order_names"), None, last)
    orders = _same_writing(column, others, orders)
    if len(orders) == 1:
        return Order(orders[0], note("guess_order_only"), None, last)
    scale = _Scale(dict.fromkeys(orders, 0.0))
    for weigh in (_by_writing, _by_sorting, _by_constant):
        weigh(scale, column, last)
    _by_lag(scale, column, others, last)
    _by_export(scale, column, said, name)
    _by_language(scale, heading, currency)
    if mark == ",":  # where the month stands first, it mostly is a point
        scale.favour("dmy", 0.5, note("guess_order_mark", mark=mark))
    leading, *rest = sorted(scale.weights, key=lambda order: -scale.weights[order])
    doubt = (
        note("doubt_order", example=example) if scale.weights[leading] - scale.weights[rest[0]] < _DECISIVE else None
    )
    return Order(leading, scale.why.get(leading, (0.0, note("guess_order_only")))[1], doubt, last)


def _same_writing(
    column: Sequence[Printed], others: Sequence[Sequence[Printed | None]], orders: list[str]
) -> list[str]:
    """Leave the orders that also fit the other columns written alike: one bank writes one way."""
    for other in others:
        alike = [
            printed
            for printed in other
            if printed and (printed.form, printed.separator) == (column[0].form, column[0].separator)
        ]
        fitting = [order for order in orders if order in possible(alike)] if alike else []
        orders = fitting or orders
    return orders


def _days(column: Sequence[Printed], order: str, last: dt.date | None) -> list[dt.date]:
    return [day for printed in column if (day := ordered(printed, order, last)) is not None]


def _by_writing(scale: _Scale, column: Sequence[Printed], last: dt.date | None) -> None:  # noqa: ARG001
    first = column[0]
    if first.separator == "." or (first.form == "short" and first.separator == "."):
        scale.favour("dmy", 2.0, note("guess_order_dots"))
    if first.form == "digits8":
        scale.favour("ymd", 2.0, note("guess_order_digits"))
    if first.form == "numbers" and max(max(printed.numbers) for printed in column) < 100:
        scale.weights.update(
            {"ymd": scale.weights.get("ymd", 0.0) - 1.5} if "ymd" in scale.weights else {}
        )  # two digits first are rarely a year


def _by_sorting(scale: _Scale, column: Sequence[Printed], last: dt.date | None) -> None:
    read = {order: _days(column, order, last) for order in scale.weights}
    for order, days in read.items():
        changed = len(set(days))
        others = [_sorted(read[other]) for other in read if other != order]
        if _sorted(days) and not any(others) and changed >= _FEW_DAYS:
            scale.favour(order, {3: 0.7, 4: 1.0}.get(changed, 2.0), note("guess_order_sorted", count=changed))


def _sorted(days: Sequence[dt.date]) -> bool:
    return list(days) in (sorted(days), sorted(days, reverse=True))


def _by_constant(scale: _Scale, column: Sequence[Printed], last: dt.date | None) -> None:  # noqa: ARG001
    """Find the month by what stays the same while the other number changes: statements are of a month."""
    if column[0].form not in ("numbers", "short") or "y" in column[0].separator:
        return
    first, second = {printed.numbers[0] for printed in column}, {printed.numbers[1] for printed in column}
    for constant, varied, order in ((first, second, "mdy"), (second, first, "dmy")):
        if len(constant) == 1 and len(varied) >= _FEW_DAYS:
            scale.favour(
                order,
                0.5 if constant == {1} else min(2.0, 0.4 * len(varied)),
                note("guess_order_month", month=next(iter(constant))),
            )
        elif len(constant) * 4 <= len(varied) and len(varied) > 8:
            scale.favour(order, 1.0, note("guess_order_month", month=", ".join(map(str, sorted(constant)))))


def _by_lag(
    scale: _Scale, column: Sequence[Printed], others: Sequence[Sequence[Printed | None]], last: dt.date | None
) -> None:
    """Compare with the other day of each entry: a payment is booked within days, not months."""
    for other in others:
        lags: dict[str, int] = {}
        for order in scale.weights:
            pairs = [
                (ordered(one, order, last), ordered(two, order, last))
                for one, two in zip(column, other, strict=True)
                if two
            ]
            gaps = [abs((two - one).days) for one, two in pairs if one and two]
            if gaps:
                lags[order] = max(gaps)
        for order, lag in lags.items():
            if (
                lag <= _LAG
                and any(lags[rival] > _LAG + 10 for rival in lags)
                and sum(lags[rival] <= _LAG for rival in lags) == 1
            ):
                scale.favour(order, 2.0, note("guess_order_lag", days=lag))


def _by_export(scale: _Scale, column: Sequence[Printed], said: str, name: str) -> None:
    """Compare with the days that the file's name or preamble says beyond doubt: nothing happens after the export."""
    known = _known_days(said, name)
    if not known:
        return
    latest = max(known)
    for order in scale.weights:
        days = _days(column, order, None)
        others = [max(_days(column, other, None)) for other in scale.weights if other != order]
        if (
            days
            and max(days) <= latest + _SLACK
            and latest - max(days) < _NEAR
            and all(late > latest + _SLACK for late in others)
        ):
            scale.favour(order, 2.0, note("guess_order_export", day=latest.isoformat()))


def _known_days(said: str, name: str) -> list[dt.date]:
    found = []
    for text, patterns in ((name, (_IN_NAME, _IN_NAME_DMY)), (said, (_IN_NAME,))):
        for pattern in patterns:
            for numbers in pattern.findall(text):
                year, month, day = map(int, numbers if pattern is _IN_NAME else numbers[::-1])
                try:
                    found.append(dt.date(year, month, day))
                except ValueError:
                    continue
    for text in _DAY.findall(said):
        printed = taken_apart(text)
        orders = possible([printed]) if printed and has_year(printed) else ()
        if printed and orders and (printed.form == "ordered" or len(orders) == 1):
            read = ordered(printed, orders[0])
            found += [read] if read else []
    return found


def _within(column: Sequence[Printed], orders: Sequence[str], pages: Pages, *, yearless: bool) -> list[str]:
    """Return the orders in which every day lies in the time that the pages say, or near it."""
    found = []
    for order in orders:
        period = pages.period(order)
        if period is None:
            continue
        first = period.first - _BEFORE if period.first else period.last - (_LONG if yearless else _NEAR)
        days = [ordered(printed, order, period.last) for printed in column]
        if all(day is not None and first <= day <= period.last + _AFTER for day in days):
            found.append(order)
    return found


def last_day(said: str, name: str, pages: Pages | None = None, order: str = "") -> dt.date | None:
    """Return the last day that days without a year can be: the latest that the file says, or its month's end."""
    if pages is not None:
        period: Period | None = pages.period(order)
        return period.last if period else last_day("", name)
    found = _known_days(said, name)
    for text in (said, name):
        for year, number in _MONTH.findall(text):
            after = dt.date(int(year) + int(number) // 12, int(number) % 12 + 1, 1)
            found.append(after - dt.timedelta(days=1))
    for text in _DAY.findall(said):
        printed = taken_apart(text)
        read = [ordered(printed, order) for order in possible([printed])] if printed and has_year(printed) else []
        found += [first for first in read[:1] if first]
    return max(found, default=None)


def _by_language(scale: _Scale, heading: Sequence[str], currency: str) -> None:
    words = [bare(name) for name in heading if roles_of(name)]
    foreign = sum(not all(word in _ENGLISH for word in said.split()) for said in words)
    english = len(words) - foreign
    if foreign >= 2 and foreign > english:
        scale.favour("dmy", 1.0, note("guess_order_language"))
    if currency and currency not in ("USD", "CAD", "PHP", "XXX"):
        weight = 1.0 if currency in _DAY_FIRST else 0.5
        scale.favour("dmy", weight, note("guess_order_currency", currency=currency))
    if any(word in _COMMONWEALTH for said in words for word in (said, *said.split())):
        scale.favour("dmy", 1.0, note("guess_order_language"))
