"""A playbook in one language, ready to be drawn: plain frozen objects, every reference resolved."""

from dataclasses import dataclass
from datetime import date

from dashboard.playbooks.model import Clock


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A deadline in words; `clock` is the row itself, for whoever counts days."""

    id: str
    clock: Clock
    name: str
    when: str  # "within 15 calendar days of ..."
    kind: str  # "law", "card scheme rule" ...
    valid: str  # "for payments from 1 January 2027"; empty where that matters to no payment made lately
    effect: str  # what is lost or due
    verified: bool
    text: str  # all of it as one line, with its mark


@dataclass(frozen=True, slots=True)
class ShownWay:
    """One way to reach somebody."""

    kind: str
    label: str
    value: str
    verified: bool
    text: str  # the value with its mark


@dataclass(frozen=True, slots=True)
class ShownContact:
    """Somebody to turn to; `verify` says how to see that it is really them."""

    id: str
    name: str
    note: str
    verify: str
    ways: tuple[ShownWay, ...]
    verified: bool
    text: str  # name and note as one line
    lines: tuple[str, ...]  # the ways, a line each, with their marks


@dataclass(frozen=True, slots=True)
class ShownLaw:
    """A point of law or scheme rules."""

    id: str
    title: str  # with the payments it holds for, where it changes
    says: str
    verified: bool
    text: str  # all of it as one line, with its mark


@dataclass(frozen=True, slots=True)
class ShownBody:
    """An office to complain to."""

    id: str
    name: str
    role: str
    contacts: tuple[ShownContact, ...]
    clocks: tuple[ShownClock, ...]
    text: str  # name and role as one line


@dataclass(frozen=True, slots=True)
class Ladder:
    """The offices for one kind of institution, nearest first."""

    kind: str
    title: str
    bodies: tuple[ShownBody, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with what it takes."""

    id: str
    title: str
    text: str
    contacts: tuple[ShownContact, ...] = ()
    clocks: tuple[ShownClock, ...] = ()
    laws: tuple[ShownLaw, ...] = ()
    ladders: tuple[Ladder, ...] = ()

    def all_contacts(self) -> tuple[ShownContact, ...]:
        """Return the contacts of the step and of its ladders."""
        return self.contacts + tuple(c for ladder in self.ladders for body in ladder.bodies for c in body.contacts)

    def all_clocks(self) -> tuple[ShownClock, ...]:
        """Return the clocks of the step and of its ladders."""
        return self.clocks + tuple(c for ladder in self.ladders for body in ladder.bodies for c in body.clocks)


@dataclass(frozen=True, slots=True)
class Section:
    """A fixed part of every playbook."""

    id: str
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """What to do about one kind of trouble in one place, in one language."""

    topic: str
    jurisdiction: str
    locale: str
    title: str
    lead: str
    urgency: str
    banner: str
    stale: bool
    last_reviewed: date
    sections: tuple[Section, ...]
