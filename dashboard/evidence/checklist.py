"""The evidence that the playbook asks for, with what the person has ticked.

The points of a playbook have no ids of their own: `collect.2` is the second point of the step `collect`; the step's id ticks all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.evidence.matter import Matter
from dashboard.paper.document import Block, Bullets, Document, Heading, Paragraph, Title
from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.shown import Playbook, Step

_POINT: Final = "- "
_BOX: Final = {True: "☑", False: "☐"}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to keep. `got_at` is ISO wall time or a day, empty where the person has not ticked it."""

    item: str
    text: str
    got_at: str


def points(step: Step, got: dict[str, str]) -> tuple[Point, ...]:
    """Return the points of a step; one without a list is one point by its title."""
    texts = [line.removeprefix(_POINT).strip() for line in step.text.splitlines() if line.startswith(_POINT)]
    if not texts:
        return (Point(step.id, step.title, got.get(step.id, "")),)
    items = [(f"{step.id}.{number}", text) for number, text in enumerate(texts, start=1)]
    return tuple(Point(item, text, got.get(item, "") or got.get(step.id, "")) for item, text in items)


def checklist(matter: Matter) -> Document:
    """Return the list as a document."""
    title = matter.words("evidence.checklist.title")
    return Document(title, matter.words.locale, matter.made, (Title(title), *_blocks(matter)))


def _blocks(matter: Matter) -> Iterator[Block]:
    words, got = matter.words, matter.case.evidence
    yield Paragraph(matter.shown.title, strong=True)
    asked: set[str] = set()
    for step in _steps(matter):
        own = points(step, got)
        asked |= {step.id, *(point.item for point in own)}
        yield Heading(step.title)
        yield Bullets(tuple(_line(matter, point) for point in own))
        yield from (Paragraph(line) for line in step.text.splitlines() if line.strip() and not line.startswith(_POINT))
    more = [(item, at) for item, at in got.items() if item not in asked]
    if more:
        yield Heading(words("evidence.checklist.more"))
        yield Bullets(tuple(_line(matter, Point(item, matter.said(item), at)) for item, at in more))


def names(matter: Matter) -> dict[str, str]:
    """Return what the steps of the playbook and the points of its evidence are called, by their ids."""
    found = _playbook(matter)
    if found is None:
        return {}
    titles = {step.id: step.title for section in found.sections for step in section.steps}
    return titles | {point.item: point.text for step in _steps(matter) for point in points(step, {})}


def _steps(matter: Matter) -> tuple[Step, ...]:
    found = _playbook(matter)
    return next((section.steps for section in found.sections if section.id == "evidence"), ()) if found else ()


def _playbook(matter: Matter) -> Playbook | None:
    shown = matter.shown
    if shown.case.topic not in library().topics:
        return None
    return playbook(shown.case.topic, shown.jurisdiction, matter.words.locale, today=matter.as_of)


def _line(matter: Matter, point: Point) -> str:
    words = matter.words
    box = f"{_BOX[bool(point.got_at)]} {point.text}"
    return words("evidence.checklist.got", point=box, day=words.day(point.got_at)) if point.got_at else box
