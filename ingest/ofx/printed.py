"""Moments as OFX files print them: digits, perhaps a fraction, perhaps an offset in brackets; or in the way of ISO 8601."""

import re
from functools import lru_cache
from typing import Final

_OFFSET: Final = re.compile(r"([+-]?\d{1,2})(?:\.(\d+))?\s*(?::\w*)?\]")
_PARTED: Final = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]*(\d{2}):?(\d{2})(?::?(\d{2}))?)?(?=Z?$|[.,+-]\d)", re.ASCII
)
_ISO_OFFSET: Final = re.compile(
    r"\d{4}-?\d{2}-?\d{2}[T ]*\d{2}:?\d{2}(?::?\d{2})?(?:[.,]\d+)?(Z|([+-]\d{2}):?(\d{2}))", re.ASCII
)
_WIDEST: Final = 14  # hours


def halves(stamp: str) -> tuple[str, str]:
    """Return the digits of a printed moment, and its offset as OFX prints it.

    >>> halves("20260505233000[-5:EST]"), halves("2026-05-05T10:30:00+02:00")
    (('20260505233000', '-5:EST]'), ('20260505103000', '+02.00]'))
    """
    bare, bracket, offset = stamp.partition("[")
    return (bare, offset) if bracket and bare.isdecimal() else (digits(stamp), _offset(stamp))


def digits(stamp: str) -> str:
    """Return the digits of the printed date and time without fraction and offset.

    >>> digits("20260505233000.123[-5:EST]"), digits("2026-05-05T10:30:00"), digits("20260505 1030")
    ('20260505233000', '20260505103000', '202605051030')
    """
    bare = stamp.partition("[")[0].strip()
    if bare.isdecimal():
        return bare
    if found := _PARTED.match(bare):
        return "".join(filter(None, found.groups()))
    return bare.partition(".")[0].partition(":")[0].strip()


def _offset(stamp: str) -> str:
    """Return the offset as OFX prints it, `-5:EST]`, also of a moment in the way of ISO 8601."""
    before, bracket, offset = stamp.partition("[")
    if bracket or not (found := _ISO_OFFSET.fullmatch(before.strip())):
        return offset
    return "0]" if found[1] == "Z" else f"{found[2]}.{found[3]}]"


@lru_cache(maxsize=1024)
def zone(offset: str) -> str:
    """Return the printed offset as a fixed zone; its name often contradicts its number, so the number counts.

    >>> zone("+7:WIB]"), zone("-3.30:NST]"), zone("5.5:IST]"), zone("")
    ('UTC+07:00', 'UTC-03:30', 'UTC+05:30', '')
    """
    found = _OFFSET.match(offset.strip())
    if not found or abs(int(found.group(1))) > _WIDEST:
        return ""
    hours, part = int(found.group(1)), found.group(2) or ""
    minutes = (
        int(part.ljust(2, "0")[:2]) if part in ("30", "45", "00", "15") else int(part.ljust(3, "0")[:3]) * 60 // 1000
    )
    return f"UTC{'-' if found.group(1).startswith('-') else '+'}{abs(hours):02d}:{minutes:02d}"
