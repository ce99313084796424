"""Printed amounts of unknown convention: sign, currency and digits of a cell, and the decimal mark of whole columns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.money import DIGITS, minor_units
from ingest.notes import Note

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_DASHES: Final = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u2014": "-", "\uff0d": "-", "\uff0b": "+", "\uff0c": ",", "\uff0e": ".", "\u2019": "'", "`": "'", "\uff08": "(", "\uff09": ")", "\u066b": ".", "\u066c": ",", "△": "-", "▲": "-"}
    | {chr(0xFF10 + n): str(n) for n in range(10)}
)  # fmt: skip
_BODY: Final = re.compile(r"\d[\d.,' ]*|[.,]\d+")
_SHAPE: Final = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}|\d+|")
_OUT: Final = frozenset(("dr", "d", "db", "debit", "s", "soll", "debet", "-"))
_IN: Final = frozenset(("cr", "c", "credit", "h", "haben", "kredit", "k", "+"))
SYMBOLS: Final = {
    "€": "EUR", "£": "GBP", "zł": "PLN", "zl": "PLN", "kč": "CZK", "kc": "CZK", "ft": "HUF", "lei": "RON", "₽": "RUB", "руб": "RUB", "руб.": "RUB", "р.": "RUB", "₴": "UAH", "грн": "UAH", "грн.": "UAH",
    "₹": "INR", "rs": "INR", "rs.": "INR", "inr": "INR", "₩": "KRW", "원": "KRW", "円": "JPY", "元": "CNY", "฿": "THB", "บาท": "THB", "₫": "VND", "đ": "VND", "rp": "IDR", "rp.": "IDR", "rm": "MYR", "₺": "TRY", "tl": "TRY",
    "r$": "BRL", "r": "ZAR", "us$": "USD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "mx$": "MXN", "₱": "PHP", "₪": "ILS", "fr": "CHF", "fr.": "CHF", "sfr": "CHF", "rmb": "CNY", "cnh": "CNY",
    "人民币": "CNY", "人民币元": "CNY", "美元": "USD", "港币": "HKD", "港元": "HKD", "欧元": "EUR", "日元": "JPY", "日圓": "JPY", "英镑": "GBP", "新台幣": "TWD", "新臺幣": "TWD", "臺幣": "TWD", "euro": "EUR", "eur": "EUR", "euros": "EUR", "₸": "KZT", "₼": "AZN", "лв": "BGN", "лв.": "BGN", "din": "RSD", "kn": "HRK", "₦": "NGN", "₡": "CRC", "₲": "PYG", "₾": "GEL", "֏": "AMD", "$": "", "¥": "", "￥": "", "kr": "", "kr.": "", ":-": "", "pound": "GBP", "pounds": "GBP",
}  # fmt: skip
_BRACKETS: Final = re.compile(r"[()]")
_MARKED: Final = re.compile(r"\( ?(?:(?:dr|cr|db|d|c)\.?|[+-]) ?\)", re.IGNORECASE)
_THREE: Final = 3
_FLOAT_NOISE: Final = 8  # decimals no bank prints: a spreadsheet's arithmetic


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed amount: its digits with their separators, its sign, the currency beside it."""

    body: str
    sign: int = 0  # -1 and 1 where printed, as sign or as the words debit and credit; 0 where not
    currency: str = ""
    worded: bool = False  # the sign is a word: CR, DR


@lru_cache(maxsize=131072)
def taken_apart(cell: str) -> Printed | None:
    """Return what a cell prints if it is an amount and nothing else.

    >>> taken_apart("+ £1,100.00"), taken_apart("12,00-").sign, taken_apart("1604.7 AMD").currency
    (Printed(body='1,100.00', sign=1, currency='GBP', worded=False), -1, 'AMD')
    """
    text = _SPACES.sub(" ", cell.translate(_DASHES)).strip().strip("'\"").strip()
    if not text or len(text) > 40 or not any(sign.isdigit() for sign in text):
        return None
    sign = 0
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1]
    found = list(_BODY.finditer(text))
    if len(found) != 1:
        return None
    body = found[0].group().rstrip(" '")
    sides = text[: found[0].start()], text[found[0].start() + len(body) :]
    return _sided(body.rstrip(".,") if sides[1].startswith("-") else body, sides, sign)


def _sided(body: str, sides: tuple[str, str], sign: int) -> Printed | None:
    """Read what stands before and after the digits: signs, currencies, words for debit and credit."""
    currency, worded = "", False
    for side in sides:
        said_by = _BRACKETS.sub(" ", side) if sign or _MARKED.search(side) else side
        for part in re.findall(r"[+-]|[^+\-\s]+", said_by):
            said = part.casefold().strip()
            if said in "+-" or (said in _OUT | _IN and len(said) > 0):
                if sign:
                    return None
                sign, worded = (-1 if said in _OUT else 1), said not in "+-"
            elif (code := _code(said)) is not None:
                currency = currency or code
            else:
                return None
    return Printed(body, sign, currency, worded) if _well_formed(body) else None


def _code(said: str) -> str | None:
    code = said.upper().rstrip(".:$")
    if code in DIGITS:
        return code
    return SYMBOLS.get(said, SYMBOLS.get(said.rstrip(".")))


def currency_of(text: str) -> str:
    """Return the currency that a cell or a heading's unit names, or nothing."""
    return _code(text.casefold().strip(" ()[]（）:")) or ""


def _well_formed(body: str) -> bool:
    """Tell whether digits are grouped as money is: as a whole number, or with one more separator before its decimals."""
    if _SHAPE.fullmatch(body):
        return True
    cut = max(body.rfind("."), body.rfind(","))
    if cut < 0:
        return False
    whole, fraction = body[:cut], body[cut + 1 :]
    shape = _SHAPE.fullmatch(whole)
    return bool((shape and fraction.isdigit()) or (shape and not fraction)) and shape[1] != body[cut]  # type: ignore[index]


def marks(printed: Iterable[Printed]) -> dict[str, int]:
    """Count how many amounts can only be meant with each decimal mark; "" counts those that fit both ways."""
    counts = {".": 0, ",": 0, "": 0}
    for amount in printed:
        mark = _mark(amount.body)
        if mark is not None:
            counts[mark] += 1
    return counts


def mark_of(cells: Iterable[str], usual: str, *, text: bool) -> str:
    """Return the decimal mark of one column: its own where all its amounts show one, else the table's.

    Args:
        cells: of the column.
        usual: the mark of the table.
        text: the table was printed as text, where an amount that fits both ways is taken for the usual; sheets mix numbers and texts.

    >>> mark_of(["-800,00", "12"], ".", text=True), mark_of(["1.234", "5.00"], ",", text=True)
    (',', ',')
    """
    counts = marks(printed for cell in cells if (printed := taken_apart(cell)))
    if bool(counts["."]) == bool(counts[","]) or (text and counts[""]):
        return usual
    return "." if counts["."] else ","


def _mark(body: str) -> str | None:
    points, commas = body.count("."), body.count(",")
    if not points and not commas:
        return None
    if points and commas:
        return "." if body.rfind(".") > body.rfind(",") else ","
    own, other = (".", ",") if points else (",", ".")
    if body.count(own) > 1:
        return other
    whole, _, fraction = body.partition(own)
    if " " in whole or "'" in whole:
        return own
    if len(fraction) != _THREE or not 1 <= len(whole) <= _THREE or whole == "0":
        return own
    return ""


def decimal(printed: Printed, mark: str, digits: int = 2) -> str | None:
    """Return an amount as plain decimal text with a point, or None where it cannot be written with this mark.

    >>> decimal(taken_apart("1.234,50-"), ","), decimal(taken_apart("(12.00)"), "."), decimal(taken_apart("1.5"), ",")
    ('-1234.50', '-12.00', None)
    """
    whole, _, fraction = printed.body.partition(mark)
    other = "," if mark == "." else "."
    if not (fraction.isdigit() or not fraction) or not _grouped(whole, other):
        return None
    if len(fraction) > _FLOAT_NOISE:
        fraction = _rounded(whole, fraction, digits)
        whole, fraction = fraction.split(".") if "." in fraction else (fraction, "")
    text = re.sub(r"\D", "", whole) or "0"
    return ("-" if printed.sign < 0 else "") + text + (f".{fraction}" if fraction else "")


def minor(printed: Printed, mark: str, currency: str) -> int | Note | None:
    """Return an amount in minor units; None where it cannot be written with this mark, a note where the currency cannot hold it.

    >>> minor(taken_apart("1.234,50-"), ",", "EUR"), minor(taken_apart("1.234,50-"), ".", "EUR")
    (-123450, None)
    """
    text = decimal(printed, mark, DIGITS[currency])
    return minor_units(text, currency) if text is not None else None


def _grouped(whole: str, other: str) -> bool:
    shape = _SHAPE.fullmatch(whole)
    if shape is None:
        return False
    return not re.search(r"[.,]", whole) or other in whole


def _rounded(whole: str, fraction: str, digits: int) -> str:
    """Round what a spreadsheet's arithmetic left behind: 108.78999999999999."""
    exact = int((re.sub(r"\D", "", whole) or "0") + fraction)
    scale = 10 ** (len(fraction) - digits)
    near = (exact + scale // 2) // scale
    if abs(near * scale - exact) * 10**6 > 10 ** len(fraction):
        return f"{whole}.{fraction}"
    text = str(near).rjust(digits + 1, "0")
    return f"{text[:-digits]}.{text[-digits:]}" if digits else text
