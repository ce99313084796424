"""Moments with printed offsets: which rows carry a real time of day, and when that was in UTC.

For formats that print an offset with each moment (OFX, CAMT). The printed day stays the booking day, whatever its offset.
"""

from typing import Any, Final

import numpy as np
import pandas as pd

_NO_TIME: Final = (np.timedelta64(0, "h"), np.timedelta64(12, "h"))  # what banks print for "some time that day"


def real_times(stamps: np.ndarray, printed: np.ndarray, readable: np.ndarray) -> np.ndarray:
    """Tell which rows carry a real time of day: not where the bank prints one and the same on every row."""
    of_day = (stamps - stamps.astype("datetime64[D]"))[printed & readable]
    constant = len(np.unique(of_day)) == 1 and (len(of_day) > 1 or of_day[0] in _NO_TIME)
    return printed & (not constant)


def instants_of(stamps: np.ndarray, zones: list[str], has_time: np.ndarray) -> Any:  # noqa: ANN401
    """Return UTC moments of rows whose zone is printed, as `UTC+07:00`."""
    shifts = {zone: _shift(zone) for zone in set(zones)}
    moved = stamps - np.array([shifts[zone] for zone in zones], dtype="timedelta64[m]")
    known = has_time & np.array([bool(zone) for zone in zones], dtype=bool)
    return pd.Series(moved).where(pd.Series(known)).dt.tz_localize("UTC") if known.any() else pd.NaT


def _shift(zone: str) -> int:
    return (1 if zone[3:4] == "+" else -1) * (int(zone[4:6]) * 60 + int(zone[7:9])) if zone else 0
