"""Money as whole minor units: parsing printed amounts, and the ISO 4217 table of digits.

Nothing here passes through a binary float. A number cell of a spreadsheet arrives as a float; its shortest decimal
form is the one the sheet shows, so that is what is read.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from ingest.notes import Note, note

LARGEST: Final = 10**17  # minor units; anything above is a misread id, not money

# ISO 4217 codes with two digits (XXX: an export that names no currency), then the exceptions, lately retired ones too. CLDR's table differs (it rounds IDR or RSD cash), so
# this is the standard's own.
_TWO: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP
CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN
PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD
TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
XXX HRK LTL LVL EEK SKK SIT MRO STD VEF ZWL CUC SLL BYR TRL ROL RUR DEM FRF ATS NLG BEF FIM IEP
"""
_ZERO: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ITL ESP PTE"
_THREE: Final = "BHD IQD JOD KWD LYD OMR TND"
_FOUR: Final = "CLF UYW"

DIGITS: Final[dict[str, int]] = {
    code: digits for digits, codes in ((2, _TWO), (0, _ZERO), (3, _THREE), (4, _FOUR)) for code in codes.split()
}

# What people and exports write for a currency besides its code.
NAMES: Final[dict[str, str]] = {
    "人民币": "CNY",
    "人民币元": "CNY",
    "RMB": "CNY",
    "CNH": "CNY",
    "美元": "USD",
    "港币": "HKD",
    "港元": "HKD",
    "澳门元": "MOP",
    "新台币": "TWD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "加元": "CAD",
    "加拿大元": "CAD",
    "澳元": "AUD",
    "澳大利亚元": "AUD",
    "新加坡元": "SGD",
    "瑞士法郎": "CHF",
    "韩元": "KRW",
    "泰铢": "THB",
    "RP": "IDR",
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
}

# Thousands are grouped by one separator throughout; the second form of `whole` is Indian.
_AMOUNT = re.compile(
    r"""(?P<open>\()? \s* (?P<sign>[+-])? \s* (?P<mark>[¥￥$€£] | CNY | RMB | IDR | USD | EUR | Rp[.,]?)? \s* (?P<inner>[+-])? \s*
        (?P<whole>[0-9]{1,3}(?P<gap>[,'\s])[0-9]{3}(?:(?P=gap)[0-9]{3})* | [0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3} | [0-9]*)
        (?:\.(?P<fraction>[0-9]*))?
        \s* (?P<unit>[¥￥$€£元] | CNY | RMB | IDR | USD | EUR)? \s* (?P<trailing>-)? \s* (?P<close>\))?""",
    re.VERBOSE | re.IGNORECASE,
)
_USUAL: Final = re.compile(r"-?[0-9]{1,15}\.[0-9]{2}")  # nearly every cell of nearly every export
# Marks that belong to few currencies; a dollar sign says nothing.
_MEANT: Final = {
    "¥": "CNY JPY", "￥": "CNY JPY", "元": "CNY HKD TWD", "CNY": "CNY", "RMB": "CNY", "€": "EUR", "EUR": "EUR", "£": "GBP EGP",
    "USD": "USD", "IDR": "IDR", "RP": "IDR",
}  # fmt: skip
_LONGEST: Final = len(str(LARGEST)) + 1  # digits; int() refuses to read thousands of them
_WIDE = "".join(chr(code) for code in range(0xFF10, 0xFF1A))  # the digits of a Chinese or Japanese keyboard
_DASHES = str.maketrans("\u2212\u2013\uff0d\uff0b\uff0c\uff0e\uff08\uff09\u3000" + _WIDE, "--" + "-+,.() 0123456789")
_SWAPPED = str.maketrans(",.", ".,")
_COMMA_DECIMAL = re.compile(r",\d{1,2}(?!\d)|\.\d{3},|,\d{4,}(?!\d)", re.ASCII)
_POINT_DECIMAL = re.compile(r"\.\d{1,2}(?!\d)|,\d{3}\.|\.\d{4,}(?!\d)", re.ASCII)


def decimal_mark(cells: Iterable[str]) -> str:
    """Decide between point and comma from a whole column, never from one cell; a tie is the point.

    >>> decimal_mark(["1.234", "12,50"]), decimal_mark(["1,234", "7"]), decimal_mark(["1.006,60"])
    (',', '.', ',')
    """
    cells = list(cells)
    if "," not in "".join(cells):
        return "."
    commas = points = 0
    for cell in cells:
        commas += bool(_COMMA_DECIMAL.search(cell))
        points += bool(_POINT_DECIMAL.search(cell))
    return "," if commas > points else "."


def currency_code(text: str) -> str | None:
    """Return the ISO 4217 code that `text` names, or None."""
    word = text.strip().upper()
    return word if word in DIGITS else NAMES.get(word)


@lru_cache(maxsize=65536)
def minor_units(text: str, currency: str, mark: str = ".") -> int | Note:
    """Read a printed amount as minor units of `currency`, or say why it cannot be read; `mark` is the decimal mark.

    Signs, currency marks, spaces and well-formed thousands commas are understood; anything else is refused rather
    than guessed, because a wrong guess is a wrong sum.

    >>> minor_units("¥1,234.5", "CNY")
    123450
    >>> minor_units("-00197.1000", "USD"), minor_units("25000", "JPY"), minor_units("1.006,60", "EUR", ",")
    (-19710, 25000, 100660)
    >>> str(minor_units("115.8331", "USD"))
    "the amount '115.8331' has more decimals than USD has"
    """
    digits = DIGITS[currency]
    if mark == "." and digits == 2 and _USUAL.fullmatch(text):
        return int(text.replace(".", ""))
    return _read(text, currency, digits, mark)


def _read(text: str, currency: str, digits: int, mark: str) -> int | Note:
    plain = text.strip().translate(_DASHES)
    if not plain:
        return note("amount_missing")
    found = _AMOUNT.fullmatch(plain.translate(_SWAPPED) if mark == "," else plain)
    if not found or not _well_formed(found):
        return note("amount_unreadable", value=text.strip())
    for said in filter(None, found.group("mark", "unit")):
        if currency not in _MEANT.get(said.rstrip(".,").upper(), currency).split() and currency != "XXX":
            return note("amount_currency", value=text.strip(), currency=currency)
    whole, fraction = re.sub(r"[^0-9]", "", found["whole"]).lstrip("0"), found["fraction"] or ""
    if fraction[digits:].strip("0"):
        return note("amount_decimals", value=text.strip(), currency=currency)
    if len(whole) > _LONGEST or (amount := int(whole + fraction[:digits].ljust(digits, "0") or "0")) > LARGEST:
        return note("amount_size", value=text.strip())
    return -amount if found["open"] or "-" in found.group("sign", "inner", "trailing") else amount


def _well_formed(found: "re.Match[str]") -> bool:
    """Tell whether there is a digit, and at most one sign, where brackets count as one."""
    signs = [*filter(None, found.group("sign", "inner", "trailing", "open"))]
    return bool(found["whole"] or found["fraction"]) and len(signs) <= 1 and bool(found["open"]) == bool(found["close"])


def number_text(cell: float) -> str:
    """Return the decimal text that a spreadsheet shows for a number cell.

    >>> number_text(28.16), number_text(13.0), number_text(1e-05)
    ('28.16', '13', '0.00001')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return format(Decimal(repr(cell)), "f")


def decimal_text(amount: int, currency: str) -> str:
    """Write minor units as a plain decimal string with the currency's digits.

    >>> decimal_text(-123450, "CNY"), decimal_text(25000, "JPY"), decimal_text(-5, "USD")
    ('-1234.50', '25000', '-0.05')
    """
    digits = DIGITS.get(currency, 2)
    with localcontext() as context:
        context.prec = 40
        return format(Decimal(amount).scaleb(-digits), "f")
