"""CAMT.052, .053 and .054 (ISO 20022 XML) of any bank, versions 001.01 to 001.14.

Facts from 54 public files: an entry may detail several transactions, whose amounts count where they add up; the standard
says that CdtDbtInd is the direction even of a reversal, some German banks print that of the original instead, so printed
balances decide; AcctSvcrRef is the bank's number of an entry in a report, a statement and a notification alike.
"""

from collections import Counter
from dataclasses import replace
from typing import Any, Final

import numpy as np

from ingest.camt.codes import STATUSES, kind
from ingest.camt.document import Part, is_camt, read
from ingest.camt.moments import day, moment, printed
from ingest.camt.rows import HEADING, rows_of
from ingest.camt.statement import account, balances, currency_of, only_day, opening_and_closing, period, totals
from ingest.draft import Draft
from ingest.importer import Importer, KeyCells
from ingest.moments import instants_of, real_times
from ingest.money import DIGITS, decimal_mark
from ingest.notes import note
from ingest.source import Source
from ingest.statement import Line, Printed, Statement
from ingest.words import kinds_of

_DIRECTIONS: Final = {"CRDT": 1, "DBIT": -1}
_TELLING: Final = 10  # characters of a number that no other entry of the bank will bear, whatever its day
_UNIQUE: Final = 6  # characters of another number that may stand for a missing one


class Camt(Importer):
    """Any bank's CAMT."""

    name = "camt"
    family = "camt"
    institution = "CAMT.052 / .053 / .054 (any bank)"
    file_types = ("xml", "zip")
    key_cells = KeyCells(
        "AcctSvcrRef", "Amt", "BookgDt", row_type="Day", texts=("Nm", "RmtInf"),
        also=("Ccy", "CdtDbtInd", "IBAN", "NtryRef", "TxId", "UETR", "EndToEndId"),
    )  # fmt: skip

    def detect(self, source: Source) -> bool:
        """Tell by the message element."""
        return source.is_text and is_camt(source)

    def parse(self, source: Source) -> list[Statement]:
        """Read every statement of the file.

        Raises:
            BrokenFile: it breaks off, is no XML, hides an XML bomb, or holds no statement.
        """
        return [_statement(self, part) for part in read(source)]


def _statement(importer: Camt, part: Part) -> Statement:
    found = balances(part)
    own = currency_of(part, found)
    rows = list(rows_of(part.entries, part.account, own))
    draft = Draft(rows, HEADING)
    warnings = _date_the_undated(draft, only_day(part, found))
    moments = [printed(cell) for cell in draft.text("BookgDt")]
    stamps = draft.stamps([said.stamp for said in moments], ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"))
    clocks = np.array([len(said.stamp) > len("2026-01-01") for said in moments], dtype=bool)
    has_time = real_times(stamps, clocks, draft.usable)
    zones = [said.zone for said in moments]
    currencies = draft.currencies(draft.text("Ccy"), own)
    as_printed = _signed(draft, currencies)
    statuses = draft.words(draft.text("Sts"), STATUSES, "entry_status")
    moved = np.array([status.moved for status in statuses], dtype=bool)
    pending = np.array([status.name == "pending" for status in statuses], dtype=bool)
    marked = np.array([cell.lower() in ("true", "1") for cell in draft.text("RvslInd")], dtype=bool)
    single = set(currencies) <= {own}
    opening, closing = opening_and_closing(found, own) if single else (None, None)
    booked = draft.usable & moved & ~pending
    amounts, said = _turned(draft, as_printed, marked, booked, (opening, closing))
    days = stamps.astype("datetime64[D]")
    values: dict[str, Any] = {
        "booked_at": np.where(has_time, stamps, days.astype("datetime64[us]")),
        "zone": zones,
        "has_time": has_time,
        "instant": instants_of(stamps, zones, has_time),
        "value_on": _value_days(draft.text("ValDt")),
        "amount": amounts,
        "currency": currencies,
        **_original(draft, amounts),
        **_words(draft, amounts, marked),
        "status": [status.name for status in statuses],
        "moved": moved,
    }
    trusted = _trusted(draft)
    draft.columns[importer.key_cells.row_type] = _spans(draft, trusted, np.datetime_as_string(days).tolist())
    keyed = values | {"booked_at": stamps, "amount": as_printed, "reference": trusted}
    keys = draft.keys(importer.family, importer.key_cells, keyed, part.account)
    batched = len(rows) - len(part.entries)
    whole = single and not batched and not pending.any() and amounts is as_printed
    first, last = period(part, found, days[draft.usable])
    return draft.finish(
        account(part, own), values, keys, trusted=trusted, flow=_flow(draft, as_printed, amounts), batched=batched,
        printed=replace(totals(part, own) if whole else Printed(), opening=opening, closing=closing),
        warnings=[*warnings, *said], first=first, last=last,
        exported_at=moment(part.said.get("CreDtTm", "") or part.created), filtered=True if part.kind == "Ntfctn" else None,
    )  # fmt: skip


def _date_the_undated(draft: Draft, stands_for: str) -> list[Line]:
    """Give entries without a date the only day the statement speaks of, and say so."""
    if not stands_for:
        return []
    cells = draft.columns["BookgDt"]
    undated = [n for n, cell in enumerate(cells) if not cell]
    for n in undated:
        cells[n] = stands_for
    return [Line(draft.lines[n], note("day_of_statement", day=stands_for), "") for n in undated]


def _signed(draft: Draft, currencies: list[str]) -> np.ndarray:
    """Read amounts with the direction that stands beside them; a sign that contradicts it leaves the line unread."""
    cells = draft.text("Amt")
    amounts = draft.amounts(cells, currencies, mark=decimal_mark(cells))
    for n in np.flatnonzero(amounts < 0).tolist():
        draft.problem(n, note("direction_unknown", value=f"{cells[n]} {draft.text('CdtDbtInd')[n]}"))
    return amounts * np.array(draft.words(draft.text("CdtDbtInd"), _DIRECTIONS, "direction_unknown"), dtype=np.int64)


def _flow(draft: Draft, as_printed: np.ndarray, amounts: np.ndarray) -> np.ndarray:
    """Return how the statement counts each entry: by its direction, which an entry of nothing has too."""
    ways = np.array([_DIRECTIONS.get(cell, 0) for cell in draft.text("CdtDbtInd")], dtype=np.int8)
    return np.where(amounts == as_printed, ways, -ways)


def _turned(
    draft: Draft, amounts: np.ndarray, marked: np.ndarray, booked: np.ndarray, printed_: tuple[int | None, int | None]
) -> tuple[np.ndarray, list[Line]]:
    """Turn the amounts of reversals around where only that leads to the closing balance; say how each was decided."""
    reversals = np.flatnonzero(marked & draft.usable).tolist()
    opening, closing = printed_
    code = "reversal_unproven"
    if reversals and opening is not None and closing is not None:
        turned = np.where(marked, -amounts, amounts)
        if opening + int(amounts[booked].sum()) == closing:
            return amounts, []
        if opening + int(turned[booked].sum()) == closing:
            amounts, code = turned, "reversal_turned"
    return amounts, [Line(draft.lines[n], note(code), "") for n in reversals]


def _value_days(cells: list[str]) -> np.ndarray:
    """Return value dates; what is no date is none, and no reason to leave the line unread."""
    known = {cell: day(cell) for cell in set(cells)}
    return np.array([known[cell] or "NaT" for cell in cells], dtype="datetime64[us]")


def _original(draft: Draft, amounts: np.ndarray) -> dict[str, Any]:
    """Return amounts before conversion, signed as the row is."""
    codes = [code if code in DIGITS else "" for code in draft.text("OrgnlCcy")]
    cells = [cell if code else "" for cell, code in zip(draft.text("OrgnlAmt"), codes, strict=True)]
    read = draft.balances(cells, [code or "XXX" for code in codes])
    known = ~np.asarray(read.isna(), dtype=bool)
    return {
        "original_amount": read * np.where(amounts < 0, -1, 1),
        "original_currency": [code if is_known else "" for code, is_known in zip(codes, known.tolist(), strict=True)],
    }


def _words(draft: Draft, amounts: np.ndarray, marked: np.ndarray) -> dict[str, Any]:
    """Return what the texts and references of the entries say."""
    text = draft.text
    reasons, texts, more = text("RtrInf"), text("RmtInf"), text("AddtlInf")
    names = [name or ultimate or said for name, ultimate, said in zip(text("Nm"), text("UltmtNm"), texts, strict=True)]
    described = [
        "; ".join(dict.fromkeys(filter(None, parts)))
        for parts in zip(texts, more, text("UltmtNm"), reasons, text("Chrgs"), strict=True)
    ]
    signed = amounts.tolist()
    told = kinds_of([" ".join(said) for said in zip(names, texts, more, strict=True)], signed)
    kinds = [
        kind(code, purpose, reason.partition(" ")[0], words, amount, reversal=turned or bool(reason))
        for code, purpose, reason, words, amount, turned in zip(
            text("BkTxCd"), text("Purp"), reasons, told, signed, marked.tolist(), strict=True
        )
    ]
    numbers = zip(text("AcctSvcrRef"), text("NtryRef"), text("TxId"), text("UETR"), strict=True)
    ends = text("EndToEndId")
    return {
        "counterparty": names,
        "counterparty_account": text("Acct"),
        "country": [code if len(code) == 2 and code.isalpha() else "" for code in text("Ctry")],
        "description": described,
        "category": text("BkTxCd"),
        "kind": kinds,
        "reference": [next(filter(None, own), "") for own in numbers],
        "order_reference": ends,
        "related_reference": [end if reason else "" for end, reason in zip(ends, reasons, strict=True)],
    }


def _trusted(draft: Draft) -> list[str]:
    """Return the number that identity rests on: the bank's own, or one that this statement gives to no other entry."""
    columns = [draft.text(name) for name in ("UETR", "TxId", "NtryRef", "EndToEndId")]
    counts = [Counter(column) for column in columns]

    def lone(*numbers: str) -> str:
        unique = (
            said for said, count in zip(numbers, counts, strict=True) if count[said] == 1 and len(said) >= _UNIQUE
        )
        return next(unique, "")

    return [own or lone(*others) for own, *others in zip(draft.text("AcctSvcrRef"), *columns, strict=True)]


def _spans(draft: Draft, numbers: list[str], days: list[str]) -> list[str]:
    """Return the day that a number needs beside it, if any.

    A short number is counted anew some day, or is a constant. So may NtryRef be, however long: Swiss banks print the
    number of the account there. EndToEndId is the payer's, who may give one to every month's rent.
    """
    weak = zip(draft.text("NtryRef"), draft.text("EndToEndId"), strict=True)
    return [
        "" if len(number.lstrip("0")) >= _TELLING and number not in others else day
        for number, others, day in zip(numbers, weak, days, strict=True)
    ]
