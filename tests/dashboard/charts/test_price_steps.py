"""Price steps: a corner where the price changed, and the last price up to the last charge."""

import datetime as dt

from dashboard.charts import axes, price_steps
from dashboard.i18n import words
from detect.subscriptions import Subscription

FIRST, ROSE, LAST = dt.date(2026, 1, 5), dt.date(2026, 4, 5), dt.date(2026, 6, 5)


def subscription(*steps: tuple[dt.date, int], metered: bool = False) -> Subscription:
    return Subscription(
        "1234", "me", "card", "music", "Music <b>", "CNY", steps[-1][1], 30, 6, FIRST, LAST, None, steps, metered, None, ("row",)
    )  # fmt: skip


def test_every_step_is_a_corner_with_its_price_in_words() -> None:
    corners = price_steps.steps(subscription((FIRST, 1200), (ROSE, 1500)), words("en"))
    assert corners["day"].tolist() == [axes.number(day) for day in (FIRST, ROSE, LAST)]
    assert corners["price"].tolist() == [12.0, 15.0, 15.0]
    assert corners["said"].tolist() == ["¥12.00", "¥15.00", ""]


def test_the_chart_holds_the_corners_and_starts_at_nothing() -> None:
    drawn = price_steps.chart(subscription((FIRST, 1200), (ROSE, 1500)), words("zh"), dark=False).to_dict()
    assert sorted(len(rows) for rows in drawn["datasets"].values()) == [2, 3]
    assert drawn["layer"][0]["encoding"]["y"]["scale"]["domain"][0] == 0
