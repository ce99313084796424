"""What things are called in a country: shops, people, bills, and the words that statements print of them."""

from dataclasses import dataclass

from benchmarks.simulator.person import Party

# Words after a shop's sign, what the bill says was bought, whether one pays by scanning the vendor's own code.
Shops = dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]]


@dataclass(frozen=True, slots=True)
class Names:
    """One country's book of invented names. No real shop and nobody real; brands of wallets are those of the formats.

    places: the one party of a kind that everybody deals with (employer, tax office, railway), by category.
    words: what a payment is said to be for, by what it is.
    """

    signs: tuple[str, ...]
    branches: tuple[str, ...]
    legal: tuple[str, ...]  # endings of a company's name
    between: str  # sign and word
    shops: Shops
    platforms: dict[str, tuple[tuple[str, str], ...]]  # categories in which everybody has the same counterparty
    friends: tuple[str, ...]
    strangers: tuple[str, ...]
    landlords: tuple[str, str, str]  # of the first flat, of the next one, and who takes the deposit
    unknown: tuple[str, ...]  # online shops nobody knows
    unknown_suffixes: tuple[str, ...]
    unknown_goods: tuple[str, ...]
    bills: dict[str, Party]
    subscriptions: tuple[str, ...]
    member: str  # how a subscription's name is printed, `{}` is its name
    places: dict[str, Party]
    words: dict[str, str]
    vouchers: tuple[str, ...]  # what thieves buy
    bank_prefixes: tuple[str, ...] = ()  # what card terminals print before a shop's name
