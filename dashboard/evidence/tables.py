"""The tables of a pack: what happened in order, every reading of the rows, and whom the person was in touch with."""

from collections.abc import Iterator
from typing import Final

from dashboard.evidence.cells import table
from dashboard.evidence.matter import Matter, Sight
from dashboard.evidence.timeline import called, moments
from ingest.money import decimal_text

_CONTACTS: Final = frozenset({"told", "sent", "answered", "promised"})
_TIMELINE: Final = ("when", "what", "details", "amount", "currency", "source", "noted")
_ROW: Final = (
    "id", "when", "amount", "currency", "counterparty", "description", "status", "reference", "order_reference", "account",
    "reading", "file", "line", "sha256", "importer",
)  # fmt: skip
_CONTACT: Final = (
    "log_line", "when", "noted", "what", "party", "channel", "who", "reference", "answer", "said", "result", "until", "amount", "currency", "struck",
)  # fmt: skip


def timeline(matter: Matter) -> bytes:
    """Return everything that happened, in order."""
    return table(
        _header(matter, _TIMELINE),
        [(one.at, one.what, one.details, one.amount, one.currency, one.source, one.noted_at) for one in moments(matter)],
    )  # fmt: skip


def transactions(matter: Matter) -> bytes:
    """Return every reading of every row, a line each, with its raw cells; a row that no statement shows is its id alone."""
    widest = max((len(sight.cells) for sight in matter.sights), default=0)
    header = (
        *_header(matter, _ROW),
        *(matter.words("evidence.column.cell", number=n) for n in range(1, widest + 1)),
    )
    return table(header, _filled(_readings(matter), len(header)))


def contacts(matter: Matter) -> bytes:
    """Return the lines of the log that tell of a contact; struck ones are there and say so."""
    return table(_header(matter, _CONTACT), _contact_lines(matter))


def _header(matter: Matter, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(matter.words(f"evidence.column.{name}") for name in names)


def _readings(matter: Matter) -> Iterator[tuple[str, ...]]:
    seen: dict[str, int] = {}
    for sight in matter.sights:
        seen[sight.row.txn_id] = seen.get(sight.row.txn_id, 0) + 1
        yield (*_reading(matter, sight, seen[sight.row.txn_id]), *map(matter.said, sight.cells))
    yield from ((identity,) for identity in matter.gone)


def _reading(matter: Matter, sight: Sight, number: int) -> tuple[str, ...]:
    row, said = sight.row, matter.said
    return (
        row.txn_id, row.booked_at, decimal_text(row.amount, row.currency), row.currency, said(row.counterparty), said(row.description),
        row.status, said(row.reference), said(row.order_reference), matter.account(row.account),
        str(number), said(sight.file), str(sight.line), sight.sha256, sight.importer,
    )  # fmt: skip


def _filled(rows: Iterator[tuple[str, ...]], width: int) -> Iterator[tuple[str, ...]]:
    return ((*row, *[""] * (width - len(row))) for row in rows)


def _contact_lines(matter: Matter) -> Iterator[tuple[str, ...]]:
    words = matter.words
    for line in matter.shown.lines:
        event = line.event
        if event.kind not in _CONTACTS:
            continue
        named = (words(f"case.{name}.{event.text(name)}") if event.text(name) else "" for name in ("party", "channel"))
        answer = words(f"case.answer.{event.text('answer')}") if event.text("answer") else ""
        writing = words("case.in_writing") if event.facts.get("in_writing") is True else ""
        yield (
            str(event.seq), event.at, event.noted_at, called(matter, event.kind), *named, matter.said(event.text("who")),
            matter.said(event.text("reference")), ", ".join(filter(None, (answer, writing))), matter.said(event.text("text")),
            matter.said(event.text("result")), event.text("due") or event.text("next_on"),
            decimal_text(event.amount(), event.text("currency")) if event.amount() else "", event.text("currency"),
            words("case.yes") if line.struck else "",
        )  # fmt: skip
