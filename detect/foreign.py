"""What a charge cost before its bank converted it: from the export's own columns, or from words like `JPY 3135`."""

import re
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from detect.view import View
from ingest.money import DIGITS, currency_code, decimal_mark, minor_units
from ingest.notes import Note

Price = tuple[str, int]  # currency, unsigned minor units
_WORDS: Final = frozenset(
    {"ALL", "BAM", "BOB", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"}
)  # currencies that are words too: "TOP 40" is no price, "TRY 1,250.00" is
_NUMBER: Final = r"\d[\d.,']*"
_PRICE: Final = re.compile(
    rf"\b(?P<before>[A-Z]{{3}})\s?(?P<first>{_NUMBER})|(?P<second>{_NUMBER})\s?(?P<after>[A-Z]{{3}})\b(?!\s?\d)"
)  # a number on both sides of a currency: the one after it, since a shop's own number often stands before


def original_price(view: View, row: int) -> Price | None:
    """Return the price in the shop's own currency, None where nothing but the account's currency is printed."""
    home = str(view.column("currency")[row])
    amount, currency = view.column("original_amount")[row], str(view.column("original_currency")[row])
    if currency and currency != home and pd.notna(amount):
        return currency, abs(int(amount))
    return price_in(str(view.words[row]), home)


def paid_currencies(view: View, rows: np.ndarray) -> np.ndarray:
    """Return the currency (object) that the shop of each row was paid in: the account's where nothing else is printed."""
    home, printed = view.column("currency")[rows], view.column("original_currency")[rows]
    pair, distinct = pd.factorize(pd.MultiIndex.from_arrays([view.words[rows], home]))
    named = [price_in(str(words), str(own)) for words, own in distinct]
    told = np.array([price[0] if price else "" for price in named], dtype=object)[pair] if named else printed
    return np.asarray(np.where(printed != "", printed, np.where(told != "", told, home)))


@lru_cache(maxsize=65536)
def price_in(words: str, home: str) -> Price | None:
    """Return the only price in another currency that words name.

    >>> price_in("KONBINI 0412 JPY 3135", "USD"), price_in("26,39 EUR Papierhaus", "USD"), price_in("USD 20 OFF", "USD")
    (('JPY', 3135), ('EUR', 2639), None)
    >>> price_in("TOP 40 RECORDS", "USD"), price_in("BAZAAR TRY 1,250.00", "USD")
    (None, ('TRY', 125000))
    """
    found = set()
    for match in _PRICE.finditer(words):
        currency = match["before"] or match["after"]
        if currency in DIGITS and currency != home and currency_code(currency):
            number = (match["first"] or match["second"]).rstrip(".,'")
            if currency in _WORDS and not re.search(r"[.,]\d\d$", number):
                continue
            amount = minor_units(number, currency, decimal_mark([number]))
            if not isinstance(amount, Note) and amount > 0:
                found.add((currency, amount))
    return found.pop() if len(found) == 1 else None
