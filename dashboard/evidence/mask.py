"""Numbers of accounts, cards, phones and identity papers, cut down to their last four digits in a text."""

import re
from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 8  # digits; accounts of British banks have eight
_GAP: Final = "[ \u00a0\u2007\u2009\u200b-\u200d\u202f\u2060\ufeff-]"  # what may stand between two digits of one number
_NUMBER: Final = re.compile(rf"(?<!\d)\d(?:{_GAP}?\d){{{_SHORTEST - 1},}}(?!\d)(?![.,]\d{{1,3}}(?!\d))")
_IBAN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_TIME: Final = r"(?:[ T]?(?:[01]\d|2[0-3]):?[0-5]\d(?::?[0-5]\d)?)?"
_YEAR, _MONTH, _DAY = r"(?:19|20)\d{2}", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_DATE: Final = (
    rf"(?<!\d)(?:{_YEAR}(?P<a>[-/. ]?){_MONTH}(?P=a){_DAY}|{_DAY}(?P<b>[-/. ]){_MONTH}(?P=b){_YEAR}){_TIME}(?!\d)"
)


class Mask:
    """Cuts numbers down, except dates, amounts with decimals, and what is named.

    Args:
        kept: texts that stay as they are wherever they stand: references of the rows, numbers of the case, amounts.

    >>> Mask(["2026061022102"])("card 6222 0212 3456 7890, order 2026061022102, 20260610, 12345678.90")
    'card ****7890, order 2026061022102, 20260610, 12345678.90'
    """

    def __init__(self, kept: Iterable[str] = ()) -> None:
        long = {text for text in kept if sum(sign.isdigit() for sign in text) >= _SHORTEST}
        named = "|".join(re.escape(text) for text in sorted(long, key=lambda text: (-len(text), text)))
        self._kept = re.compile(f"(?<!\\d)(?:{named})(?!\\d)|{_DATE}" if named else _DATE)

    def __call__(self, text: str) -> str:
        """Return a text in which no such number is whole."""
        parts, end = [], 0
        for found in self._kept.finditer(text):
            parts += [_cut(text[end : found.start()]), found.group()]
            end = found.end()
        return "".join((*parts, _cut(text[end:])))


def _cut(text: str) -> str:
    return _NUMBER.sub(lambda found: _tail(found.group()), _IBAN.sub(_of_iban, text))


def _tail(number: str) -> str:
    return f"****{''.join(sign for sign in number if sign.isalnum())[-4:]}"


def _of_iban(found: "re.Match[str]") -> str:
    """Cut what is an IBAN by its check digits (ISO 13616: modulo 97 is one); a code that only looks like one stays."""
    code = found.group().replace(" ", "")
    rest = int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4])) % 97
    return _tail(code) if rest == 1 else found.group()
