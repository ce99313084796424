"""What an institution's export shows: rows of one account for one period, as of the moment of the export.

A view never invents money: each row stands for an event (wallets) or a booking of one (cards). What it does add is the
institution's own: numbers, words, the status a wallet rewrites, the text a bank cuts short, the running balance.
"""

from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.simulator import days
from benchmarks.simulator.diary import Event
from benchmarks.simulator.person import Account


class RowId(NamedTuple):
    """Which row of an account: the event, and which booking of it."""

    account: str
    event: int
    leg: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """Days an export covers (inclusive day numbers) and the second it was made."""

    first: int
    last: int
    exported_at: int

    @property
    def begins(self) -> int:
        """Return the first second."""
        return self.first * days.DAY

    @property
    def ends(self) -> int:
        """Return the last second that can be seen: nobody exports the future."""
        return min((self.last + 1) * days.DAY - 1, self.exported_at)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an export, before it is bytes. Amounts are signed minor units; texts are the institution's own words."""

    id: RowId
    at: int
    amount: int
    kind: str  # of ingest.schema.KINDS, for the canonical form
    word: str  # the institution's own word for the kind: 交易分类, 交易类型, 交易摘要, TRNTYPE
    party: str
    said: str  # goods, or the bank's remark
    reference: str
    direction: str = ""  # 收/支 where the wallet counts
    method: str = ""
    status: str = ""  # as printed
    state: str = "posted"  # of ingest.schema.STATUSES
    order: str = ""
    remark: str = ""
    handle: str = ""  # the other side's masked login or account number
    related: str = ""
    refunded: int = 0
    moved: bool = True
    balance: int = 0
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """All rows of one account in one export, newest first, as every one of these institutions prints them."""

    account: Account
    period: Period
    rows: tuple[Row, ...]
    holder: str  # the name or nickname the export prints
    opening: int = 0  # balance before the first row
    closing: int = 0


def promised(event: Event, by: int) -> int:
    """Return how much the wallet's words say was given back of a purchase, up to a moment."""
    return sum(amount for at, amount in event.promises if at <= by)


def stamp(at: int) -> str:
    """Return `2026-03-04 12:01:07`.

    >>> stamp(0)
    '1970-01-01 00:00:00'
    """
    hour, left = divmod(at % days.DAY, days.HOUR)
    return f"{days.iso(at // days.DAY)} {hour:02d}:{left // 60:02d}:{left % 60:02d}"


def decimal(amount: int, *, grouped: bool = False) -> str:
    """Return minor units of a two-digit currency as text.

    >>> decimal(-123456), decimal(-123456, grouped=True), decimal(5)
    ('-1234.56', '-1,234.56', '0.05')
    """
    whole, cents = divmod(abs(amount), 100)
    return (
        f"{'-' if amount < 0 else ''}{whole:,}.{cents:02d}"
        if grouped
        else f"{'-' if amount < 0 else ''}{whole}.{cents:02d}"
    )
