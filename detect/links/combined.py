"""Combined: the bank's one credit for several refunds of one shop, which the wallet shows one by one.

They are mirrors too, several to one; each wallet row then knows where its money landed.
"""

from collections import defaultdict
from typing import Final

import numpy as np

from detect.institutions import card_tail, is_wallet
from detect.links.mirror import KIND, REFUND_DAYS
from detect.links.sums import parts_of
from detect.links.table import Links
from detect.view import View

RANK: Final = 25
TOGETHER: Final = 3  # days within which refunds are credited in one sum
MOST: Final = 4


def find(view: View, links: Links) -> None:
    """Link free wallet refunds to a free bank credit that is the sum of two to four of them."""
    wallet = np.array([is_wallet(name) for name in view.institution], dtype=bool)
    free = view.frame["moved"].to_numpy() & (view.amount > 0)
    refunds = links.free(KIND, np.flatnonzero(free & wallet & (view.column("kind") == "refund")), "left")
    credits_ = links.free(KIND, np.flatnonzero(free & ~wallet), "right")
    last4, methods = view.account_facts["last4"].to_numpy(dtype=object), view.column("method")
    groups: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for row in refunds.tolist():
        if tail := card_tail(methods[row]).strip("?"):
            groups[int(view.purse[row]), int(view.merchant[row]), tail].append(row)
    for (purse, _, tail), rows in sorted(groups.items()):
        if len(rows) > 1:
            mine = [c for c in credits_.tolist() if view.purse[c] == purse and last4[c] == tail]
            _match(view, links, rows, mine)


def _match(view: View, links: Links, rows: list[int], credits_: list[int]) -> None:
    for credit in credits_:
        open_rows = [row for row in rows if not links.claimed(KIND, "left")[row]]
        near = [row for row in open_rows if 0 <= view.day[credit] - view.day[row] <= REFUND_DAYS]
        for start in near:
            together = [row for row in near if 0 <= view.day[row] - view.day[start] <= TOGETHER]
            found = parts_of(int(view.amount[credit]), [int(view.amount[row]) for row in together], MOST)
            if found:
                links.add(KIND, [together[n] for n in found], [credit] * len(found), "combined")
                break
