"""Where the money of all trouble stands: at risk, claimed, provisionally back, back. One bar a currency, its parts in that order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import altair as alt
import pandas as pd

from dashboard.charts import axes
from dashboard.i18n import Words
from dashboard.web.palette import colour
from detect.alert import Alert
from detect.case import Case, Money

STAGES: Final = ("at_risk", "claimed", "provisional", "final")
_COLOURS: Final = {"at_risk": "now", "claimed": "soon", "provisional": "watch", "final": "back"}
_ROW: Final = 46  # pixels


def standing(alerts: Iterable[Alert], cases: Sequence[Case]) -> tuple[Money, ...]:
    """Return the money of everything by currency, each unit of it once.

    A finding that is in a case stands as the case says; one that is in none is at risk while it is open, and back where
    the ledger shows that the money came back.
    """
    sums: dict[str, Counter[str]] = {}
    for case in cases:
        for money in case.money:
            own = sums.setdefault(money.currency, Counter())
            for stage in STAGES:
                own[stage] += getattr(money, stage)
    told = {alert for case in cases for alert in case.alerts}
    for alert in alerts:
        if alert.alert_id not in told and alert.amount:
            back = alert.closed_by == "evidence"
            if back or alert.state == "open":
                sums.setdefault(alert.currency, Counter())["final" if back else "at_risk"] += alert.amount
    return tuple(Money(currency, *(own[stage] for stage in STAGES)) for currency, own in sorted(sums.items()) if +own)


def parts(found: Sequence[Money], words: Words) -> pd.DataFrame:
    """Return the parts that are not empty: `currency`, `begins` and `ends` (shares of the bar), `stage`, `said`."""
    rows = []
    for money in found:
        before = 0
        for stage in STAGES:
            amount = int(getattr(money, stage))
            if amount:
                said = f"{words(f'harm.stage.{stage}')} {words.money(amount, money.currency)}"
                rows.append((money.currency, before / money.stake, (before + amount) / money.stake, stage, said))
            before += amount
    return pd.DataFrame(rows, columns=["currency", "begins", "ends", "stage", "said"])


def chart(found: Sequence[Money], words: Words, *, dark: bool) -> alt.Chart:
    """Return the chart; each part has its words above it, so that no colour is needed to read it."""
    table = parts(found, words)
    names = {money.currency: money.currency for money in found}
    x = {"axis": None, "scale": alt.Scale(domain=[0, 1])}
    y = alt.Y(
        "currency:N", axis=axes.labelled(names, dark=dark, ticks=False, domain=False), scale=alt.Scale(padding=0.55)
    )
    shade = alt.Color("stage:N", legend=None, scale=alt.Scale(domain=list(STAGES), range=[colour(_COLOURS[stage], dark=dark) for stage in STAGES]))  # fmt: skip
    edge = colour("sheet", dark=dark)
    tip = [alt.Tooltip("said:N", title=" ")]
    bars = alt.Chart(table).mark_bar(stroke=edge, strokeWidth=2).encode(x=alt.X("begins:Q", **x), x2="ends:Q", y=y, color=shade, tooltip=tip)  # fmt: skip
    return bars.properties(height=_ROW * len(found))
