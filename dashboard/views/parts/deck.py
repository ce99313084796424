"""The deck of findings that wait for an answer, and which of them this sitting has answered.

The answers themselves are in the casebook; what a reload forgets is only the counter and which answer was the last.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard.views.parts.answers import UNANSWERED
from detect.alert import Alert
from detect.casebook import Casebook

_SAID: Final = "review-said"  # ids of the alerts answered in this sitting, the last one last


@dataclass(frozen=True, slots=True)
class Deck:
    """What still waits, the most urgent first, and what was answered in this sitting."""

    waiting: Sequence[Alert]
    answered: Sequence[str]

    @property
    def next(self) -> Alert:
        """Return the alert to ask about."""
        return self.waiting[0]

    @property
    def place(self) -> int:
        """Return the place of the next alert, counted from one."""
        return len(self.answered) + 1

    @property
    def total(self) -> int:
        """Return how many there are in this sitting."""
        return len(self.answered) + len(self.waiting)


def waiting(book: Casebook, today: dt.date) -> list[Alert]:
    """Return the open alerts that ask something and have no answer yet, the most urgent first; not what sleeps.

    An alert that is open although it was called the person's own has rows that came later: it asks again.
    """
    return [
        alert
        for alert in book.alerts("open")
        if alert.kind != UNANSWERED
        and alert.snoozed_until <= today.isoformat()
        and book.answer_of(alert) in ("", "mine")
    ]


def said() -> list[str]:
    """Return the ids of the alerts that were answered in this sitting."""
    return list(st.session_state.get(_SAID, []))


def last() -> str:
    """Return the id of the alert that was answered last in this sitting, empty before the first."""
    return next(reversed(said()), "")


def remember(alert_id: str) -> None:
    """Remember that an alert was just answered."""
    st.session_state[_SAID] = [*said(), alert_id]


def forget(*, everything: bool = False) -> None:
    """Forget the last answer, or the whole sitting."""
    st.session_state[_SAID] = [] if everything else said()[:-1]
