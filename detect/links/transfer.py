"""Transfer: money between the person's own accounts: top-up, withdrawal, repayment, savings.

Equal amounts with opposite signs in two accounts of one person, at most three days apart, where a row's own words say
transfer, and unique from both sides. Two candidates are a question, never a guess.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.links.table import Links
from detect.view import View

KIND: Final = "transfer"
RANK: Final = 30
DAYS: Final = 3
WORDS: Final = ("transfer", "top_up", "withdrawal", "repayment", "exchange")


def find(view: View, links: Links) -> None:
    """Link paying rows (left) to receiving rows (right)."""
    mirrored = links.claimed("mirror", "left") | links.claimed("mirror", "right")
    usable = view.moved & (view.amount != 0) & ~mirrored
    says = np.isin(view.column("kind"), WORDS)
    key = codes(view.purse, np.abs(view.amount))
    for lag in range(DAYS + 1):
        for step in (lag, -lag) if lag else (0,):
            _sweep(view, links, key, usable, says, step)


def _sweep(view: View, links: Links, key: np.ndarray, usable: np.ndarray, says: np.ndarray, step: int) -> None:
    paying = links.free(KIND, np.flatnonzero(usable & (view.amount < 0)), "left")
    receiving = links.free(KIND, np.flatnonzero(usable & (view.amount > 0)), "right")
    joint = codes(
        np.concatenate((key[paying], key[receiving])), np.concatenate((view.day[paying] + step, view.day[receiving]))
    )
    by_key: dict[int, tuple[list[int], list[int]]] = {}
    for position, code in zip(paying.tolist(), joint[: len(paying)].tolist(), strict=True):
        by_key.setdefault(code, ([], []))[0].append(position)
    for position, code in zip(receiving.tolist(), joint[len(paying) :].tolist(), strict=True):
        if code in by_key:
            by_key[code][1].append(position)
    for left, right in by_key.values():
        if (
            len(left) == len(right) == 1
            and view.account[left[0]] != view.account[right[0]]
            and (says[left[0]] or says[right[0]])
        ):
            links.add(KIND, left, right, "own_accounts")
