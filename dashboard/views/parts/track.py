"""The way of a promised refund, as days in a line: paid, promised, due, and where today stands."""

import datetime as dt

from dashboard.i18n import Words
from dashboard.present import ShownAlert
from dashboard.views.plain import Html, tag


def track(shown: ShownAlert, today: dt.date, words: Words) -> Html | None:
    """Return the days in order; None where the alert is about no promise."""
    days = milestones(shown, today)
    if not days:
        return None
    marks = (
        tag("li", tag("span", words(f"page.track.{name}"), class_="quiet"), tag("strong", words.day(day)), class_=name)
        for day, name in days
    )
    return tag("ol", *marks, class_="track")


def milestones(shown: ShownAlert, today: dt.date) -> list[tuple[dt.date, str]]:
    """Return the days of a promise with their names, the earliest first."""
    facts = shown.alert.facts
    known = {"promised": facts.get("promised_on"), "due": facts.get("due")}
    if not known["due"]:
        return []
    paid = [row.booked_at for row in shown.rows if row.amount < 0]
    known |= {"paid": paid[0] if paid else None, "today": today.isoformat()}
    order = ("paid", "promised", "due", "today")
    days = [(dt.date.fromisoformat(str(day)[:10]), name) for name, day in known.items() if day]
    return sorted(days, key=lambda mark: (mark[0], order.index(mark[1])))
