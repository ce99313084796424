"""From entries to table rows: one row for each transaction that an entry details, else one for the entry."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.camt.alike import Said
from ingest.camt.codes import status_of, transaction_code
from ingest.camt.document import Entry
from ingest.camt.moments import choice, related
from ingest.camt.parties import counterparty
from ingest.money import minor_units
from ingest.notes import Note
from ingest.source import Row

HEADING: Final = (
    "Amt", "Ccy", "CdtDbtInd", "RvslInd", "Sts", "BookgDt", "ValDt", "AcctSvcrRef", "NtryRef", "TxId", "UETR", "EndToEndId",
    "MndtId", "BkTxCd", "Purp", "RtrInf", "Nm", "Acct", "UltmtNm", "Ctry", "RmtInf", "AddtlInf", "OrgnlAmt", "OrgnlCcy",
    "XchgRate", "Chrgs",
)  # fmt: skip
_AMOUNTS: Final = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")
_ORIGINAL: Final = tuple(
    (path, f"{path}@Ccy") for path in ("AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "Amt")
)
_REASON: Final = ("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry", "RtrInf/AddtlInf")
_CHARGES: Final = ("Chrgs/TtlChrgsAndTaxAmt", "Chrgs/Rcrd/Amt", "Chrgs/Amt")
_STRUCTURED: Final = ("RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/AddtlRmtInf")
_NOTHING: Final = frozenset(
    ("NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NONREF", "NOREF", "NONE", "NULL", "N/A", "-", "0")
)
_OPPOSITE: Final = {"CRDT": "DBIT", "DBIT": "CRDT"}


def rows_of(entries: Sequence[Entry], own: str, currency: str) -> Iterator[Row]:
    """Yield the rows of all entries; the rows of a batch share its line."""
    for entry in entries:
        batch = _batch(entry, currency)
        if not batch:
            yield Row(entry.line, _cells(entry.said, _common(entry.details), own))
        for detail, amount, direction in batch:
            cells = _cells(entry.said, detail, own, direction)
            cells[0] = amount
            yield Row(entry.line, cells)


def _batch(entry: Entry, currency: str) -> list[tuple[Said, str, str]]:
    """Return each detail with its amount and direction; nothing unless their amounts add up to the entry's."""
    if len(entry.details) < 2:
        return []
    currency = entry.said.get("Amt@Ccy", currency)
    direction = entry.said.get("CdtDbtInd", "").upper()
    for path in _AMOUNTS:
        amounts = [detail.get(path, "") for detail in entry.details]
        if not all(amounts) or any(detail.get(f"{path}@Ccy", currency) != currency for detail in entry.details):
            continue
        printed = [detail.get("CdtDbtInd", direction).upper() for detail in entry.details]
        for directions in (printed, [direction] * len(amounts)):  # in some files those of details mean nothing
            if _adds_up(entry.said.get("Amt", ""), direction, amounts, directions, currency):
                return list(zip(entry.details, amounts, directions, strict=True))
    return []


def _adds_up(total: str, direction: str, amounts: Sequence[str], directions: Sequence[str], currency: str) -> bool:
    wanted = _units(total, currency)
    read = [_units(amount, currency) for amount in amounts]
    if wanted is None or None in read or direction not in _OPPOSITE or not set(directions) <= _OPPOSITE.keys():
        return False
    return wanted == sum(
        (amount or 0) * (1 if way == direction else -1) for amount, way in zip(read, directions, strict=True)
    )


def _units(amount: str, currency: str) -> int | None:
    try:
        units = minor_units(amount, currency)
    except KeyError:
        return None
    return None if isinstance(units, Note) else units


def _common(details: Sequence[Said]) -> Said:
    """Return what is true of the whole entry: of its one detail, or of all."""
    if len(details) < 2:
        return details[0] if details else {}
    return {path: said for path, said in details[0].items() if all(other.get(path) == said for other in details[1:])}


def _cells(entry: Said, detail: Said, own: str, direction: str = "") -> list[str]:
    way = direction or entry.get("CdtDbtInd", "").upper()
    party = counterparty(detail, own, incoming=way == "CRDT")
    amount, currency, rate = _original(entry, detail)
    text = _text(entry, detail)
    return [
        entry.get("Amt", ""),
        entry.get("Amt@Ccy", ""),
        way,
        entry.get("RvslInd", ""),
        status_of(entry),
        choice(entry, "BookgDt") or choice(entry, "ValDt") or related(detail),
        choice(entry, "ValDt"),
        _reference(entry, detail, batched=bool(direction)),
        _number(entry.get("NtryRef", "")),
        _number(detail.get("Refs/TxId", "")),
        _number(detail.get("Refs/UETR", "")),
        _number(detail.get("Refs/EndToEndId", "")),
        _number(detail.get("Refs/MndtId", "")),
        transaction_code(entry, detail),
        detail.get("Purp/Cd", ""),
        _reason(entry, detail),
        _line(party.name),
        party.account,
        _line(party.ultimate),
        party.country,
        text,
        _additional(entry, detail, text),
        amount,
        currency,
        rate,
        _charges(entry, detail),
    ]


def _line(said: str) -> str:
    return said.replace("\n", " ") if "\n" in said else said


def _number(said: str) -> str:
    """Return a reference as printed, nothing where it says that there is none."""
    return "" if not said or said.upper() in _NOTHING else _line(said)


def _reference(entry: Said, detail: Said, *, batched: bool) -> str:
    """Return the bank's own reference: of the detail in a batch, else of the entry."""
    own, whole = _number(detail.get("Refs/AcctSvcrRef", "")), _number(entry.get("AcctSvcrRef", ""))
    return own or whole if batched else whole or own


def _text(entry: Said, detail: Said) -> str:
    """Return what the payer wrote, else what the bank wrote about it."""
    if said := detail.get("RmtInf/Ustrd"):
        return _line(said)
    if said := " ".join([_line(detail[path]) for path in _STRUCTURED if path in detail]):
        return said
    return _line(detail.get("AddtlTxInf") or entry.get("AddtlNtryInf", ""))


def _additional(entry: Said, detail: Said, text: str) -> str:
    """Return what else the bank wrote."""
    kept: list[str] = []
    for said in (detail.get("AddtlTxInf"), entry.get("AddtlNtryInf")):
        if said and (line := _line(said)) not in text and line not in kept:
            kept.append(line)
    return "; ".join(kept)


def _reason(entry: Said, detail: Said) -> str:
    """Return why money came back: the code of the reason, then its words."""
    for where in (detail, entry):
        said = [where[path] for path in _REASON if path in where]
        if said:
            return _line(" ".join(said))
    return ""


def _original(entry: Said, detail: Said) -> tuple[str, str, str]:
    """Return the amount before conversion, with its currency and the rate, where there is one in another currency."""
    booked = entry.get("Amt@Ccy", "")
    for where in (detail, entry):
        for path, currency in _ORIGINAL:
            if where.get(currency, booked) != booked and path in where:
                rates = (said for name, said in where.items() if name.endswith("CcyXchg/XchgRate"))
                return where[path], where[currency], _line(next(rates, ""))
    return "", "", ""


def _charges(entry: Said, detail: Said) -> str:
    """Return the charges that the entry names, included in its amount or booked apart: `Chrgs 0.31 CHF`."""
    for where in (detail, entry):
        for path in _CHARGES:
            if path in where:
                codes = where.get(f"{path}@Ccy", "").split("\n")
                amounts = zip(where[path].split("\n"), codes, strict=False)
                return "Chrgs " + ", ".join(" ".join(filter(None, pair)) for pair in amounts)
    return ""
