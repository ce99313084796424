"""How rows belong together, as the life knows it: by kind, pairs of rows of one or two accounts.

* mirror: a wallet's row and the booking of the same money on the card or bank account behind it.
* transfer: money between the person's own accounts, seen on both.
* refund: a purchase and what came back of it, on the account where both stand.
* funding: PayPal's payment and the deposit that made good for it.

Twins and repetitions are told from the files: the same row in two formats, or in two files of one format.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

from benchmarks.simulator.diary import Diary, Event
from benchmarks.simulator.person import WALLET
from benchmarks.simulator.views import RowId

if TYPE_CHECKING:
    from benchmarks.simulator.truth import Truth, WrittenFile

_OWN_MONEY: Final = ("top_up", "withdrawal", "to_fund", "from_fund", "repayment")

Tie = tuple[str, RowId, RowId]


def ties(diary: Diary, truth: "Truth") -> list[Tie]:
    """Return every tie of a life as (kind, left row, right row)."""
    found = [
        ("transfer" if diary.events[wallet.event].kind in _OWN_MONEY else "mirror", wallet, bank)
        for wallet, bank in truth.mirrors
    ]
    return [*found, *_card_bills(diary), *_refunds(diary, truth), *_funding(diary)]


def _card_bills(diary: Diary) -> Iterable[Tie]:
    """Pair the bill that the bank account pays with the credit on the card: they are written down one after the other."""
    for event in diary.events:
        if event.kind == "card_bill":
            settled = diary.events[event.number + 1]
            yield "transfer", RowId(event.account, event.number), RowId(settled.account, settled.number)


def _refunds(diary: Diary, truth: "Truth") -> Iterable[Tie]:
    for refund in diary.events:
        if refund.refund_of >= 0:
            bought, back = truth.traces(refund.refund_of), truth.traces(refund.number)
            for one, other in product(bought, back):
                if one.row.account == other.row.account and other.amount > 0 > one.amount:
                    yield "refund", one.row, other.row


def _funding(diary: Diary) -> Iterable[Tie]:
    if diary.person.account(WALLET).institution != "paypal":
        return
    for event in diary.events:
        if _has_deposit(diary, event):
            yield "funding", RowId(WALLET, event.number), RowId(WALLET, event.number, 1)


def _has_deposit(diary: Diary, event: Event) -> bool:
    paid = event.kind in ("purchase", "send", "refund") and event.source in diary.person.cards
    return event.account == WALLET and paid and not event.unseen


def by_file(found: Iterable[Tie], seen: dict[RowId, list[tuple[str, int]]]) -> list[dict[str, Any]]:
    """Return ties by kind and pair of files, as (line in the left file, line in the right one)."""
    lines: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for kind, left, right in found:
        for (left_file, left_line), (right_file, right_line) in product(seen.get(left, ()), seen.get(right, ())):
            if left_file == right_file or all(file != right_file for file, _ in seen[left]):  # not across twins
                lines[kind, left_file, right_file].append((left_line, right_line))
    return [
        {"kind": kind, "left_file": left, "right_file": right, "lines": pairs}
        for (kind, left, right), pairs in sorted(lines.items())
    ]


def same_rows(files: Iterable["WrittenFile"]) -> list[dict[str, Any]]:
    """Return the rows that two files show: a twin where the formats differ, else a repetition."""
    found = []
    for one, other in combinations(files, 2):
        both = sorted((one.lines[row], other.lines[row]) for row in one.lines.keys() & other.lines.keys())
        if both:
            kind = "repeated" if one.format == other.format else "twin"
            found.append({"kind": kind, "left_file": one.name, "right_file": other.name, "lines": both})
    return found
