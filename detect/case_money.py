"""The money of a case in one currency: what is at risk, claimed, provisionally back, and back for good.

Four figures that always sum to the stake, so that nothing is told twice and nothing vanishes. A credit is back for good
only where its row is in the ledger; a credit somebody only spoke of, or booked while it looks into the matter, is
provisional, and one taken back is claimed again.
"""

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Money:
    """One currency of a case, in whole minor units."""

    currency: str
    at_risk: int
    claimed: int
    provisional: int
    final: int

    @property
    def stake(self) -> int:
        """All the money that the case is about."""
        return self.at_risk + self.claimed + self.provisional + self.final

    @property
    def missing(self) -> int:
        """What has not come back for good."""
        return self.stake - self.final


@dataclass(slots=True)
class _Credit:
    """One credit as far as it is known."""

    amount: int
    txn_id: str  # empty until the ledger shows the row
    settled: bool  # nobody says any longer that it may be taken back


@dataclass(slots=True)
class Purse:
    """Adds up one currency, event by event. Amounts in minor units, unsigned."""

    currency: str
    stake: int = 0
    asked: int = 0  # the most that was claimed from anybody
    _credits: list[_Credit] = field(default_factory=list)

    def claim(self, amount: int) -> None:
        """Take in a claim; 0 claims all there is. Two who are asked for the same money owe it once."""
        self.asked = max(self.asked, min(amount, self.stake) if amount else self.stake)

    def promise(self, amount: int, txn_id: str) -> None:
        """Take in a credit that may be taken back again."""
        known = [one for one in self._credits if txn_id and one.txn_id == txn_id]
        spoken_of = [one for one in self._credits if not one.txn_id and not one.settled and one.amount == amount]
        if txn_id and spoken_of and not known:
            spoken_of[0].txn_id = txn_id  # told on the phone, then seen: the same money
        elif not known:
            self._credits.append(_Credit(amount, txn_id, settled=False))
        self._asked_for_what_came()

    def settle(self, amount: int, txn_id: str) -> None:
        """Take in a credit that stays. What was provisional, or only spoken of, is the same money and not more of it."""
        for known in [one for one in self._credits if _same(one, txn_id)]:
            part = min(amount, known.amount)
            known.amount -= part
            amount -= part
            self._credits.append(_Credit(part, txn_id or known.txn_id, settled=True))
        self._credits.append(_Credit(amount, txn_id, settled=True))
        self._asked_for_what_came()

    def take_back(self, amount: int, txn_id: str) -> None:
        """Take credits away again: the one that is named first, then the provisional ones."""
        for one in sorted(self._credits, key=lambda one: (not txn_id or one.txn_id != txn_id, one.settled)):
            gone = min(amount, one.amount)
            one.amount -= gone
            amount -= gone
        self._credits = [one for one in self._credits if one.amount]

    def money(self, held: Collection[str] | None = None) -> Money:
        """Return the four figures. `held` are the rows that the ledger has; None: whichever were named."""
        shown = sum(
            one.amount for one in self._credits if one.settled and one.txn_id and (held is None or one.txn_id in held)
        )
        final = min(self.stake, shown)
        provisional = min(self.stake - final, self._came() - shown)
        claimed = max(0, min(self.asked, self.stake) - final - provisional)
        return Money(self.currency, self.stake - final - provisional - claimed, claimed, provisional, final)

    def _came(self) -> int:
        return sum(one.amount for one in self._credits)

    def _asked_for_what_came(self) -> None:
        self._credits = [one for one in self._credits if one.amount]
        self.asked = max(self.asked, self._came())  # so that what is taken back is claimed again


def _same(known: _Credit, txn_id: str) -> bool:
    """Tell whether a credit that stays may be one that is known: by its row, or where one of the two has none yet."""
    return known.txn_id in (txn_id, "") if txn_id else not known.settled
