"""When runs are due. All times are wall time on this machine's clock, without a zone, as the person set them."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LATE: Final = dt.timedelta(hours=1)  # after its time; a machine that wakes up takes a while


@dataclass(frozen=True, slots=True)
class Plan:
    """Every day, or every week on one day, at a time."""

    at: dt.time
    on: str = ""  # one of DAYS; empty: every day

    @property
    def step(self) -> dt.timedelta:
        """Return the time from one run to the next."""
        return dt.timedelta(days=7 if self.on else 1)

    def before(self, moment: dt.datetime) -> dt.datetime:
        """Return the last time a run was due, up to and including a moment."""
        back = (moment.weekday() - DAYS.index(self.on)) % 7 if self.on else 0
        due = dt.datetime.combine(moment.date() - dt.timedelta(days=back), self.at)
        return due if due <= moment else due - self.step

    def after(self, moment: dt.datetime) -> dt.datetime:
        """Return the next time a run is due, after a moment.

        >>> Plan(dt.time(9), "mon").after(dt.datetime(2026, 11, 29, 12))
        datetime.datetime(2026, 11, 30, 9, 0)
        """
        return self.before(moment) + self.step

    def due(self, since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
        """Return the times a run was due after `since`, up to and including `until`, the oldest first."""
        found, due = [], self.before(until)
        while due > since:
            found.append(due)
            due -= self.step
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A plan as it was set: by which scheduler of the system, since when, and with which inbox (empty: none)."""

    plan: Plan
    scheduler: str
    since: dt.datetime
    inbox: str = ""

    def dumps(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(
            {
                "at": self.plan.at.isoformat("minutes"), "on": self.plan.on, "scheduler": self.scheduler,
                "since": self.since.isoformat(), "inbox": self.inbox,
            }
        )  # fmt: skip

    @classmethod
    def loads(cls, text: str) -> "Scheduled | None":
        """Read what `dumps` wrote; None for nothing."""
        if not text:
            return None
        told = json.loads(text)
        plan = Plan(dt.time.fromisoformat(told["at"]), told["on"])
        return cls(plan, told["scheduler"], dt.datetime.fromisoformat(told["since"]), told["inbox"])


@dataclass(frozen=True, slots=True)
class Timing:
    """How a run stands to its plan: when it was due, whether that is long ago, and how many before it never happened."""

    due: dt.datetime | None = None  # None where none was due: somebody started it by hand
    late: bool = False
    missed: int = 0


def timing(scheduled: Scheduled | None, last_started: str, now: dt.datetime) -> Timing:
    """Return how a run at `now` stands to the plan, given when the last one began (ISO, empty: never)."""
    if scheduled is None:
        return Timing()
    since = max(scheduled.since, dt.datetime.fromisoformat(last_started)) if last_started else scheduled.since
    due = scheduled.plan.due(since, now)
    return Timing(due[-1], now - due[-1] > LATE, len(due) - 1) if due else Timing()
