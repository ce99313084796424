"""Money out over time: a bar a day, a week or a month, on the ground of the months that statements cover, with what was found as marks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd

from dashboard.charts import axes
from dashboard.i18n import Words
from dashboard.punctuation import labelled
from dashboard.web.palette import colour
from detect.scene import OWN_KINDS

_HEIGHT: Final = 200
_APART: Final = 14  # signs that fit beside one another on a phone, with the numbers of several each
_STEPS: Final = ((92, "D"), (800, "W-MON"))  # up to so many days a bar is a day, or a week; beyond, a month
LINKED: Final = ("mirror", "twin", "funding")  # kinds whose right side shows the same payment once more


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was found: when its first payment was, and what stands beside its number."""

    day: dt.date
    said: str


@dataclass(frozen=True, slots=True)
class Spending:
    """Money out in one currency, from the first payment to the last. `bars`: day (the first of each), ends (the day after it), out (minor units)."""

    currency: str
    first: dt.date
    last: dt.date
    bars: pd.DataFrame

    @property
    def total(self) -> int:
        """Return all of it, in minor units."""
        return int(self.bars["out"].sum())


def spending(frame: pd.DataFrame, links: pd.DataFrame) -> Spending | None:
    """Return money out in the currency most payments are in, each payment once; None where there is none.

    Args:
        frame: a ledger frame.
        links: as `Casebook.links`.
    """
    known = links[(links["decision"] != "rejected") & links["kind"].isin(LINKED)]
    own = links[(links["decision"] != "rejected") & (links["kind"] == "transfer")]
    again = set(known["right"]) | set(own["left"]) | set(own["right"])
    out = frame[frame["moved"] & (frame["amount"] < 0) & ~frame["kind"].isin(OWN_KINDS)]
    out = out[~out["txn_id"].isin(again)]
    if out.empty:
        return None
    currency = str(out["currency"].value_counts().index[0])
    out = out[out["currency"] == currency]
    days = out["booked_at"].dt.normalize()
    span = (days.max() - days.min()).days
    step = next((step for most, step in _STEPS if span <= most), "MS")
    sums = (-out["amount"]).groupby(_bins(days, step)).sum().sort_index()
    ends = [_after(day, step) for day in sums.index]
    first, last = days.min().date(), days.max().date()
    return Spending(currency, first, last, pd.DataFrame({"day": sums.index.date, "ends": ends, "out": sums.to_numpy()}))


def _bins(days: "pd.Series[pd.Timestamp]", step: str) -> "pd.Series[pd.Timestamp]":
    if step == "D":
        return days
    if step == "MS":
        return days.dt.to_period("M").dt.start_time
    return days - pd.to_timedelta(days.dt.day_of_week, unit="D")


def _after(day: pd.Timestamp, step: str) -> dt.date:
    later = {"D": pd.DateOffset(days=1), "MS": pd.DateOffset(months=1)}.get(step, pd.DateOffset(days=7))
    return (day + later).date()  # type: ignore[no-any-return]


def ground(coverage: pd.DataFrame) -> list[tuple[dt.date, dt.date]]:
    """Return the stretches of months in which statements cover every account known by then, as first day and day after.

    Args:
        coverage: as `detect.coverage.coverage`.
    """
    whole = coverage.groupby("month")["state"].agg(lambda states: set(states) <= {"covered", "off"})
    found: list[tuple[dt.date, dt.date]] = []
    for month in sorted(whole.index[whole]):
        first = dt.date.fromisoformat(f"{month}-01")
        after = (first + dt.timedelta(days=32)).replace(day=1)
        if found and found[-1][1] == first:
            found[-1] = found[-1][0], after
        else:
            found.append((first, after))
    return found


def chart(
    found: Spending, covered: Sequence[tuple[dt.date, dt.date]], marks: Sequence[Mark], words: Words, *, dark: bool
) -> alt.Chart:
    """Return the chart; marks are numbered in the order given, which is that of their days."""
    first, last = min(found.bars["day"]), max(found.bars["ends"])
    x, y = axes.days(first, last, words, dark=dark), _scale(found, words, dark=dark)
    top = y["scale"]["domain"][1]
    layers = [
        _ground(covered, first, last, top).mark_rect(color=colour("watch", dark=dark), opacity=0.13).encode(
            x=alt.X("begins:Q", **x), x2="ends:Q", y=alt.Y("low:Q", **y), y2="high:Q"
        ),
        alt.Chart(bars(found, words)).mark_bar(color=colour("watch", dark=dark), opacity=0.85).encode(
            x=alt.X("begins:Q", **x), x2="ends:Q", y=alt.Y("paid:Q", **y), y2="nothing:Q",
            tooltip=[alt.Tooltip("said:N", title=" ")],
        ),
    ]  # fmt: skip
    if apart := signs(marks, first, last):
        layers += _marks(apart, top, x, y, dark=dark)
    return alt.layer(*layers).properties(height=_HEIGHT)


def bars(found: Spending, words: Words) -> pd.DataFrame:
    """Return the bars as they are drawn: `begins` and `ends` (days since 1970, with a gap), `paid` and `nothing` (top and bottom), and `said` in words."""
    table = found.bars
    begins, ends = table["day"].map(axes.number), table["ends"].map(axes.number)
    said = [
        labelled(words.day(day), words.money(out, found.currency), words)
        for day, out in zip(table["day"], table["out"], strict=True)
    ]
    paid = [axes.major(int(out), found.currency) for out in table["out"]]
    return pd.DataFrame(
        {"begins": begins, "ends": ends - 0.12 * (ends - begins), "paid": paid, "nothing": 0.0, "said": said}
    )


def _scale(found: Spending, words: Words, *, dark: bool) -> dict[str, alt.Scale]:
    return axes.amounts(round(int(found.bars["out"].max()) * 1.25), found.currency, words, dark=dark)


def _ground(covered: Sequence[tuple[dt.date, dt.date]], first: dt.date, last: dt.date, top: float) -> alt.Chart:
    rows = [
        (axes.number(max(begins, first)), axes.number(min(ends, last)), 0.0, top)
        for begins, ends in covered
        if begins < last and ends > first
    ]
    return alt.Chart(pd.DataFrame(rows, columns=["begins", "ends", "low", "high"]))


def signs(marks: Sequence[Mark], first: dt.date, last: dt.date) -> list[tuple[dt.date, str, str]]:
    """Return what is drawn between two days: marks that would lie on one another are one sign with all their numbers.

    Returns:
        day, numbers, and what was found; a line each.
    """
    near = (last - first) / _APART
    groups: list[list[int]] = []
    for place, mark in enumerate(marks):
        if not first <= mark.day <= last:
            continue
        if groups and mark.day - marks[groups[-1][0]].day < near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [
        (
            marks[group[0]].day,
            str(group[0] + 1) if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}",
            "\n".join(marks[place].said for place in group),
        )
        for group in groups
    ]


def _marks(
    apart: Sequence[tuple[dt.date, str, str]], top: float, x: dict[str, object], y: dict[str, object], *, dark: bool
) -> list[alt.Chart]:
    table = pd.DataFrame(
        {
            "day": [axes.number(day) for day, _, _ in apart],
            "high": [top * 0.9] * len(apart),
            "number": [number for _, number, _ in apart],
            "said": [said for _, _, said in apart],
        }
    )
    place = {"x": alt.X("day:Q", **x), "y": alt.Y("high:Q", **y)}
    points = alt.Chart(table).mark_point(
        shape="triangle-down", filled=True, size=160, opacity=1, color=colour("now", dark=dark)
    )
    labels = alt.Chart(table).mark_text(dy=-15, fontWeight="bold", color=colour("ink", dark=dark))
    tip = [alt.Tooltip("said:N", title=" ")]
    return [points.encode(**place, tooltip=tip), labels.encode(**place, text="number:N", tooltip=tip)]
