"""What a rule is given: the view, the links, and which rows are whose payments."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from detect.causal import runs
from detect.coverage import Covered
from detect.finding import Finding, Reason
from detect.links import find_links
from detect.links.table import Links
from detect.links.twins import Twins
from detect.provisional import FINAL, standing
from detect.seen_once import seen_once
from detect.series import Series, find_series
from detect.suspicion import Suspicion
from detect.view import View

if TYPE_CHECKING:
    from detect.promises.promise import Followed
    from detect.wallet_debits import Debit


OWN_KINDS: Final = ("top_up", "withdrawal", "repayment", "exchange", "hold", "interest", "adjustment")


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern that speaks against some payments: nats for each of the positions, and the reason to show.

    also: payments of the same story, days before or after, which an alert about these tells as well.
    clear: it needs no history to be told.
    """

    positions: tuple[int, ...]
    nats: float
    reason: Reason
    also: tuple[int, ...] = ()
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """Evidence in the ledger or in answers that something an alert was about is settled: the kind, its rows, and why.

    `closes`: `evidence` where the money came back, `explained` where it was never gone, `expected` where the person knows it.
    """

    kind: str
    rows: tuple[str, ...]
    reason: Reason
    subject: str = ""
    closes: str = "evidence"


@dataclass
class Scene:
    """One scan, for the rules: view, links, the payments among the rows, and later what the forest made of them.

    known: which rows (bool) make a shop known; what was stolen does not, nor what may be until somebody says that it was not.
    """

    view: View
    links: Links
    suspicion: Suspicion | None = None
    twins: Twins = field(default_factory=Twins)
    signals: list[Signal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    resolved: list[Resolution] = field(default_factory=list)
    known: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool), repr=False)
    _answered: dict[tuple[str, ...], np.ndarray] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Let every row make its shop known that nobody doubts."""
        if not len(self.known):
            self.known = np.ones(len(self.view), dtype=bool)

    @classmethod
    def of(cls, view: View) -> "Scene":
        """Put accounts that came in two formats together, and find how rows belong together."""
        view, twins = seen_once(view)
        return cls(view, find_links(view), twins=twins)

    @cached_property
    def shadow(self) -> np.ndarray:
        """Rows that show another row again: the bank side of a mirror, what was only pending, what only funded."""
        seen = self.links.claimed("mirror", "right") | self.links.claimed("funding", "right")
        return np.asarray(seen | self.links.claimed("posting", "left"))

    @cached_property
    def own(self) -> np.ndarray:
        """Rows by which money moves between the person's own pockets."""
        between = self.links.claimed("transfer", "left") | self.links.claimed("transfer", "right")
        kinds = self.view.column("kind")
        return np.asarray(between | np.isin(kinds, OWN_KINDS))

    @cached_property
    def given_back(self) -> frozenset[int]:
        """Positions of payments that came back in full and for good."""
        amount = self.view.amount
        refunds = self.links.rights("refund").items()
        final = {left: [row for row in rights if standing(self.view, row) == FINAL] for left, rights in refunds}
        return frozenset(left for left, rights in final.items() if amount[rights].sum() >= -amount[left])

    @cached_property
    def payments(self) -> np.ndarray:
        """Positions of payments of the person's own money to somebody else, each seen once, by moment."""
        return np.flatnonzero(self.view.moved_out & ~self.shadow & ~self.own)

    @cached_property
    def covered(self) -> Covered:
        """Which days the statements of each account show."""
        return Covered(self.view.context)

    @cached_property
    def promises(self) -> "list[Followed]":
        """What became of the money that was promised back."""
        from detect.promises.follow import follow  # noqa: PLC0415  (it reads scenes)

        return follow(self)

    @cached_property
    def unknown_debits(self) -> "list[Debit]":
        """What banks debited for wallets that do not show it."""
        from detect.wallet_debits import unknown_debits  # noqa: PLC0415  (it reads scenes)

        return unknown_debits(self)

    @cached_property
    def taken_again(self) -> np.ndarray:
        """Which rows (bool) went to a payee that was called stolen from, and are like it."""
        from detect.stolen import taken_again  # noqa: PLC0415  (it reads scenes)

        return taken_again(self)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """What payees take again and again."""
        return find_series(self.view, self.payments)

    @cached_property
    def _shops(self) -> dict[int, np.ndarray]:
        """Positions of the payments at each merchant."""
        merchant = self.view.merchant[self.payments]
        order = np.argsort(merchant, kind="stable")
        return {int(merchant[part[0]]): self.payments[part] for part in runs(order, merchant[order])}

    def shop_rows(self, merchant: int) -> np.ndarray:
        """Return the positions of all payments at a merchant (code), by moment."""
        return self._shops.get(merchant, np.zeros(0, dtype=np.int64))

    def answered(self, *answers: str) -> np.ndarray:
        """Return which rows (bool) the person answered with one of these words. Not to be written to."""
        if answers not in self._answered:
            self._answered[answers] = self._told(answers)
        return self._answered[answers]

    def _told(self, answers: tuple[str, ...]) -> np.ndarray:
        given = self.view.context.answers
        wanted = given.loc[given["answer"].isin(answers), "txn_id"]
        told = np.zeros(len(self.view), dtype=bool)
        told[[self.view.position[identity] for identity in wanted if identity in self.view.position]] = True
        return told
