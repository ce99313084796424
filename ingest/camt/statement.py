"""What a CAMT statement says about itself: account, period, balances, totals; and what the balances prove."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.camt.alike import Said
from ingest.camt.document import Part
from ingest.camt.moments import choice, day, moment
from ingest.draft import day_end, day_start
from ingest.money import currency_code, minor_units
from ingest.statement import AccountHint, Printed

_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
_KINDS: Final = {
    **dict.fromkeys(("SVGS", "LLSV", "MOMA", "ONDP"), "savings"),
    **dict.fromkeys(("LOAN", "ODFT"), "credit_line"),
    "CARD": "credit_card",
}
_BANKS: Final = ("Acct/Svcr/FinInstnId/Nm", "Acct/Svcr/FinInstnId/BICFI", "Acct/Svcr/FinInstnId/BIC")
_OPENING: Final = ("OPBD", "PRCD")  # opening booked; previously closed booked, which is the same moment
_CLOSING: Final = "CLBD"
_INTERIM: Final = "ITBD"  # the end of one page or report, or the beginning of the next
_NEAR: Final = dt.timedelta(days=7)
_SIGNS: Final = {"CRDT": 1, "DBIT": -1}


@dataclass(frozen=True, slots=True)
class Balance:
    """One printed balance in minor units; a debit is negative."""

    kind: str
    amount: int
    currency: str
    day: str


def balances(part: Part) -> list[Balance]:
    """Return the balances that can be read, as printed."""
    read = []
    for said in part.balances:
        code = next((said[path] for path in ("Tp/CdOrPrtry/Cd", "Tp/Cd", "Tp/CdOrPrtry/Prtry") if path in said), "")
        currency, sign = currency_code(said.get("Amt@Ccy", "")), _SIGNS.get(said.get("CdtDbtInd", "CRDT").upper(), 0)
        amount = minor_units(said.get("Amt", ""), currency) if currency else None
        if isinstance(amount, int) and sign:
            read.append(Balance(code.upper(), sign * amount, currency or "", day(choice(said, "Dt"))))
    return read


def currency_of(part: Part, found: list[Balance]) -> str:
    """Return the currency of the account: its own element, else that of the opening balance, else of most entries."""
    own = currency_code(part.said.get("Acct/Ccy", ""))
    if own or found:
        return own or found[0].currency
    usual = Counter(entry.said.get("Amt@Ccy", "") for entry in part.entries).most_common(1)
    return (currency_code(usual[0][0]) if usual else None) or "XXX"


def opening_and_closing(found: list[Balance], currency: str) -> tuple[int | None, int | None]:
    """Return the balances that the entries stand between; a page or a running day begins or ends with an interim one."""
    own = [balance for balance in found if balance.currency == currency]
    interim = [balance.amount for balance in own if balance.kind == _INTERIM]
    opening = next((balance.amount for code in _OPENING for balance in own if balance.kind == code), None)
    closing = next((balance.amount for balance in reversed(own) if balance.kind == _CLOSING), None)
    if opening is None and interim and (closing is not None or len(interim) > 1):
        opening = interim[0]
    elif closing is None and interim and opening is not None:
        closing = interim[-1]
    if closing is None and opening is not None and len(interim) > 1:
        closing = interim[-1]
    return opening, closing


def account(part: Part, currency: str) -> AccountHint:
    """Return the account. All that names it is taken from its number first: other messages say less about the bank."""
    number, said = part.account, part.said
    bare = number.replace(" ", "").upper()
    bank = next((value for path, value in said.items() if path in _BANKS), "")
    country = ""
    if _IBAN.fullmatch(bare):
        institution = bare[4:8].lower() if bare[4:8].isalpha() else "iban"
        country = bare[:2]
    else:
        institution = re.sub(r"[\W_]+", "-", bank.casefold()).strip("-") or "bank"
        country = said.get("Acct/Svcr/FinInstnId/PstlAdr/Ctry", "").upper()
    kind = _KINDS.get(said.get("Acct/Tp/Cd", "").upper(), "debit")
    known = country if re.fullmatch(r"[A-Z]{2}", country) else ""
    return AccountHint(institution, number, kind=kind, currency=currency, country=known)


def period(part: Part, found: list[Balance], days: np.ndarray) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return the printed period, inclusive, else the days between the printed balances.

    A last day printed as midnight is meant whole where it has rows. Rows a few days outside widen the period; rows far
    outside show that it is not meant.
    """
    first, last = (moment(_bound(part.said, name)) for name in ("Fr", "To"))
    if first is None or last is None:
        first, last = _between(part, found)
    if first is None or last is None or last < first:
        return None, None
    if len(days):
        lowest, highest = days.min().item(), days.max().item()
        if first.date() - lowest > _NEAR or highest - last.date() > _NEAR:
            return None, None
        first = min(first, day_start(lowest))
        if highest >= last.date() and (last.time() == dt.time() or highest > last.date()):
            last = day_end(highest)
    return first, day_end(last.date()) if last == first else last


def _between(part: Part, found: list[Balance]) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return the days that a statement's opening and closing balance stand around: it shows all that was booked there."""
    opened = next((balance.day for code in _OPENING for balance in found if balance.kind == code and balance.day), "")
    closed = max((balance.day for balance in found if balance.kind == _CLOSING), default="")
    if part.kind != "Stmt" or not opened or not closed or opened > closed:
        return None, None
    first, last = dt.date.fromisoformat(opened), dt.date.fromisoformat(closed)
    return day_start(min(first + dt.timedelta(days=1), last)), day_end(last)


def _bound(said: Said, name: str) -> str:
    return next((said[path] for path in (f"FrToDt/{name}DtTm", f"FrToDt/{name}Dt") if path in said), "")


def only_day(part: Part, found: list[Balance]) -> str:
    """Return the one day that the statement speaks of, for entries without a date; empty where it could be several.

    A report of a running day and a notification are of the day they were made.
    """
    bounds = {day(_bound(part.said, name)) for name in ("Fr", "To")} - {""}
    if bounds:
        return bounds.pop() if len(bounds) == 1 else ""
    closed = {balance.day for balance in found if balance.kind == _CLOSING} - {""}
    if closed:
        opened = {balance.day for balance in found if balance.kind in _OPENING} - {""}
        return closed.pop() if len(closed) == 1 and opened and _adjacent(min(opened), max(closed)) else ""
    return "" if part.kind == "Stmt" else day(part.said.get("CreDtTm", "") or part.created)


def _adjacent(earlier: str, later: str) -> bool:
    """Tell whether a statement between these closings is of one day: the balance of the day before is the opening one."""
    return (dt.date.fromisoformat(later) - dt.date.fromisoformat(earlier)).days <= 1


def totals(part: Part, currency: str) -> Printed:
    """Return the printed counts and sums of entries."""

    def total(name: str, leaf: str) -> str:
        return part.said.get(f"TxsSummry/{name}/{leaf}", "")

    def count(name: str) -> int | None:
        said = total(name, "NbOfNtries")
        return int(said) if said.isdigit() and len(said) < 10 else None

    def units(name: str) -> int | None:
        read = minor_units(total(name, "Sum"), currency) if total(name, "Sum") else None
        return abs(read) if isinstance(read, int) else None

    return Printed(
        count=count("TtlNtries"), inflow=units("TtlCdtNtries"), inflow_count=count("TtlCdtNtries"),
        outflow=units("TtlDbtNtries"), outflow_count=count("TtlDbtNtries"),
    )  # fmt: skip
