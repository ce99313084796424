"""The first sentence of the first page: the most pressing thing, and "nothing found" only where nothing waits."""

from dataclasses import replace

import pytest

from dashboard.i18n import words
from dashboard.views.parts.headline import headline
from tests.dashboard.showing import shown

W = words("en")
ALERT = shown("duplicate", "US", "debit", "2026-06-02").alert
LOW = replace(ALERT, severity="low")


@pytest.mark.parametrize(
    ("alerts", "waiting", "said"),
    [
        ([ALERT, LOW], {"questions": 1, "due": 1, "cases": 2}, "2 things need you"),
        ([LOW], {"questions": 1, "due": 1, "cases": 2}, "1 of your cases needs you today"),
        ([LOW], {"questions": 2, "cases": 2}, "Nothing urgent; 2 questions only you can answer"),
        ([LOW], {"cases": 2}, "Nothing urgent; 1 thing to keep an eye on"),
        ([], {"cases": 1}, "Nothing new found; 1 case is in hand"),
        ([], {}, "Nothing found that needs you"),
    ],
)
def test_the_most_pressing_thing_is_said(alerts: list[object], waiting: dict[str, int], said: str) -> None:
    assert headline(alerts, W, **waiting) == said  # type: ignore[arg-type]
