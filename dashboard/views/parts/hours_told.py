"""At which hours the person pays, where the hour is a reason to ask about a payment."""

import datetime as dt
from typing import Final

import pandas as pd

from dashboard.charts import hours, spending
from dashboard.i18n import Words
from dashboard.present import ShownAlert
from dashboard.views.parts.plot import dark, plot
from dashboard.views.parts.said import counted

REASONS: Final = frozenset({"hour", "night", "spend_hour"})
FEWEST: Final = 30  # timed payments; of fewer no habit can be read


def show(shown: ShownAlert, frame: pd.DataFrame, links: pd.DataFrame, words: Words) -> None:
    """Show the map of hours and weekdays with its sentence; nothing where the hour is no reason, or too little is known."""
    if not REASONS & {reason.code for reason in shown.alert.reasons}:
        return
    these = [dt.datetime.fromisoformat(row.booked_at) for row in shown.rows if "T" in row.booked_at and row.amount < 0]
    again = links.loc[(links["decision"] != "rejected") & links["kind"].isin(spending.LINKED), "right"]
    own = frame[frame["person"] == shown.alert.person]
    usual = hours.counts(own, [*shown.alert.rows, *again])
    if not these or int(usual["payments"].sum()) < FEWEST:
        return
    plot(
        hours.chart(usual, these, words, dark=dark()), table(usual, words), words, key="hours",
        sentence=sentence(usual, these, words), alternative=words("hours.told.alt"),
    )  # fmt: skip


def sentence(usual: pd.DataFrame, these: list[dt.datetime], words: Words) -> str:
    """Return how many other payments were at the hours of these."""
    own = sorted({at.hour for at in these})
    count = int(usual.loc[usual["hour"].isin(own), "payments"].sum())
    said = words.listed(f"{hour:02d}:00" for hour in own)
    return counted(words, "hours.told.sentence", count, all=words.decimal(int(usual["payments"].sum())), hours=said)


def table(usual: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the map as a table: hours down, weekdays across."""
    wide = usual.pivot_table(index="hour", columns="weekday", values="payments", aggfunc="sum")
    names = hours.weekdays(words)
    cells = {names[int(day)]: wide[day].tolist() for day in wide.columns}
    return pd.DataFrame({words("hours.told.hour"): [f"{int(hour):02d}:00" for hour in wide.index], **cells})
