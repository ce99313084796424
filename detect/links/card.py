"""Which bank account is the card behind a wallet's way of paying, learned from payments that both show.

Many wallets print `Visa` or a bank's name and no digits. Where earlier mirrors of one way of paying nearly all lie on one account,
it is that account's card.
"""

from collections import Counter, defaultdict
from typing import Final

import numpy as np

from detect.links.mirror import KIND
from detect.links.table import Links
from detect.view import View

ENOUGH: Final = 3  # mirrors
NEARLY_ALL: Final = 0.9  # of them on one account
UNKNOWN: Final = -1


def inferred_card(view: View, links: Links) -> np.ndarray:
    """Return for each row the code of the bank account that its way of paying means (int64), -1 where unknown."""
    method, account = view.column("method"), view.account
    seen: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
    for left, right, _ in links.pairs.get(KIND, ()):
        seen[int(account[left]), str(method[left])][int(account[right])] += 1
    known = {way: card for way, cards in seen.items() if (card := _sure(cards)) != UNKNOWN}
    if not known:
        return np.full(len(view), UNKNOWN, dtype=np.int64)
    return np.array(
        [known.get((int(a), str(m)), UNKNOWN) for a, m in zip(account, method, strict=True)], dtype=np.int64
    )


def _sure(cards: Counter[int]) -> int:
    card, times = cards.most_common(1)[0]
    return card if times >= ENOUGH and times >= NEARLY_ALL * cards.total() else UNKNOWN
