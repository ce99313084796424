"""A case made ready for a person: its title, place and log in words. Command line and pages show the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.i18n import Words, quoted
from dashboard.playbooks.library import library
from detect.case import Case, Event
from detect.clocks import Instrument
from ingest.ledger import Ledger

_LONG = 400  # characters of what the person wrote


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the log. `details` is plain text, made visible; `struck` says that it has no effect any longer."""

    event: Event
    what: str
    details: str
    struck: bool


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case with its words. `country` is empty where the account does not tell it."""

    case: Case
    title: str
    jurisdiction: str
    country: str
    instrument: Instrument
    lines: tuple[ShownLine, ...]


def show_case(ledger: Ledger, words: Words, case: Case) -> ShownCase:
    """Return a case in one language, under the rules of the place where its account is kept."""
    country, kind, institution = _account(ledger, case)
    shelf = library()
    texts = shelf.topics.get(case.topic)
    live = {event.seq for event in case.live}
    return ShownCase(
        case=case,
        title=texts[words.locale].title if texts else quoted(case.topic),
        jurisdiction=shelf.pack_for(country).id,
        country=country,
        instrument=Instrument(kind, more=frozenset({institution} - {""})),
        lines=tuple(
            ShownLine(
                event,
                words(f"case.event.{event.kind}"),
                " · ".join(_details(words, event)),
                event.seq not in live and event.kind != "struck",
            )
            for event in case.events
        ),
    )


def _account(ledger: Ledger, case: Case) -> tuple[str, str, str]:
    """Return country, kind and institution of the account that the case is about, empty where not known."""
    table = ledger.accounts()
    own = table[(table["person"] == case.person) & (table["label"] == case.account)]
    if own.empty:
        return ("", "", "")
    return (str(own["country"].iloc[0]), str(own["kind"].iloc[0]), str(own["institution"].iloc[0]))


def _details(words: Words, event: Event) -> Iterator[str]:
    """Yield what a line says, in the order in which people ask: whom, how, what, how much, until when."""
    yield from (
        words(f"case.{name}.{event.text(name)}")
        for name in ("party", "channel", "answer", "outcome")
        if event.text(name)
    )
    if event.facts.get("in_writing") is True:
        yield words("case.in_writing")
    if event.kind == "opened":
        yield event.text("topic")
    if event.kind == "confirmed":
        yield from (_confirmed(words, name, value) for name, value in event.facts.items())
        return
    if event.amount():
        yield words.money(event.amount(), event.text("currency"))
    yield from (quoted(event.text(name)) for name in ("who", "template", "step", "item", "alert") if event.text(name))
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


def _confirmed(words: Words, name: str, value: object) -> str:
    said = words("case.yes") if value is True else words("case.no") if value is False else quoted(str(value), _LONG)
    return words("case.confirmed", fact=quoted(name), value=said)
