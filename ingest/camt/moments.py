"""Dates and times of ISO 20022: `Dt` or `DtTm`, with or without fraction and offset."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.camt.alike import Said

_MOMENT: Final = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?",
    re.ASCII,
)
_RELATED: Final = ("AccptncDtTm", "TxDtTm", "IntrBkSttlmDt", "TradDt", "StartDt", "EndDt", "TradActvtyCtrctlSttlmDt")


class Printed(NamedTuple):
    """A moment as printed: `2026-03-05` or `2026-03-05 10:15:00`, and its offset as a zone, empty where there is none."""

    stamp: str
    zone: str = ""


@lru_cache(maxsize=8192)
def printed(text: str) -> Printed:
    """Read one date or time; what is neither comes back as it is.

    >>> printed("2026-03-05T10:15:00.123+01:00"), printed("2014-12-31+01:00"), printed("20070815")
    (Printed(stamp='2026-03-05 10:15:00', zone='UTC+01:00'), Printed(stamp='2014-12-31', zone=''), Printed(stamp='2007-08-15', zone=''))
    """
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        return Printed(text.strip())
    year, month, day, hour, minute, second, utc, sign, hours, minutes = found.groups()
    if hour is None or hour == "24":  # midnight at the end of the printed day
        return Printed(f"{year}-{month}-{day}")
    zone = "UTC+00:00" if utc else f"UTC{sign}{hours}:{minutes}" if sign and int(hours) < 15 else ""
    return Printed(f"{year}-{month}-{day} {hour}:{minute}:{second or '00'}", zone)


def moment(text: str) -> dt.datetime | None:
    """Return a date or time as a wall time, None where it is none."""
    stamp = printed(text).stamp
    for fmt in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(stamp, fmt)  # noqa: DTZ007  (wall time, as printed)
        except ValueError:
            continue
    return None


def day(text: str) -> str:
    """Return the day of a printed moment as ISO text, empty where there is none."""
    found = moment(text) if text else None
    return found.date().isoformat() if found else ""


def choice(said: Said, path: str) -> str:
    """Return what stands under a date element: a date, a time, or bare text."""
    return said.get(f"{path}/Dt") or said.get(f"{path}/DtTm") or said.get(path) or ""


def related(detail: Said) -> str:
    """Return the date that a detail itself prints."""
    return next((detail[path] for name in _RELATED if (path := f"RltdDts/{name}") in detail), "")
