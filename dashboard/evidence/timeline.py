"""What happened, in order: the rows of the statements and the lines of the log in one list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.case_shown import ShownLine, is_moment
from dashboard.evidence.checklist import names
from dashboard.evidence.matter import Matter
from dashboard.present import ShownRow
from dashboard.punctuation import labelled, sentences
from ingest.money import decimal_text

_NAMED: Final = {"alert_added": "alert", "step_done": "step", "evidence_got": "item"}  # facts that are ids with a name
_ANSWERS: Final = {"True": "yes", "yes": "yes", "False": "no", "no": "no"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `at` is ISO wall time or a day; amounts are signed, money out negative, empty where none."""

    at: str
    what: str
    details: str
    amount: str
    minor: int  # the same in minor units, 0 where there is none
    currency: str
    source: str  # where it is written
    noted_at: str = ""  # ISO UTC; of lines of the log


def moments(matter: Matter) -> list[Moment]:
    """Return everything in the order of time; of one moment rows first, then the log in its own order.

    A line with a day and no time stands where it was written among those of its day.
    """
    rows = [((row.booked_at, 0, n), _of_row(matter, row)) for n, row in enumerate(matter.rows)]
    titles = names(matter) | {shown.alert.alert_id: shown.title for shown in matter.alerts}
    lines = [((at, 1, line.event.seq), _of_line(matter, line, titles)) for at, line in _timed(matter.shown.lines)]
    return [moment for _, moment in sorted(rows + lines, key=lambda placed: placed[0])]


def _timed(lines: Iterable[ShownLine]) -> Iterator[tuple[str, ShownLine]]:
    """Yield the lines of a log, each with what orders it."""
    latest: dict[str, str] = {}  # of each day
    for line in lines:
        at = line.event.at
        latest[at[:10]] = latest.get(at, at)
        yield latest[at[:10]], line


def called(matter: Matter, kind: str) -> str:
    """Return the name of a kind of line, for others than the person who wrote it."""
    own = f"evidence.event.{kind}"
    return matter.words(own if own in matter.words else f"case.event.{kind}")


def _of_row(matter: Matter, row: ShownRow) -> Moment:
    words = matter.words
    said = (row.counterparty, row.description, row.reference or row.order_reference)
    return Moment(
        at=row.booked_at,
        what=words("evidence.out" if row.amount < 0 else "evidence.in"),
        details=" · ".join((*(matter.said(text) for text in said if text), matter.account(row.account))),
        amount=decimal_text(row.amount, row.currency),
        minor=row.amount,
        currency=row.currency,
        source=words("cli.where", file=matter.said(row.file), line=row.line),
    )


def _of_line(matter: Matter, line: ShownLine, titles: Mapping[str, str]) -> Moment:
    event, words = line.event, matter.words
    details = " · ".join(_details(matter, line, titles))
    return Moment(
        at=event.at,
        what=called(matter, event.kind),
        details=words("case.struck", text=details) if line.struck else details,
        amount=decimal_text(event.amount(), event.text("currency")) if event.amount() else "",
        minor=event.amount(),
        currency=event.text("currency"),
        source=words("evidence.log_line", line=event.seq),
        noted_at=event.noted_at,
    )


def _details(matter: Matter, line: ShownLine, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield what a line says; topic, alert, step, evidence and statements by their names."""
    event = line.event
    if event.kind == "opened":
        yield matter.shown.title
        if event.text("text"):
            yield matter.said(event.text("text"))
        return
    if event.kind == "rows_added":
        added = (row.counterparty for row in matter.rows if row.txn_id in event.names("rows") and row.counterparty)
        yield from dict.fromkeys(map(matter.said, added))
        return
    if event.kind == "confirmed":
        yield from (_statement(matter, name, str(value)) for name, value in event.facts.items())
        return
    named = titles.get(event.text(_NAMED.get(event.kind, "")))
    if named or line.details:
        yield named or matter.said(line.details)


def _statement(matter: Matter, name: str, value: str) -> str:
    """Return what the person stands by, with the question that was asked where it is one of ours; a day as the language writes it."""
    words = matter.words
    key = next((key for key in (f"letter.ask.{name}", f"case.ask.{name}") if key in words), "")
    answers = (f"case.{_ANSWERS.get(value, '')}", f"case.said.{name}.{value}")
    answer = next((answer for answer in answers if answer in words), "")
    said = words(answer) if answer else words.moment(value) if is_moment(value) else matter.said(value)
    return sentences((words(key), said), words) if key else labelled(matter.said(name), said, words)
