"""OFX and QFX, version 1 (SGML) and 2 (XML), bank, card and the cash side of brokerage accounts.

Facts from 112 public files: FITIDs repeat (fees share the id of their purchase, one bank prints a constant), so the
posting date and type are part of the key; the name of a zone contradicts its number (`[-3:GMT]`), so the number
counts; the sign counts, not TRNTYPE; the printed day is the booking day, whatever its offset.
"""

import datetime as dt
import re
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.draft import Draft, day_end, day_start, has_times
from ingest.errors import BrokenFile
from ingest.importer import Importer, KeyCells
from ingest.money import currency_code, decimal_mark, minor_units
from ingest.notes import note
from ingest.ofx.document import Document, Part, is_ofx, read
from ingest.ofx.envelope import Envelope, envelope
from ingest.source import Row, Source
from ingest.statement import AccountHint, Line, Printed, Statement
from ingest.words import kind_of

_TAGS: Final = (
    "TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "NAME", "PAYEE", "MEMO", "CURSYM", "CHECKNUM", "REFNUM", "ACCTID", "DTAVAIL",
    "CORRECTFITID", "CORRECTACTION",
)  # fmt: skip
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
_OFFSET: Final = re.compile(r"\[\s*([+-]?\d{1,2})(?:\.(\d+))?\s*(?::\w*)?\]")


class Ofx(Importer):
    """Any bank's OFX or QFX."""

    name = "ofx"
    family = "ofx"
    institution = "OFX / QFX (any bank)"
    file_types = ("ofx", "qfx")
    # Some banks print one FITID for everything, so type and posting day belong to the key.
    key_cells = KeyCells("FITID", "TRNAMT", "DTPOSTED", row_type="TRNTYPE DTPOSTED", texts=("NAME", "MEMO", "CHECKNUM"))

    def detect(self, source: Source) -> bool:
        """Tell by the root tag or header."""
        return source.is_text and is_ofx(source)

    def parse(self, source: Source) -> list[Statement]:
        """Read every statement of the file.

        Raises:
            BrokenFile: it breaks off, is not text, or is a bank's error message in OFX clothes.
        """
        document = read(source)
        if not document.parts and document.signon.get("SEVERITY", "").upper() == "ERROR":
            raise BrokenFile(
                "bank_error", file=source.name, message=document.signon.get("MESSAGE", document.signon.get("CODE", ""))
            )
        return [_statement(self, part, document) for part in document.parts]


def _statement(importer: Ofx, part: Part, document: Document) -> Statement:
    facts = envelope(part, document.signon)
    draft = Draft(_rows(part), _TAGS)
    _mark_corrections(draft)
    currencies = draft.currencies(draft.text("CURSYM"), currency_code(facts.currency) or "XXX")
    stamps = draft.stamps([_digits(cell) for cell in draft.text("DTPOSTED")], ("%Y%m%d%H%M%S", "%Y%m%d%H%M", "%Y%m%d"))
    cells = draft.text("TRNAMT")
    amounts = draft.amounts(cells, currencies, mark=decimal_mark(cells))
    readable = [n for n in range(len(draft)) if n not in draft.problems and n not in draft.skips]
    has_time = has_times(stamps[readable])
    names = [
        name or payee or memo
        for name, payee, memo in zip(draft.text("NAME"), draft.text("PAYEE"), draft.text("MEMO"), strict=True)
    ]
    zones = [_zone(cell) for cell in draft.text("DTPOSTED")]
    values: dict[str, Any] = {
        "booked_at": stamps if has_time else stamps.astype("datetime64[D]").astype("datetime64[us]"),
        "zone": zones,
        "has_time": has_time,
        "instant": _instants(stamps, zones) if has_time else pd.NaT,
        "amount": amounts,
        "currency": currencies,
        "counterparty": names,
        "counterparty_account": draft.text("ACCTID"),
        "description": draft.text("MEMO"),
        "category": draft.text("TRNTYPE"),
        "kind": [
            _kind(code, f"{name} {memo}", int(amount), facts.kind)
            for code, name, memo, amount in zip(draft.text("TRNTYPE"), names, draft.text("MEMO"), amounts, strict=True)
        ],
        "status": ["pending" if record.pending else "posted" for record in part.records],
        "reference": draft.text("FITID"),
        "order_reference": [
            check or number for check, number in zip(draft.text("CHECKNUM"), draft.text("REFNUM"), strict=True)
        ],
        "related_reference": draft.text("CORRECTFITID"),
    }
    days = np.datetime_as_string(stamps, unit="D")
    draft.columns[importer.key_cells.row_type] = [
        f"{code} {day}" for code, day in zip(draft.text("TRNTYPE"), days, strict=True)
    ]
    keys = draft.keys(importer.family, importer.key_cells, values, f"{facts.bank}|{facts.number}")
    skipped = [Line(line, note("investment"), text) for line, text in part.investments]
    return draft.finish(_hint(facts), values, keys, skipped=skipped, **_facts(facts, document, stamps[readable]))


def _rows(part: Part) -> list[Row]:
    return [Row(record.line, [record.leaves.get(tag, "") for tag in _TAGS]) for record in part.records]


def _mark_corrections(draft: Draft) -> None:
    """Honour CORRECTACTION inside the file: DELETE takes two records out, REPLACE the older one (OFX 2.2 §11.4.4.1)."""
    ids = draft.text("FITID")
    for n, (corrected, action) in enumerate(zip(draft.text("CORRECTFITID"), draft.text("CORRECTACTION"), strict=True)):
        if not corrected:
            continue
        reason = note("correction", reference=corrected)
        if action.upper() == "DELETE":
            draft.skip(n, reason)
        for other, reference in enumerate(ids):
            if reference == corrected and other != n:
                draft.skip(other, reason)


def _digits(stamp: str) -> str:
    """Return the printed date and time without fraction and offset."""
    return re.split(r"[.\[:]", stamp, maxsplit=1)[0].strip()


def _zone(stamp: str) -> str:
    """Return the printed offset as a fixed zone; its name often contradicts its number, so the number counts.

    >>> _zone("20240115003000[+7:WIB]"), _zone("20240115003000.000[-3.30:NST]"), _zone("20240115")
    ('UTC+07:00', 'UTC-03:30', '')
    """
    found = _OFFSET.search(stamp)
    if not found:
        return ""
    hours, part = int(found.group(1)), found.group(2) or ""
    minutes = int(part.ljust(2, "0")[:2]) if part in ("30", "45", "00", "15") else int(float(f"0.{part or 0}") * 60)
    return f"UTC{'-' if found.group(1).startswith('-') else '+'}{abs(hours):02d}:{minutes:02d}"


def _instants(stamps: np.ndarray, zones: list[str]) -> Any:  # noqa: ANN401
    """Return UTC moments of rows whose zone is printed."""
    shifts = {zone: _shift(zone) for zone in set(zones)}
    moved = stamps - np.array([shifts[zone] for zone in zones], dtype="timedelta64[m]")
    return pd.Series(moved).where(pd.Series([bool(zone) for zone in zones])).dt.tz_localize("UTC")


def _shift(zone: str) -> int:
    return (1 if zone[3:4] == "+" else -1) * (int(zone[4:6]) * 60 + int(zone[7:9])) if zone else 0


def _kind(code: str, words: str, amount: int, account_kind: str) -> str:
    said = kind_of(words, 1 if amount > 0 else -1)
    if said not in ("payment", "income"):
        return said
    known = _KINDS.get(code.upper())
    if known and not (known in ("withdrawal", "fee") and amount > 0):
        return known
    return "adjustment" if said == "income" and account_kind == "credit_card" else said


def _hint(facts: Envelope) -> AccountHint:
    name = re.sub(r"[^a-z0-9]+", "-", (facts.institution or facts.bank or "bank").casefold()).strip("-") or "bank"
    return AccountHint(name, facts.number, kind=facts.kind, currency=facts.currency)


def _facts(facts: Envelope, document: Document, stamps: np.ndarray) -> dict[str, Any]:
    """Return period, export time and closing balance; rows outside the printed period widen it."""
    first, last = facts.first, facts.last
    if len(stamps) and first and last:
        first, last = min(first, stamps.min().item().date()), max(last, stamps.max().item().date())
    said: dict[str, Any] = {
        "first": day_start(first) if first else None,
        "last": day_end(last) if last else None,
        "exported_at": _moment(document.signon.get("DTSERVER", "")),
    }
    if facts.closing is not None:
        closing = minor_units(format(facts.closing, "f"), currency_code(facts.currency) or "XXX")
        said["printed"] = Printed(closing=closing if isinstance(closing, int) else None)
    return said


def _moment(stamp: str) -> dt.datetime | None:
    for fmt in ("%Y%m%d%H%M%S", "%Y%m%d"):
        try:
            return dt.datetime.strptime(_digits(stamp), fmt)  # noqa: DTZ007  (wall time, as printed)
        except ValueError:
            continue
    return None
