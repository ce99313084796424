"""Setting an alert aside until a day, and taking that back. It comes back by itself when something material changes."""

import datetime as dt
from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.present import ShownAlert
from dashboard.timetable import deadline_before
from dashboard.views import desk
from dashboard.views.paint import put
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.snooze import asleep

_WEEK: Final = dt.timedelta(days=7)
_LONGEST: Final = dt.timedelta(days=366)


def later(shown: ShownAlert, book: Casebook, words: Words) -> None:
    """Offer to set an open alert aside, or tell until when it is, with the way back."""
    today = desk.today()
    if shown.alert.state != "open":
        return
    if asleep(shown.alert, today):
        _asleep(shown, book, words, today)
    else:
        _offer(shown, book, words, today)


def _asleep(shown: ShownAlert, book: Casebook, words: Words, today: dt.date) -> None:
    until = dt.date.fromisoformat(shown.alert.snoozed_until)
    put(tag("p", words("snooze.asleep", day=words.weekday(until, today)), class_="given"))
    earlier = deadline_before(shown, until, today)
    if earlier:
        put(tag("p", words("snooze.deadline", day=words.weekday(earlier, today)), class_="quiet"))
    if st.button(words("snooze.wake"), key="wake", type="tertiary"):
        book.snoozes.wake(shown.alert)
        st.rerun()


def _offer(shown: ShownAlert, book: Casebook, words: Words, today: dt.date) -> None:
    with st.popover(words("snooze.later"), key="later"):
        put(tag("p", words("snooze.lead"), class_="quiet"))
        tomorrow = today + dt.timedelta(days=1)
        until = st.date_input(
            words("snooze.until"),
            today + _WEEK,
            min_value=tomorrow,
            max_value=today + _LONGEST,
            format=words("page.day_format"),
            key="later-until",
        )
        earlier = deadline_before(shown, until, today)
        if earlier:
            put(tag("p", words("snooze.deadline", day=words.weekday(earlier, today)), class_="quiet"))
        if st.button(words("snooze.set"), key="later-set"):
            book.snoozes.set_aside(shown.alert, until)
            st.rerun()
