"""A playbook as plain text for a terminal and as Markdown for a file; pages draw the objects themselves."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from dashboard.playbooks.shown import Ladder, Playbook, Section, ShownClock, ShownContact, Step

_IN_ORDER: Final = ("now", "today", "week")  # sections whose steps are counted through; the others are not a sequence

Line = tuple[int, str]  # how deep under its step, and what it says


def as_text(playbook: Playbook) -> str:
    """Return the playbook as plain text."""
    lines = [playbook.title, "", playbook.lead, "", playbook.banner]
    numbers = count(1)
    for section in playbook.sections:
        lines += ["", f"== {section.title} =="]
        for step, number in _numbered(section, numbers):
            lines += ["", f"{number}. {step.title}" if number else f"* {step.title}"]
            lines += [f"   {line}".rstrip() for line in step.text.splitlines()]
            lines += [f"   {'  ' * depth}- {said}" for depth, said in _attachments(step)]
    return "\n".join(lines) + "\n"


def as_markdown(playbook: Playbook) -> str:
    """Return the playbook as Markdown."""
    banner = "\n".join(f"> {line}" for line in playbook.banner.splitlines())
    parts = [f"# {playbook.title}", playbook.lead, banner]
    numbers = count(1)
    for section in playbook.sections:
        parts.append(f"## {section.title}")
        for step, number in _numbered(section, numbers):
            parts.append(f"### {number}. {step.title}" if number else f"### {step.title}")
            attachments = "\n".join(f"{'  ' * depth}- {said}" for depth, said in _attachments(step))
            parts += [part for part in (step.text, attachments) if part]
    return "\n\n".join(parts) + "\n"


def _numbered(section: Section, numbers: Iterator[int]) -> Iterator[tuple[Step, int]]:
    for step in section.steps:
        yield step, next(numbers) if section.id in _IN_ORDER else 0


def _attachments(step: Step) -> Iterator[Line]:
    """Yield what a step carries: by when, whom, which rule, which office."""
    yield from _clocks(step.clocks, 0)
    yield from _contacts(step.contacts, 0)
    yield from ((0, law.text) for law in step.laws)
    seen = {clock.id for clock in step.clocks} | {contact.id for contact in step.contacts}
    for ladder in step.ladders:
        yield from _ladder(ladder, seen)


def _ladder(ladder: Ladder, seen: set[str]) -> Iterator[Line]:
    """Yield the offices of a ladder; what already stands further up in the step is not said again."""
    yield 0, ladder.title
    for body in ladder.bodies:
        yield 1, body.text
        yield from _contacts(tuple(contact for contact in body.contacts if contact.id not in seen), 2)
        yield from _clocks((clock for clock in body.clocks if clock.id not in seen), 2)
        seen |= {clock.id for clock in body.clocks} | {contact.id for contact in body.contacts}


def _clocks(clocks: Iterable[ShownClock], depth: int) -> Iterator[Line]:
    yield from ((depth, clock.text) for clock in clocks)


def _contacts(contacts: tuple[ShownContact, ...], depth: int) -> Iterator[Line]:
    """Yield each contact with its ways, then once how to see that they are genuine."""
    for contact in contacts:
        yield depth, contact.text
        yield from ((depth + 1, line) for line in contact.lines)
    yield from ((depth, verify) for verify in dict.fromkeys(contact.verify for contact in contacts if contact.ways))
