"""What really happened: events, and the hidden truth about them.

An event is one thing a person (or a thief, or a merchant's computer) did with money. It says on which account it was
done and where the money came from; how institutions print it is the business of the views.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from benchmarks.simulator import catalogue, days
from benchmarks.simulator.names import BOOKS, Names
from benchmarks.simulator.parameters import Parameters
from benchmarks.simulator.person import CARD, DEBIT, SECOND, WALLET, Party, Person
from benchmarks.simulator.streams import Stream, Streams, rounded

NO_ORDER: Final = -1  # the merchant's order number is not printed

# Where the money of a wallet event came from or went to; else the key of a card.
BALANCE: Final = "balance"
FUND: Final = "fund"
CREDIT: Final = "credit"
OUTSIDE: Final = "outside"  # somebody else's money


class Posting(NamedTuple):
    """One booking on a card account."""

    at: int
    amount: int


@dataclass(slots=True)
class Event:
    """One thing that happened; `amount` in minor units of the account's currency, money out negative."""

    number: int  # order of creation: its identity
    at: int
    kind: str  # one of KINDS
    party: Party
    amount: int
    account: str  # key of the account it was done on
    source: str = ""  # BALANCE, FUND, CREDIT, OUTSIDE or the key of a card; empty until funding decides
    goods: str = ""
    order: int = 0  # which order number of the merchant: the number of the event that first had it, or NO_ORDER
    postings: tuple[Posting, ...] | None = None  # on the card; None until settlement decides
    refund_of: int = -1  # number of the purchase this gives back
    promises: list[tuple[int, int]] = field(
        default_factory=list
    )  # when the wallet began to say that how much goes back
    fee: int = 0
    foreign: str = ""  # printed amount before conversion: "JPY 3200"
    unseen: bool = False  # the wallet it was done on does not know of it


KINDS: Final = (
    "purchase", "refund", "unpaid", "send", "receive", "packet_out", "packet_in", "to_fund", "from_fund", "withdrawal",
    "top_up", "repayment", "interest", "loan", "hold", "release", "salary", "transfer_out", "transfer_in", "cash", "redeem",
    "adjustment", "card_bill",
)  # fmt: skip

_WITHOUT_PACKETS: Final = {"packet_out": "send", "packet_in": "receive"}

# The kinds of label: five of incidents, two of innocence.
LABELS: Final = (
    "duplicate", "missing_refund", "failed_but_debited", "missing_top_up", "unauthorized", "lookalike", "hard_negative",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """The truth about a group of events; members are (role, event number)."""

    id: str
    kind: str
    family: str
    members: tuple[tuple[str, int], ...]
    stake: int  # minor units that the person stands to lose
    currency: str
    knowable: int  # day number; 0: the day the last member can first be seen
    also: tuple[str, ...] = ()  # further kinds it may rightly be called
    promised_by: str = ""  # missing refunds: the wallet's words, or only the merchant's to the user


class Diary:
    """Collects the events and labels of one person while they are made."""

    def __init__(self, person: Person, parameters: Parameters, streams: Streams, first: int, last: int) -> None:
        self.person = person
        self.parameters = parameters
        self.stream: Callable[[str], Stream] = streams
        self.first, self.last = first, last  # day numbers, inclusive
        self.events: list[Event] = []
        self.labels: list[Label] = []
        self.taken: set[int] = set()  # events that a label already explains
        self._cards, self._counts = frozenset(person.cards), Counter[str]()

    @property
    def names(self) -> Names:
        """Return what things are called where the person lives."""
        return BOOKS[self.person.world.country]

    def shop(self, stream: Stream, category: str, city: str = "") -> Party:
        """Return an invented merchant of a category."""
        return catalogue.party(self.names, stream, category, city)

    def abroad(self, merchant: Party, amount: int) -> str:
        """Return what a purchase on the foreign card cost before conversion; empty where nothing was converted."""
        return catalogue.abroad(merchant, amount, self.person.account(CARD).currency)

    @property
    def years(self) -> float:
        """Length of the period, which all yearly rates scale with."""
        return (self.last - self.first + 1) / 365.25

    def add(
        self, at: int, kind: str, party: Party, amount: int, account: str, *, source: str = "", goods: str = "",
        order: int | None = None, postings: tuple[Posting, ...] | None = None, refund_of: int = -1, fee: int = 0,
        foreign: str = "",
    ) -> Event:  # fmt: skip
        """Write an event down; its order number is its own unless said otherwise."""
        number = len(self.events)
        kind, account, source = self._placed(kind, account, source)
        event = Event(
            number, at, kind, party, amount, account, source, goods or party.goods, number if order is None else order,
            postings, refund_of, [], fee, foreign,
        )  # fmt: skip
        self.events.append(event)
        return event

    def _placed(self, kind: str, account: str, source: str) -> tuple[str, str, str]:
        """Fit an event to the country: packets are plain payments, and who has one wallet uses it or the card."""
        if not self.person.world.packets:
            kind = _WITHOUT_PACKETS.get(kind, kind)
        if account == SECOND and SECOND not in self.person.wallets:
            account = DEBIT if kind == "purchase" else WALLET
        return kind, account, "" if account in self._cards and source in self._cards else source

    def cost(self, fen: int) -> int:
        """Return a price of the Chinese street in the currency of the country."""
        return self.person.world.cost(fen)

    def price(self, amount: int, account: str) -> int:
        """Return an amount of American cents on the credit card, else of Chinese fen, in the currency of an account."""
        return self.person.world.on_card(amount) if account == CARD else self.cost(amount)

    def exact(self, amount: float) -> int:
        """Return the nearest amount that exists in the country's money."""
        return rounded(amount, self.person.world.unit)

    def again(self, event: Event, at: int, *, amount: int | None = None, order: int | None = None) -> Event:
        """Write the same event down a second time; where its money came from stays, the bank books it anew."""
        return self.add(
            at, event.kind, event.party, event.amount if amount is None else amount, event.account,
            source=event.source, goods=event.goods, order=order, fee=event.fee, foreign=event.foreign,
        )  # fmt: skip

    def label(
        self, kind: str, family: str, members: Iterable[tuple[str, Event]], *, stake: int = 0, knowable: int = 0,
        also: tuple[str, ...] = (), promised_by: str = "", claim: bool = True,
    ) -> None:  # fmt: skip
        """Say what a group of events is; unless `claim` is off, other incidents keep away from them."""
        group = tuple(members)
        self._counts[family] += 1
        currency = self.person.account(group[0][1].account).currency
        numbers = tuple((role, event.number) for role, event in group)
        self.labels.append(
            Label(
                f"{family}-{self._counts[family]}", kind, family, numbers, stake, currency, knowable, also, promised_by
            )
        )
        if claim:
            self.taken.update(number for _, number in numbers)

    def free(self, wanted: Callable[[Event], bool], *, margin: int = 0) -> list[Event]:
        """Return unexplained events that pass, at least `margin` days after the start and before the end."""
        low, high = (self.first + margin) * days.DAY, (self.last + 1 - margin) * days.DAY
        return [
            event
            for event in self.events
            if low <= event.at < high and event.number not in self.taken and wanted(event)
        ]

    def moment(self, stream: Stream, low_hour: float = 8, high_hour: float = 22, *, margin: int = 10) -> int:
        """Return a random second of a random day, `margin` days inside the period."""
        room = max(0, min(margin, (self.last - self.first) // 2))
        day = stream.whole(self.first + room, self.last - room)
        return day * days.DAY + int(stream.uniform(low_hour, high_hour) * days.HOUR)

    def how_many(self, stream: Stream, per_year: float, at_least: int = 0) -> int:
        """Return how often something of this yearly rate happens in the period."""
        return max(at_least, stream.count(per_year * self.years))

    def card_of(self, event: Event) -> str:
        """Return the key of the card account that books this event, or nothing."""
        if event.source in self._cards:
            return event.source
        return event.account if event.account in self._cards else ""
