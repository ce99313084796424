"""A person, the accounts they have, and whom they pay."""

from dataclasses import dataclass
from typing import Final

from benchmarks.simulator.worlds import World

WALLET: Final = "wallet"
SECOND: Final = "wallet2"
DEBIT: Final = "debit"
CARD: Final = "card"


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
