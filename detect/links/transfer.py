"""Transfer: money between the person's own accounts: top-up, withdrawal, repayment, savings.

Equal amounts with opposite signs in two accounts of one person, at most three days apart, and unique from both sides. Two candidates
are a question, never a guess. Friends send round sums too, so the rows must say that it is the person's own money: by their kind,
by naming the other account, or by naming one party on both.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.institutions import WALLET_WORDS, is_wallet, wallet_named
from detect.links.table import Links
from detect.view import View

KIND: Final = "transfer"
RANK: Final = 30
DAYS: Final = 3
OWN: Final = ("top_up", "withdrawal", "repayment", "exchange")  # kinds that only one's own money has


def find(view: View, links: Links) -> None:
    """Link paying rows (left) to receiving rows (right)."""
    mirrored = links.claimed("mirror", "left") | links.claimed("mirror", "right")
    usable = view.moved & (view.amount != 0) & ~mirrored
    usable &= ~links.claimed(KIND, "left") & ~links.claimed(KIND, "right") & ~links.claimed("funding", "right")
    sides = _Sides(view)
    key = codes(view.purse, np.abs(view.amount))
    for lag in range(DAYS + 1):
        for step in (lag, -lag) if lag else (0,):
            _sweep(view, links, key, usable, sides, step)


def _sweep(view: View, links: Links, key: np.ndarray, usable: np.ndarray, sides: "_Sides", step: int) -> None:
    paying = links.free(KIND, np.flatnonzero(usable & (view.amount < 0)), "left")
    receiving = links.free(KIND, np.flatnonzero(usable & (view.amount > 0)), "right")
    joint = codes(
        np.concatenate((key[paying], key[receiving])), np.concatenate((view.day[paying] + step, view.day[receiving]))
    )
    out, back = joint[: len(paying)], joint[len(paying) :]
    both = np.isin(joint, np.intersect1d(out, back))  # few amounts go out and come in on such days
    out_kept, back_kept = both[: len(paying)], both[len(paying) :]
    by_key: dict[int, tuple[list[int], list[int]]] = {code: ([], []) for code in out[out_kept].tolist()}
    for position, code in zip(paying[out_kept].tolist(), out[out_kept].tolist(), strict=True):
        by_key[code][0].append(position)
    for position, code in zip(receiving[back_kept].tolist(), back[back_kept].tolist(), strict=True):
        by_key[code][1].append(position)
    parted = links.rejected.get(KIND, set())
    for left, right in by_key.values():
        own = [(one, other) for one in left for other in right if (one, other) not in parted and sides.own(one, other)]
        if len(own) == 1:
            links.add(KIND, [own[0][0]], [own[0][1]], "own_accounts")
        else:
            links.ask(KIND, own, "own_accounts")


class _Sides:
    """What two rows say of each other's account."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.kind, self.party = view.column("kind"), view.column("merchant")
        self.institution = view.institution
        self.card = view.account_facts["kind"].to_numpy(dtype=object) == "credit_card"
        self.last4 = view.account_facts["last4"].to_numpy(dtype=object)

    def own(self, left: int, right: int) -> bool:
        """Tell whether two rows of different accounts are one movement of the person's own money."""
        if self.view.account[left] == self.view.account[right]:
            return False
        kinds = (self.kind[left], "repayment" if self._pays_card(right) else self.kind[right])
        says = any(kind in (*OWN, "transfer") for kind in kinds)
        says |= bool(self.card[right]) and self.kind[right] not in ("refund", "reversal")
        if any(kind in OWN for kind in kinds) or (says and (self._names(left, right) or self._names(right, left))):
            return not self._names_another(left, right) and not self._names_another(right, left)
        wallet = is_wallet(str(self.institution[left])) or is_wallet(str(self.institution[right]))
        same = self.party[left] == self.party[right]
        return kinds == ("transfer", "transfer") and (same or not wallet)

    def _pays_card(self, row: int) -> bool:
        """Tell whether a row is money that a credit card was paid with: all it gets that no shop gave back."""
        return bool(self.card[row] and self.kind[row] not in ("refund", "reversal", "adjustment", "interest"))

    def _names(self, row: int, other: int) -> bool:
        """Tell whether a row names the institution or the digits of the other's account."""
        words, name, tail = str(self.view.words[row]), str(self.institution[other]), str(self.last4[other])
        if name in WALLET_WORDS:
            return wallet_named(words) == name
        said = f"{words} {self.view.column('method')[row]}".casefold().replace("-", " ")
        return bool((name and name.casefold().replace("-", " ") in said) or (tail and tail in said))

    def _names_another(self, row: int, other: int) -> bool:
        """Tell whether a row names a wallet that is not the other's."""
        said = wallet_named(str(self.view.words[row]))
        return said not in ("", str(self.institution[other]), str(self.institution[row]))
