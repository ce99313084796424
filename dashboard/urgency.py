"""How pressing an alert is, in one word, for pages, commands and digests alike."""

from typing import Final

from dashboard.present import ShownAlert
from dashboard.timetable import Headline

URGENCIES: Final = ("now", "soon", "ask", "watch")  # `ask`: whether it was the person, before anything presses
_BY_SEVERITY: Final = {"high": "now", "medium": "soon", "low": "watch"}


def urgency(shown: ShownAlert, headline: Headline | None) -> str:
    """Return how pressing an open alert is: what has no day left to spare is no longer "soon"."""
    if shown.doubtful:
        return "ask"
    return "now" if pressing(shown, headline) else _BY_SEVERITY[shown.alert.severity]


def pressing(shown: ShownAlert, headline: Headline | None) -> bool:
    """Tell whether an alert that is more than something to ask about or to keep an eye on has no day left to spare."""
    no_day_left = headline is not None and headline.act_now
    return no_day_left and shown.alert.severity != "low" and not shown.doubtful
