"""Combined: one row of the bank for several of the wallet: refunds credited in one sum, orders debited in one.

They are mirrors too, several to one; each wallet row then knows where its money went.
"""

from collections import defaultdict
from typing import Final, NamedTuple

import numpy as np

from detect.causal import codes
from detect.institutions import card_tail, wallet_named
from detect.links.card import UNKNOWN, inferred_card
from detect.links.mirror import KIND, REFUND_DAYS, SETTLEMENT_DAYS
from detect.links.sums import parts_of
from detect.links.table import Links
from detect.texts import asked
from detect.view import View

RANK: Final = 25
MOST: Final = 4


class _Way(NamedTuple):
    """Money of one sign: days within which wallet rows belong together, and until the bank books their sum."""

    sign: int
    together: int
    lag: int


_WAYS: Final = (_Way(1, 3, REFUND_DAYS), _Way(-1, 0, SETTLEMENT_DAYS))


def find(view: View, links: Links) -> None:
    """Link free wallet rows of one shop and card (left) to a free bank row (right) that is the sum of two to four of them."""
    wallet = view.in_wallet
    moved = view.moved & np.isin(view.column("kind"), ("payment", "refund"))
    cards = _cards(view, links)
    cards = np.where(cards == UNKNOWN, _paid_with(view, links), cards)
    for way in _WAYS:
        rows = links.free(KIND, np.flatnonzero(moved & wallet & (np.sign(view.amount) == way.sign)), "left")
        sums = links.free(KIND, np.flatnonzero(moved & ~wallet & (np.sign(view.amount) == way.sign)), "right")
        _match(view, links, _groups(view, cards, rows), sums, way)


def _cards(view: View, links: Links) -> np.ndarray:
    """Return for each row the code of the bank account that its way of paying means, by digits or by other mirrors."""
    last4 = view.account_facts["last4"].to_numpy(dtype=object)
    by_tail: dict[tuple[int, str], int] = {}
    for row in np.sort(np.unique(view.account, return_index=True)[1]).tolist():  # one row of each account
        if last4[row]:
            by_tail.setdefault((int(view.person[row]), last4[row]), int(view.account[row]))
    tails = asked(view.column("method"), lambda method: card_tail(method).strip("?"), object)
    way, first = np.unique(codes(view.person, tails), return_index=True)
    cards = [by_tail.get((int(view.person[row]), tails[row]), UNKNOWN) for row in first.tolist()]
    found = np.array(cards, dtype=np.int64)[np.searchsorted(way, codes(view.person, tails))]
    return np.where(found != UNKNOWN, found, inferred_card(view, links))


def _paid_with(view: View, links: Links) -> np.ndarray:
    """Return for each refund that names its purchase the code of the bank account that booked the purchase, -1 where unknown."""
    number, related, booked = view.column("reference"), view.column("related_reference"), links.rights(KIND)
    refunds = np.flatnonzero((related != "") & (view.amount > 0))
    named = set(related[refunds].tolist())
    bought = {(int(view.account[row]), number[row]): row for row in booked if number[row] in named}
    found = np.full(len(view), UNKNOWN, dtype=np.int64)
    for refund in refunds.tolist():
        purchase = bought.get((int(view.account[refund]), str(related[refund])))
        if purchase is not None:
            found[refund] = view.account[booked[purchase][0]]
    return found


def _groups(view: View, cards: np.ndarray, rows: np.ndarray) -> dict[tuple[int, int], list[list[int]]]:
    """Return rows by purse and card, those of one shop together."""
    shops: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for row in rows.tolist():
        if cards[row] != UNKNOWN:
            shops[int(view.purse[row]), int(cards[row]), int(view.merchant[row])].append(row)
    groups: dict[tuple[int, int], list[list[int]]] = defaultdict(list)
    for (purse, card, _), members in sorted(shops.items()):
        if len(members) > 1:
            groups[purse, card].append(members)
    return groups


def _match(
    view: View, links: Links, groups: dict[tuple[int, int], list[list[int]]], sums: np.ndarray, way: _Way
) -> None:
    for total in sums.tolist():
        for members in groups.get((int(view.purse[total]), int(view.account[total])), ()):
            found = _parts(view, links, members, total, way)
            if found:
                links.add(KIND, found, [total] * len(found), "combined")
                break


def _parts(view: View, links: Links, members: list[int], total: int, way: _Way) -> list[int]:
    """Return the free members that sum to a bank row booked after them; a debit must name their wallet."""
    near = [
        row
        for row in members
        if 0 <= view.day[total] - view.day[row] <= way.lag and not links.claimed(KIND, "left")[row]
    ]
    if len(near) < 2 or (way.sign < 0 and wallet_named(str(view.words[total])) != view.institution[near[0]]):
        return []
    for start in near:
        together = [row for row in near if 0 <= view.day[row] - view.day[start] <= way.together]
        found = parts_of(abs(int(view.amount[total])), [abs(int(view.amount[row])) for row in together], MOST)
        if found:
            return [together[n] for n in found]
    return []
