"""QIF, which Quicken invented and many programs and banks still write.

Facts from 43 public files: no currency, no id, no order of dates; the opening balance is written as a transaction into the account
itself; `U` repeats `T`; a transfer names the other account in brackets; files in the code pages of DOS.
"""

import re
from dataclasses import replace
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.errors import BrokenFile
from ingest.importer import Importer, KeyCells
from ingest.money import decimal_mark, decimal_text, minor_units
from ingest.notes import note
from ingest.qif.dates import read_dates
from ingest.qif.document import Document, Record, Split, is_qif, read
from ingest.source import Row, Source
from ingest.statement import AccountHint, Line, Printed, Statement
from ingest.words import kind_of

_CODES: Final = ("D", "T", "N", "P", "M", "L", "C", "A")
_CURRENCY: Final = "XXX"  # the format names none
_OPENING: Final = frozenset(("opening balance", "anfangsbestand", "anfangssaldo", "solde initial", "saldo inicial", "beginsaldo"))  # fmt: skip
_TRANSFER: Final = re.compile(r"\[([^\]]*)\].*")
_MANY: Final = frozenset(("--split--", "|split|", "[--split--]"))
_EARLIEST: Final = np.datetime64("1970-01-01", "us")


class Qif(Importer):
    """Any program's or bank's QIF."""

    name = "qif"
    family = "qif"
    institution = "QIF / Quicken (any bank or program)"
    file_types = ("qif",)
    key_cells = KeyCells("", "T", "D", texts=("N", "P", "M"), also=("account",))

    def detect(self, source: Source) -> bool:
        """Tell by the first section."""
        return source.is_text and is_qif(source)

    def parse(self, source: Source) -> list[Statement]:
        """Read every account of the file.

        Raises:
            BrokenFile: not text, only lists, or nothing decides the order of its dates.
        """
        document = read(source)
        if (
            not document.records
            and not document.unread
            and all(line.note.code == "list_entry" for line in document.skipped)
        ):
            raise BrokenFile("no_rows", file=source.name)
        document.accounts = document.accounts or {("", "savings"): 0}  # securities alone
        return _statements(self, source, document)


def _statements(importer: Qif, source: Source, document: Document) -> list[Statement]:
    records = document.records
    draft = Draft([Row(record.line, _cells(record)) for record in records], _CODES)
    for n, record in enumerate(records):
        if not record.whole:
            draft.problem(n, note("record_cut"))
    cells = draft.text("T")
    mark = decimal_mark(cells)
    amounts = draft.amounts(cells, _CURRENCY, mark=mark)
    group = np.array([record.account for record in records], dtype=np.int64)
    stamps = _stamps(draft, source, document, comma=mark == ",")
    openings = _openings(draft, document, amounts)
    accounts = [
        AccountHint("qif", name or openings.get(n, ("", 0))[0], kind=kind)
        for n, (name, kind) in enumerate(document.accounts)
    ]
    others = [found[1].strip() if (found := _TRANSFER.fullmatch(category)) else "" for category in draft.text("L")]
    values: dict[str, Any] = {
        "booked_at": stamps,
        "amount": amounts,
        "currency": [_CURRENCY] * len(draft),
        "counterparty": [
            payee or memo or other for payee, memo, other in zip(draft.text("P"), draft.text("M"), others, strict=True)
        ],
        "counterparty_account": others,
        "description": [_description(memo, record.splits) for memo, record in zip(draft.text("M"), records, strict=True)],
        "category": [_category(category, record.splits) for category, record in zip(draft.text("L"), records, strict=True)],
        "kind": [
            _kind(" ".join(words), other, amount)
            for words, other, amount in zip(
                zip(draft.text("N"), draft.text("P"), draft.text("M"), draft.text("L"), strict=True), others, amounts.tolist(),
                strict=True,
            )
        ],
        "order_reference": [number if number.isdigit() else "" for number in draft.text("N")],
    }  # fmt: skip
    scopes = [f"{account.number}|{account.kind}" for account in accounts]
    keys = draft.keys(importer.family, importer.key_cells, values, [scopes[n] for n in group.tolist()])
    warnings = _split_warnings(draft, records, amounts, mark)
    facts = [
        {
            "printed": Printed(opening=openings[n][1]) if n in openings else Printed(),
            "warnings": [line for account, line in warnings if account == n],
        }
        for n in range(len(accounts))
    ]
    first, *others_of_file = draft.finish_all(accounts, group, values, keys, skipped=document.skipped, facts=facts)
    return [replace(first, unread=[*first.unread, *document.unread]), *others_of_file]


def _cells(record: Record) -> list[str]:
    said = record.fields
    return [said.get("D", ""), said.get("T") or said.get("U", ""), *(said.get(code, "") for code in _CODES[2:])]


def _stamps(draft: Draft, source: Source, document: Document, *, comma: bool) -> np.ndarray:
    """Read the dates in the one order of the file."""
    runs: list[list[str]] = [[] for _ in document.accounts]
    for record, text in zip(document.records, draft.text("D"), strict=True):
        if text:
            runs[record.account].append(text)
    told = source.date_order or document.order
    days = read_dates([*runs, document.trade_dates], file=source.name, told=told, comma=comma)
    stamps = np.full(len(draft), _EARLIEST)
    known = {text: np.datetime64(day, "us") for text, day in days.items() if day is not None}
    for n, text in enumerate(draft.text("D")):
        if (stamp := known.get(text)) is not None and stamp >= _EARLIEST:
            stamps[n] = stamp
        else:
            draft.problem(n, note("date_unreadable", value=text) if text else note("date_missing"))
    return stamps


def _openings(draft: Draft, document: Document, amounts: np.ndarray) -> dict[int, tuple[str, int]]:
    """Take the opening balance out of each account: name and amount by account.

    It is the first record, is called so, and is booked into the account itself, or nowhere.
    """
    found: dict[int, tuple[str, int]] = {}
    seen: set[int] = set()
    names = [name for name, _ in document.accounts]
    rows = zip(document.records, draft.text("P"), draft.text("M"), draft.text("L"), strict=True)
    for n, (record, payee, memo, category) in enumerate(rows):
        if record.account in seen:
            continue
        seen.add(record.account)
        own = _TRANSFER.fullmatch(category)
        booked_into = own[1].strip() if own else ""
        name = names[record.account]
        called = (payee or memo).casefold() in _OPENING and (own is not None or not category)
        if called and n not in draft.problems and (not booked_into or name in ("", booked_into)):
            found[record.account] = booked_into, int(amounts[n])
            draft.skip(n, note("opening_balance"))
    return found


def _description(memo: str, splits: list[Split]) -> str:
    parts = "; ".join(" ".join(filter(None, (one.category, one.memo, one.amount))) for one in splits)
    return f"{memo} ({parts})" if memo and parts else memo or parts


def _category(category: str, splits: list[Split]) -> str:
    if splits and (not category or category.casefold() in _MANY):
        return "; ".join(dict.fromkeys(one.category for one in splits if one.category))
    return category


def _kind(words: str, other: str, amount: int) -> str:
    told = kind_of(words, 1 if amount > 0 else -1)
    return "transfer" if other and told in ("payment", "income") else told


def _split_warnings(draft: Draft, records: list[Record], amounts: np.ndarray, mark: str) -> list[tuple[int, Line]]:
    """Say where the parts of a transaction do not add up to it; the transaction counts."""
    warnings = []
    for n, record in enumerate(records):
        if record.splits and n not in draft.problems and n not in draft.skips:
            parts = [minor_units(one.amount, _CURRENCY, mark) for one in record.splits if one.amount]
            total = sum(part for part in parts if isinstance(part, int))
            if parts and total != amounts[n]:
                told = note("splits_off", parts=decimal_text(total, _CURRENCY), amount=decimal_text(int(amounts[n]), _CURRENCY))  # fmt: skip
                warnings.append((record.account, Line(record.line, told, record.text)))
    return warnings
