"""What of each family an export can show: written down before any detector was tuned, and frozen with the parameters.

`orders` are shares of what the two wallet rows say about the merchant's order number; a bank prints none. `lag` bounds the
time between the rows in seconds where the export prints it, `days` in days. Nothing else about a family may be relied on.
"""

from dataclasses import dataclass
from typing import Final

_MINUTE: Final = 60
_HOUR: Final = 3_600
_DAY: Final = 86_400
_WALLET_ORDERS: Final = (("same", 0.6), ("none", 0.2), ("other", 0.2))


@dataclass(frozen=True, slots=True)
class Observable:
    """One family of double charge.

    amount: equal, near (within 2 %) or held (the first up to a quarter more, or a fixed sum). account: same or other.
    likened: the innocent families that look the same where only days and no order numbers are printed.
    """

    family: str
    amount: str
    account: str
    lag: tuple[int, int]
    days: tuple[int, int]
    orders: tuple[tuple[str, float], ...]
    likened: tuple[str, ...]


DUPLICATES: Final = (
    Observable("D1", "equal", "same", (1, 1_500), (0, 1), _WALLET_ORDERS, ("N1", "N2", "N3", "N5", "N11")),
    Observable("D2", "equal", "same", (2 * _MINUTE, 15 * _MINUTE), (0, 1), _WALLET_ORDERS, ("N1", "N2", "N3", "N5")),
    Observable("D3", "equal", "same", (2 * _HOUR, 4 * _DAY), (1, 6), _WALLET_ORDERS, ("N1", "N4", "N10")),
    Observable("D4", "equal", "other", (20, 60 * _MINUTE + 20), (0, 4), (("other", 1.0),), ("N12",)),
    Observable("D5", "equal", "same", (_HOUR, 6 * _DAY), (0, 8), (("other", 1.0),), ("N8",)),
    Observable("D6", "held", "same", (_DAY, 4 * _DAY), (1, 4), (("none", 1.0),), ("N6", "N7", "N14")),
    Observable("D7", "near", "same", (_DAY, 6 * _DAY), (1, 8), (("none", 1.0),), ("N4", "N14")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """How an export tells of a refund, or of money that a wallet does not know.

    wallet: what the wallet's own rows say: row (a refund row), words (the purchase's status only), nothing. bank: what
    the bank or card books: credit, short, late, debit, twice, elsewhere, netted, gone (the purchase vanishes), nothing.
    claim: whether it may be called missing; `merchant` where only the person knows of the promise.
    """

    family: str
    wallet: str
    bank: str
    claim: bool


TOLD: Final = (
    Told("R1", "row", "credit", claim=False),
    Told("R2", "row", "gone", claim=False),
    Told("R3", "row", "credit", claim=False),
    Told("R4", "nothing", "credit", claim=False),
    Told("R5", "nothing", "netted", claim=False),
    Told("R6", "row", "elsewhere", claim=False),
    Told("R7", "row", "credit", claim=False),
    Told("R8", "nothing", "credit", claim=False),
    Told("M1", "row", "nothing", claim=True),  # or words alone: `refunds.words_only`
    Told("M2", "row", "short", claim=True),
    Told("M3", "row", "late", claim=True),
    Told("M4", "row", "debit", claim=True),
    Told("M5", "row", "twice", claim=False),
    Told("F1", "words", "debit", claim=True),  # a cancelled row in `unseen.listed` of those on the first wallet
    Told("F2", "words", "credit", claim=False),
    Told("T1", "nothing", "debit", claim=True),
    Told("T2", "nothing", "credit", claim=False),
)
