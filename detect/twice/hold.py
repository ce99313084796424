"""A deposit that was kept: a hold captured although the final amount was charged too, and not given back."""

import itertools
import re
from typing import Final

import numpy as np

from detect.calendar import business_days_between
from detect.finding import Reason
from detect.scene import Scene
from detect.texts import asked
from detect.twice.pair import Pair, gap_of

DAYS: Final = 5
WAIT: Final = 10  # business days until a hold that was not released is kept
_MOST: Final = 1.26  # of the final amount
_FIXED: Final = (1, 50, 100)  # whole units that desks hold
_KNOWN: Final = 6  # days at a shop from which one is a regular there, and its round sums are purchases
_NATS: Final = 1.5
# Shops that hold first and charge later: hotels and rentals.
_HOLDERS: Final = re.compile(
    r"酒店|宾馆|民宿|租车|租赁|押金|hotel|hostel|\binn\b|resort|stays?\b|booking|airbnb|rental|rent-?a|hertz|sixt|penginapan|sewa",
    re.IGNORECASE,
)


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Find two different charges of a holding shop within days, the first of which can be a hold on the second."""
    view = scene.view
    rows = rows[asked(view.column("counterparty")[rows], lambda name: _HOLDERS.search(name) is not None)]
    order = np.lexsort((view.when[rows], view.account[rows], view.merchant[rows]))
    ordered = rows[order].tolist()
    return [
        _pair(scene, first, second)
        for first, second in itertools.pairwise(ordered)
        if _one_stay(scene, first, second) and _waited(scene, second)
    ]


def _one_stay(scene: Scene, first: int, second: int) -> bool:
    view = scene.view
    together = view.merchant[first] == view.merchant[second] and view.account[first] == view.account[second]
    held, final = int(-view.amount[first]), int(-view.amount[second])
    units = held / 100
    fits = final < held <= _MOST * final or (units in _FIXED and held != final)
    rare = len(np.unique(view.day[scene.shop_rows(int(view.merchant[first]))])) - 2 < _KNOWN
    return bool(together and rare and fits and 1 <= view.day[second] - view.day[first] <= DAYS)


def _waited(scene: Scene, row: int) -> bool:
    return business_days_between(scene.view.date(row), scene.view.as_of) >= WAIT


def _pair(scene: Scene, first: int, second: int) -> Pair:
    view = scene.view
    gap, timed = gap_of(scene, first, second)
    reason = Reason(
        "hold",
        {
            "first_amount": int(-view.amount[first]),
            "second_amount": int(-view.amount[second]),
            "currency": str(view.column("currency")[first]),
        },
    )
    return Pair(first, second, gap, timed, _NATS, (reason,), extra=first)
