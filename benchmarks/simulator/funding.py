"""Where the money comes from, and when the card's bank books it.

`choose` walks the wallets' payments in time: balance and fund pay only while they hold enough, the credit line collects
a debt that is repaid each month, the card pays the rest. `settle` gives every card event its booking; it may be called
again, and decides only what is still open. `keep_solvent` lets a savings product step in before the card runs dry.
"""

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from benchmarks.simulator import days
from benchmarks.simulator.diary import BALANCE, CREDIT, FUND, OUTSIDE, Diary, Event, Posting
from benchmarks.simulator.parameters import Shares
from benchmarks.simulator.person import CARD, DEBIT, WALLET, Party
from benchmarks.simulator.streams import Stream

_PAYS = ("purchase", "send", "packet_out")
_CREDIT_LINE = Party("花呗", "credit")
_NIGHT = (1, 6)  # hours in which a bank books what it did not book at once


def choose(diary: Diary) -> None:
    """Decide what paid for each wallet payment that does not say so itself."""
    stream, person, shares = diary.stream("funding"), diary.person, diary.parameters.wallets
    held: Counter[tuple[str, str]] = Counter()
    owed: Counter[tuple[int, int]] = Counter()
    behind = diary.stream("behind")
    wallets, draws = person.wallets, stream.bulk.random((len(diary.events), 3)).tolist()
    for event in sorted(diary.events, key=_by_time):
        if event.account not in wallets:
            continue
        by_credit, by_balance, by_fund = draws[event.number]
        if event.source == "" and event.kind in _PAYS:
            funded = {
                CREDIT: event.account == WALLET and event.kind == "purchase" and person.credit_line and by_credit < shares.credit_line,
                BALANCE: by_balance < shares.balance and held[event.account, BALANCE] >= -event.amount,
                FUND: event.account == WALLET and person.fund and by_fund < shares.fund and held[WALLET, FUND] >= -event.amount,
            }  # fmt: skip
            event.source = next((source for source, chosen in funded.items() if chosen), "")
            if not event.source:
                event.source = CARD if behind.chance(person.world.by_card) else DEBIT
        _keep_count(event, held, owed)
    _repay(diary, stream, owed)


def _keep_count(event: Event, held: Counter[tuple[str, str]], owed: Counter[tuple[int, int]]) -> None:
    """Follow the wallet's pockets through one event."""
    if event.kind in ("to_fund", "from_fund"):
        held[event.account, FUND] -= event.amount
    elif event.kind in ("withdrawal", "top_up"):
        held[event.account, BALANCE] += event.amount
    elif event.source == CREDIT:
        day = days.date_of(event.at)
        owed[day.year, day.month] -= event.amount
    elif event.source in (BALANCE, FUND):
        held[event.account, event.source] += event.amount


def _repay(diary: Diary, stream: Stream, owed: Counter[tuple[int, int]]) -> None:
    """Repay what the credit line lent, on the tenth of the month after."""
    for (year, month), debt in sorted(owed.items()):
        due = days.in_month(days.number(dt.date(year, month, 1)) + 31, 10)
        if debt > 0 and due <= diary.last:
            at = due * days.DAY + int(stream.uniform(7, 11) * days.HOUR)
            goods = f"花呗自动还款-{days.date(due):%Y年%m月}账单"
            diary.add(at, "repayment", _CREDIT_LINE, -debt, WALLET, source=DEBIT, goods=goods)


def settle(diary: Diary) -> None:
    """Give every event on a card that has none yet its booking there."""
    stream, wallets = diary.stream("settlement"), diary.parameters.wallets
    open_ = [event for event in diary.events if event.postings is None]
    kinds = {account.key: account.kind for account in diary.person.accounts}
    debit = _lags(stream, wallets.debit_lag_days, len(open_))
    credit = _lags(stream, wallets.credit_card_lag_days, len(open_))
    seconds = stream.bulk.integers(0, 5, len(open_)).tolist()
    night = stream.bulk.integers(_NIGHT[0] * days.HOUR, _NIGHT[1] * days.HOUR, len(open_)).tolist()
    for n, event in enumerate(open_):
        card = diary.card_of(event)
        if not card:
            event.postings = ()
            continue
        own = event.account == card
        lag = credit[n] if kinds[card] == "credit_card" else 0 if own else debit[n]
        at = (days.day_of(event.at) + lag) * days.DAY + night[n] if lag else event.at + (0 if own else seconds[n])
        event.postings = (Posting(at, on_card(event)),)


def on_card(event: Event) -> int:
    """Return what the card's bank books for an event, signed from the card's side."""
    if event.kind == "withdrawal":
        return -event.amount - event.fee
    return -event.amount if event.kind == "top_up" else event.amount


def _lags(stream: Stream, shares: Shares, count: int) -> list[int]:
    weights = np.array([weight for _, weight in shares])
    chosen: list[int] = stream.bulk.choice([int(lag) for lag, _ in shares], count, p=weights / weights.sum()).tolist()
    return chosen


class Booking(NamedTuple):
    """One line of a card account; sorts as the bank books."""

    at: int
    event: int
    leg: int  # which booking of the event
    amount: int


def bookings(diary: Diary, card: str) -> list[Booking]:
    """Return all bookings of a card account, in order."""
    return sorted(
        Booking(posting.at, event.number, leg, posting.amount)
        for event in diary.events
        if event.postings and diary.card_of(event) == card
        for leg, posting in enumerate(event.postings)
    )


def balance_at(diary: Diary, card: str, at: int) -> int:
    """Return a card's balance just before a second."""
    opening = diary.person.account(card).opening
    return opening + sum(booking.amount for booking in bookings(diary, card) if booking.at < at)


def keep_solvent(diary: Diary) -> None:
    """Redeem savings in whole thousands just before a booking that the debit card could not pay."""
    balance = diary.person.account(DEBIT).opening
    for at, _, _, amount in bookings(diary, DEBIT):
        if balance + amount < 0:
            step = diary.cost(100_000)
            redeemed = -(-(2 * step - balance - amount) // step) * step
            diary.add(
                at - 1,
                "redeem",
                diary.names.places["savings"],
                redeemed,
                DEBIT,
                source=OUTSIDE,
                postings=(Posting(at - 1, redeemed),),
            )
            balance += redeemed
        balance += amount


def balance_the_books(diary: Diary) -> None:
    """Pay the card's bills, and keep the account that pays them from running dry."""
    if _at_home(diary):
        pay_card(diary)
        keep_solvent(diary)
    else:  # the bills are paid from an account that is not seen
        keep_solvent(diary)
        pay_card(diary)


def _at_home(diary: Diary) -> bool:
    accounts = diary.person.account
    return accounts(DEBIT).currency == accounts(CARD).currency


def pay_card(diary: Diary) -> None:
    """Pay the credit card in full each month, three weeks after its statement day."""
    booked = bookings(diary, CARD)
    starts = days.month_starts(diary.first, diary.last)
    for begin, end in pairwise(starts):
        owed = -sum(amount for at, _, _, amount in booked if begin * days.DAY <= at < end * days.DAY)
        at = (end + 21) * days.DAY + 3 * days.HOUR
        if owed > 0 and days.day_of(at) <= diary.last:
            if _at_home(diary):
                source = diary.names.places["autopay"]
                diary.add(at, "card_bill", source, -owed, DEBIT, source=OUTSIDE, postings=(Posting(at, -owed),))
            diary.add(
                at,
                "repayment",
                diary.names.places["autopay"],
                owed,
                CARD,
                source=OUTSIDE,
                postings=(Posting(at, owed),),
            )


def _by_time(event: Event) -> tuple[int, int]:
    return event.at, event.number
