"""The one day by which a letter asks for an answer. A wish of the person's, not a limit of law, and never said to be one."""

import datetime as dt

from dashboard.letters.kinds import Letter
from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC, Clock
from detect.spans import last_day


def answer_by(letter: Letter, place: str, today: dt.date) -> dt.date | None:
    """Return the day a letter that is sent today asks for; None where none can be asked.

    It is the span that this program's own marks give (`own-*` of the generic pack). A request for data allows at least
    the time that the place's own rule gives the company, since asking for less would only invite a refusal.
    """
    if not letter.waits:
        return None
    clocks = library().packs
    day = _end(clocks[GENERIC].clocks[letter.waits], today)
    if letter.name == "data-request":
        theirs = [_end(clock, today) for clock in clocks[place].clocks.values() if _answers_requests(clock)]
        return max(day, min(theirs, default=day))
    return day


def _answers_requests(clock: Clock) -> bool:
    return clock.who == "provider" and clock.anchor == "request-received" and "privacy" in clock.situations


def _end(clock: Clock, today: dt.date) -> dt.date:
    return last_day(today, clock.length, clock.unit)
