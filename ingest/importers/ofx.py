"""OFX and QFX, version 1 (SGML) and 2 (XML), bank, card and the cash side of brokerage accounts.

Facts from 112 public files: FITIDs repeat (fees share the id of their purchase, one bank prints a constant), so the
posting date and type are part of the key; the name of a zone contradicts its number (`[-3:GMT]`), so the number
counts; the sign counts, not TRNTYPE; the printed day is the booking day, whatever its offset.
"""

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import numpy as np

from ingest.draft import Draft, day_end, day_start
from ingest.errors import BrokenFile
from ingest.importer import Importer, KeyCells
from ingest.moments import instants_of, real_times
from ingest.money import currency_code, decimal_mark, minor_units
from ingest.notes import note
from ingest.ofx.document import Document, Part, is_ofx, read
from ingest.ofx.envelope import Envelope, envelope
from ingest.ofx.printed import digits, halves, zone
from ingest.ofx.records import TAGS, Records, unescaped
from ingest.source import Source
from ingest.statement import AccountHint, Line, Printed, Statement
from ingest.words import kinds_of

_KINDS: Final = {
    "INT": "interest",
    "DIV": "income",
    "FEE": "fee",
    "SRVCHG": "fee",
    "ATM": "withdrawal",
    "CASH": "withdrawal",
    "XFER": "transfer",
    "DIRECTDEP": "income",
    "HOLD": "hold",
}
_DECIMAL: Final = re.compile(r"([^.,]*\d(?:([.,])\d{3}(?:\2\d{3})*)?)([.,])(\d{1,2})", re.ASCII)
_BALANCE: Final = re.compile(
    r"s a l d o|saldo(?: (?:do|de|em|dia|conta|corrente|anterior|atual|final|inicial|dispon[ií]vel))*", re.IGNORECASE
)
_NO_NUMBER: Final = re.compile(r"-*|N(?:ON?)?REF|NONE|NULL|N/?A", re.IGNORECASE)  # FITIDs that say there is none
_TELLING: Final = 7  # characters besides noughts and dashes: a number that is no constant and no word for none
_WEAK_NUMBER: Final = re.compile(r"-?\d|[-0]+")  # a constant, or a count that begins again with every export


class Ofx(Importer):
    """Any bank's OFX or QFX."""

    name = "ofx"
    family = "ofx"
    institution = "OFX / QFX (any bank)"
    file_types = ("ofx", "qfx")
    # Some banks print one FITID for everything, so type and posting day belong to the key.
    key_cells = KeyCells(
        "FITID", "TRNAMT", "DTPOSTED", row_type="TRNTYPE DTPOSTED", texts=("NAME", "MEMO", "CHECKNUM"),
        also=("TRNTYPE", "CURDEF", "CURSYM", "BANKID", "ACCTID"),
    )  # fmt: skip

    def detect(self, source: Source) -> bool:
        """Tell by the root tag or header."""
        return source.is_text and is_ofx(source)

    def parse(self, source: Source) -> list[Statement]:
        """Read every statement of the file.

        Raises:
            BrokenFile: it breaks off, is not text, holds no statement, or is a bank's error message in OFX clothes.
        """
        document = read(source)
        if not document.parts and document.error:
            raise BrokenFile("bank_error", file=source.name, message=document.error)
        if not document.parts and document.stray:
            raise BrokenFile("stray", file=source.name, line=document.stray[0])
        if not document.parts:
            raise BrokenFile("no_rows", file=source.name)
        first, *others = (_statement(self, part, document) for part in document.parts)
        stray = [Line(line, note("record_stray"), "<STMTTRN>") for line in document.stray]
        trades = _trades(document.stray_trades)
        return [replace(first, unread=[*first.unread, *stray], skipped=[*first.skipped, *trades]), *others]


def _trades(lines: list[int]) -> list[Line]:
    return [Line(line, note("investment"), "<INVTRAN>") for line in lines]


def _statement(importer: Ofx, part: Part, document: Document) -> Statement:
    facts = envelope(part, document.signon)
    draft = _draft(part.records)
    _mark_unreadable(draft)
    _mark_corrections(draft)
    _mark_balances(draft)
    converted = part.records.converted
    named = draft.currencies(draft.text("CURSYM"), "")
    own = currency_code(facts.currency) or "XXX"
    currencies = [own if was else code or own for code, was in zip(named, converted, strict=True)]
    when = [posted or tran for posted, tran in zip(draft.text("DTPOSTED"), draft.text("DTTRAN"), strict=True)]
    moments = [halves(cell) for cell in when]
    printed = [run for run, _ in moments]
    stamps = draft.stamps(printed, ("%Y%m%d%H%M%S", "%Y%m%d%H%M", "%Y%m%d"))
    mark = decimal_mark(draft.text("TRNAMT"))
    amounts = draft.amounts(_all_marked(draft.text("TRNAMT"), mark), currencies, mark=mark)
    has_time = real_times(stamps, np.array([len(cell) > len("20260101") for cell in printed], dtype=bool), draft.usable)
    zones = [zone(offset) for _, offset in moments]
    names = [
        name or payee or memo
        for name, payee, memo in zip(draft.text("NAME"), draft.text("PAYEE"), draft.text("MEMO"), strict=True)
    ]
    values: dict[str, Any] = {
        "booked_at": np.where(has_time, stamps, stamps.astype("datetime64[D]").astype("datetime64[us]")),
        "zone": zones,
        "has_time": has_time,
        "instant": instants_of(stamps, zones, has_time),
        "amount": amounts,
        "currency": currencies,
        "original_currency": [code if was else "" for code, was in zip(named, converted, strict=True)],
        "counterparty": names,
        "counterparty_account": draft.text("ACCTID"),
        "description": draft.text("MEMO"),
        "category": draft.text("TRNTYPE"),
        "kind": _kinds(draft, names, amounts.tolist(), facts.kind),
        "status": ["pending" if pending else "posted" for pending in part.records.pending],
        "reference": _shown(draft.text("FITID")),
        "order_reference": [
            check or number for check, number in zip(draft.text("CHECKNUM"), draft.text("REFNUM"), strict=True)
        ],
        "related_reference": draft.text("CORRECTFITID"),
    }
    days = _days(stamps)
    draft.columns[importer.key_cells.row_type] = [
        f"{code} {day}" for code, day in zip(draft.text("TRNTYPE"), days, strict=True)
    ]
    scope = f"{facts.bank}|{facts.number}"
    trusted = ["" if _is_weak(number) else number for number in values["reference"]]
    keys = draft.keys(importer.family, importer.key_cells, values | {"booked_at": stamps, "reference": trusted}, scope)
    skipped = _trades(part.investments)
    said = _facts(facts, document, stamps[draft.usable])
    return draft.finish(_hint(facts), values, keys, skipped=skipped, trusted=trusted, **said)


def _draft(records: Records) -> Draft:
    """Lay the records out, with a cell for every one of TAGS."""
    nothing = [""] * len(records.lines)
    draft = Draft.laid_out(records.lines, {tag: records.columns.get(tag, nothing) for tag in TAGS})
    for tag in records.columns:
        column = draft.columns[tag]
        if "&" in "".join(column):
            draft.columns[tag] = list(map(unescaped, column))
    return draft


def _mark_unreadable(draft: Draft) -> None:
    """Keep a record of which nothing is known as one unread line, not as a missing date."""
    for n, (posted, tran, amount) in enumerate(
        zip(draft.text("DTPOSTED"), draft.text("DTTRAN"), draft.text("TRNAMT"), strict=True)
    ):
        if not (posted or tran or amount):
            draft.problem(n, note("record_unreadable"))


def _mark_corrections(draft: Draft) -> None:
    """Honour CORRECTACTION inside the file: DELETE takes two records out, REPLACE the older one (OFX 2.2 §11.4.4.1)."""
    corrections = draft.text("CORRECTFITID")
    if not any(corrections):
        return
    ids = draft.text("FITID")
    counts = Counter(ids)
    unique = {number: n for n, number in enumerate(ids) if counts[number] == 1}
    for n, (corrected, action) in enumerate(zip(corrections, draft.text("CORRECTACTION"), strict=True)):
        if corrected:
            reason = note("correction", reference=corrected)
            if action.upper() == "DELETE":
                draft.skip(n, reason)
            if unique.get(corrected, n) != n:
                draft.skip(unique[corrected], reason)


def _mark_balances(draft: Draft) -> None:
    """Skip the balances that banks in Brazil print among the records, without a number."""
    for n, (number, name, memo) in enumerate(
        zip(draft.text("FITID"), draft.text("NAME"), draft.text("MEMO"), strict=True)
    ):
        if not number.strip("0") and _BALANCE.fullmatch(name or memo):
            draft.skip(n, note("balance"))


def _days(stamps: np.ndarray) -> list[str]:
    """Return the days of moments as text; they are fewer than the moments."""
    days = stamps.astype("datetime64[D]").tolist()
    shown = {day: day.isoformat() for day in set(days)}
    return [shown[day] for day in days]


def _all_marked(cells: list[str], mark: str) -> list[str]:
    return cells if mark == "." and "," not in "".join(cells) else [_marked(cell, mark) for cell in cells]


def _marked(cell: str, mark: str) -> str:
    """Write an amount with the decimal mark of the file where its last one or two digits show which one it has.

    >>> _marked("-200,00", "."), _marked("-1.50", ","), _marked("1,234", "."), _marked("1.006,60", ".")
    ('-200.00', '-1,50', '1,234', '1006.60')
    """
    if mark == "." and "," not in cell:
        return cell
    found = _DECIMAL.fullmatch(cell)
    if not found or found[2] == found[3]:
        return cell
    return f"{found[1].replace(found[2] or ' ', '')}{mark}{found[4]}"


def _shown(numbers: list[str]) -> list[str]:
    """Return FITIDs as printed, but nothing for those that say there is none, or that one weak number says of many rows.

    >>> _shown(["7", "0", "0", "NONREF", "2026A"])
    ['7', '', '', '', '2026A']
    """
    told = list(map(_tells, numbers))
    if all(told):
        return numbers
    counts = Counter(numbers)
    return [
        number if tells or not (_NO_NUMBER.fullmatch(number) or (_is_weak(number) and counts[number] > 1)) else ""
        for number, tells in zip(numbers, told, strict=True)
    ]


def _tells(number: str) -> bool:
    """Tell without a search, for nearly all numbers, that one is no constant and no word for none."""
    return len(number.strip("-0")) >= _TELLING


def _is_weak(number: str) -> bool:
    return not _tells(number) and _WEAK_NUMBER.fullmatch(number) is not None


def _kinds(draft: Draft, names: list[str], amounts: list[int], account_kind: str) -> list[str]:
    words = [f"{name} {memo}" for name, memo in zip(names, draft.text("MEMO"), strict=True)]
    codes = draft.text("TRNTYPE")
    said = kinds_of(words, amounts)
    return [
        _kind(code, kind, amount > 0, account_kind) for code, kind, amount in zip(codes, said, amounts, strict=True)
    ]


@lru_cache(maxsize=4096)
def _kind(code: str, said: str, incoming: bool, account_kind: str) -> str:  # noqa: FBT001
    """Return the kind of a record: what its words say, else what its code says."""
    if said not in ("payment", "income"):
        return said
    known = _KINDS.get(code.upper())
    if known and not (known in ("withdrawal", "fee") and incoming):
        return known
    return "adjustment" if said == "income" and account_kind == "credit_card" else said


def _hint(facts: Envelope) -> AccountHint:
    name = re.sub(r"[\W_]+", "-", (facts.institution or facts.bank).casefold()).strip("-") or "bank"
    return AccountHint(name, facts.number, kind=facts.kind, currency=currency_code(facts.currency) or "")


def _facts(facts: Envelope, document: Document, stamps: np.ndarray) -> dict[str, Any]:
    """Return period, export time and closing balance; rows outside the printed period widen it."""
    first, last = facts.first, facts.last
    if len(stamps) and first and last:
        first, last = min(first, stamps.min().item().date()), max(last, stamps.max().item().date())
    said: dict[str, Any] = {
        "first": day_start(first) if first else None,
        "last": day_end(last) if last else None,
        "exported_at": _moment(document.signon.get("DTSERVER", "")),
        "warnings": [Line(0, note("bank_error", message=document.error), "")] if document.error else [],
    }
    if facts.closing is not None:
        closing = minor_units(format(facts.closing, "f"), currency_code(facts.currency) or "XXX")
        said["printed"] = Printed(closing=closing if isinstance(closing, int) else None)
    return said


def _moment(stamp: str) -> dt.datetime | None:
    for fmt in ("%Y%m%d%H%M%S", "%Y%m%d"):
        try:
            return dt.datetime.strptime(digits(stamp), fmt)  # noqa: DTZ007  (wall time, as printed)
        except ValueError:
            continue
    return None
