"""What the banks print: rows with their running balance, in the words of the country, and the card's postings."""

import zlib
from dataclasses import dataclass
from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.bank_words import words
from benchmarks.simulator.diary import Event
from benchmarks.simulator.funding import Booking
from benchmarks.simulator.numbers import Numbers
from benchmarks.simulator.parameters import Wallets
from benchmarks.simulator.person import WALLET, Account, Person
from benchmarks.simulator.views import Period, Row, RowId, View

_NAME_LENGTH: Final = 22  # of a merchant, as card networks cut it
_CUT: Final = 3  # characters of the merchant that a shortened remark keeps

# What the bank's own rows are called in the netbank and in the statement, and their kind in the ledger frame.
_OWN: Final = {
    "salary": ("代发工资", "income"),
    "transfer_out": ("转账汇款", "transfer"),
    "transfer_in": ("汇入汇款", "income"),
    "cash": ("ATM取款", "withdrawal"),
    "interest": ("账户结息", "interest"),
    "redeem": ("朝朝宝赎回", "income"),
    "purchase": ("消费", "payment"),
    "refund": ("退货", "refund"),
}
_REMARKS: Final = {"salary": "工资", "cash": "自助取款", "interest": "结息", "redeem": "朝朝宝自动赎回"}
_WALLET_WORDS: Final = {
    "send": "转账", "packet_out": "微信红包", "to_fund": "余额宝", "from_fund": "余额宝转出", "repayment": "花呗还款",
    "withdrawal": "微信零钱提现", "top_up": "零钱充值",
}  # fmt: skip
_KINDS: Final = {
    "repayment": "repayment", "send": "transfer", "withdrawal": "income", "top_up": "top_up", "from_fund": "transfer",
}  # fmt: skip
_FOREIGN: Final = {
    "purchase": ("DEBIT", "payment"),
    "refund": ("CREDIT", "refund"),
    "repayment": ("PAYMENT", "repayment"),
    "adjustment": ("CREDIT", "adjustment"),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A booking with its place in the account and the balance after it."""

    nth: int
    event: Event
    booking: Booking
    balance: int


def bank_view(
    person: Person, account: Account, events: list[Event], booked: list[Booking], numbers: Numbers, period: Period,
    texts: Wallets,
) -> View:  # fmt: skip
    """Return what a card's bank exports for a period; `booked` are all bookings of the card, in order."""
    rows, balance, opening = [], account.opening, account.opening
    for nth, booking in enumerate(booked):
        balance += booking.amount
        if booking.at < period.begins:
            opening = balance
        elif booking.at <= period.ends:
            entry = _Entry(nth, events[booking.event], booking, balance)
            rows.append(_row(person, account, entry, numbers, texts))
    closing = rows[-1].balance if rows else opening
    return View(account, period, tuple(reversed(rows)), person.name, opening, closing)


def _row(person: Person, account: Account, entry: _Entry, numbers: Numbers, texts: Wallets) -> Row:
    if account.institution == "cmb":
        return _home_row(account, entry, numbers, texts)
    if account.kind == "credit_card" and entry.event.account == account.key:
        return _foreign_row(account, entry)
    event, booking = entry.event, entry.booking
    said = words(person, account, event, booking.amount)
    return Row(
        id=RowId(account.key, booking.event, booking.leg), at=booking.at, amount=booking.amount, kind=said.kind,
        word=said.word, party=said.party, said=said.said, balance=entry.balance, reference=_reference(entry),
    )  # fmt: skip


def _reference(entry: _Entry) -> str:
    return f"{days.compact(days.day_of(entry.booking.at))}{24_000_000 + entry.nth * 37 + entry.booking.event % 37:08d}"


def _home_row(account: Account, entry: _Entry, numbers: Numbers, texts: Wallets) -> Row:
    event, booking = entry.event, entry.booking
    through_wallet = event.account != account.key
    if through_wallet:
        word, kind, name, remark = _through_wallet(event, booking.amount, numbers, texts)
    else:
        word, kind = _OWN[event.kind]
        name = event.party.legal or event.party.name
        remark = _REMARKS.get(event.kind, name)
    numbered = through_wallet or event.kind in ("transfer_out", "salary")
    return Row(
        id=RowId(account.key, booking.event, booking.leg), at=booking.at, amount=booking.amount, kind=kind, word=word,
        party=name, said=remark, reference="", balance=entry.balance,
        handle=f"622{zlib.crc32(name.encode()) % 10**9:09d}" if numbered else "",
        remark=event.goods if event.kind == "transfer_out" else remark,
    )  # fmt: skip


def _through_wallet(event: Event, amount: int, numbers: Numbers, texts: Wallets) -> tuple[str, str, str, str]:
    """Return type, kind, name and remark of a wallet's payment as the card's bank prints them."""
    prefix = "支付宝-" if event.account == WALLET else "财付通-"
    name = _WALLET_WORDS.get(event.kind) or event.party.legal or event.party.name
    draw = numbers.chance(event)
    if event.kind == "refund" and not event.party.shop:
        name = "转账退款"
    elif event.kind in ("purchase", "refund") and draw < texts.truncated_text:
        name = name[:_CUT]
    if event.kind == "refund" and amount > 0:
        return "网联退款", "refund", name, f"{prefix}{name}"
    kind = _KINDS.get(event.kind, "payment")
    if amount > 0:
        return "网联付款交易", kind, name, f"{prefix}{name}"
    return ("银联快捷支付" if draw > 1 - texts.union_pay else "网联协议支付"), kind, name, f"{prefix}{name}"


def _foreign_row(account: Account, entry: _Entry) -> Row:
    event, booking = entry.event, entry.booking
    word, kind = _FOREIGN[event.kind]
    name, memo = event.party.legal or event.party.name, event.foreign
    if event.kind in ("purchase", "refund"):
        name = name[:_NAME_LENGTH].rstrip()
    if event.kind == "refund":
        memo = f"RETURN {memo}".strip()
    elif event.kind == "adjustment":
        word, kind = ("CREDIT", kind) if booking.amount > 0 else ("DEBIT", "reversal")
        memo = event.goods.replace("/", "")
    return Row(
        id=RowId(account.key, booking.event, booking.leg), at=booking.at, amount=booking.amount, kind=kind, word=word,
        party=name, said=memo, foreign=event.foreign, balance=entry.balance,
        reference=_reference(entry),
    )  # fmt: skip
