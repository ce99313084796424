"""Where promises come from: the words of purchases, refund rows, refunds that are not booked, and the person."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np

from detect.institutions import card_tail
from detect.promises.promise import Promise
from detect.scene import Scene

_ROUTES: Final = ("debit", "credit_card")
_HABIT: Final = (
    2,
    0.75,
)  # refunds of card purchases that reached the card, and their share, until the next is expected there
BEFORE: Final = 5  # days that a credit may precede the day on which the person told of the promise


class Card(NamedTuple):
    """An account of a person that can be named by its last digits: its label and route."""

    account: str
    route: str


def promises(scene: Scene) -> Iterator[Promise]:
    """Yield every promise of the ledger and of the person, whatever became of it."""
    yield from _words(scene)
    yield from _rows(scene)
    yield from _pending(scene)
    yield from _told(scene)


def _words(scene: Scene) -> Iterator[Promise]:
    """Yield what purchases say was given back and the wallet's refund rows do not show."""
    view = scene.view
    said = view.frame["refunded_amount"].to_numpy()
    refunds = scene.links.rights("refund")
    for n in np.flatnonzero((said > 0) & view.moved_out & ~scene.shadow).tolist():
        amount = int(said[n]) - int(view.amount[refunds.get(n, [])].sum())
        if amount > 0:
            yield _of_row(scene, "words", n, -1, amount, Card(str(view.column("account")[n]), "balance"))


def _rows(scene: Scene) -> Iterator[Promise]:
    """Yield refund rows of a wallet that say which card of the person they went to."""
    view = scene.view
    purchases, cards = scene.links.lefts("refund"), _cards(scene)
    wallet = view.in_wallet
    moved = view.moved
    rows = np.flatnonzero((view.amount > 0) & (view.column("kind") == "refund") & moved & wallet & ~scene.shadow)
    methods, people = view.column("method"), view.column("person")
    sent_back = _sends_back(scene, rows)
    for n in rows.tolist():
        card = cards.get((str(people[n]), card_tail(str(methods[n]))))
        if card is None and not methods[n] and sent_back(n):
            card = _paid_with(scene, purchases.get(n, [-1])[0])
        if card is not None:
            yield _of_row(scene, "row", purchases.get(n, [-1])[0], n, int(view.amount[n]), card)


def _sends_back(scene: Scene, rows: np.ndarray) -> Callable[[int], bool]:
    """Return whether a wallet passes a refund (position) on to the card: by its own row for that, else by its habit.

    A wallet that prints such rows says by leaving one out that the money stayed in its balance.
    """
    account, passed_on = scene.view.account, scene.links.claimed("funding", "left")
    mirrored, purchases = scene.links.claimed("mirror", "left"), scene.links.lefts("refund")
    carded = [n for n in rows.tolist() if any(mirrored[bought] for bought in purchases.get(n, ()))]
    arrived = Counter(int(account[n]) for n in carded if mirrored[n])
    asked = Counter(int(account[n]) for n in carded)
    usual = {code for code, times in arrived.items() if times >= _HABIT[0] and times >= _HABIT[1] * asked[code]}
    says = {int(account[n]) for n in carded if passed_on[n]}
    return lambda n: bool(passed_on[n] or int(account[n]) in usual - says)


def _paid_with(scene: Scene, purchase: int) -> Card | None:
    """Return the account on which the bank booked a purchase."""
    booked = scene.links.rights("mirror").get(purchase, [])
    if len(booked) != 1:
        return None
    view = scene.view
    kind = str(view.account_facts["kind"].iat[booked[0]])
    return Card(str(view.column("account")[booked[0]]), kind if kind in _ROUTES else "debit")


def _pending(scene: Scene) -> Iterator[Promise]:
    """Yield refunds that the newest statement still shows as on their way."""
    view = scene.view
    waits = (view.column("status") == "pending") & np.isin(view.column("kind"), ("refund", "reversal"))
    purchases = scene.links.lefts("refund")
    for n in np.flatnonzero((view.amount > 0) & waits & ~scene.shadow).tolist():
        card = Card(str(view.column("account")[n]), "paypal_card" if view.institution[n] == "paypal" else "unknown")
        yield _of_row(scene, "pending", purchases.get(n, [-1])[0], n, int(view.amount[n]), card)


def _told(scene: Scene) -> Iterator[Promise]:
    """Yield what the person was told would come."""
    view = scene.view
    for told in scene.view.context.promises.itertuples():
        made, due = dt.date.fromisoformat(told.made_on), dt.date.fromisoformat(told.due)
        if made > view.as_of:
            continue
        purchase = view.position.get(told.txn_id, -1)
        yield Promise(
            source="person", purchase=purchase, refund=-1, amount=int(told.amount), currency=told.currency,
            person=told.person, made=made - dt.timedelta(days=BEFORE), account="", route="unknown", institution="",
            merchant=told.merchant, subject=f"promise:{told.promise_id}", due=due,
        )  # fmt: skip


def _of_row(scene: Scene, source: str, purchase: int, refund: int, amount: int, card: Card) -> Promise:
    view = scene.view
    anchor = purchase if purchase >= 0 else refund
    said = refund if refund >= 0 else purchase
    return Promise(
        source=source, purchase=purchase, refund=refund, amount=amount, currency=str(view.column("currency")[said]),
        person=str(view.column("person")[said]), made=view.date(said), account=card.account, route=card.route,
        institution=str(view.institution[said]), merchant=str(view.column("counterparty")[anchor]),
        subject=f"promise:{view.txn_ids[anchor]}",
    )  # fmt: skip


def _cards(scene: Scene) -> dict[tuple[str, str], Card]:
    """Return each person's cards by their last digits; digits that two cards share name neither."""
    table = scene.view.context.accounts
    found: dict[tuple[str, str], Card] = {}
    for label, person, kind, last4 in zip(table["label"], table["person"], table["kind"], table["last4"], strict=True):
        if last4 and kind != "wallet":
            twice = (person, last4) in found
            found[person, last4] = Card("" if twice else label, kind if kind in _ROUTES else "debit")
    return {key: card for key, card in found.items() if card.account}
