"""Refunds as a state machine: paid, promised, then one of many ends (DETECTION §5f).

A wallet promises in two ways: the purchase's own status, and a refund row. Where a card paid, its bank credits later
and on its own; the wallet never says whether that happened. A card statement alone promises nothing: refunds of direct
card purchases are promised by the merchant to the user.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.diary import BALANCE, Diary, Event, Posting
from benchmarks.simulator.funding import settle
from benchmarks.simulator.parameters import Refunds
from benchmarks.simulator.person import CARD, DEBIT, SECOND, Party
from benchmarks.simulator.streams import Stream, rounded

_RETURNABLE: Final = ("online", "clothes", "delivery", "cinema", "games", "gift", "furniture")
_RETURNABLE_ABROAD: Final = ("foreign_online", "abroad_shop")
_CARD_ONLY: Final = ("R4", "R8")
_DEBIT_ONLY: Final = (
    "R2",
    "R6",
    "R7",
    "M2",
    "M3",
    "M4",
    "M5",
)  # need a bank that may do something else than the wallet says


@dataclass(slots=True)
class Promise:
    """A purchase of which `amount` is promised back at a moment."""

    diary: Diary
    stream: Stream
    rates: Refunds
    purchase: Event
    at: int
    amount: int  # unsigned

    @property
    def destination(self) -> str:
        """Return the kind of account the money should come to: wallet, debit or credit_card."""
        card = self.diary.card_of(self.purchase)
        return self.diary.person.account(card).kind if card else "wallet"

    @property
    def limit(self) -> int:
        """Return the day after which the money is overdue."""
        country = self.diary.person.account(self.diary.card_of(self.purchase) or self.purchase.account).country
        if self.payout_days:
            return days.day_of(self.at) + self.payout_days
        return days.add_business_days(days.day_of(self.at), dict(self.rates.limits)[self.destination], country)

    @property
    def payout_days(self) -> int:
        """Return how many calendar days the wallet may take to pay a card back; 0 where only the bank's days count."""
        through = self.purchase.account in self.diary.person.wallets and self.diary.card_of(self.purchase)
        return self.diary.person.world.payout_days if through else 0

    def credit_at(self, *, late: int = 0) -> int:
        """Return when the bank books the credit: within its usual working days, or `late` days after the limit."""
        country = self.diary.person.account(self.diary.card_of(self.purchase)).country
        usual = self.rates.debit_days if self.destination == "debit" else self.rates.credit_card_days
        day = days.add_business_days(days.day_of(self.at), self.stream.whole(*usual), country)
        if self.payout_days and self.stream.chance(self.rates.slow_payout):
            day = max(day, days.day_of(self.at) + self.stream.whole(10, self.payout_days))
        day = self.limit + late if late else day
        paid = max((posting.at for posting in self.purchase.postings or ()), default=self.at)
        return max(self.at, paid, day * days.DAY) + int(self.stream.uniform(1, 17) * days.HOUR)

    def say(self, amount: int) -> None:
        """Let the purchase's own row say from now on that this much goes back."""
        self.purchase.promises.append((self.at, amount))

    def refund(self, amount: int, postings: tuple[Posting, ...] | None, *, source: str | None = None) -> Event:
        """Write the refund row; on a wallet the status of the purchase says so too."""
        bought = self.purchase
        if bought.account in self.diary.person.wallets:
            self.say(amount)
        return self.diary.add(
            self.at, "refund", bought.party, amount, bought.account, source=bought.source if source is None else source,
            goods=bought.goods, order=bought.order, postings=postings, refund_of=bought.number,
        )  # fmt: skip

    def credit(self, amount: int, *, late: int = 0) -> tuple[Posting, ...]:
        """Return the booking of a credit on the card; none where the wallet keeps the money."""
        return (Posting(self.credit_at(late=late), amount),) if self.diary.card_of(self.purchase) else ()

    def label(self, family: str, *members: tuple[str, Event], stake: int = 0, also: tuple[str, ...] = ()) -> None:
        """Label the whole story."""
        missing = family.startswith("M") and family != "M5"
        by_wallet = self.purchase.account in self.diary.person.wallets
        self.diary.label(
            "missing_refund" if missing else "lookalike", family, [("purchase", self.purchase), *members], stake=stake,
            knowable=self.limit + 1 if missing else 0, also=also, promised_by="wallet" if by_wallet else "merchant",
        )  # fmt: skip


def plant(diary: Diary) -> None:
    """Ask for refunds at the natural rate, and for one of every end where the parameters say so."""
    stream, rates = diary.stream("refunds"), diary.parameters.refunds
    families = [_end(stream, rates) for _ in range(diary.how_many(stream, rates.per_year))]
    if rates.at_least:
        families += [family for family in ENDS if family not in families]
    for family in families:
        promise = _promise(diary, stream, rates, family)
        early = promise.at - promise.purchase.at < rates.reversal_hours * days.HOUR
        voided = family == "R1" and early and promise.destination == "debit" and stream.chance(rates.reversal)
        ENDS["R2" if voided else family](promise)
    for _ in range(diary.how_many(stream, rates.sent_back, rates.at_least)):
        _send_back(diary, stream, rates)


def _send_back(diary: Diary, stream: Stream, rates: Refunds) -> None:
    """A friend does not accept a transfer: WeChat returns it within a day."""
    if not diary.person.world.packets:
        return
    sent = diary.free(lambda event: event.kind == "send" and event.account == SECOND, margin=_margin(diary))
    if sent:
        transfer = stream.pick(sent)
        at = transfer.at + int(stream.uniform(0.1, 24) * days.HOUR)
        _in_full(Promise(diary, stream, rates, transfer, at, -transfer.amount))


def _end(stream: Stream, rates: Refunds) -> str:
    failure = stream.uniform(0, 1)
    for family, share in rates.failures:
        failure -= share
        if failure < 0:
            return family
    return stream.weighted(rates.orderly)


def _promise(diary: Diary, stream: Stream, rates: Refunds, family: str) -> Promise:
    """Find a purchase this end can happen to, or make one, and ask for its money back."""
    early = family == "R2" or (family not in _CARD_ONLY and stream.chance(rates.early))
    found = diary.free(lambda event: _fits(diary, event, family), margin=_margin(diary))
    purchase = stream.pick(found) if found else _bought(diary, stream, family)
    delay = stream.uniform(0.3, 20) * days.HOUR if early else stream.uniform(1.5, 9) * days.DAY
    return Promise(diary, stream, rates, purchase, purchase.at + int(delay), -purchase.amount)


def _margin(diary: Diary) -> int:
    """Return how far inside the period purchases lie; further where every story is to be seen to its end."""
    return min(45 if diary.parameters.refunds.at_least else 5, (diary.last - diary.first) // 4)


def _fits(diary: Diary, event: Event, family: str) -> bool:
    if event.kind != "purchase" or event.promises:
        return False
    if family == "R4":
        return event.account == CARD and event.foreign != ""
    if family == "R8":
        return event.party.category in _RETURNABLE_ABROAD
    if event.party.category in _RETURNABLE_ABROAD:
        return family not in _DEBIT_ONLY
    if event.party.category not in _RETURNABLE or event.amount > -diary.cost(900):
        return False
    return event.source == DEBIT or family not in _DEBIT_ONLY


def _bought(diary: Diary, stream: Stream, family: str) -> Event:
    at, amount = diary.moment(stream, 10, 22, margin=_margin(diary)), stream.whole(40, 300) * 100
    if family in _CARD_ONLY:
        party = diary.names.places["returned_abroad"]
        price = diary.price(amount // 4, CARD)
        bought = diary.add(at, "purchase", party, -price, CARD, foreign=diary.abroad(party, price))
    else:
        party = diary.names.places["returned"]
        bought = diary.add(
            at, "purchase", party, -diary.cost(amount), stream.pick(diary.person.world.shopping), source=DEBIT
        )
    settle(diary)
    return bought


# -- the ends that are in order --------------------------------------------------------------------------------------


def _in_full(promise: Promise) -> None:
    refund = promise.refund(promise.amount, promise.credit(promise.amount))
    promise.label("R1", ("refund", refund))


def _reversed(promise: Promise) -> None:
    """Cancelled within hours: the bank's pending row vanishes, and there is nothing to credit."""
    promise.purchase.postings = ()
    refund = promise.refund(promise.amount, ())
    promise.label("R2", ("refund", refund))


def _in_parts(promise: Promise) -> None:
    """One to five credits; postage or restocking may be withheld, and a coupon makes it odd cents."""
    stream = promise.stream
    kept = promise.diary.exact(promise.amount * stream.uniform(*promise.rates.withheld)) if stream.chance(0.6) else 0
    left, parts = promise.amount - kept, stream.whole(1, 5) if not kept else stream.whole(1, 3)
    members = []
    for n in range(parts):
        part = left if n == parts - 1 else promise.diary.exact(int(left * stream.uniform(0.3, 0.7)))
        left -= part
        if part > 0:
            members.append(("refund", promise.refund(part, promise.credit(part))))
        promise.at += int(stream.uniform(0.05, 2) * days.DAY)
    promise.label("R3", *members)


def _converted(promise: Promise) -> None:
    """The rate of the day, and the foreign-transaction fee stays with the bank."""
    sd, fee = promise.rates.fx
    amount = promise.diary.exact(promise.amount * (1 + promise.stream.normal(0, sd) - fee))
    refund = promise.refund(amount, promise.credit(amount))
    refund.foreign = promise.purchase.foreign
    promise.label("R4", ("refund", refund))


def _netted(promise: Promise) -> None:
    """No refund row anywhere: the merchant takes it off the next order."""
    bought = promise.purchase
    price = promise.diary.cost
    next_amount = max(price(100), price(promise.stream.whole(2_000, 30_000)) - promise.amount)
    following = promise.diary.again(bought, promise.at + promise.stream.whole(1, 6) * days.DAY, amount=-next_amount)
    promise.label("R5", ("netted", following))


def _elsewhere(promise: Promise) -> None:
    """The card could not take it: it goes to the wallet's balance."""
    refund = promise.refund(promise.amount, (), source=BALANCE)
    promise.label("R6", ("refund", refund))


def _combined(promise: Promise) -> None:
    """Two to four orders of one shop, refunded one by one in the wallet, credited by the bank in one sum."""
    bought, stream = promise.purchase, promise.stream
    orders = [bought]
    for _ in range(stream.whole(1, 3)):
        amount = rounded(bought.amount * -stream.uniform(0.3, 1.4), promise.diary.person.world.coin)
        orders.append(promise.diary.again(bought, bought.at + stream.whole(40, 1_500), amount=-amount))
    settle(promise.diary)
    credit = promise.credit(-sum(order.amount for order in orders))
    members: list[tuple[str, Event]] = []
    for n, order in enumerate(orders):
        own = Promise(
            promise.diary, stream, promise.rates, order, max(promise.at, order.at + 600) + n * 7, -order.amount
        )
        members.append(("refund", own.refund(own.amount, credit if n == len(orders) - 1 else ())))
    promise.label("R7", *(("purchase", order) for order in orders[1:]), *members)


def _provisional(promise: Promise) -> None:
    """A disputed charge: credited for the time being, taken back when the dispute is lost."""
    stream, diary, bought = promise.stream, promise.diary, promise.purchase
    country = diary.person.account(CARD).country
    given = days.add_business_days(days.day_of(promise.at), promise.rates.provisional_days, country)
    at = given * days.DAY + 4 * days.HOUR
    credit = diary.add(
        at,
        "adjustment",
        Party("PROVISIONAL CREDIT", "dispute"),
        promise.amount,
        CARD,
        postings=(Posting(at, promise.amount),),
    )
    back = at + stream.whole(*promise.rates.taken_back_days) * days.DAY
    reversal = diary.add(
        back,
        "adjustment",
        Party("REVERSAL OF PROVISIONAL CREDIT", "dispute"),
        -promise.amount,
        CARD,
        postings=(Posting(back, -promise.amount),),
    )
    credit.goods = reversal.goods = bought.party.name
    promise.label("R8", ("credit", credit), ("taken_back", reversal))


# -- the ends that cost money ----------------------------------------------------------------------------------------


def _never(promise: Promise) -> None:
    """Promised, and nothing comes: the wallet's row says refunded, with or without a refund row to show for it."""
    card = promise.diary.card_of(promise.purchase)
    if card and not promise.stream.chance(promise.rates.words_only):
        promise.label("M1", ("refund", promise.refund(promise.amount, ())), stake=promise.amount)
    else:
        promise.say(promise.amount)
        promise.label("M1", stake=promise.amount)


def _short(promise: Promise) -> None:
    lost = promise.diary.exact(promise.amount * promise.stream.uniform(*promise.rates.short))
    refund = promise.refund(promise.amount, promise.credit(promise.amount - lost))
    promise.label("M2", ("refund", refund), stake=lost)


def _late(promise: Promise) -> None:
    late = promise.stream.whole(*promise.rates.late_days)
    refund = promise.refund(promise.amount, promise.credit(promise.amount, late=late))
    promise.label("M3", ("refund", refund), stake=promise.amount)


def _wrong_sign(promise: Promise) -> None:
    """The bank books the refund as a second debit: the money is gone twice."""
    refund = promise.refund(promise.amount, promise.credit(-promise.amount))
    promise.label("M4", ("refund", refund), stake=2 * promise.amount, also=("duplicate",))


def _twice(promise: Promise) -> None:
    """In the user's favour: to be told, not to be claimed."""
    first, second = promise.credit(promise.amount), promise.credit(promise.amount)
    refund = promise.refund(promise.amount, (*first, *second))
    promise.label("M5", ("refund", refund))


ENDS: Final[dict[str, Callable[[Promise], None]]] = {
    "R1": _in_full, "R2": _reversed, "R3": _in_parts, "R4": _converted, "R5": _netted, "R6": _elsewhere, "R7": _combined,
    "R8": _provisional, "M1": _never, "M2": _short, "M3": _late, "M4": _wrong_sign, "M5": _twice,
}  # fmt: skip


def give_back(diary: Diary, stream: Stream, purchase: Event, at: int) -> Event:
    """Refund a purchase in full, in order, without a label of its own."""
    promise = Promise(diary, stream, diary.parameters.refunds, purchase, at, -purchase.amount)
    return promise.refund(promise.amount, promise.credit(promise.amount))
