"""Every promise of money as the person thinks of it: from whom, how much, due when, and what came."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from detect.context import Context, Settings
from detect.promises.collect import BEFORE
from detect.promises.promise import Followed
from detect.scene import Scene
from detect.view import View


@dataclass(frozen=True, slots=True)
class Expected:
    """A promise, ready to be shown. Amounts in minor units; `rows` are txn_ids: the purchase, the refund, the credits."""

    subject: str
    state: str  # of detect.promises.promise.STATES
    source: str  # words, row, pending or person
    person: str
    merchant: str
    amount: int
    received: int
    currency: str
    account: str
    made: dt.date
    due: dt.date
    landed: dt.date | None
    rows: tuple[str, ...]

    @property
    def promise_id(self) -> str:
        """Return the id of a promise that the person told of, empty for others."""
        return self.subject.partition(":")[2] if self.source == "person" else ""


def expected(frame: pd.DataFrame, context: Context, as_of: dt.date) -> tuple[Expected, ...]:
    """Return every promise up to a day, the latest first; arguments as for `scan`. Pure."""
    scene = Scene.of(View.of(frame, context, as_of, Settings()))
    return tuple(_expected(scene.view, followed) for followed in reversed(scene.promises))


def _expected(view: View, followed: Followed) -> Expected:
    promise = followed.promise
    told = dt.timedelta(days=BEFORE) if promise.source == "person" else dt.timedelta()  # the search begins earlier
    rows = dict.fromkeys((promise.purchase, promise.refund, *followed.shown_by))
    return Expected(
        subject=promise.subject,
        state=followed.state,
        source=promise.source,
        person=promise.person,
        merchant=promise.merchant,
        amount=promise.amount,
        received=followed.received,
        currency=promise.currency,
        account=promise.account,
        made=promise.made + told,
        due=followed.due,
        landed=followed.landed,
        rows=tuple(str(view.txn_ids[row]) for row in rows if row >= 0),
    )
