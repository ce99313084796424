"""Time zones as exports print them: IANA names, fixed offsets, and the abbreviations of their countries."""

from collections.abc import Sequence
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from ingest.draft import instants

# Abbreviations with one meaning in the exports that print them: American wallets, and PayPal of the country. What
# stands for several zones (IST, in India, Ireland and Israel) is left out: the wall time stands, the moment is unknown.
_OFFSETS: Final = {
    name: f"UTC{offset}"
    for offset, names in (
        ("-10:00", "HST"), ("-09:00", "AKST"), ("-08:00", "PST AKDT"), ("-07:00", "PDT MST"), ("-06:00", "CST MDT"),
        ("-05:00", "EST CDT"), ("-04:00", "EDT AST"), ("-03:00", "ADT"), ("+00:00", "UTC GMT WET Z"),
        ("+01:00", "CET MEZ BST WEST"), ("+02:00", "CEST MESZ EET"), ("+03:00", "EEST MSK"), ("+08:00", "AWST SGT HKT"),
        ("+09:00", "JST KST"), ("+09:30", "ACST"), ("+10:00", "AEST"), ("+10:30", "ACDT"), ("+11:00", "AEDT"),
        ("+12:00", "NZST"), ("+13:00", "NZDT"),
    )
    for name in names.split()
}  # fmt: skip


@cache
def known_zone(text: str) -> str:
    """Return the name or fixed offset of a zone that exists, else nothing.

    >>> known_zone("Europe/Berlin"), known_zone("UTC+08:00"), known_zone("CST"), known_zone("UTC+99:00")
    ('Europe/Berlin', 'UTC+08:00', '', '')
    """
    try:
        if text.startswith(("UTC+", "UTC-")):
            pd.Timestamp(f"2026-01-01T00:00{text[3:]}")
        elif text:
            ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return ""
    return text


def zone_printed(text: str) -> str:
    """Return the zone of a wallet's cell, where abbreviations are its country's own.

    >>> zone_printed("America/Los_Angeles"), zone_printed("EDT"), zone_printed("GMT+08:00"), zone_printed("IST")
    ('America/Los_Angeles', 'UTC-04:00', 'UTC+08:00', '')
    """
    offset = f"UTC{text[3:]}" if text.startswith(("GMT+", "GMT-")) else text
    return _OFFSETS.get(text.upper()) or known_zone(offset)


def moments(stamps: np.ndarray, zones: Sequence[str], has_time: np.ndarray) -> "pd.Series[pd.Timestamp]":
    """Return the UTC moments of wall times, each in a zone of its own; NaT where zone or time of day is unknown."""
    found = pd.Series(pd.NaT, index=range(len(stamps)), dtype="datetime64[us, UTC]")
    named = np.array(zones, dtype=object)
    for zone in set(zones) - {""}:
        rows = np.flatnonzero((named == zone) & has_time)
        if len(rows):
            found.iloc[rows] = instants(stamps[rows], zone.removeprefix("UTC") or "UTC", has_time[rows]).array
    return found
