"""An invented person: accounts, home, pay and favourites. Drawn once; everything later refers to it."""

from dataclasses import dataclass
from typing import Final

from benchmarks.simulator.parameters import Parameters
from benchmarks.simulator.streams import Stream, Streams, rounded
from benchmarks.simulator.worlds import World

WALLET: Final = "wallet"
SECOND: Final = "wallet2"
DEBIT: Final = "debit"
CARD: Final = "card"
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


@dataclass(frozen=True, slots=True)
class Party:
    """The other side of a payment."""

    name: str  # as wallets and foreign banks print it
    category: str
    legal: str = ""  # as the home bank prints it, where that differs
    handle: str = "/"  # masked login
    country: str = ""
    goods: str = "/"  # what the bill says was bought
    scan: bool = False  # paid by scanning the vendor's own code

    @property
    def shop(self) -> bool:
        """Return False for people."""
        return self.category != "person"


@dataclass(frozen=True, slots=True)
class Shop:
    """A merchant with its own price list, the usual order first; without one, amounts lie around `median`."""

    party: Party
    prices: tuple[int, ...]
    median: int


@dataclass(frozen=True, slots=True)
class Account:
    """An account and how its institution names it."""

    key: str
    institution: str
    kind: str  # wallet, debit, credit_card
    currency: str
    number: str  # as printed
    name: str  # how wallets print it as a way of paying
    country: str
    opening: int  # balance before the first day

    @property
    def tail(self) -> str:
        """Return the last four digits."""
        return self.number[-4:]


@dataclass(frozen=True, slots=True)
class Person:
    """Who they are; the accounts are the ones whose exports are written."""

    seed: int
    world: World
    name: str
    nickname: str
    city: str
    salary: int
    salary_day: int
    rent: int
    rent_day: int
    car: bool
    credit_line: bool
    fund: bool
    daily_interest: bool
    first_wallet: float  # share of payments through the first of the two wallets
    transit_wallet: str
    fare: int
    appetite: dict[str, float]  # how much more or less often than others, by category
    accounts: tuple[Account, ...]

    def account(self, key: str) -> Account:
        """Return an account by its key."""
        return next(account for account in self.accounts if account.key == key)

    @property
    def wallets(self) -> tuple[str, ...]:
        """Keys of the wallets."""
        return tuple(account.key for account in self.accounts if account.kind == "wallet")

    @property
    def cards(self) -> tuple[str, ...]:
        """Keys of the card accounts."""
        return tuple(account.key for account in self.accounts if account.kind != "wallet")


def invent(streams: Streams, parameters: Parameters) -> Person:
    """Draw a person of the parameters' world."""
    stream, world, wallets = streams("person"), parameters.world, parameters.wallets
    salary = rounded(stream.lognormal(*world.salary), 10_000)
    fund = stream.chance(wallets.fund_owners)
    return Person(
        seed=streams.seed,
        world=world,
        name=f"测试用户{stream.whole(1, 999):03d}",
        nickname=stream.pick(_NICKNAMES),
        city=stream.pick(world.cities),
        salary=salary,
        salary_day=stream.pick((5, 8, 10, 15, 20, 25)),
        rent=rounded(salary * stream.uniform(*world.rent_share), 10_000),
        rent_day=stream.pick((1, 2, 5, 6)),
        car=stream.chance(0.4),
        credit_line=stream.chance(wallets.credit_line_owners),
        fund=fund,
        daily_interest=fund and stream.chance(wallets.daily_interest),
        first_wallet=stream.uniform(0.35, 0.65),
        transit_wallet=stream.pick((WALLET, SECOND)),
        fare=stream.pick(world.fares),
        appetite={habit.category: stream.lognormal(1.0, 0.25) for habit in (*world.habits, *world.foreign_habits)},
        accounts=_accounts(stream, salary),
    )


def _accounts(stream: Stream, salary: int) -> tuple[Account, ...]:
    """Open two wallets, the debit card behind both, and a credit card in another currency.

    The debit card ends in 8705 for everybody: the tail that the examples of the formats carry.
    """
    login = f"{stream.whole(130, 199)}****{stream.digits(4)}"
    opening = rounded(salary * stream.uniform(0.8, 2.0), 1)
    return (
        Account(WALLET, "alipay", "wallet", "CNY", login, "", "CN", 0),
        Account(SECOND, "wechat", "wallet", "CNY", "", "", "CN", 0),
        Account(DEBIT, "cmb", "debit", "CNY", "6214********8705", "招商银行储蓄卡(8705)", "CN", opening),
        Account(CARD, "Harborview Bank", "credit_card", "USD", f"4111{stream.digits(8)}4417", "", "US", 0),
    )
