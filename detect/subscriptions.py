"""The person's subscriptions as a list: what each costs, since when, when it comes next, and what it was before."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

import pandas as pd

from detect.context import Context, Settings
from detect.links.instalment import part_of
from detect.payees import payee_kind
from detect.rules.repeats import repeat_prone, second_helping
from detect.scene import Scene
from detect.series import Series
from detect.view import View

_ENDED: Final = 1.6  # beats without a charge


@dataclass(frozen=True, slots=True)
class Subscription:
    """A series of charges as the person thinks of it. Amounts in minor units, days as dates."""

    subscription_id: str
    person: str
    account: str
    merchant: str  # key
    name: str  # as printed last
    currency: str
    price: int
    usual_days: int
    charges: int
    first: dt.date
    last: dt.date
    next: dt.date | None  # None where it seems to have ended
    steps: tuple[tuple[dt.date, int], ...]  # since when which price
    metered: bool
    cancelled_on: dt.date | None
    rows: tuple[str, ...]  # txn_ids
    parts_left: int | None = None  # of one purchase paid in parts; None where it is none

    @property
    def a_year(self) -> int:
        """Return what it costs in a year at its last price; a purchase paid in parts, what of it is left to pay within a year."""
        times = 365 / self.usual_days
        return round(self.price * (times if self.parts_left is None else min(times, self.parts_left)))


def subscriptions(frame: pd.DataFrame, context: Context, as_of: dt.date) -> tuple[Subscription, ...]:
    """Return every regular charge up to a day, the dearest a year first; arguments as for `scan`. Pure."""
    scene = Scene.of(View.of(frame, context, as_of, Settings()))
    view = scene.view
    cancelled = dict(zip(context.cancellations["subscription_id"], context.cancellations["cancelled_on"], strict=True))
    nth: dict[int, int] = {}
    found = []
    for series in scene.series:
        said = str(view.words[series.rows[-1]])
        if not (repeat_prone(said) or second_helping(said) or payee_kind(said) == "served"):
            code = int(view.merchant[series.rows[0]])
            nth[code] = nth.get(code, -1) + 1
            found.append(_subscription(view, series, nth[code], cancelled))
    return tuple(sorted(found, key=lambda one: (one.next is None, -one.a_year, one.subscription_id)))


def _subscription(view: View, series: Series, nth: int, cancelled: dict[str, str]) -> Subscription:
    last = int(series.rows[-1])
    person, merchant, currency = (str(view.column(name)[last]) for name in ("person", "merchant", "currency"))
    identity = hashlib.blake2b(repr((person, merchant, currency, nth)).encode(), digest_size=4).hexdigest()
    newest = int(view.day[view.account == view.account[last]].max())
    alive = newest - int(view.day[last]) <= _ENDED * series.beat
    part = part_of(str(view.words[last]))
    parts_left = part[1] - part[0] if part else None
    told = cancelled.get(identity, "")
    return Subscription(
        subscription_id=identity,
        person=person,
        account=str(view.column("account")[last]),
        merchant=merchant,
        name=str(view.column("counterparty")[last]),
        currency=currency,
        price=series.price,
        usual_days=series.beat,
        charges=len(series.rows),
        first=view.date(int(series.rows[0])),
        last=view.date(last),
        next=view.date(last) + dt.timedelta(days=series.beat) if alive and parts_left != 0 else None,
        steps=tuple((view.date(int(series.rows[level.first])), level.price) for level in series.levels),
        metered=series.metered,
        cancelled_on=dt.date.fromisoformat(told) if told else None,
        rows=tuple(view.txn_ids[series.rows].tolist()),
        parts_left=parts_left,
    )
