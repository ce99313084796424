"""Money between people, and between one's own pockets."""

from benchmarks.simulator import catalogue, days
from benchmarks.simulator.diary import BALANCE, OUTSIDE, Diary, Event
from benchmarks.simulator.person import DEBIT, SECOND, WALLET, Party
from benchmarks.simulator.streams import Stream, rounded

_ROUND = (1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000)
_PACKETS = (88, 100, 188, 520, 666, 888, 1_000, 1_888, 2_000, 5_000, 6_600, 8_800, 20_000)
_FUND = Party("余额宝", "fund")
_POCKET = Party("/", "pocket")


def send_and_receive(diary: Diary) -> list[Party]:
    """Write down transfers and red packets with friends; return the friends."""
    stream, rates = diary.stream("friends"), diary.parameters.between
    friends = [catalogue.person_party(name, stream) for name in diary.names.friends[: stream.whole(5, 10)]]
    for kind, rate in (("send", rates.sent), ("receive", rates.received)):
        for _ in range(diary.how_many(stream, rate)):
            amount = stream.pick(_ROUND) if stream.chance(0.45) else rounded(stream.lognormal(4_800, 0.8), 10)
            at = diary.moment(stream, 9, 23, margin=0)
            move(diary, kind, at, _friend(stream, friends), amount, SECOND if stream.chance(0.7) else WALLET)
    for _ in range(diary.how_many(stream, rates.packets)):
        kind = stream.pick(("packet_out", "packet_in"))
        at = diary.moment(stream, 9, 23, margin=0)
        move(diary, kind, at, _friend(stream, friends), stream.pick(_PACKETS), SECOND)
    return friends


def move(diary: Diary, kind: str, at: int, party: Party, amount: int, wallet: str) -> Event:
    """Send or receive an amount through a wallet."""
    amount, inward = diary.cost(amount), kind in ("receive", "packet_in")
    return diary.add(
        at,
        kind,
        party,
        amount if inward else -amount,
        wallet,
        source=BALANCE if inward else "",
        goods=diary.names.words["send" if kind in ("send", "receive") else "packet"],
    )


def _friend(stream: Stream, friends: list[Party]) -> Party:
    return friends[int(stream.uniform(0, 1) ** 2 * len(friends))]


def own_pockets(diary: Diary) -> None:
    """Move money between card, fund and wallets, and take cash out."""
    stream, rates, person = diary.stream("pockets"), diary.parameters.between, diary.person
    if person.fund:
        for _ in range(diary.how_many(stream, rates.to_fund)):
            amount = stream.whole(2, 12) * 25_000
            diary.add(
                diary.moment(stream, margin=0), "to_fund", _FUND, -amount, WALLET, source=DEBIT, goods="余额宝-单次转入"
            )
        for _ in range(diary.how_many(stream, rates.from_fund)):
            amount = stream.whole(2, 10) * 20_000
            diary.add(
                diary.moment(stream, margin=0),
                "from_fund",
                _FUND,
                amount,
                WALLET,
                source=DEBIT,
                goods="余额宝-转出到银行卡",
            )
    for _ in range(diary.how_many(stream, rates.withdrawals)):
        amount = diary.cost(stream.whole(1, 10) * 10_000)
        fee = (
            max(10, amount // 1_000) if person.world.packets else 0
        )  # WeChat: a thousandth, at least 0.10; the printed amount includes it
        diary.add(diary.moment(stream, margin=0), "withdrawal", _POCKET, -amount, SECOND, source=DEBIT, fee=fee)
    for _ in range(diary.how_many(stream, rates.top_ups)):
        diary.add(
            diary.moment(stream, margin=0),
            "top_up",
            _POCKET,
            diary.cost(stream.whole(2, 10) * 10_000),
            SECOND,
            source=DEBIT,
        )
    for _ in range(diary.how_many(stream, rates.cash)):
        at = diary.moment(stream, 9, 20, margin=0) // days.MINUTE * days.MINUTE + stream.whole(0, 59)
        diary.add(
            at,
            "cash",
            diary.names.places["cash"],
            -diary.cost(stream.pick((50_000, 100_000, 200_000))),
            DEBIT,
            source=OUTSIDE,
        )
