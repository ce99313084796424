"""Triage: one to three questions that lead an alert to the right playbook. The table is `triage.toml`.

"Not me" and "me, but tricked" are different law; a hold that has not dropped needs a week and no letter. What was
answered comes in as an argument: nothing here reads a ledger or a clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from dashboard.playbooks.credit_line import LOANS
from dashboard.playbooks.tables import BrokenPlaybook, parse, read

MOST: Final = 3  # questions before one is let go on
ENDS: Final = ("settled", "family", "wait", "look", "not_failed")
_FILE: Final = Path(__file__).with_name("triage.toml")


@dataclass(frozen=True, slots=True)
class Choice:
    """What follows from one answer; the fields as in the table."""

    ask: str = ""
    topic: str = ""
    further: tuple[str, ...] = ()
    answer: str = ""
    means: str = ""
    hint: str = ""
    end: str = ""
    wait: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where the answers so far have led. An empty `topic` leaves the alert's own, an empty `ask` means that all is said."""

    said: tuple[tuple[str, str], ...] = ()  # question and answer, in order
    ask: str = ""
    topic: str = ""
    further: tuple[str, ...] = ()
    answer: str = ""
    hints: tuple[str, ...] = ()
    end: str = ""
    wait: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """The whole table."""

    start: Mapping[str, str]
    ask: Mapping[str, Mapping[str, Choice]]

    def first(self, kind: str, reasons: frozenset[str] = frozenset()) -> str:
        """Return the first question of a kind of alert; empty where there is nothing to ask."""
        loan = self.start.get(f"{kind}.loan", "") if reasons & LOANS else ""
        return loan or self.start.get(kind, "")

    def follow(
        self, kind: str, said: Mapping[str, str], *, reasons: frozenset[str] = frozenset(), given: str = ""
    ) -> Lead:
        """Return where answers lead.

        Args:
            kind: of the alert.
            said: question -> answer. What belongs to another branch, or to an older table, counts as not said.
            reasons: the codes of the alert's reasons.
            given: the answer to the alert itself, which may have said as much as the first question asks.
        """
        path = Lead(ask=self.first(kind, reasons))
        while path.ask:
            choices = self.ask[path.ask]
            means = (name for name, choice in choices.items() if given and choice.means == given and not path.said)
            answer = said.get(path.ask) or next(means, "")
            if answer not in choices:
                return path
            path = _on(path, answer, choices[answer])
        return path


def _on(path: Lead, answer: str, choice: Choice) -> Lead:
    """Go on by one answer; what was decided before stands until something else is."""
    return replace(
        path,
        said=(*path.said, (path.ask, answer)),
        ask=choice.ask,
        topic=choice.topic or path.topic,
        further=tuple(dict.fromkeys(path.further + choice.further)),
        answer=choice.answer or path.answer,
        hints=path.hints + ((choice.hint,) if choice.hint else ()),
        end=choice.end,
        wait=choice.wait,
    )


@cache
def questions() -> Questions:
    """Return the shipped table, read and checked once."""
    return read_questions(_FILE)


def read_questions(path: Path) -> Questions:
    """Read a table.

    Raises:
        BrokenPlaybook: a question leads nowhere, or in a circle, or a field is unknown.
    """
    table: Mapping[str, Any] = parse(read(path, path.name), path.name)
    ask = {
        name: {said: _choice(path, name, cells) for said, cells in own.items()} for name, own in table["ask"].items()
    }
    found = Questions(table["start"], ask)
    for question in found.start.values():
        _check(path, found, question, MOST)
    return found


def _choice(path: Path, question: str, cells: Mapping[str, Any]) -> Choice:
    try:
        choice = Choice(**{**cells, "further": tuple(cells.get("further", ()))})
    except TypeError as error:
        raise BrokenPlaybook(path.name, f"`{question}` has an answer with a field that nobody knows") from error
    if (
        choice.end not in ("", *ENDS)
        or choice.answer not in ("", "mine", "not_mine")
        or bool(choice.wait) is not (choice.end == "wait")
    ):
        raise BrokenPlaybook(path.name, f"`{question}` has an answer that ends in no known way")
    return choice


def _check(path: Path, found: Questions, question: str, left: int) -> None:
    if question not in found.ask or not left:
        raise BrokenPlaybook(path.name, f"`{question}` is no question, or comes after too many")
    for choice in found.ask[question].values():
        if choice.ask:
            _check(path, found, choice.ask, left - 1)
