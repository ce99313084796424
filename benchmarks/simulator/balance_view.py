"""Wallets that print a running balance: PayPal's rows with what paid for them, Venmo's, and an Indonesian wallet's.

PayPal tells one payment in two rows where a card or bank paid: the payment, and the deposit that made good for it, which
names the payment's number; a refund to a card likewise. Venmo and the others keep to one row and name the source.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from benchmarks.simulator.diary import Event
from benchmarks.simulator.numbers import Numbers
from benchmarks.simulator.person import CARD, DEBIT, Account, Person
from benchmarks.simulator.views import Period, Row, RowId, View, promised


class _Words(NamedTuple):
    """The wallet's own word and status of a row, and its kind in the ledger frame."""

    word: str
    status: str
    kind: str


_PAYPAL: Final = {
    "purchase": _Words("Express Checkout Payment", "Completed", "payment"),
    "unpaid": _Words("Express Checkout Payment", "Canceled", "payment"),
    "refund": _Words("Payment Refund", "Completed", "refund"),
    "send": _Words("Mobile Payment", "Completed", "payment"),
    "receive": _Words("Mobile Payment", "Completed", "income"),
    "withdrawal": _Words("General Withdrawal", "Completed", "withdrawal"),
    "top_up": _Words("General Funding", "Completed", "top_up"),
}
_AGREED: Final = _Words("PreApproved Payment Bill User Payment", "Completed", "payment")
_DEPOSITS: Final = {True: "Bank Deposit to PP Account", False: "General Card Deposit"}
_PAID_BACK: Final = "General Credit Card Withdrawal"
_VENMO: Final = {
    "purchase": _Words("Merchant Transaction", "Complete", "payment"),
    "refund": _Words("Merchant Refund", "Complete", "refund"),
    "send": _Words("Payment", "Complete", "transfer"),
    "receive": _Words("Payment", "Complete", "transfer"),
    "withdrawal": _Words("Standard Transfer", "Complete", "withdrawal"),
    "top_up": _Words("Add Funds", "Complete", "top_up"),
}
_INDONESIAN: Final = {
    "purchase": _Words("Pembayaran", "Berhasil", "payment"),
    "unpaid": _Words("Pembayaran", "Dibatalkan", "payment"),
    "refund": _Words("Pengembalian Dana", "Berhasil", "refund"),
    "send": _Words("Transfer", "Berhasil", "transfer"),
    "receive": _Words("Terima", "Berhasil", "income"),
    "withdrawal": _Words("Transfer ke Bank", "Berhasil", "withdrawal"),
    "top_up": _Words("Top Up", "Berhasil", "top_up"),
    "hold": _Words("Deposit", "Ditahan", "hold"),
    "release": _Words("Deposit", "Dilepas", "hold"),
    "loan": _Words("Pinjaman", "Berhasil", "loan"),
}
_BACK: Final = {  # what the purchase's own row says once money was promised back, in part and in full
    "paypal": ("Partially Refunded", "Refunded"),
    "gopay": ("Dikembalikan sebagian", "Dikembalikan"),
    "ovo": ("Dikembalikan sebagian", "Dikembalikan"),
}
_TABLES: Final = {"paypal": _PAYPAL, "venmo": _VENMO, "gopay": _INDONESIAN, "ovo": _INDONESIAN}


def balance_view(person: Person, account: Account, events: list[Event], numbers: Numbers, period: Period) -> View:
    """Return what the wallet exports for a period, with the balance after every row."""
    balance = opening = 0
    rows: list[Row] = []
    own = sorted(
        (event for event in events if event.account == account.key and not event.unseen),
        key=lambda event: (event.at, event.number),
    )
    for event in own:
        if event.at > period.ends:
            break
        for row in _rows(person, account, event, numbers, period.exported_at):
            balance += row.amount if row.moved and not _past(account, event) else 0
            if event.at >= period.begins:
                rows.append(replace(row, balance=balance))
        if event.at < period.begins:
            opening = balance
    return View(account, period, tuple(reversed(rows)), person.name, opening, balance)


def _past(account: Account, event: Event) -> bool:
    """Tell whether a payment in one row went from card to shop past the balance."""
    return account.institution != "paypal" and event.kind in ("purchase", "send", "refund") and _carded(event)


def _carded(event: Event) -> bool:
    return event.source in (DEBIT, CARD)


def _rows(person: Person, account: Account, event: Event, numbers: Numbers, by: int) -> Iterable[Row]:
    """Yield the row of an event and, on PayPal, the row of what paid for it or was paid back."""
    main = _row(person, account, event, numbers, by)
    yield main
    if account.institution == "paypal" and _carded(event) and event.kind in ("purchase", "send", "refund"):
        paid = _DEPOSITS[event.source == DEBIT] if event.amount < 0 else _PAID_BACK
        yield Row(
            id=RowId(account.key, event.number, 1), at=event.at, amount=-event.amount,
            kind="top_up" if event.amount < 0 else "withdrawal", word=paid, party="", said="",
            reference=numbers.funding(event), related=main.reference, status="Completed", order=main.order,
        )  # fmt: skip


def _row(person: Person, account: Account, event: Event, numbers: Numbers, by: int) -> Row:
    words, back, party = _TABLES[account.institution][event.kind], promised(event, by), event.party
    if account.institution == "paypal" and party.category in ("subscription", "bill") and event.kind == "purchase":
        words = _AGREED
    status, state = words.status, "closed" if event.kind == "unpaid" else "posted"
    if back and account.institution in _BACK:
        whole = back >= -event.amount
        status, state = _BACK[account.institution][whole], "refunded" if whole else "partly_refunded"
    method = person.account(event.source).name if _carded(event) else _own_money(account)
    return Row(
        id=RowId(account.key, event.number), at=event.at, amount=event.amount, kind=words.kind, word=words.word,
        party="" if party.category == "pocket" else party.name, said=event.goods.strip("/"),
        reference=numbers.reference(event), method="" if event.kind in ("receive", "unpaid") else method, status=status,
        state=state, order=numbers.order(event), moved=event.kind != "unpaid",
        related=numbers.purchase(event) if event.refund_of >= 0 and account.institution != "venmo" else "",
        refunded=_said_back(account, event, back),
    )  # fmt: skip


def _said_back(account: Account, event: Event, back: int) -> int:
    """Return how much the row itself says goes back: PayPal names no part, Venmo nothing at all."""
    if event.amount >= 0 or account.institution not in _BACK:
        return 0
    whole = back >= -event.amount
    return -event.amount if whole else 0 if account.institution == "paypal" else back


def _own_money(account: Account) -> str:
    return {"paypal": "", "venmo": "Venmo balance"}.get(account.institution, "Saldo")
