"""Days that no statement shows, and balances that do not follow: money may have moved there unseen.

A hole is a stretch between two statements of one account. Where both print their period, every day of it counts; where
a period is only the days of the first and last row, a silence has to be longer than any the account knows. Balances
decide before days: where they connect, nothing moved; where they do not, the difference is what no statement shows.
The statement that is merely not there yet, after the last one, is no hole.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from detect.coverage import Span, connected
from detect.finding import Fact, Finding, Reason
from detect.scene import Resolution, Scene
from ingest.money import minor_units
from ingest.notes import Note

_SILENCE: Final = 31  # days between two statements without printed periods that need no explanation
_BROKEN: Final = 0.9
_HOLE: Final = 0.6
_UNSURE: Final = 0.4


class _Gap(NamedTuple):
    first: dt.date
    last: dt.date
    amount: int  # minor units that no row explains, 0 where only days are missing
    currency: str
    code: str  # of the reason


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each hole and each balance that does not follow, and settle those that were filled."""
    findings: list[Finding] = []
    covered = scene.covered
    broken = _broken_inside(scene)
    for (person, account), spans in covered.spans.items():
        whole = [span for span in spans if not span.filtered and span.first <= scene.view.as_of]
        gaps = [*_between(scene, person, account, whole), *broken.get((person, account), ())]
        own = {_subject(person, account, gap): _finding(person, account, gap) for gap in gaps}
        findings += own.values()
        months = {_month(person, account, month) for span in spans for month in _months(span.first, scene.view.as_of)}
        scene.resolved.append(Resolution("statement_gap", tuple(sorted(months - own.keys())), Reason("filled", {})))
    return findings


def _between(scene: Scene, person: str, account: str, spans: list[Span]) -> Iterator[_Gap]:
    """Yield what is missing between statements: by balances in each currency, else by days of the whole account."""
    explained: set[dt.date] = set()
    for currency in dict.fromkeys(span.currency for span in spans):
        for before, after in pairwise(span for span in spans if span.currency == currency):
            if before.closing is None or after.opening is None or after.first <= before.last:
                continue
            moved = after.opening - before.closing
            if moved:
                yield _Gap(before.last, after.first, abs(moved), currency, "balance_jumps")
            if moved or connected(before, after):
                explained.add(after.first)
    reached = spans[0] if spans else None
    silence = _longest_silence(scene, person, account)
    for span in spans[1:]:
        assert reached is not None
        missing = (span.first - reached.last).days - 1
        needed = 1 if span.printed and reached.printed else max(_SILENCE, 2 * silence)
        if missing >= needed and span.first not in explained:
            day = dt.timedelta(days=1)
            yield _Gap(reached.last + day, span.first - day, 0, span.currency, "days_uncovered")
        reached = max(reached, span, key=lambda one: one.last)


def _longest_silence(scene: Scene, person: str, account: str) -> int:
    """Return the most days between two rows of one statement of the account."""
    view = scene.view
    rows = view.rows_of(person, account)
    statement, day = view.column("statement_id")[rows], view.day[rows]
    order = np.lexsort((day, statement))
    steps = np.diff(day[order])[np.diff(statement[order]) == 0]
    return int(steps.max(initial=0))


def _broken_inside(scene: Scene) -> dict[tuple[str, str], list[_Gap]]:
    """Return statements whose own balances do not follow from their rows."""
    found: dict[tuple[str, str], list[_Gap]] = {}
    for row in scene.view.context.statements.itertuples():
        said = Note.loads(row.check_note) if row.check_status == "off" and row.first and row.last else None
        amount = _missing(said, row.currency) if said else 0
        if amount:
            first, last = dt.date.fromisoformat(row.first[:10]), dt.date.fromisoformat(row.last[:10])
            if first <= scene.view.as_of:
                gap = _Gap(first, last, amount, row.currency, "balance_off")
                found.setdefault((row.person, row.account), []).append(gap)
    return found


def _missing(said: Note, currency: str) -> int:
    """Return by how much the balances of a statement miss its rows; 0 where it is only sums or counts that differ."""
    facts = {name: minor_units(str(fact), currency) for name, fact in said.facts.items() if name != "line"}
    if said.code == "balance_off":
        return abs(_whole(facts["difference"]))
    return abs(_whole(facts["read"]) - _whole(facts["printed"])) if said.code == "closing_off" else 0


def _whole(amount: int | Note) -> int:
    return amount if isinstance(amount, int) else 0


def _subject(person: str, account: str, gap: _Gap) -> str:
    return _month(person, account, gap.first.strftime("%Y-%m"))


def _month(person: str, account: str, month: str) -> str:
    return f"{person}/{account}/{month}"


def _months(first: dt.date, last: dt.date) -> Iterator[str]:
    month = first.replace(day=1)
    while month <= last:
        yield month.strftime("%Y-%m")
        month = (month + dt.timedelta(days=32)).replace(day=1)


def _finding(person: str, account: str, gap: _Gap) -> Finding:
    broken = gap.amount > 0
    facts: dict[str, Fact] = {"first": gap.first.isoformat(), "last": gap.last.isoformat(), "merchant": account}
    days = (gap.last - gap.first).days + 1
    reason: dict[str, Fact] = {"amount": gap.amount} if broken else {"days": days}
    return Finding(
        kind="statement_gap", severity="medium" if broken else "low", person=person, account=account, rows=(),
        score=_BROKEN if broken else _HOLE if days < _SILENCE else _UNSURE, amount=gap.amount, currency=gap.currency,
        facts=facts, reasons=(Reason(gap.code, reason),), subject=_subject(person, account, gap),
    )  # fmt: skip
