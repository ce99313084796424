"""Which bank account is the card behind a wallet's way of paying, learned from payments that both show.

Many wallets print `Visa` or a bank's name and no digits. Where earlier mirrors of one way of paying nearly all lie on one account,
it is that account's card.
"""

from collections import Counter, defaultdict
from typing import Final

import numpy as np

from detect.causal import codes
from detect.links.mirror import KIND
from detect.links.table import Links
from detect.view import View

ENOUGH: Final = 3  # mirrors
NEARLY_ALL: Final = 0.9  # of them on one account
UNKNOWN: Final = -1


def inferred_card(view: View, links: Links) -> np.ndarray:
    """Return for each row the code of the bank account that its way of paying means (int64), -1 where unknown."""
    way, account = codes(view.account, view.column("method")), view.account.tolist()
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for of, (_, right, _) in zip(_lefts(way, links), links.pairs.get(KIND, ()), strict=True):
        seen[of][account[right]] += 1
    card = np.full(int(way.max(initial=-1)) + 1, UNKNOWN, dtype=np.int64)
    for of, cards in seen.items():
        card[of] = _sure(cards)
    return np.asarray(card[way])


def _lefts(way: np.ndarray, links: Links) -> list[int]:
    """Return the way of paying of the left row of every mirror."""
    return list(way[[left for left, _, _ in links.pairs.get(KIND, ())]].tolist()) if links.pairs.get(KIND) else []


def _sure(cards: Counter[int]) -> int:
    card, times = cards.most_common(1)[0]
    return card if times >= ENOUGH and times >= NEARLY_ALL * cards.total() else UNKNOWN
