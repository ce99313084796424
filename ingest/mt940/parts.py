"""Which messages of a file are one statement: whose account it is, what its balances were, and which days it covers."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from ingest.draft import day_end, day_start
from ingest.money import currency_code
from ingest.mt940.days import days
from ingest.mt940.message import Page, units
from ingest.statement import AccountHint, Printed

_ACCOUNT: Final = re.compile(r"(?:([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)/)?(.+?)(?:(?<=\d)|[ /])?([A-Z]{3})?")
_IBAN: Final = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9]{11,30}")
_SORT_CODE: Final = re.compile(r"\d{8}/")  # a German bank code before the account
_DAY: Final = dt.timedelta(days=1)


@dataclass(slots=True)
class Part:
    """Pages of one account whose balances go on from each other."""

    account: AccountHint
    pages: list[Page] = field(default_factory=list)

    def goes_on(self, page: Page) -> bool:
        """Tell whether a page is the next one."""
        last = self.pages[-1]
        if last.closing is None or page.opening is None:
            return (last.opening, last.closing, page.opening, page.closing) == (None,) * 4
        return units(last.closing.amount, self.account.currency) == units(page.opening.amount, self.account.currency)


def parted(pages: list[Page]) -> list[Part]:
    """Put pages of one account together while each opening balance is the closing balance before."""
    parts: list[Part] = []
    newest: dict[tuple[str, str], Part] = {}
    for page in pages:
        if not (page.entries or page.opening or page.closing or page.sums):
            continue
        hint = _hint(page)
        known = newest.get((hint.number, hint.currency))
        if known is None or not known.goes_on(page):
            known = newest[hint.number, hint.currency] = Part(hint)
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


def facts_of(part: Part, booked: np.ndarray) -> dict[str, Any]:
    """Return period, balances and sums. The opening balance is of the evening before; rows outside the period widen it."""
    first, last = part.pages[0], part.pages[-1]
    currency = part.account.currency or "XXX"
    said: dict[str, Any] = {"printed": _printed(part, currency), "exported_at": _moment(last.made_at)}
    opened, closed = (days(end.day, "") if end else None for end in (first.opening, last.closing))
    if opened and closed and opened.valued <= closed.valued:
        start, end = min(opened.valued + _DAY, closed.valued), closed.valued
        if len(booked):
            start, end = min(start, booked.min().item().date()), max(end, booked.max().item().date())
        said |= {"first": day_start(start), "last": day_end(end)}
    return said


def _printed(part: Part, currency: str) -> Printed:
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
