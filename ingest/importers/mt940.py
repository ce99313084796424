"""MT940 and MT942 (and MT950) of any bank: the statements that SWIFT defines and accounting programs read.

Facts from 53 public files: `RC` takes a credit back and is money out; entry dates have no year; a reference may be constant, so the day is
part of the key; several messages of one account are pages of one statement while their balances go on from each other.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.draft import Draft, day_end, day_start
from ingest.importer import Importer, KeyCells
from ingest.money import currency_code, minor_units
from ingest.mt940.details import Details, details
from ingest.mt940.entry import CELLS, Days, cells, days, is_account, references
from ingest.mt940.message import Entry, Page, is_mt940, read, units
from ingest.notes import note
from ingest.source import Row, Source
from ingest.statement import AccountHint, Line, Printed, Statement
from ingest.words import kinds_of

# What the German business code or the SWIFT type says, where the bank's words say nothing.
_RETURNS: Final = frozenset(("009", "059", "108", "109", "159", "181", "182", "184", "899", "RTI", "RTN"))
_KINDS: Final = {
    "053": "income", "153": "income", "083": "withdrawal", "805": "fee", "808": "fee", "814": "interest", "CHG": "fee", "COM": "fee",
    "INT": "interest", "DIV": "income", "FEX": "exchange",
}  # fmt: skip
_UNTOLD: Final = ("payment", "income")  # what the sign alone suggests
_ONLY_OUT: Final = ("withdrawal", "fee")
_WEAK_NUMBER: Final = re.compile(r"-?\d|[-0]+")  # a constant, or a count that begins again with every message
_ORIGINAL: Final = re.compile(r"/OCMT/([A-Z]{3})([\d.,]+)")
_ACCOUNT: Final = re.compile(r"(?:([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)/)?(.+?)(?:(?<=\d)|[ /])?([A-Z]{3})?")
_IBAN: Final = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9]{11,30}")
_SORT_CODE: Final = re.compile(r"\d{8}/")  # a German bank code before the account
_DAY: Final = dt.timedelta(days=1)
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()


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
        parts = _parts(read(source))
        entries = [entry for part in parts for page in part.pages for entry in page.entries]
        return _statements(self, parts, entries) if parts else []


@dataclass(slots=True)
class _Part:
    """Pages of one account whose balances go on from each other."""

    account: AccountHint
    pages: list[Page] = field(default_factory=list)

    def goes_on(self, page: Page) -> bool:
        """Tell whether a page is the next one."""
        last = self.pages[-1]
        if last.closing is None or page.opening is None:
            return (last.opening, last.closing, page.opening, page.closing) == (None,) * 4
        return units(last.closing.amount, self.account.currency) == units(page.opening.amount, self.account.currency)


def _parts(pages: list[Page]) -> list[_Part]:
    parts: list[_Part] = []
    newest: dict[tuple[str, str], _Part] = {}
    for page in pages:
        if not (page.entries or page.opening or page.closing or page.sums):
            continue
        hint = _hint(page)
        known = newest.get((hint.number, hint.currency))
        if known is None or not known.goes_on(page):
            known = newest[hint.number, hint.currency] = _Part(hint)
            parts.append(known)
        known.pages.append(page)
    return parts


def _hint(page: Page) -> AccountHint:
    """Return whose account it is: bank and country from the IBAN or BIC, the number without the currency some print behind it."""
    currency = page.currency
    found = _ACCOUNT.fullmatch(page.account)
    bank, number = "", page.account
    if found and found[3] in (currency, None if currency else currency_code(found[3] or "")):
        bank, number, currency = found[1] or "", found[2].strip(" /"), currency or found[3] or ""
    elif found and found[1]:
        bank, number = found[1], page.account.partition("/")[2]
    iban = _IBAN.fullmatch(number)
    country = iban[1] if iban else bank[4:6] or ("DE" if _SORT_CODE.match(number) else "")
    name = bank[:4].lower() or (iban and iban[1] in ("NL", "GB") and number[4:8].lower()) or "bank"
    return AccountHint(name, number, kind="debit", currency=currency_code(currency) or "", country=country)


def _statements(importer: Mt940, parts: list[_Part], entries: list[Entry]) -> list[Statement]:
    group = np.repeat(np.arange(len(parts)), [sum(len(page.entries) for page in part.pages) for part in parts])
    of_row = group.tolist()
    draft = Draft(_rows(entries), CELLS)
    _mark_unreadable(draft, entries)
    codes = [part.account.currency or "XXX" for part in parts]
    currencies = [codes[n] for n in of_row]
    when = _days(draft)
    valued = _stamps([day.valued for day in when])
    amounts = draft.amounts(draft.text("amount"), currencies)
    said = [details(text) for text in draft.text("details")]
    customer, bank, types = draft.text("customer_reference"), draft.text("bank_reference"), draft.text("type")
    own = references(bank)
    trusted = ["" if _WEAK_NUMBER.fullmatch(number) else number for number in own]
    names, accounts = _parties(draft, said)
    marks = draft.text("mark")
    supplements = draft.text("supplement")
    kinds = _kinds(zip(marks, types, said, strict=True), _words(said, names, supplements), amounts.tolist())
    orders = references([one.end_to_end for one in said])
    values: dict[str, Any] = {
        "booked_at": _stamps([day.booked for day in when]),
        "value_on": valued,
        "amount": amounts,
        "currency": currencies,
        "counterparty": names,
        "counterparty_account": accounts,
        "description": [one.purpose or _on_one_line(more) for one, more in zip(said, supplements, strict=True)],
        "category": [one.text or kind for one, kind in zip(said, types, strict=True)],
        "kind": kinds,
        "status": ["pending" if mark in ("EC", "ED") else "posted" for mark in marks],
        "reference": [number or theirs for number, theirs in zip(own, references(customer), strict=True)],
        "order_reference": orders,
        "related_reference": [
            number or mandate if kind == "reversal" else ""
            for kind, number, mandate in zip(kinds, orders, references([one.mandate for one in said]), strict=True)
        ],
        **_originals(draft, currencies, amounts),
    }
    draft.columns[importer.key_cells.row_type] = list(map(" ".join, zip(types, draft.text("value_date"), strict=True)))
    scopes = [f"{part.account.number}|{code}" for part, code in zip(parts, codes, strict=True)]
    keys = draft.keys(
        importer.family, importer.key_cells, values | {"booked_at": valued, "reference": trusted}, [scopes[n] for n in of_row]
    )  # fmt: skip
    booked, usable = values["booked_at"], draft.usable
    warnings: list[list[Line]] = [[] for _ in parts]
    for n, day in enumerate(when):
        if day.impossible and usable[n]:
            warnings[of_row[n]].append(
                Line(draft.rows[n].line, note("day_impossible", value=day.impossible), entries[n].text)
            )
    facts = [_facts(part, booked[usable & (group == n)]) | {"warnings": warnings[n]} for n, part in enumerate(parts)]
    return draft.finish_all(
        [part.account for part in parts], group, values, keys, facts=facts,
        has_reference=np.array([bool(number) for number in trusted], dtype=bool),
    )  # fmt: skip


def _rows(entries: list[Entry]) -> list[Row]:
    none = [""] * (len(CELLS) - 1)
    return [Row(entry.line, cells(entry.text, "\n".join(entry.details)) or [*none, entry.text]) for entry in entries]


def _mark_unreadable(draft: Draft, entries: list[Entry]) -> None:
    for n, (entry, mark) in enumerate(zip(entries, draft.text("mark"), strict=True)):
        if not mark:
            draft.problem(n, note("record_unreadable"))
        elif not entry.whole and not draft.columns["type"][n]:
            draft.problem(n, note("record_cut"))


def _days(draft: Draft) -> list[Days]:
    """Return the days of each line; of one that cannot be read, any."""
    read_as = []
    for n, (value, entry) in enumerate(zip(draft.text("value_date"), draft.text("entry_date"), strict=True)):
        found = days(value, entry) if value else None
        if found is None:
            draft.problem(n, note("date_unreadable", value=value))
        read_as.append(found or _ANY_DAYS)
    return read_as


_ANY_DAYS: Final = Days(dt.date(1970, 1, 1), dt.date(1970, 1, 1), "")


def _stamps(found: list[dt.date]) -> np.ndarray:
    ordinals = np.array([day.toordinal() for day in found], dtype=np.int64) - _EPOCH
    return ordinals.astype("datetime64[D]").astype("datetime64[us]")


def _parties(draft: Draft, said: Sequence[Details]) -> tuple[list[str], list[str]]:
    """Return name and account of the other side; without a name, what the bank says stands for it."""
    names, accounts = [], []
    for one, customer, supplement in zip(said, draft.text("customer_reference"), draft.text("supplement"), strict=True):
        name, account = one.name, one.account
        if is_account(customer) and len(customer) > 16:
            account = account or customer
        for line in supplement.split("\n") if supplement else ():
            if is_account(line.strip()):
                account = account or line.strip()
            elif not line.startswith("/"):
                name = name or _on_one_line(line)
        names.append(name or one.purpose or one.text)
        accounts.append(account)
    return names, accounts


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _words(said: Sequence[Details], names: list[str], supplements: list[str]) -> list[str]:
    """Return all that the bank says of each line."""
    return [
        f"{one.text} {one.purpose or more} {name}" for one, name, more in zip(said, names, supplements, strict=True)
    ]


def _kinds(lines: Iterable[tuple[str, str, Details]], words: list[str], amounts: list[int]) -> list[str]:
    """Return the kind of each line: a return by its mark or code, else by its words, else by its code."""
    kinds = kinds_of(words, amounts)
    for n, (mark, code, said) in enumerate(lines):
        if said.returned or mark[:1] == "R" or code in _RETURNS or said.code in _RETURNS:
            kinds[n] = "reversal"
        elif kinds[n] in _UNTOLD:
            known = _KINDS.get(said.code) or _KINDS.get(code)
            kinds[n] = known if known and not (known in _ONLY_OUT and amounts[n] > 0) else kinds[n]
    return kinds


def _originals(draft: Draft, currencies: list[str], amounts: np.ndarray) -> dict[str, Any]:
    """Return the amounts before conversion that the supplement or the details print."""
    money: list[int | None] = []
    codes: list[str] = []
    texts = zip(draft.text("supplement"), draft.text("details"), currencies, amounts.tolist(), strict=True)
    for supplement, text, own, amount in texts:
        found = _ORIGINAL.search(supplement) or _ORIGINAL.search(text) if "/OCMT/" in supplement + text else None
        code = (found and currency_code(found[1])) or ""
        size = minor_units(found[2], code, ",") if found and code and code != own else None
        whole = isinstance(size, int)
        money.append((-1 if amount < 0 else 1) * size if isinstance(size, int) else None)
        codes.append(code if whole else "")
    return {"original_amount": pd.array(money, dtype="Int64"), "original_currency": codes} if any(codes) else {}


def _facts(part: _Part, booked: np.ndarray) -> dict[str, Any]:
    """Return period, balances and sums. The opening balance is of the evening before; rows outside the period widen it."""
    first, last = part.pages[0], part.pages[-1]
    currency = part.account.currency or "XXX"
    facts: dict[str, Any] = {"printed": _printed(part, currency), "exported_at": _moment(last.made_at)}
    opened, closed = (days(end.day, "") if end else None for end in (first.opening, last.closing))
    if opened and closed and opened.valued <= closed.valued:
        start, end = min(opened.valued + _DAY, closed.valued), closed.valued
        if len(booked):
            start, end = min(start, booked.min().item().date()), max(end, booked.max().item().date())
        facts |= {"first": day_start(start), "last": day_end(end)}
    return facts


def _printed(part: _Part, currency: str) -> Printed:
    opening, closing = part.pages[0].opening, part.pages[-1].closing
    sums = {mark: [page.sums.get(mark) for page in part.pages] for mark in "CD"}
    told: dict[str, int | None] = {}
    for mark, name in (("C", "inflow"), ("D", "outflow")):
        whole = [found for found in sums[mark] if found is not None]
        amounts = [units(amount, currency) for _, amount in whole]
        if whole and len(whole) == len(part.pages) and None not in amounts:
            told |= {f"{name}_count": sum(count for count, _ in whole), name: sum(amount or 0 for amount in amounts)}
    return Printed(
        opening=units(opening.amount, currency) if opening else None,
        closing=units(closing.amount, currency) if closing else None,
        **told,
    )


def _moment(stamp: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(stamp, "%y%m%d%H%M")  # noqa: DTZ007  (wall time, as printed)
    except ValueError:
        return None
