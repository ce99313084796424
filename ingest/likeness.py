"""Could two printed account numbers be one? Exports mask them, shorten them to a tail, or leave them out."""

import re
from typing import Final

_TAIL: Final = 4  # digits that must be seen on both sides
_ENDS: Final = re.compile(r"(\d*)(?:\D.*\D|\D)(\d*)", re.DOTALL)


def may_be_one(number: str, other: str) -> bool:
    """Tell whether two printed numbers can be of one account; an empty one can be any, a mere name only itself.

    >>> may_be_one("6225880000008705", "6225********8705"), may_be_one("8705", "6225880000008705"), may_be_one("", "8705")
    (True, True, True)
    >>> may_be_one("6225********8705", "6214********8705"), may_be_one("138****0000", "139****0000"), may_be_one("05", "8705")
    (False, False, False)
    >>> may_be_one("", "Savings"), may_be_one("Savings", "Savings")
    (False, True)
    """
    number, other = _plain(number), _plain(other)
    if number == other:
        return True
    if not number or not other:
        return not _is_name(number + other)
    heads, tails = zip(_ends(number), _ends(other), strict=True)
    seen = min(map(len, tails))
    if seen < _TAIL or tails[0][-seen:] != tails[1][-seen:]:
        return False
    compared = min(map(len, heads))
    return heads[0][:compared] == heads[1][:compared] and not _both_whole(number, other)


def _is_name(text: str) -> bool:
    """Tell the name of a pocket from a number or address, which may be masked."""
    return not re.search(r"[\d*@]", text)


def _plain(number: str) -> str:
    return re.sub(r"[\s\-]", "", number)


def _ends(number: str) -> tuple[str, str]:
    """Return the digits before and after what is masked: a whole number is both, a mere tail has no head."""
    if number.isdigit():
        return (number if len(number) > 2 * _TAIL else ""), number
    found = _ENDS.fullmatch(number)
    return (found.group(1), found.group(2)) if found else ("", "")


def _both_whole(number: str, other: str) -> bool:
    """Whole numbers of one length are one account only where they are equal."""
    return number.isdigit() and other.isdigit() and len(number) == len(other)
