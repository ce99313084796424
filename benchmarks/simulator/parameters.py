"""Every rate and distribution of the simulator: one frozen tree, so that one fingerprint says which world was measured.

Numbers come from DETECTION §5 (duplicates 5d, look-alikes 5e, refunds 5f, unauthorised use 5g, sources in 5a), or are
marked "by hand" where nobody publishes them. Shares in a family add up to 1; rates are per person and year.
"""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Final

from benchmarks.simulator.worlds import CN, World

Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Wallets:
    """How wallet payments are paid for and how the card's bank shows them."""

    credit_line_owners: float = 0.5  # by hand: half of the people let Alipay's credit line pay
    credit_line: float = 0.15  # of their Alipay purchases
    balance: float = 0.45  # of payments, where the wallet's balance suffices
    fund: float = 0.35  # of payments, where the money fund suffices
    fund_owners: float = 0.7
    daily_interest: float = 0.35  # of fund owners whose export lists every day's interest
    # §5c: the bank row comes 0-3 days later; debit cards in China book within seconds, most of the time.
    debit_lag_days: Shares = (("0", 0.88), ("1", 0.08), ("2", 0.03), ("3", 0.01))
    credit_card_lag_days: Shares = (("0", 0.05), ("1", 0.45), ("2", 0.35), ("3", 0.15))
    truncated_text: float = 0.1  # bank text cut after the wallet's name and a few characters
    legal_name: float = 0.3  # merchants whose bank text is the company, not the shop sign
    unpaid_orders: float = 0.06  # of online purchases: an order cancelled before it was paid for
    union_pay: float = 0.12  # bank rows that go through UnionPay instead of NetsUnion
    refund_as_income: float = 0.05  # Alipay refunds printed as 收入 instead of 不计收支


@dataclass(frozen=True, slots=True)
class Transit:
    """N2: 2-6 equal fares a day, five days a week, 8 minutes (transfer) and 8-10 hours (return) apart, weekly cap."""

    commuting: float = 0.75  # of working days; the rest is home office, rain, a lift
    transfer: float = 0.22  # a second tap 8 minutes later, each way
    midday: float = 0.06  # an errand there and back
    transfer_minutes: tuple[float, float] = (8.0, 2.5)
    stay_hours: tuple[float, float] = (8.3, 9.9)
    cap_taps: int = 12  # a week; from then on
    cap_price: float = 0.8  # of the fare, the same for everybody on that line


@dataclass(frozen=True, slots=True)
class Between:
    """Money between people, and between one's own pockets. By hand."""

    sent: float = 52.0
    received: float = 38.0
    packets: float = 14.0
    to_fund: float = 30.0
    from_fund: float = 4.0
    withdrawals: float = 6.0
    top_ups: float = 26.0
    cash: float = 5.0  # cash machine


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Innocent pairs, §5e; at least 20 for every true duplicate."""

    second_coffee: float = 0.06  # N1, for each coffee or tea
    second_coffee_minutes: tuple[int, int] = (3, 240)
    machines: float = 6.0  # N3 episodes: vending, parking, laundry, tolls, top-ups; 2-5 equal payments in minutes
    split_shipments: float = 5.0  # N4
    split_equal: float = 0.25
    tickets: float = 0.5  # N5, for each ticket purchase
    family_orders: float = 1.5  # N5: the same present several times
    holds: float = 4.0  # N6
    adjustments: float = 6.0  # N7: surcharge or tip of 10-25 %
    family_seats: float = 0.35  # N8: people with a subscription that bills two seats every month
    subscriptions: tuple[int, int] = (2, 5)
    foreign_subscriptions: tuple[int, int] = (1, 3)
    jitter_days: int = 2
    instalments: float = 1.0  # N9 plans
    instalment_counts: tuple[int, ...] = (3, 4, 6, 12, 24)
    reorders: float = 1.0  # N10
    splits: float = 6.0  # N11: split bills and red packets, 2-4 equal ones in minutes
    conversions: float = 1.5  # N14: local and converted amount, one drops
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Duplicates:
    """True duplicates, §5d: 0.3-0.5 per account and year."""

    per_year: float = 0.4
    shares: Shares = (
        ("D1", 0.35), ("D2", 0.20), ("D3", 0.15), ("D4", 0.10), ("D5", 0.10), ("D6", 0.05), ("D7", 0.05),
    )  # fmt: skip
    submit_seconds: tuple[float, float] = (25.0, 0.95)  # D1: lognormal, median 25 s, 95 % below 120 s
    retry_minutes: tuple[float, float] = (2.0, 15.0)  # D2
    replay_days: tuple[int, int] = (1, 3)  # D3
    other_means_minutes: tuple[int, int] = (0, 60)  # D4
    rebill_days: tuple[int, int] = (0, 5)  # D5
    hold_factor: tuple[float, float] = (1.0, 1.25)  # D6
    hold_fixed: tuple[int, ...] = (100, 5_000, 10_000)  # D6, of the card's currency
    drift: tuple[float, float] = (0.0005, 0.01)  # D7 fee or rounding; at least one minor unit
    fx_drift: tuple[float, float] = (0.002, 0.015)  # D7
    orders: Shares = (("same", 0.6), ("none", 0.2), ("other", 0.2))  # merchant order number of both wallet rows
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Refunds:
    """Refunds as a state machine, §5f. First one of the failures, else one of the ways that are in order."""

    per_year: float = 9.0  # by hand: a return rate of about 8 % of some 110 online and delivery orders
    sent_back: float = 0.7  # by hand: WeChat transfers nobody accepted
    failures: Shares = (("M1", 0.04), ("M2", 0.02), ("M3", 0.05), ("M4", 0.005), ("M5", 0.005))
    orderly: Shares = (("R1", 0.67), ("R3", 0.16), ("R4", 0.05), ("R5", 0.03), ("R6", 0.02), ("R7", 0.05), ("R8", 0.02))
    reversal_hours: int = 24  # R2
    reversal: float = 0.25  # of refunds that early
    early: float = 0.35  # of refunds are asked for within a day
    words_only: float = 0.4  # of M1: the status says refunded, but the wallet lists no refund row
    slow_payout: float = 0.1  # of refunds through PayPal to a card take up to its thirty days
    debit_days: tuple[int, int] = (1, 5)  # business days
    credit_card_days: tuple[int, int] = (3, 10)
    limits: tuple[tuple[str, int], ...] = (
        ("wallet", 1),
        ("debit", 7),
        ("credit_card", 10),
    )  # alert limits, working days
    late_days: tuple[int, int] = (1, 40)  # M3, after the limit
    short: tuple[float, float] = (0.05, 0.5)  # M2
    withheld: tuple[float, float] = (0.05, 0.2)  # R3 shipping or restocking
    fx: tuple[float, float] = (0.012, 0.025)  # R4: sd of the rate, fee that is not returned
    provisional_days: int = 10  # R8 working days to the provisional credit
    taken_back_days: tuple[int, int] = (45, 90)
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Unseen:
    """Money that the bank took for a wallet which does not know of it. By hand: nobody publishes how often that is."""

    failed: float = 0.3  # payments that failed and were debited all the same
    lost: float = 0.2  # top-ups that were debited and never credited
    kept: float = 0.4  # of both: the bank does not give it back by itself
    listed: float = 0.5  # of failed payments on the first wallet: it lists them as cancelled
    back_days: tuple[int, int] = (1, 3)  # working days
    wait_days: int = 3  # working days in which money comes back by itself
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Unauthorized:
    """Money that moved without the person's say, §5g. Rates by hand: about one adult in nine a year meets any of them."""

    per_year: Shares = (
        ("U-testing", 0.015), ("U-burst", 0.015), ("U-drip", 0.03), ("U-takeover", 0.008), ("U-foreign", 0.015),
        ("U-spree", 0.01), ("U-loan", 0.005), ("U-inhabit", 0.015),
    )  # fmt: skip
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class HardNegatives:
    """Innocent things that look like theft, §5g. Rates by hand."""

    per_year: Shares = (
        ("H-trip", 1.2), ("H-moving", 0.12), ("H-yearly", 1.0), ("H-gifts", 1.0), ("H-rent", 0.35), ("H-commute", 0.2),
        ("H-tax", 0.5), ("H-baby", 0.04),
    )  # fmt: skip
    trip_days: tuple[int, int] = (3, 9)
    abroad: float = 0.4  # of trips
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Parameters:
    """The whole tree."""

    world: World = CN
    wallets: Wallets = Wallets()
    transit: Transit = Transit()
    between: Between = Between()
    lookalikes: Lookalikes = Lookalikes()
    duplicates: Duplicates = Duplicates()
    refunds: Refunds = Refunds()
    unseen: Unseen = Unseen()
    unauthorized: Unauthorized = Unauthorized()
    hard_negatives: HardNegatives = HardNegatives()

    def fingerprint(self) -> str:
        """Return a hash of every number in the tree; results are only comparable where it is the same."""
        text = json.dumps(dataclasses.asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


NATURAL: Final = Parameters()

# Every family at least once in a year, so that a test of one person is a sharp one.
DENSE: Final = Parameters(
    lookalikes=Lookalikes(at_least=1),
    duplicates=Duplicates(at_least=1),
    refunds=Refunds(at_least=1),
    unseen=Unseen(at_least=1),
    unauthorized=Unauthorized(at_least=1),
    hard_negatives=HardNegatives(at_least=1),
)

PRESETS: Final = {"natural": NATURAL, "dense": DENSE}
