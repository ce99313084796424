"""True duplicates D1-D7 (DETECTION §5d): the same purchase paid for twice, by seven different accidents."""

from collections.abc import Callable
from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.diary import NO_ORDER, Diary, Event, Posting
from benchmarks.simulator.person import CARD, DEBIT, SECOND, WALLET
from benchmarks.simulator.streams import Stream

_NEVER: Final = ("transit", "bill", "subscription")  # gates, meters and contracts do not submit twice within seconds


def plant(diary: Diary) -> None:
    """Plant duplicates at the natural rate, and one of every family where the parameters say so."""
    stream, rates = diary.stream("duplicates"), diary.parameters.duplicates
    for family, share in rates.shares:
        for _ in range(diary.how_many(stream, rates.per_year * share, rates.at_least)):
            _FAMILIES[family](diary, stream)


def _purchase(diary: Diary, stream: Stream, wanted: Callable[[Event], bool] = lambda _: True) -> Event | None:
    """Return an ordinary purchase that is the first of a pair; none if the period has none."""
    found = diary.free(
        lambda event: (
            event.kind == "purchase" and not event.promises and event.party.category not in _NEVER and wanted(event)
        ),
        margin=min(8, (diary.last - diary.first) // 4),
    )
    return stream.pick(found) if found else None


def _label(diary: Diary, family: str, original: Event, *extras: Event) -> None:
    stake = -sum(extra.amount for extra in extras)
    diary.label("duplicate", family, [("original", original), *(("extra", extra) for extra in extras)], stake=stake)


def _at_once(diary: Diary, stream: Stream, family: str, original: Event, lag: int) -> None:
    """Charge again within minutes; a card's bank then books both on the same day."""
    extra = _second(diary, stream, original, original.at + lag)
    if original.account == CARD:
        extra.postings = tuple(Posting(posting.at + lag, posting.amount) for posting in original.postings or ())
    _label(diary, family, original, extra)


def _second(diary: Diary, stream: Stream, original: Event, at: int, amount: int | None = None) -> Event:
    """Charge again; the merchant's order number is the same, missing on both, or another one."""
    order = {"same": original.order, "none": NO_ORDER, "other": None}[
        stream.weighted(diary.parameters.duplicates.orders)
    ]
    if order == NO_ORDER:
        original.order = NO_ORDER
    return diary.again(original, at, amount=amount, order=order)


def _submitted_twice(diary: Diary, stream: Stream) -> None:
    original = _purchase(diary, stream)
    if original:
        lag = max(1, round(stream.lognormal(*diary.parameters.duplicates.submit_seconds)))
        _at_once(diary, stream, "D1", original, lag)


def _tried_again(diary: Diary, stream: Stream) -> None:
    original = _purchase(diary, stream)
    if original:
        lag = int(stream.uniform(*diary.parameters.duplicates.retry_minutes) * days.MINUTE)
        _at_once(diary, stream, "D2", original, lag)


def _replayed(diary: Diary, stream: Stream) -> None:
    """The merchant's whole day is posted again: all that was bought there that day."""
    account = stream.weighted(((CARD, 0.4), (DEBIT, 0.2), (WALLET, 0.2), (SECOND, 0.2)))
    original = _purchase(diary, stream, lambda event: event.account == account) or _purchase(diary, stream)
    if not original:
        return
    later = stream.whole(*diary.parameters.duplicates.replay_days) * days.DAY
    that_day = diary.free(
        lambda event: (
            event.kind == "purchase"
            and (event.account, event.party, days.day_of(event.at))
            == (original.account, original.party, days.day_of(original.at))
        )
    )
    for event in that_day:
        # Batches run at night, in the order of the day.
        at = (days.day_of(event.at) + 1) * days.DAY + later - days.DAY + 2 * days.HOUR + event.at % 3_000
        _label(diary, "D3", event, _second(diary, stream, event, at))


def _paid_by_other_means(diary: Diary, stream: Stream) -> None:
    """Paid with one wallet, and with the other one or the card itself as well."""
    original = _purchase(diary, stream, lambda event: event.account in diary.person.wallets)
    if not original:
        return
    at = original.at + int(stream.uniform(*diary.parameters.duplicates.other_means_minutes) * days.MINUTE) + 20
    other = _other(diary, original.account)
    if stream.chance(0.3):
        extra = diary.add(at, "purchase", original.party, original.amount, DEBIT)
    else:
        extra = diary.add(at, "purchase", original.party, original.amount, other, source=DEBIT, goods=original.goods)
    _label(diary, "D4", original, extra)


def _other(diary: Diary, account: str) -> str:
    """Return what else the person may pay with: the other wallet that shops take, else the credit card."""
    return next((wallet for wallet in diary.person.world.shopping if wallet != account), CARD)


def _billed_twice(diary: Diary, stream: Stream) -> None:
    """A subscription's extra charge beside the regular one."""
    low, high = (diary.first + 20) * days.DAY, (diary.last - 8) * days.DAY
    regular = [
        event
        for event in diary.events
        if event.party.category in ("subscription", "foreign_subscription") and low < event.at < high
    ]
    if regular:
        original = stream.pick(regular)
        later = stream.whole(*diary.parameters.duplicates.rebill_days) * days.DAY + stream.whole(1, 12) * days.HOUR
        _label(diary, "D5", original, diary.again(original, original.at + later))


def _hold_and_charge(diary: Diary, stream: Stream) -> None:
    """A hold that was captured although the final amount was charged too."""
    rates, at = diary.parameters.duplicates, diary.moment(stream, 14, 20, margin=20)
    party = diary.shop(stream, "foreign_booking")
    final = diary.price(stream.whole(4_000, 24_000), CARD)
    factor = stream.uniform(*rates.hold_factor)
    held = diary.exact(final * factor) if stream.chance(0.7) else diary.price(stream.pick(rates.hold_fixed), CARD)
    charged_at = at + stream.whole(1, 4) * days.DAY
    hold = diary.add(at, "purchase", party, -held, CARD, postings=(Posting(at + days.DAY, -held),))
    charge = diary.add(charged_at, "purchase", party, -final, CARD, postings=(Posting(charged_at + days.DAY, -final),))
    _label(diary, "D6", charge, hold)


def _presented_again(diary: Diary, stream: Stream) -> None:
    """The charge comes back days later, off by a rounding, a fee or a day's exchange rate."""
    original = _purchase(
        diary, stream, lambda event: event.account in (CARD, DEBIT) and event.amount < -diary.price(500, event.account)
    )
    if not original:
        return
    rates = diary.parameters.duplicates
    drift = stream.uniform(*(rates.fx_drift if original.foreign else rates.drift)) * stream.pick((1, -1))
    off = diary.exact(abs(original.amount * drift)) * (1 if drift > 0 else -1)
    at = original.at + stream.whole(1, 5) * days.DAY + stream.whole(0, 3_600)
    _label(diary, "D7", original, diary.again(original, at, amount=original.amount - off))


_FAMILIES: Final[dict[str, Callable[[Diary, Stream], None]]] = {
    "D1": _submitted_twice, "D2": _tried_again, "D3": _replayed, "D4": _paid_by_other_means, "D5": _billed_twice,
    "D6": _hold_and_charge, "D7": _presented_again,
}  # fmt: skip
