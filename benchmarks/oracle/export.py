"""What an export shows of a life, at one precision: the oracle's whole view of the world."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from benchmarks.simulator import Life, days
from benchmarks.simulator.names import BOOKS
from benchmarks.simulator.person import Account
from benchmarks.simulator.views import Row, RowId

# Kind of export: precision in seconds, and which accounts are in it.
KINDS: Final = {
    "real": (0, "all"),  # as each institution prints it
    "second": (1, "all"),
    "minute": (60, "all"),
    "day": (days.DAY, "all"),
    "wallet": (1, "wallets"),
    "bank": (0, "banks"),
}
_TO_THE_SECOND: Final = ("cmb", "mandiri")  # banks whose usual export prints the time of day
_MARKS: Final = {
    "alipay": "支付宝-",
    "wechat": "财付通-",
    "paypal": "PAYPAL ",
    "venmo": "VENMO ",
    "gopay": "GOPAY ",
    "ovo": "OVO ",
}


class Seen(NamedTuple):
    """One row as the export prints it; `second` is -1 where only the day is known."""

    id: RowId
    account: str
    kind_of_account: str
    day: int
    second: int
    amount: int
    party: str
    said: str
    order: str
    method: str
    state: str
    kind: str
    foreign: str


def seen(life: Life, kind: str) -> list[Seen]:
    """Return the rows that moved money in an export of this kind, in order of what it shows of time.

    Where wallets are in the export, the bank's rows of their payments are left out: they say so themselves.
    """
    precision, which = KINDS[kind]
    rows: list[Seen] = []
    for account in life.person.accounts:
        wallet = account.kind == "wallet"
        if which == "all" or (which == "wallets") == wallet:
            shown = life.view(account.key, life.periods()[0]).rows
            rows += (
                _seen(account, row, precision or _own(account))
                for row in shown
                if (row.moved and row.id.leg == 0) or (row.moved and not wallet)
            )
    if which == "all":
        marks = [_MARKS[life.person.account(wallet).institution] for wallet in life.person.wallets]
        rows = [row for row in rows if row.kind_of_account == "wallet" or not _through_wallet(row, marks)]
    return sorted(rows, key=lambda row: (row.day, row.second, row.id))


def _own(account: Account) -> int:
    return 1 if account.kind == "wallet" or account.institution in _TO_THE_SECOND else days.DAY


def _seen(account: Account, row: Row, precision: int) -> Seen:
    daily = precision == days.DAY or account.kind == "credit_card"
    second = -1 if daily else row.at % days.DAY // precision * precision
    return Seen(
        row.id, account.key, account.kind, days.day_of(row.at), second, row.amount, row.party, row.said,
        row.order.strip("/"), row.method, row.state, row.kind, row.foreign,
    )  # fmt: skip


def _through_wallet(row: Seen, marks: list[str]) -> bool:
    text = f"{row.party} {row.said}".upper()
    return any(mark in text for mark in marks)


def merchants(country: str, rows: Iterable[Seen]) -> dict[str, tuple[str, str]]:
    """Return for every printed party the merchant it means and its category, as who invented the names knows them."""
    book, found = BOOKS[country], {}
    by_word = sorted(
        ((word.casefold(), category) for category, (words, _, _) in book.shops.items() for word in words),
        key=lambda pair: -len(pair[0]),
    )
    places = {party.name.casefold(): party.category for party in (*book.places.values(), *book.bills.values())}
    places |= {name.casefold(): category for category, group in book.platforms.items() for name, _ in group}
    places |= {book.member.format(name).casefold(): "subscription" for name in book.subscriptions}
    signs = sorted((sign.casefold() for sign in book.signs), key=len, reverse=True)
    for text in {row.party for row in rows}:
        said = text.casefold()
        sign = next((sign for sign in signs if sign in said), "")
        category = next((name for place, name in places.items() if place in said), "")
        category = category or next((name for word, name in by_word if word in said), "")
        found[text] = sign or said, category
    return found
