"""A merchant's order number as an export prints it, or what it prints where there is none."""

import re
from typing import Final

_COUNTS: Final = re.compile(r"[^\D0]")  # a digit that is no nought


def order_number(printed: str) -> str:
    """Return the number a cell holds, empty where it only says that there is none: by a dash, a stroke, a word, noughts.

    >>> order_number(" T200-17 "), order_number("/"), order_number("—"), order_number("N/A"), order_number("000000")
    ('T200-17', '', '', '', '')
    """
    number = printed.strip()
    return number if _COUNTS.search(number) else ""
