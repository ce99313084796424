"""The refund clock: from the day the money was promised to the day it was due, and on to the day it came, or to today."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import altair as alt
import pandas as pd

from dashboard.charts import axes
from dashboard.i18n import Words, quoted
from dashboard.web.palette import colour
from detect.promises.listing import Expected

MOST: Final = 15  # promises in one picture
_NAME: Final = 24  # characters of a merchant
_ROW: Final = 30  # pixels
_COLUMNS: Final = ("line", "name", "begins", "ends", "part", "told")
_PARTS: Final = ("in_time", "late")
_MARKS: Final = ("due", "landed")


def spans(found: Sequence[Expected], today: dt.date, words: Words) -> pd.DataFrame:
    """Return the bars: `line` (place from above), `name`, `begins` and `ends` (days since 1970), `part`, `told`.

    `in_time` runs from the promise to the day it was due, or to the day it came if that was earlier; `late` from there
    to the day it came, or to today. A refund that is not due yet runs on to its due day.
    """
    rows = []
    for line, one in enumerate(found[:MOST]):
        name = f"{line + 1} · {quoted(one.merchant or words('alert.nobody'), _NAME)}"
        until = one.landed or (one.due if one.state in _NOT_LATE else max(one.due, today))
        said = words("refunds.clock.told", made=words.day(one.made), due=words.day(one.due))
        told = f"{said} {words.money(one.amount, one.currency)}"
        rows.append((line, name, one.made, min(one.due, until), "in_time", told))
        if until > one.due:
            rows.append((line, name, one.due, until, "late", told))
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    return table.assign(begins=table["begins"].map(axes.number), ends=table["ends"].map(axes.number))


_NOT_LATE: Final = ("waiting", "void", "unseen")


def marks(found: Sequence[Expected], words: Words) -> pd.DataFrame:
    """Return the signs: `line`, `day` (since 1970), `mark` (due or landed), `told`."""
    rows = []
    for line, one in enumerate(found[:MOST]):
        rows.append((line, axes.number(one.due), "due", words("refunds.clock.due", day=words.day(one.due))))
        if one.landed:
            came = words("refunds.clock.landed", day=words.day(one.landed))
            rows.append((line, axes.number(one.landed), "landed", came))
    return pd.DataFrame(rows, columns=["line", "day", "mark", "told"])


def chart(found: Sequence[Expected], today: dt.date, words: Words, *, dark: bool) -> alt.Chart:
    """Return the chart: late parts are darker and thicker, so that the colour only repeats it; today is a line."""
    bars, signs = spans(found, today, words), marks(found, words)
    shown = found[:MOST]
    first = min(one.made for one in shown) - dt.timedelta(days=1)
    last = max(today, *(one.due for one in shown), *(one.landed for one in shown if one.landed)) + dt.timedelta(days=3)
    names = dict(zip(bars["line"], bars["name"], strict=True))
    x = axes.days(first, last, words, dark=dark)
    y = alt.Y("line:O", axis=axes.labelled(names, dark=dark, labelLimit=170, ticks=False), scale=alt.Scale(padding=0.3))
    tip = alt.Tooltip("told:N", title=" ")
    parts = [_bar(bars[bars["part"] == part], part, x, y, tip, dark=dark) for part in _PARTS]
    points = [_sign(signs[signs["mark"] == mark], mark, x, y, tip, dark=dark) for mark in _MARKS]
    now = alt.Chart(pd.DataFrame({"day": [axes.number(today)]})).mark_rule(
        color=colour("ink", dark=dark), strokeDash=[4, 3], strokeWidth=1.5
    )
    return alt.layer(*parts, *points, now.encode(x=alt.X("day:Q", **x))).properties(height=_ROW * len(names) + 30)


def _bar(rows: pd.DataFrame, part: str, x: dict[str, object], y: alt.Y, tip: alt.Tooltip, *, dark: bool) -> alt.Chart:
    look = {
        "in_time": {"size": 6, "color": colour("watch", dark=dark)},
        "late": {"size": 14, "color": colour("now", dark=dark)},
    }
    return alt.Chart(rows).mark_bar(**look[part]).encode(x=alt.X("begins:Q", **x), x2="ends:Q", y=y, tooltip=tip)


def _sign(rows: pd.DataFrame, mark: str, x: dict[str, object], y: alt.Y, tip: alt.Tooltip, *, dark: bool) -> alt.Chart:
    look = {
        "due": {"shape": "stroke", "angle": 90, "size": 320, "strokeWidth": 3, "color": colour("soon", dark=dark)},
        "landed": {"shape": "diamond", "filled": True, "size": 170, "color": colour("back", dark=dark), "opacity": 1},
    }
    return alt.Chart(rows).mark_point(**look[mark]).encode(x=alt.X("day:Q", **x), y=y, tooltip=tip)
