"""Clocks told to a person: one headline with its day, then what is theirs, what has passed, and what others owe.

Whatever has deadlines is told through here: an alert, a case, the command line, the pages.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dashboard.deadlines import deadlines
from dashboard.i18n import Words
from dashboard.playbooks.library import library
from dashboard.playbooks.speak import Speaker
from dashboard.present import ShownAlert
from detect.clocks import Effect, Reading, State, last_safe_day, overdue
from detect.spans import AT_ONCE

SOON: Final = 14  # days
NEAR: Final = 90  # days; a day further away presses less than what would be best done now
YEAR: Final = 366
_OURS: Final = (Effect.LOST, Effect.LATER)


@dataclass(frozen=True, slots=True)
class Told:
    """One clock in words. `when` carries the day, `effect` is the pack's word for what its end means."""

    reading: Reading
    name: str
    when: str
    effect: str
    verified: bool

    @property
    def assumed(self) -> bool:
        """Tell whether a right ends on a day that was counted from no later than the true start."""
        return self.reading.assumed and self.reading.effect is Effect.LOST and self.reading.rule.unit != AT_ONCE


@dataclass(frozen=True, slots=True)
class Headline:
    """The day to act by, as one chip."""

    day: dt.date
    state: str  # now, soon, watch: as the chips of pages have them
    text: str  # "By Tue 14 July (8 days left)"
    told: Told  # the clock that sets it

    @property
    def act_now(self) -> bool:
        """Tell whether no day is left to spare."""
        return self.state == "now"


@dataclass(frozen=True, slots=True)
class Timetable:
    """All clocks of one matter that have begun, each group by day."""

    headline: Headline | None
    ours: tuple[Told, ...]  # running, the person's own
    passed: tuple[Told, ...]  # the person's own, lapsed
    helps: str  # what may still help where something has passed; empty where nothing has
    theirs: tuple[Told, ...]  # what others owe, running or late
    waits: tuple[Told, ...]  # what is too early yet, and what holds for a while


def timetable(shown: ShownAlert, words: Words, today: dt.date) -> Timetable:
    """Return the clocks of an alert in words; a closed one has none."""
    readings = deadlines(shown, today) if shown.alert.state == "open" else ()
    return tabled(readings, shown.jurisdiction, words, today)


def deadline_before(shown: ShownAlert, until: dt.date, today: dt.date) -> dt.date | None:
    """Return the first day before `until` on which something of the person's ends; None where nothing does."""
    ours = (one for one in deadlines(shown, today) if _is(one, _OURS, State.RUNNING))
    return min((one.due for one in ours if one.due and today < one.due < until), default=None)


def tabled(readings: Sequence[Reading], jurisdiction: str, words: Words, today: dt.date) -> Timetable:
    """Return readings of one place's clocks in words."""
    writer = _Writer(_speaker(jurisdiction, words.locale), words, today, frozenset(overdue(readings)))
    begun = [reading for reading in readings if reading.due and reading.state not in (State.NOT_STARTED, State.MET)]
    ours = writer.tell(reading for reading in begun if _is(reading, _OURS, State.RUNNING))
    passed = writer.tell(reading for reading in begun if _is(reading, _OURS, State.LAPSED))
    return Timetable(
        headline=writer.headline(readings, passed),
        ours=ours,
        passed=passed,
        helps=writer.helps(ours, passed),
        theirs=writer.tell(reading for reading in begun if reading.effect is Effect.OWED),
        waits=writer.tell(reading for reading in begun if _awaited(reading)),
    )


def _is(reading: Reading, effects: Sequence[Effect], state: State) -> bool:
    return reading.effect in effects and reading.state is state


def _awaited(reading: Reading) -> bool:
    """Tell whether a wait or a protection still matters: one that is over is no news."""
    return _is(reading, (Effect.OPEN,), State.TOO_EARLY) or _is(reading, (Effect.OVER,), State.RUNNING)


@cache
def _speaker(jurisdiction: str, locale: str) -> Speaker:
    shelf = library()
    return shelf.speaker(shelf.pack_for(jurisdiction).id, locale)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes clocks as they stand on a day."""

    speaker: Speaker
    words: Words
    today: dt.date
    late: frozenset[Reading]

    def tell(self, readings: Iterable[Reading]) -> tuple[Told, ...]:
        return tuple(self.told(reading) for reading in readings)

    def told(self, reading: Reading) -> Told:
        clock = self.speaker.clock(reading.rule.id)
        return Told(reading, clock.name, self._when(reading), clock.effect, clock.verified)

    def headline(self, readings: Sequence[Reading], passed: Sequence[Told]) -> Headline | None:
        """Say by when to act. The person's days are counted to the safe day; without one to spare, to the very end.

        Where that day is far, what would best have been done already goes before it.
        """
        safe = last_safe_day(readings)
        late = [told for told in passed if told.reading.effect is Effect.LATER]
        if late and (safe is None or self._left(safe.day) > NEAR):
            return Headline(self.today, "soon", self.words("deadline.late"), late[-1])
        if safe is None:
            return None
        day = max(safe.reading.due or safe.day, self.today) if safe.act_now else safe.day
        state = "now" if safe.act_now else "soon" if self._left(day) <= SOON else "watch"
        return Headline(day, state, self._by(day), self.told(safe.reading))

    def helps(self, ours: Sequence[Told], passed: Sequence[Told]) -> str:
        """Say what may still help: nothing is lost, another way is open, or asking all the same."""
        if not passed:
            return ""
        if all(told.reading.effect is Effect.LATER for told in passed):
            return self.words("deadline.helps.later")
        near = [told for told in ours if told.reading.effect is Effect.LOST and (told.reading.days_left or 0) < YEAR]
        if near:
            return self.words("deadline.helps.open", name=near[0].name, when=near[0].when)
        return self.words("deadline.helps.ask")

    def _when(self, reading: Reading) -> str:
        due = reading.due or self.today
        if _is(reading, _OURS, State.RUNNING):
            return self._by(due)
        key = f"deadline.{reading.effect}.{reading.state}"
        if reading.effect is Effect.OWED and reading.state is State.LAPSED and reading not in self.late:
            key = "deadline.owed.extended"
        return self.words(key, day=self._day(due))

    def _by(self, day: dt.date) -> str:
        left = self._left(day)
        if left <= 0:
            return self.words("deadline.today")
        if left > NEAR:
            return self.words("deadline.far", day=self._day(day))
        return self.words("deadline.by", day=self._day(day), left=self.words.span(left, "day"))

    def _left(self, day: dt.date) -> int:
        return (day - self.today).days

    def _day(self, day: dt.date) -> str:
        return self.words.weekday(day, self.today)
