"""Draw a person and open their accounts. Everything later refers to what is drawn here once."""

from typing import Final

from benchmarks.simulator.parameters import Parameters
from benchmarks.simulator.person import CARD, DEBIT, SECOND, WALLET, Account, Person
from benchmarks.simulator.streams import Stream, Streams, rounded
from benchmarks.simulator.worlds import World

_NICKNAMES: Final = (
    "山间来信",
    "一颗柠檬",
    "慢慢走",
    "云朵收集者",
    "今天也要早睡",
    "半糖去冰",
    "晚风",
    "小行星",
    "橘猫饲养员",
    "不吃香菜",
)
_HOLDERS: Final = {"CN": "测试用户", "US": "Test User ", "DE": "Test Nutzer ", "ID": "PENGGUNA UJI "}


def invent(streams: Streams, parameters: Parameters) -> Person:
    """Draw a person of the parameters' world."""
    stream, world, wallets = streams("person"), parameters.world, parameters.wallets
    salary = rounded(stream.lognormal(*world.salary), 10_000)
    fund = stream.chance(wallets.fund_owners) and world.fund
    return Person(
        seed=streams.seed,
        world=world,
        name=f"{_HOLDERS[world.country]}{stream.whole(1, 999):03d}",
        nickname=stream.pick(_NICKNAMES),
        city=stream.pick(world.cities),
        salary=salary,
        salary_day=stream.pick((5, 8, 10, 15, 20, 25)),
        rent=rounded(salary * stream.uniform(*world.rent_share), 10_000),
        rent_day=stream.pick((1, 2, 5, 6)),
        car=stream.chance(0.4),
        credit_line=stream.chance(wallets.credit_line_owners) and world.credit_line,
        fund=fund,
        daily_interest=fund and stream.chance(wallets.daily_interest),
        first_wallet=stream.uniform(0.35, 0.65),
        transit_wallet=stream.pick(world.pockets),
        fare=stream.pick(world.fares),
        appetite={habit.category: stream.lognormal(1.0, 0.25) for habit in (*world.habits, *world.foreign_habits)},
        accounts=open_accounts(stream, world, salary),
    )


def open_accounts(stream: Stream, world: World, salary: int) -> tuple[Account, ...]:
    """Open a wallet or two, the bank account behind them, and a credit card.

    The bank account ends in 8705 for everybody: the tail that the examples of the formats carry.
    """
    login = f"{stream.whole(130, 199)}****{stream.digits(4)}"
    opening = rounded(salary * stream.uniform(0.8, 2.0), 1)
    card = f"4111{stream.digits(8)}4417"
    return _COUNTRIES[world.country](stream, login, opening, card)


def _china(stream: Stream, login: str, opening: int, card: str) -> tuple[Account, ...]:  # noqa: ARG001
    return (
        Account(WALLET, "alipay", "wallet", "CNY", login, "", "CN", 0),
        Account(SECOND, "wechat", "wallet", "CNY", "", "", "CN", 0),
        Account(DEBIT, "cmb", "debit", "CNY", "6214********8705", "招商银行储蓄卡(8705)", "CN", opening),
        Account(CARD, "Harborview Bank", "credit_card", "USD", card, "", "US", 0),
    )


def _united_states(stream: Stream, login: str, opening: int, card: str) -> tuple[Account, ...]:
    number = f"40{stream.digits(4)}8705"
    return (
        Account(WALLET, "paypal", "wallet", "USD", "", "", "US", 0),
        Account(SECOND, "venmo", "wallet", "USD", f"@test-user-{login[-4:]}", "", "US", 0),
        Account(
            DEBIT, "Lakeside Federal Bank", "debit", "USD", number, "LAKESIDE FEDERAL Checking *8705", "US", opening
        ),
        Account(CARD, "Harborview Bank", "credit_card", "USD", card, "HARBORVIEW Visa *4417", "US", 0),
    )


def _germany(stream: Stream, login: str, opening: int, card: str) -> tuple[Account, ...]:  # noqa: ARG001
    bank, number = stream.pick(("Musterbank", "N26")), f"DE00100000000000{stream.digits(2)}8705"
    return (
        Account(WALLET, "paypal", "wallet", "EUR", "", "", "DE", 0),
        Account(DEBIT, bank, "debit", "EUR", number, "Musterbank 8705", "DE", opening),
        Account(CARD, "Hafenblick Bank", "credit_card", "EUR", card, "Visa 4417", "DE", 0),
    )


def _indonesia(stream: Stream, login: str, opening: int, card: str) -> tuple[Account, ...]:
    bank, number = stream.pick(("bca", "mandiri", "bri")), f"0{stream.digits(8)}8705"
    return (
        Account(WALLET, "gopay", "wallet", "IDR", f"0812****{login[-4:]}", "", "ID", 0),
        Account(SECOND, "ovo", "wallet", "IDR", f"0812****{login[-4:]}", "", "ID", 0),
        Account(DEBIT, bank, "debit", "IDR", number, f"{bank.upper()} 8705", "ID", opening // 100 * 100),
        Account(CARD, "Bank Teluk", "credit_card", "IDR", card, "Visa 4417", "ID", 0),
    )


_COUNTRIES: Final = {"CN": _china, "US": _united_states, "DE": _germany, "ID": _indonesia}
