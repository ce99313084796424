"""MT940 and MT942 (and MT950) of any bank: the statements that SWIFT defines and accounting programs read.

Facts from 53 public files: `RC` takes a credit back and is money out; entry dates have no year; a reference may be constant, so the day is
part of the key; several messages of one account are pages of one statement while their balances go on from each other.
"""

import re
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.draft import Draft
from ingest.importer import Importer, KeyCells
from ingest.money import currency_code, minor_units
from ingest.mt940.days import DayColumns, all_days
from ingest.mt940.details import DetailColumns, all_details
from ingest.mt940.entry import columns, is_account, references
from ingest.mt940.message import Entries, is_mt940, read
from ingest.mt940.parts import Part, facts_of, parted
from ingest.notes import note
from ingest.source import Source
from ingest.statement import Line, Statement
from ingest.words import kinds_of

# What the German business code or the SWIFT type says, where the bank's words say nothing.
_RETURNS: Final = frozenset(("009", "059", "108", "109", "159", "181", "182", "184", "899", "RTI", "RTN"))
_KINDS: Final = {
    "053": "income", "153": "income", "083": "withdrawal", "805": "fee", "808": "fee", "814": "interest", "CHG": "fee", "COM": "fee",
    "INT": "interest", "DIV": "income", "FEX": "exchange",
}  # fmt: skip
_UNTOLD: Final = ("payment", "income")  # what the sign alone suggests
_ONLY_OUT: Final = ("withdrawal", "fee")
_PENDING: Final = frozenset(("EC", "ED"))
_REFERENCE: Final = 16  # places of a reference; what is longer may be an account
_WEAK_NUMBER: Final = re.compile(r"-?\d|[-0]+")  # a constant, or a count that begins again with every message
_ORIGINAL: Final = re.compile(r"/OCMT/([A-Z]{3})([\d.,]+)")


class Mt940(Importer):
    """Any bank's MT940 or MT942."""

    name = "mt940"
    family = "mt940"
    institution = "MT940 / MT942 (any bank)"
    file_types = ("sta", "mt940", "mt942", "940", "swi", "txt")
    # Some banks print one bank reference on many lines, so type and day belong to the key.
    key_cells = KeyCells(
        "bank_reference", "amount", "value_date", row_type="type value_date", texts=("customer_reference", "details"),
        also=("mark", "type", "account", "currency"),
    )  # fmt: skip

    def detect(self, source: Source) -> bool:
        """Tell by the tags of a statement."""
        return source.is_text and is_mt940(source)

    def parse(self, source: Source) -> list[Statement]:
        """Read every statement of the file.

        Raises:
            BrokenFile: it is not text.
        """
        pages, entries = read(source)
        parts = parted(pages)
        return _statements(self, parts, entries) if parts else []


def _statements(importer: Mt940, parts: list[Part], entries: Entries) -> list[Statement]:
    group = _group(parts, len(entries))
    of_row = group.tolist()
    draft = Draft.laid_out(entries.lines, columns(entries.texts, entries.details))
    _mark_unreadable(draft, entries)
    codes = [part.account.currency or "XXX" for part in parts]
    currencies = [codes[n] for n in of_row]
    when = _days(draft)
    amounts = draft.amounts(draft.text("amount"), currencies)
    said = all_details(draft.text("details"))
    types, supplements = draft.text("type"), draft.text("supplement")
    own, theirs = references(draft.text("bank_reference")), references(draft.text("customer_reference"))
    trusted = ["" if weak else number for number, weak in zip(own, map(_WEAK_NUMBER.fullmatch, own), strict=True)]
    names, accounts = _parties(draft, said)
    kinds = _kinds(draft, said, names, amounts)
    orders, mandates = references(said.end_to_end), references(said.mandate)
    values: dict[str, Any] = {
        "booked_at": when.booked,
        "value_on": when.valued,
        "amount": amounts,
        "currency": currencies,
        "counterparty": names,
        "counterparty_account": accounts,
        "description": [text or _on_one_line(more) for text, more in zip(said.purpose, supplements, strict=True)],
        "category": [text or kind for text, kind in zip(said.text, types, strict=True)],
        "kind": kinds,
        "status": ["pending" if mark in _PENDING else "posted" for mark in draft.text("mark")],
        "reference": [number or other for number, other in zip(own, theirs, strict=True)],
        "order_reference": orders,
        "related_reference": [
            number or mandate if kind == "reversal" else ""
            for kind, number, mandate in zip(kinds, orders, mandates, strict=True)
        ],
        **_originals(draft, currencies, amounts),
    }
    draft.columns[importer.key_cells.row_type] = list(map(" ".join, zip(types, draft.text("value_date"), strict=True)))
    scopes = [f"{part.account.number}|{code}" for part, code in zip(parts, codes, strict=True)]
    keys = draft.keys(
        importer.family, importer.key_cells, values | {"booked_at": when.valued, "reference": trusted}, [scopes[n] for n in of_row]
    )  # fmt: skip
    usable = draft.usable
    facts = [facts_of(part, when.booked[usable & (group == n)]) for n, part in enumerate(parts)]
    for n, day in when.impossible.items():
        if usable[n]:
            remark = Line(entries.lines[n], note("day_impossible", value=day), entries.texts[n])
            facts[of_row[n]].setdefault("warnings", []).append(remark)
    return draft.finish_all(
        [part.account for part in parts], group, values, keys, facts=facts,
        has_reference=np.array([bool(number) for number in trusted], dtype=bool),
    )  # fmt: skip


def _group(parts: list[Part], lines: int) -> np.ndarray:
    """Return for each line which part it is of."""
    group = np.zeros(lines, dtype=np.int64)
    for n, part in enumerate(parts):
        for page in part.pages:
            group[page.entries.start : page.entries.stop] = n
    return group


def _mark_unreadable(draft: Draft, entries: Entries) -> None:
    for n in [n for n, mark in enumerate(draft.text("mark")) if not mark]:
        draft.problem(n, note("record_unreadable"))
    if entries.cut and not draft.columns["type"][-1]:
        draft.problem(len(entries) - 1, note("record_cut"))


def _days(draft: Draft) -> DayColumns:
    values = draft.text("value_date")
    found = all_days(values, draft.text("entry_date"))
    for n in found.unread:
        draft.problem(n, note("date_unreadable", value=values[n]))
    return found


def _parties(draft: Draft, said: DetailColumns) -> tuple[list[str], list[str]]:
    """Return name and account of the other side; without a name, what the bank says stands for it."""
    names, accounts = list(said.name), list(said.account)
    customers, supplements = draft.text("customer_reference"), draft.text("supplement")
    for n, customer in enumerate(customers):
        if len(customer) > _REFERENCE and is_account(customer):
            accounts[n] = accounts[n] or customer
    for n in [n for n, supplement in enumerate(supplements) if supplement]:
        for line in supplements[n].split("\n"):
            if is_account(line.strip()):
                accounts[n] = accounts[n] or line.strip()
            elif not line.startswith("/"):
                names[n] = names[n] or _on_one_line(line)
    told = zip(names, said.purpose, said.text, strict=True)
    return [name or purpose or text for name, purpose, text in told], accounts


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _kinds(draft: Draft, said: DetailColumns, names: list[str], amounts: np.ndarray) -> list[str]:
    lines = zip(said.text, said.purpose, draft.text("supplement"), names, strict=True)
    words = kinds_of([f"{text} {purpose or more} {name}" for text, purpose, more, name in lines], amounts.tolist())
    columns = (words, (amounts > 0).tolist(), draft.text("mark"), draft.text("type"), said.code, said.returned)
    return list(map(_kind, *columns))


@lru_cache(maxsize=4096)
def _kind(said: str, incoming: bool, mark: str, swift: str, german: str, returned: bool) -> str:  # noqa: FBT001
    """Return the kind of a line: a return by its mark or code, else by its words, else by its code."""
    if returned or mark[:1] == "R" or swift in _RETURNS or german in _RETURNS:
        return "reversal"
    known = _KINDS.get(german) or _KINDS.get(swift)
    if said not in _UNTOLD or not known or (known in _ONLY_OUT and incoming):
        return said
    return known


def _originals(draft: Draft, currencies: list[str], amounts: np.ndarray) -> dict[str, Any]:
    """Return the amounts before conversion that the supplement or the details print."""
    money: list[int | None] = [None] * len(draft)
    codes = [""] * len(draft)
    texts = list(zip(draft.text("supplement"), draft.text("details"), strict=True))
    for n in [n for n, (supplement, text) in enumerate(texts) if "/OCMT/" in supplement or "/OCMT/" in text]:
        found = _ORIGINAL.search(texts[n][0]) or _ORIGINAL.search(texts[n][1])
        code = (found and currency_code(found[1])) or ""
        size = minor_units(found[2], code, ",") if found and code and code != currencies[n] else None
        if isinstance(size, int):
            money[n], codes[n] = (-1 if amounts[n] < 0 else 1) * size, code
    return {"original_amount": pd.array(money, dtype="Int64"), "original_currency": codes} if any(codes) else {}
