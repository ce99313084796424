"""What became of each promise: the credit that keeps it, the part that came, or the day it is late."""

import datetime as dt
from typing import Final

import numpy as np

from detect.calendar import add_business_days
from detect.coverage import Covered
from detect.links.mirror import SETTLEMENT_DAYS
from detect.promises.collect import promises
from detect.promises.credits import Credits
from detect.promises.promise import Followed, Promise
from detect.provisional import PROVISIONAL, TAKEN_BACK, reversal, standing
from detect.refund_times import FIRM, refund_time
from detect.scene import Scene
from detect.view import DAY, View

_BOOKS: Final = 3  # days a wallet's own books may take to show the refund row of an order it calls closed


def follow(scene: Scene) -> list[Followed]:
    """Return what became of every promise up to `as_of`, the oldest first; one credit keeps one promise."""
    covered, credits_ = scene.covered, Credits(scene)
    made = sorted(promises(scene), key=lambda promise: (promise.made, promise.anchor, promise.subject))
    found = [_kept(scene, covered, credits_, promise) or promise for promise in made]
    return [
        one if isinstance(one, Followed) else _partly(scene, credits_, one) or _judged(scene, covered, one)
        for one in found
    ]


def due(scene: Scene, promise: Promise) -> dt.date:
    """Return the last day on which the money is in time."""
    if promise.due is not None:
        return promise.due
    country = _country(scene, promise)
    context = scene.view.context
    time = refund_time(context.refund_times, promise.route, promise.institution, country)
    day = time.due(promise.made, context.workdays(country))
    return max(day, promise.made + dt.timedelta(days=_BOOKS)) if promise.source == "words" else day


def _country(scene: Scene, promise: Promise) -> str:
    anchor = promise.refund if promise.refund >= 0 else promise.purchase
    return str(scene.view.account_facts["country"].iat[anchor]) if anchor >= 0 else scene.view.context.home


def _kept(scene: Scene, covered: Covered, credits_: Credits, promise: Promise) -> Followed | None:
    """Return the promise as kept where a link or a whole credit shows it, or nothing had to come."""
    view, limit = scene.view, due(scene, promise)
    mirrored = scene.links.rights("mirror").get(promise.refund, []) if promise.refund >= 0 else []
    if mirrored and promise.source == "row":
        credit = mirrored[0]
        return Followed(promise, "landed", limit, promise.amount, (credit,), view.date(credit))
    if promise.source == "row" and _never_debited(scene, covered, promise):
        return Followed(promise, "void", limit)
    shown = credits_.whole(promise)
    if shown:
        last = shown[-1]
        if (unsure := _unsure(view, promise, limit, shown)) is not None:
            return unsure
        home = not promise.account or str(view.column("account")[last]) == promise.account
        return Followed(
            promise, "landed" if home else "elsewhere", limit, promise.amount, tuple(shown), view.date(last)
        )
    return None


def _unsure(view: View, promise: Promise, limit: dt.date, shown: list[int]) -> Followed | None:
    """Return a promise whose credits are a dispute's as provisional, or as taken back."""
    kinds = {row: standing(view, row) for row in shown}
    if TAKEN_BACK in kinds.values():
        ends = [end for row in shown if (end := reversal(view, row)) is not None and kinds[row] == TAKEN_BACK]
        gone = -int(view.amount[ends].sum())
        return Followed(promise, "taken_back", limit, promise.amount - gone, (*shown, *ends), view.date(ends[-1]))
    if PROVISIONAL in kinds.values():
        return Followed(promise, "provisional", limit, promise.amount, tuple(shown), view.date(shown[-1]))
    return None


def _partly(scene: Scene, credits_: Credits, promise: Promise) -> Followed | None:
    """Return the promise as short or turned round, where a smaller credit or an equal debit took its place."""
    limit = due(scene, promise)
    wrong = credits_.turned(promise)
    if wrong is not None:
        return Followed(promise, "wrong_sign", limit, 0, (wrong,), None)
    part = credits_.part(promise)
    if part is not None and limit < scene.view.as_of:
        return Followed(promise, "short", limit, int(scene.view.amount[part]), (part,), scene.view.date(part))
    return None


def _never_debited(scene: Scene, covered: Covered, promise: Promise) -> bool:
    """Tell whether a purchase cancelled within a day never reached the card, so that nothing has to come back."""
    view, purchase = scene.view, promise.purchase
    if (
        purchase < 0
        or view.when[promise.refund] - view.when[purchase] > DAY
        or purchase in scene.links.rights("mirror")
    ):
        return False
    booked_by = view.date(purchase) + dt.timedelta(days=SETTLEMENT_DAYS)
    return covered.through(promise.person, promise.account, view.date(purchase), booked_by)


def _judged(scene: Scene, covered: Covered, promise: Promise) -> Followed:
    """Return the promise as waiting, late or overdue; as unseen where no statement covers the whole wait."""
    limit, as_of = due(scene, promise), scene.view.as_of
    if limit >= as_of:
        return Followed(promise, "waiting", limit)
    accounts = [promise.account] if promise.account else _in_use(scene, promise)
    if not accounts or not all(covered.through(promise.person, name, promise.made, limit) for name in accounts):
        return Followed(promise, "unseen", limit)
    watched = min([as_of, *(covered.until(promise.person, name) or limit for name in accounts)])
    firm = add_business_days(limit, FIRM, scene.view.context.workdays(_country(scene, promise)))
    return Followed(promise, "overdue" if watched >= firm else "late", limit)


def _in_use(scene: Scene, promise: Promise) -> list[str]:
    """Return the accounts that may show money the person was told of: the purchase's, else all of its currency in use."""
    view = scene.view
    if promise.purchase >= 0:
        rows = [promise.purchase, *scene.links.rights("mirror").get(promise.purchase, [])]
        return sorted({str(view.column("account")[row]) for row in rows})
    near = (view.column("person") == promise.person) & (view.column("currency") == promise.currency)
    since = int(np.datetime64(promise.made, "D").astype(np.int64)) - 60
    return sorted(set(view.column("account")[near & (view.day >= since)].tolist()))
