"""What an ordinary life costs, country by country: habits, bills and subscriptions in the country's minor units.

No public data set has the shopping of one person with price points (DETECTION §5b), so these rates are set by hand:
meals, coffee and transit as often as an office worker in a large city buys them, prices as the street shows them.
"""

from dataclasses import dataclass

from benchmarks.simulator.streams import rounded


@dataclass(frozen=True, slots=True)
class Ticket:
    """What one purchase costs: one of a shop's fixed prices, or a lognormal amount rounded to `step`."""

    points: tuple[int, ...] = ()  # price list a shop draws its own prices from
    point_share: float = 0.6  # §5c: 60 % of small tickets use a fixed price
    median: int = 0
    sigma: float = 0.5
    step: int = 1


@dataclass(frozen=True, slots=True)
class Habit:
    """Something a person buys again and again."""

    category: str
    workday: float  # purchases on a working day
    weekend: float
    hours: tuple[float, ...]  # usual hours; one is chosen
    spread: float  # hours around them
    ticket: Ticket
    shops: int = 3  # favourites
    explore: float = 0.1  # share of purchases at a shop never seen before
    account: str = ""  # key of the account that pays for it; empty for the usual ways
    needs_car: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """A household bill: every `months` months, around a day of the month."""

    category: str
    months: int
    day: int
    median: int
    sigma: float
    step: int = 1


@dataclass(frozen=True, slots=True)
class World:
    """One country's ordinary life."""

    country: str
    currency: str
    zone: str
    cities: tuple[str, ...]
    salary: tuple[int, float]  # median and sigma of the monthly pay
    rent_share: tuple[float, float]  # of the pay
    fares: tuple[int, ...]  # flat fares of a transit ride
    habits: tuple[Habit, ...]
    foreign_habits: tuple[Habit, ...]  # paid with the foreign card, in its currency
    abroad_habits: tuple[Habit, ...]  # on a trip abroad, with the same card
    bills: tuple[Bill, ...]
    subscriptions: tuple[int, ...]  # monthly prices
    foreign_subscriptions: tuple[int, ...]
    price: float = 1.0  # minor units to a fen, for what is priced by the Chinese street
    nice: int = 1  # such prices are multiples of this
    unit: int = 1  # smallest amount that exists: Indonesia has no hundredths
    coin: int = 10  # smallest amount that prices are rounded to
    card_price: float = 1.0  # minor units of the credit card's currency to a cent
    card_nice: int = 1
    ways: tuple[
        tuple[str, float, float], ...
    ] = ()  # account, share of everyday and of online purchases; else two wallets
    pockets: tuple[str, ...] = ("wallet", "wallet2")  # accounts that odd payments are made with
    shopping: tuple[str, ...] = ("wallet", "wallet2")  # wallets that shops take
    by_card: float = 0.0  # of wallet payments that the credit card pays, not the bank account
    credit_line: bool = True  # the wallet lends
    fund: bool = True  # the wallet keeps a money fund
    packets: bool = True  # money is given in packets, and sent back where nobody takes it
    deposits: bool = True  # shops hold a deposit in the wallet
    payout_days: int = 0  # calendar days a refund through the wallet may take to a card; 0: as the bank does
    feasts: tuple[str, ...] = ("2025-01-22", "2026-02-10", "2027-01-30")  # days before a feast of presents

    def cost(self, fen: int) -> int:
        """Return a price of the Chinese street in this country's minor units.

        The sign stays; nothing costs nothing.
        """
        return _times(fen, self.price, self.nice)

    def on_card(self, cents: int) -> int:
        """Return what costs that many American cents in the currency of the credit card."""
        return _times(cents, self.card_price, self.card_nice)


def _times(amount: int, factor: float, step: int) -> int:
    if factor == 1.0 or not amount:
        return amount
    return rounded(abs(amount) * factor, step) * (1 if amount > 0 else -1)
