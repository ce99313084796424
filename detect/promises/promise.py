"""A promise of money, and what became of it."""

import datetime as dt
from dataclasses import dataclass

# waiting: not due yet. unseen: due, but no statement covers the days. late, overdue: a few days over, and long over.
# short: less than promised came. wrong_sign: taken once more instead of given back. landed, elsewhere: it came, as promised or to
# another account. void: the payment never reached the card, so nothing has to come back. provisional: a bank credited it while it looks into
# a dispute, and may take it back. taken_back: it did.
STATES = (
    "waiting", "unseen", "late", "overdue", "short", "wrong_sign", "provisional", "taken_back", "landed", "elsewhere", "void",
)  # fmt: skip
KEPT = ("landed", "elsewhere", "void")
BROKEN = ("late", "overdue", "short", "wrong_sign", "taken_back")


@dataclass(frozen=True, slots=True)
class Promise:
    """Money somebody said would come back.

    source: `words` (the purchase's own status), `row` (a refund row), `pending` (a refund that is not booked) or `person`.
    purchase, refund: positions of the rows that say it, -1 where there is none.
    amount: minor units, unsigned, that must still come.
    account: label of where it must arrive, empty where any account will do.
    route: balance, debit, credit_card, paypal_card or unknown.
    due: the day the person was told, None where the table of refund times decides.
    """

    source: str
    purchase: int
    refund: int
    amount: int
    currency: str
    person: str
    made: dt.date
    account: str
    route: str
    institution: str
    merchant: str
    subject: str
    due: dt.date | None = None

    @property
    def anchor(self) -> int:
        """Return the position of the row the promise is about, -1 for none."""
        return self.purchase if self.purchase >= 0 else self.refund


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a promise: `received` in minor units, by the rows at positions `shown_by`, the last on `landed`."""

    promise: Promise
    state: str
    due: dt.date
    received: int = 0
    shown_by: tuple[int, ...] = ()
    landed: dt.date | None = None

    @property
    def missing(self) -> int:
        """Return what has not come, minor units; a debit instead of a credit costs the money twice."""
        if self.state == "wrong_sign":
            return 2 * self.promise.amount
        return max(0, self.promise.amount - self.received)
