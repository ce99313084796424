"""Posting: a row that was pending, and the row it became. The pending one is then not counted.

The amount stays, or changes the way holds do: a tip, a fuel pump's first dollar, a hotel's deposit. One candidate from both
sides, or nothing.
"""

import re
from collections import defaultdict
from typing import Final

import numpy as np

from detect.causal import codes
from detect.links.in_order import pair_in_order, too_early
from detect.links.table import Links
from detect.view import View

KIND: Final = "posting"
RANK: Final = 10
DAYS: Final = 8  # until an authorisation posts, at most shops
HOLD_DAYS: Final = 5  # and where its amount still changes
_GROWS: Final = (0.75, 1.3)  # of the pending amount: tips, and pumps that were stopped early
_TOKENS: Final = (1, 50, 75, 100, 125, 150, 175, 200)  # whole units that pumps and desks reserve
_RESERVES: Final = re.compile(
    r"fuel|petrol|gas\b|shell|esso|aral|pertamina|spbu|加油|石油|石化|hotel|\binn\b|酒店|宾馆|rental|租车|charging|充电|ev ?charge|parking", re.IGNORECASE
)  # fmt: skip


def find(view: View, links: Links) -> None:
    """Link pending rows (left) to posted rows (right) of the same account."""
    status = view.column("status")
    pending = np.flatnonzero((status == "pending") & (view.amount != 0))
    posted = np.flatnonzero((status == "posted") & view.moved & (view.amount != 0))
    posted = posted[np.isin(view.account[posted], view.account[pending])]
    if not len(pending) or not len(posted):
        return
    shop = codes(view.merchant, view.account)
    key = codes(shop, view.amount)
    ours, theirs = links.free(KIND, pending, "left"), links.free(KIND, posted, "right")
    links.add(KIND, *pair_in_order(view, ours, key[ours], theirs, key[theirs], DAYS), "same_amount")
    _changed(view, links, pending, posted, shop)


def _changed(view: View, links: Links, pending: np.ndarray, posted: np.ndarray, shop: np.ndarray) -> None:
    """Link what is left where the amount changed as holds do, and only one row of each side can be meant."""
    at: dict[int, list[int]] = defaultdict(list)
    for row in links.free(KIND, posted, "right").tolist():
        at[int(shop[row])].append(row)
    candidates = {
        row: [other for other in at.get(int(shop[row]), ()) if _became(view, row, other)]
        for row in links.free(KIND, pending, "left").tolist()
    }
    wanted = [other for others in candidates.values() for other in others]
    for row, others in candidates.items():
        if len(others) == 1 and wanted.count(others[0]) == 1:
            links.add(KIND, [row], others, "changed_amount")
        else:
            links.ask(KIND, [(row, other) for other in others], "changed_amount")


def _became(view: View, pending: int, posted: int) -> bool:
    held, taken = int(view.amount[pending]), int(view.amount[posted])
    late = view.day[posted] - view.day[pending] > HOLD_DAYS
    if held * taken <= 0 or late or too_early(view, pending, posted):
        return False
    reserved = abs(held) / 100 in _TOKENS and _RESERVES.search(str(view.words[posted])) is not None
    return bool(reserved or _GROWS[0] <= taken / held <= _GROWS[1])
