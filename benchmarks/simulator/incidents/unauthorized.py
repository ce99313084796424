"""Money moved by somebody else (DETECTION §5g), from the obvious to theft inside the person's own habits."""

import statistics
from collections.abc import Callable
from typing import Final

from benchmarks.simulator import catalogue, days
from benchmarks.simulator.diary import BALANCE, CREDIT, OUTSIDE, Diary, Event
from benchmarks.simulator.funding import balance_at, settle
from benchmarks.simulator.person import CARD, DEBIT, WALLET, Party
from benchmarks.simulator.streams import Stream, rounded


def plant(diary: Diary) -> None:
    """Plant episodes at their natural rates, and one of every family where the parameters say so."""
    stream, rates = diary.stream("unauthorized"), diary.parameters.unauthorized
    for family, rate in rates.per_year:
        for _ in range(diary.how_many(stream, rate, rates.at_least)):
            _FAMILIES[family](diary, stream)


def _label(diary: Diary, family: str, episode: list[Event], *, also: tuple[str, ...] = ()) -> None:
    stake = -sum(event.amount for event in episode if event.amount < 0)
    diary.label("unauthorized", family, [("theft", event) for event in episode], stake=stake, also=also)


def _start(diary: Diary, stream: Stream, low: float, high: float) -> int:
    """Return a moment with some weeks of ordinary life before it."""
    return diary.moment(stream, low, high, margin=min(40, (diary.last - diary.first) // 3))


def _unknown(diary: Diary, stream: Stream, account: str, category: str = "unknown_online") -> Party:
    """Return a merchant the person has never dealt with."""
    if account == CARD:
        return diary.shop(stream, category)
    name = f"{stream.pick(diary.names.unknown)}{stream.pick(diary.names.unknown_suffixes)}"
    return Party(
        name,
        "unknown_online",
        handle=catalogue.handle(stream),
        goods=stream.pick(diary.names.unknown_goods),
    )


def _pay(diary: Diary, at: int, party: Party, amount: int, account: str, goods: str = "") -> Event:
    source = DEBIT if account in diary.person.wallets else ""
    foreign = diary.abroad(party, amount)
    return diary.add(at, "purchase", party, -amount, account, source=source, goods=goods, foreign=foreign)


def _median(diary: Diary, account: str) -> int:
    """Return what the person usually pays on an account."""
    amounts = [-event.amount for event in diary.events if event.account == account and event.kind == "purchase"]
    return int(statistics.median(amounts)) if amounts else diary.price(3_000, account)


def _testing(diary: Diary, stream: Stream) -> None:
    """Tiny charges at unknown shops to see whether the card works, then large ones."""
    account = stream.weighted(((CARD, 0.6), (DEBIT, 0.4)))
    at, episode = _start(diary, stream, 0, 24), []
    for _ in range(stream.whole(1, 5)):
        episode.append(
            _pay(
                diary,
                at,
                _unknown(diary, stream, account),
                diary.exact(diary.price(stream.whole(1, 200), account)),
                account,
            )
        )
        at += stream.whole(20, 400)
    at += int(stream.uniform(days.HOUR, 6 * days.DAY))
    for _ in range(stream.whole(1, 3)):
        amount = rounded(_median(diary, account) * stream.uniform(6, 30), 100)
        episode.append(_pay(diary, at, _unknown(diary, stream, account), amount, account))
        at += stream.whole(60, 4_000)
    _label(diary, "U-testing", episode)


def _burst(diary: Diary, stream: Stream) -> None:
    account = stream.pick((CARD, *diary.person.world.pockets))
    usual, start = _median(diary, account), _start(diary, stream, 0, 24)
    span, count = stream.uniform(1, 20) * days.HOUR, stream.whole(3, 12)
    times = sorted(start + int(stream.uniform(0, span)) for _ in range(count))
    party = _unknown(diary, stream, account)
    episode = []
    for at in times:
        party = _unknown(diary, stream, account) if stream.chance(0.6) else party
        episode.append(_pay(diary, at, party, rounded(usual * stream.uniform(2, 10), diary.person.world.coin), account))
    _label(diary, "U-burst", episode)


def _drip(diary: Diary, stream: Stream) -> None:
    """A small unknown charge every week or month: a subscription nobody ordered."""
    account = stream.pick((CARD, *reversed(diary.person.world.pockets)))
    amount = (
        stream.pick((599, 799, 999, 1_299, 1_490))
        if account == CARD
        else stream.pick((990, 1_290, 1_590, 1_990, 2_980))
    )
    amount = diary.price(amount, account)
    party, goods = _unknown(diary, stream, account, "trap"), diary.names.words["monthly"] if account != CARD else ""
    gap, day = stream.pick((7, 30)), diary.first + stream.whole(60, 150) % max(1, diary.last - diary.first - 30)
    episode: list[Event] = []
    while day <= diary.last and len(episode) < 14:
        at = day * days.DAY + int(stream.uniform(2, 6) * days.HOUR)
        episode.append(_pay(diary, at, party, amount, account, goods))
        day += gap + stream.whole(0, 1)
    _label(diary, "U-drip", episode)


def _takeover(diary: Diary, stream: Stream) -> None:
    """A new payee receives half or nearly all of what the card holds."""
    at = _start(diary, stream, 1, 6)
    payee = catalogue.person_party(stream.pick(diary.names.strangers), stream)
    settle(diary)
    amount = rounded(max(diary.cost(200_000), balance_at(diary, DEBIT, at)) * stream.uniform(0.5, 0.95), 10_000)
    if stream.chance(0.5):
        drain = diary.add(at, "send", payee, -amount, WALLET, source=DEBIT, goods=diary.names.words["send"])
    else:
        drain = diary.add(at, "transfer_out", payee, -amount, DEBIT, source=OUTSIDE, goods=diary.names.words["send"])
    _label(diary, "U-takeover", [drain])


def _foreign(diary: Diary, stream: Stream) -> None:
    """The card in a country where its owner has never been."""
    at, episode = _start(diary, stream, 8, 20), []
    for _ in range(stream.whole(2, 5)):
        party, amount = diary.shop(stream, "unknown_place"), diary.price(stream.whole(2_500, 42_000), CARD)
        episode.append(_pay(diary, at, party, amount, CARD))
        at += stream.whole(600, 9_000)
    _label(diary, "U-foreign", episode)


def _spree(diary: Diary, stream: Stream) -> None:
    """At night, the same gift card or game voucher again and again."""
    wallet, at = stream.pick(diary.person.world.pockets), _start(diary, stream, 1.5, 4.5)
    party, amount = (
        _unknown(diary, stream, wallet),
        diary.cost(stream.pick((9_800, 10_000, 20_000, 32_800, 50_000, 64_800))),
    )
    goods, episode = stream.pick(diary.names.vouchers), []
    for _ in range(stream.whole(4, 12)):
        episode.append(_pay(diary, at, party, amount, wallet, goods))
        at += stream.whole(12, 240)
    _label(diary, "U-spree", episode, also=("duplicate",))  # identical charges seconds apart are that as well


def _loan(diary: Diary, stream: Stream) -> None:
    """A loan drawn in the person's name and paid out to strangers within minutes."""
    if "lender" not in diary.names.places:
        return
    at, amount = _start(diary, stream, 9, 22), diary.cost(stream.whole(10, 80) * 50_000)
    episode = [
        diary.add(
            at, "loan", diary.names.places["lender"], amount, WALLET, source=BALANCE, goods=diary.names.words["loan"]
        )
    ]
    left = amount
    for n in range(parts := stream.whole(1, 3)):
        at += stream.whole(60, 1_200)
        part = left if n == parts - 1 else rounded(left * stream.uniform(0.3, 0.6), 10_000)
        left -= part
        payee = catalogue.person_party(stream.pick(diary.names.strangers), stream)
        episode.append(diary.add(at, "send", payee, -part, WALLET, source=BALANCE, goods=diary.names.words["send"]))
    _label(diary, "U-loan", episode)


def _in_habit(diary: Diary, stream: Stream) -> None:
    """A usual shop at a usual hour, somewhat dearer: nobody can win this one, and it is reported on its own."""
    found = diary.free(
        lambda event: event.kind == "purchase" and event.party.category in ("convenience", "groceries", "delivery", "fruit") and event.source != CREDIT,
        margin=min(40, (diary.last - diary.first) // 3),
    )  # fmt: skip
    if found:
        model = stream.pick(found)
        at = model.at + stream.whole(1, 5) * days.DAY + stream.whole(-1_200, 1_200)
        _label(
            diary,
            "U-inhabit",
            [
                diary.again(
                    model, at, amount=rounded(model.amount * -stream.uniform(1.2, 2), diary.person.world.coin) * -1
                )
            ],
        )


_FAMILIES: Final[dict[str, Callable[[Diary, Stream], None]]] = {
    "U-testing": _testing, "U-burst": _burst, "U-drip": _drip, "U-takeover": _takeover, "U-foreign": _foreign,
    "U-spree": _spree, "U-loan": _loan, "U-inhabit": _in_habit,
}  # fmt: skip
