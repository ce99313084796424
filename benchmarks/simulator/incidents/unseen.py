"""Money that the bank took for a wallet which does not know of it: payments that failed, top-ups that never arrived.

Most come back by themselves within days, and then there is nothing to claim. Rates by hand: nobody publishes how often
it happens to a person; regulators name both among the commonest complaints.

* F1: a payment failed on the wallet, the debit stays. F2: the bank gives it back.
* T1: a top-up was debited and never credited. T2: it is given back.
"""

from benchmarks.simulator import days
from benchmarks.simulator.diary import OUTSIDE, Diary, Event, Posting
from benchmarks.simulator.person import DEBIT, WALLET
from benchmarks.simulator.streams import Stream, rounded


def plant(diary: Diary) -> None:
    """Let payments fail and top-ups get lost at their rates, and one of every kind where the parameters say so."""
    stream, rates = diary.stream("unseen"), diary.parameters.unseen
    for _ in range(diary.how_many(stream, rates.failed * rates.kept, rates.at_least)):
        _failed(diary, stream, back=False)
    for _ in range(diary.how_many(stream, rates.failed * (1 - rates.kept), rates.at_least)):
        _failed(diary, stream, back=True)
    for _ in range(diary.how_many(stream, rates.lost * rates.kept, rates.at_least)):
        _lost(diary, stream, back=False)
    for _ in range(diary.how_many(stream, rates.lost * (1 - rates.kept), rates.at_least)):
        _lost(diary, stream, back=True)


def _failed(diary: Diary, stream: Stream, *, back: bool) -> None:
    """A payment like one that was made before, which the wallet lists as cancelled or not at all."""
    found = diary.free(
        lambda event: event.kind == "purchase" and event.account in diary.person.wallets and event.source == DEBIT and not event.promises,
        margin=min(25, (diary.last - diary.first) // 4),
    )  # fmt: skip
    if not found:
        return
    model = stream.pick(found)
    at = model.at + stream.whole(2, 20) * days.DAY + stream.whole(-3_600, 3_600)
    amount = rounded(-model.amount * stream.uniform(0.6, 1.7), diary.person.world.coin)
    debit = diary.add(at, "purchase", model.party, -amount, model.account, source=DEBIT, goods=model.goods)
    _unseen(stream, debit)
    members = [("debit", debit)]
    if model.account == WALLET and stream.chance(diary.parameters.unseen.listed):
        members.append(("failed", _cancelled(diary, debit)))
    _tell(diary, stream, "F", members, back=back)


def _cancelled(diary: Diary, debit: Event) -> Event:
    return diary.add(debit.at, "unpaid", debit.party, debit.amount, WALLET, source=OUTSIDE, goods=debit.goods)


def _lost(diary: Diary, stream: Stream, *, back: bool) -> None:
    """A top-up that the bank booked and the wallet never showed."""
    wallet = stream.pick(diary.person.wallets)
    at = diary.moment(stream, margin=25)
    usual = {event.account for event in diary.events if event.kind == "top_up"}
    wallet = wallet if wallet in usual or not usual else min(usual)
    amount = diary.cost(stream.whole(2, 10) * 10_000)
    debit = diary.add(at, "top_up", diary.names.places["topped_up"], amount, wallet, source=DEBIT)
    _unseen(stream, debit)
    _tell(diary, stream, "T", [("debit", debit)], back=back)


def _unseen(stream: Stream, debit: Event) -> None:
    debit.unseen = True
    debit.postings = (Posting(debit.at + stream.whole(0, 5), -abs(debit.amount)),)


def _tell(diary: Diary, stream: Stream, letter: str, members: list[tuple[str, Event]], *, back: bool) -> None:
    """Label the debit, and write down the credit where the bank gives it back."""
    debit, country = members[0][1], diary.person.world.country
    if back:
        day = days.add_business_days(days.day_of(debit.at), stream.whole(*diary.parameters.unseen.back_days), country)
        at = max(debit.at + days.HOUR, day * days.DAY + stream.whole(1, 16) * days.HOUR)
        credit = diary.add(
            at, "refund", debit.party, abs(debit.amount), debit.account, source=DEBIT, refund_of=debit.number
        )
        credit.unseen, credit.postings = True, (Posting(at, abs(debit.amount)),)
        diary.label("lookalike", f"{letter}2", [*members, ("returned", credit)])
        return
    kind = "failed_but_debited" if letter == "F" else "missing_top_up"
    wait = days.add_business_days(days.day_of(debit.at), diary.parameters.unseen.wait_days, country)
    diary.label(kind, f"{letter}1", members, stake=abs(debit.amount), knowable=wait + 1)
