"""A case made ready for a person: its title, place and log in words. Command line and pages show the same."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import pandas as pd

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.playbooks.library import library
from dashboard.present import Presenter, ShownRow
from dashboard.punctuation import labelled, sentences
from dashboard.theft import account_step
from detect.alert import Alert
from detect.case import Case, Event
from detect.case_rows import CREDITS
from detect.casebook import Casebook
from detect.clocks import Instrument, Reading
from detect.promises.listing import Expected, expected
from detect.proposals import Evidence, Proposal, propose

_LONG: Final = 400  # characters of what the person wrote


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the log. `details` is plain text, made visible; `struck` says that it has no effect any longer."""

    event: Event
    what: str
    details: str
    struck: bool


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case with its words. `rows` are those that a file still shows; `country` is empty where neither account nor person tells it."""

    case: Case
    title: str
    jurisdiction: str
    country: str
    instrument: Instrument
    alerts: tuple[Alert, ...]
    rows: tuple[ShownRow, ...]
    lines: tuple[ShownLine, ...]

    @property
    def undescribed(self) -> bool:
        """Tell whether a running case's account is of no known country or kind, so that offices and deadlines may be missing."""
        known = bool(self.country and self.instrument.account)
        return self.case.status != "closed" and bool(self.case.account) and not known


class CasePresenter:
    """Shows cases of one casebook in the language of a Presenter, which reads the ledger once.

    `links` returns what `LinkBook.pairs` does, where it was read before.
    """

    def __init__(
        self, casebook: Casebook, presenter: Presenter, links: Callable[[], pd.DataFrame] | None = None
    ) -> None:
        self._casebook = casebook
        self._presenter = presenter
        self._links = links or casebook.linkbook.pairs

    @cached_property
    def _alerts(self) -> dict[str, Alert]:
        return {alert.alert_id: alert for alert in self._casebook.alerts()}

    def case(self, case: Case) -> ShownCase:
        """Return a case with its words, under the rules of the place where its account is kept."""
        words, shelf = self._presenter.words, library()
        rows = self._presenter.rows(case.rows)
        place = self._presenter.places.of(case.person, held_by(case, rows))
        texts = shelf.topics.get(case.topic)
        return ShownCase(
            case=case,
            title=texts[words.locale].title if texts else quoted(case.topic),
            jurisdiction=place.jurisdiction,
            country=place.country,
            instrument=Instrument(place.kind, more=frozenset({place.institution} - {""})),
            alerts=tuple(self._alerts[name] for name in case.alerts if name in self._alerts),
            rows=rows,
            lines=shown_lines(words, case),
        )

    def proposals(self, shown: ShownCase, readings: Sequence[Reading], today: dt.date) -> tuple[Proposal, ...]:
        """Return what ledger and clocks suggest for a case; nothing of it happens by itself."""
        others = (case for case in self._casebook.cases.list() if case.case_id != shown.case.case_id)
        used = {event.text("txn_id") for case in others for event in case.live if event.kind in CREDITS}
        evidence = Evidence(
            self._presenter.frame, self._links(), today, shown.alerts, self._promises(shown, today), used - {""}
        )  # fmt: skip
        return propose(shown.case, evidence, readings)

    def _promises(self, shown: ShownCase, today: dt.date) -> tuple[Expected, ...]:
        """Return promises for the cases that wait for one: finding them takes as long as a scan's links."""
        if shown.case.topic != "refund-missing" or self._presenter.frame.empty:
            return ()
        return expected(self._presenter.frame, self._casebook.context(), today)


def held_by(case: Case, rows: Iterable[ShownRow]) -> tuple[str, ...]:
    """Return the accounts that a case is about: its own, else those of its rows, the one that most money left first."""
    if case.account:
        return (case.account,)
    out: Counter[str] = Counter()
    for row in rows:
        out[row.account] -= min(row.amount, 0)
    return tuple(sorted(out, key=lambda name: (-out[name], name)))


def shown_lines(words: Words, case: Case) -> tuple[ShownLine, ...]:
    """Return the log of a case in words, the struck lines too."""
    live = {event.seq for event in case.live}
    return tuple(
        ShownLine(
            event,
            words(f"case.event.{event.kind}"),
            " · ".join(_details(words, event, case.topic)),
            event.seq not in live and event.kind != "struck",
        )
        for event in case.events
    )


def _details(words: Words, event: Event, topic: str) -> Iterator[str]:
    """Yield what a line says, in the order in which people ask: whom, how, what, how much, until when."""
    yield from (
        words(f"case.{name}.{event.text(name)}")
        for name in ("party", "channel", "answer", "outcome")
        if event.text(name)
    )
    if event.facts.get("in_writing") is True:
        yield words("case.in_writing")
    if event.kind == "opened":
        yield _topic(words, event.text("topic"))
    if event.kind == "confirmed":
        yield from (_confirmed(words, name, value) for name, value in event.facts.items())
        return
    if event.amount():
        yield words.money(event.amount(), event.text("currency"))
    yield from (quoted(event.text(name)) for name in ("who", "item") if event.text(name))
    yield from (_named(words, name, event.text(name), topic) for name in ("template", "step") if event.text(name))
    if event.text("reference"):
        yield words("case.number", number=quoted(event.text("reference")))
    yield from (quoted(event.text(name), _LONG) for name in ("result", "text") if event.text(name))
    if event.text("txn_id"):
        yield words("case.row", txn_id=event.text("txn_id"))
    if event.kind == "struck":
        yield words("case.line_number", line=event.text("seq"))
    if event.text("due"):
        yield words("case.until", day=words.day(event.text("due")))
    if event.text("next_on"):
        yield words("case.again", day=words.day(event.text("next_on")))


def _topic(words: Words, topic: str) -> str:
    texts = library().topics.get(topic)
    return texts[words.locale].title if texts else quoted(topic)


def _named(words: Words, name: str, code: str, topic: str) -> str:
    """Return a letter's or a step's title; a step that only a place adds stays as it was written."""
    if name == "template":
        key = f"letter.name.{code}"
        return words(key) if key in words else quoted(code)
    if code.startswith(account_step("")):
        return f"{words('theft.freeze.account')} {account_name(code.removeprefix(account_step('')), words)}"
    return _step_titles(topic, words.locale).get(code, quoted(code))


@cache
def _step_titles(topic: str, locale: str) -> dict[str, str]:
    """Return the titles of a topic's own steps."""
    texts = library().topics.get(topic)
    return {step.id: step.title for steps in texts[locale].sections.values() for step in steps} if texts else {}


def _confirmed(words: Words, name: str, value: object) -> str:
    """Return a fact that the person stands by as the question it answers; days as the language writes them."""
    answers = {True: "case.yes", "yes": "case.yes", False: "case.no", "no": "case.no"}
    text = str(value)
    if value in answers:
        said = words(answers[value])
    elif (answer := f"case.said.{name}.{text}") in words:
        said = words(answer)
    else:
        said = words.moment(text) if is_moment(text) else quoted(text, _LONG)
    key = next((key for key in (f"letter.ask.{name}", f"case.ask.{name}") if key in words), "")
    return sentences((words(key), said), words) if key else labelled(quoted(name), said, words)


def is_moment(text: str) -> bool:
    """Tell whether a text is an ISO day, or a day and a time."""
    try:
        return dt.datetime.fromisoformat(text).isoformat().startswith(text)
    except ValueError:
        return False
