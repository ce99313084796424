"""The first page's first sentence. "Nothing found" stands only where nothing waits for the person, and never without the coverage under it."""

from collections import Counter
from collections.abc import Iterable

from dashboard.i18n import Words
from dashboard.views.parts.said import counted
from detect.alert import Alert


def headline(alerts: Iterable[Alert], words: Words, *, questions: int = 0, due: int = 0, cases: int = 0) -> str:
    """Return how things stand, the most pressing first.

    Args:
        alerts: open, not set aside, in no case that is counted.
        words: the language.
        questions: payments that only the person can tell about, asked on this page.
        due: cases of which something should be done today, or should have been.
        cases: cases in hand, those included.
    """
    severities = Counter(alert.severity for alert in alerts)
    needed = severities["high"] + severities["medium"]
    if needed:
        return counted(words, "page.today.needs", needed + due)
    if due:
        return counted(words, "page.today.due", due)
    if questions:
        return counted(words, "page.today.asks", questions)
    if severities["low"]:
        return counted(words, "page.today.watching", severities["low"])
    return counted(words, "page.today.in_hand", cases) if cases else counted(words, "page.today.needs", 0)
