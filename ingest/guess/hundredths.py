"""Columns that count in hundredths of a currency: `amount_cents`, `Betrag in Cent`, `金额(分)`.

Programs that keep money as whole numbers export it so. Read as units, every amount would be a hundred times too large.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ingest.guess.amounts import taken_apart
from ingest.guess.vocabulary import plain, roles_of
from ingest.money import DIGITS

_MONEY: Final = frozenset(("amount", "amount_in", "amount_out", "balance", "fee", "original_amount"))
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART: Final = re.compile(r"[\W_]+")
_SAID: Final = re.compile(
    r"(?<!per )\b(?:cents?|eurocents?|cts|centimes?|centimos|centesimi|centavos|pence|paise|minor units?)\b"
)
_CODES: Final = "|".join(DIGITS).lower()
_UNIT: Final = re.compile(rf"(?:\b(?:in|en|em)\s)?(?:\b(?:{_CODES})\s)?{_SAID.pattern}")
_CHINESE: Final = re.compile(r"[(\[]\s*(?:单位\s*:?\s*)?分\s*[)\]]")
_WHOLE: Final = re.compile(r"([+-]?)\s?(\d{1,15})")


@lru_cache(maxsize=4096)
def says_hundredths(heading: str) -> bool:
    """Tell whether a heading names money and counts it in hundredths.

    >>> [says_hundredths(name) for name in ("amount_cents", "fee_cents", "金额（分）", "Interest per cent", "Cost centre")]
    [True, True, True, False, False]
    """
    said = _APART.sub(" ", plain(_CAMEL.sub(" ", heading)))
    named = _SAID.search(said) is not None or _CHINESE.search(plain(heading)) is not None
    return named and bool(_MONEY.intersection(roles_of(without_unit(heading))))


def without_unit(heading: str) -> str:
    """Return a heading without the words that name the unit: `amount in cents` is no amount in.

    >>> without_unit("amountInCents"), without_unit("Balance (EUR cents)"), without_unit("金额（分）")
    ('amount', 'balance', '金额')
    """
    said = _APART.sub(" ", plain(_CHINESE.sub(" ", plain(_CAMEL.sub(" ", heading)))))
    return _UNIT.sub(" ", said).strip()


def in_units(cells: Sequence[str]) -> list[str]:
    """Write whole numbers of hundredths as decimal amounts; a column that has decimals already stays as it is.

    >>> in_units(["-1250", "5", ""]), in_units(["-12.50", "5"])
    (['-12.50', '0.05', ''], ['-12.50', '5'])
    """
    found = [_WHOLE.fullmatch(cell) for cell in cells]
    if any(whole is None and taken_apart(cell) is not None for whole, cell in zip(found, cells, strict=True)):
        return list(cells)
    return [_decimal(*whole.groups()) if whole else cell for whole, cell in zip(found, cells, strict=True)]


def _decimal(sign: str, digits: str) -> str:
    padded = digits.rjust(3, "0")
    return f"{sign}{padded[:-2]}.{padded[-2:]}"
