"""A regular charge went up: the old price, the new one, since when, and what that makes a year.

Only where the price is a price: three equal charges before, and no meter behind them. Told once for each step, as long as
the series goes on; a price that an exchange rate moved is none.
"""

import datetime as dt
from typing import Final

import numpy as np

from detect.finding import Fact, Finding, Reason
from detect.scene import Scene
from detect.series import Level, Series

STEADY: Final = 3  # charges at the old price
LEAST: Final = 0.02  # of the old price
MOST: Final = 3.0  # times the old price; more is another thing
TOLD_DAYS: Final = 365  # a step older than a year is no news
_ALIVE: Final = 1.6  # beats since the last charge, after which the series has ended


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each series whose newest price is higher than the one before."""
    return [
        _finding(scene, series, *series.levels[-2:])
        for series in scene.series
        if len(series.levels) > 1 and not series.metered and _went_up(*series.levels[-2:]) and _is_news(scene, series)
    ]


def _went_up(old: Level, new: Level) -> bool:
    return old.charges >= STEADY and old.price * (1 + LEAST) <= new.price <= old.price * MOST


def _is_news(scene: Scene, series: Series) -> bool:
    view = scene.view
    since, last = series.rows[series.levels[-1].first], series.rows[-1]
    newest = int(view.day[view.account == view.account[last]].max())
    alive = newest - int(view.day[last]) <= _ALIVE * series.beat
    answered = scene.answered("mine")[series.rows[series.levels[-1].first :]].any()
    return bool(alive and not answered and (view.as_of - view.date(int(since))).days <= TOLD_DAYS)


def _finding(scene: Scene, series: Series, old: Level, new: Level) -> Finding:
    view = scene.view
    raised = series.rows[new.first :]
    first, more = int(raised[0]), new.price - old.price
    currency = str(view.column("currency")[first])
    facts: dict[str, Fact] = {
        "old_price": old.price,
        "new_price": new.price,
        "currency": currency,
        "usual_days": series.beat,
    }
    since: dt.date = view.date(first)
    return Finding(
        kind="price_rise",
        severity="low",
        score=0.5,
        amount=more * len(raised),
        currency=currency,
        person=str(view.column("person")[first]),
        account=str(view.column("account")[first]),
        rows=tuple(np.asarray(view.txn_ids[raised]).tolist()),
        facts={
            **facts,
            "merchant": str(view.column("counterparty")[first]),
            "since": since.isoformat(),
            "extra_year": round(more * 365 / series.beat),
        },
        reasons=(Reason("price_step", {**facts, "times": old.charges}),),
        subject=f"price:{view.txn_ids[first]}",
    )
