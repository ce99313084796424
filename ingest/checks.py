"""Does what was read add up to what the statement prints about itself?

Agreeing totals are evidence, not proof. Many public samples were shortened by hand, and Alipay says itself that its
sums may differ; so a disagreement is stored and shown with its place, and never refuses a file.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np

from ingest.balances import Trail, changes, trail
from ingest.money import decimal_text
from ingest.notes import Note, note
from ingest.statement import INFLOW, NEUTRAL, OUTFLOW, Line, Statement

AGREES: Final = "agrees"
OFF: Final = "off"
NOT_CHECKABLE: Final = "not_checkable"
_SHOWN: Final = 3  # breaks of a running balance whose lines are shown
_PLACE: Final = note("balance_break")


class Check(NamedTuple):
    """One comparison, the note that explains it, and the lines where it fails, if it fails at lines."""

    status: str
    note: Note
    lines: tuple[Line, ...] = ()


def dumps(results: Iterable[Check]) -> str:
    """Write comparisons as one line of JSON for the store."""
    told = [
        [result.status, result.note.dumps(), [[line.number, line.note.dumps(), line.text] for line in result.lines]]
        for result in results
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> tuple[Check, ...]:
    """Read what `dumps` wrote."""
    return tuple(
        Check(status, Note.loads(said), tuple(Line(number, Note.loads(why), shown) for number, why, shown in lines))
        for status, said, lines in json.loads(text)
    )


def checks(statement: Statement) -> tuple[Check, ...]:
    """Compare printed counts, sums and balances with the lines: every comparison that the statement allows."""
    return tuple(result for part in (_totals, _closing, _running) for result in part(statement))


def verdict(results: Iterable[Check]) -> Check:
    """Return the comparison that decides on the statement: the first that disagrees, else the first that agrees."""
    known = list(results)
    found = (result for status in (OFF, AGREES) for result in known if result.status == status)
    return next(found, Check(NOT_CHECKABLE, note("nothing_printed")))


def check(statement: Statement) -> Check:
    """Return the verdict on a statement."""
    return verdict(checks(statement))


def _totals(statement: Statement) -> Iterator[Check]:
    printed, rows, flow = statement.printed, statement.rows, statement.flow
    amounts = printed.summed(rows)
    compared: list[tuple[str, int, int, str | None]] = []
    if printed.count is not None:
        compared.append(("count", printed.count, len(rows) + len(statement.unread), None))
    for name, direction in (("inflow", INFLOW), ("outflow", OUTFLOW), ("neutral", NEUTRAL)):
        count, total = getattr(printed, f"{name}_count"), getattr(printed, name)
        if count is not None:
            compared.append((f"{name}_count", count, int((flow == direction).sum()), None))
        if total is not None:
            compared.append((name, total, int(amounts[flow == direction].sum()), statement.account.currency))
    for what, wanted, read, currency in compared:
        if wanted != read:
            yield Check(OFF, note("totals_off", what=what, **_difference(wanted, read, currency)))
            return
    if compared:
        yield Check(AGREES, note("totals_agree", what=", ".join(what for what, *_ in compared)))


def _difference(printed: int, read: int, currency: str | None) -> dict[str, str]:
    def show(value: int) -> str:
        return str(value) if currency is None else f"{decimal_text(value, currency)} {currency}"

    return {"printed": show(printed), "read": show(read), "difference": show(read - printed)}


def _closing(statement: Statement) -> Iterator[Check]:
    opening, closing = statement.printed.opening, statement.printed.closing
    if opening is None or closing is None:
        return
    currency = statement.account.currency
    read = opening + int(changes(statement).sum())
    if read == closing:
        yield Check(AGREES, note("closing_agrees", closing=decimal_text(closing, currency)))
    else:
        yield Check(
            OFF, note("closing_off", read=decimal_text(read, currency), printed=decimal_text(closing, currency))
        )


def _running(statement: Statement) -> Iterator[Check]:
    """Follow the running or daily balances of each currency."""
    codes = statement.rows["currency"].to_numpy(dtype=object)
    followed, broken = 0, False
    for code in dict.fromkeys(codes.tolist()):
        path = trail(statement, np.flatnonzero(codes == code))
        if path is None:
            continue
        followed += len(path.missing)
        missed = np.flatnonzero(path.missing).tolist()
        if missed:
            broken = True
            difference = decimal_text(int(path.missing[missed[0]]), code)
            line = int(statement.rows["line"].iloc[path.known[missed[0] + 1]])
            yield Check(OFF, note("balance_off", difference=difference, line=line), _around(statement, path, missed))
    if followed and not broken:
        yield Check(AGREES, note("balances_agree", count=int(statement.rows["balance"].notna().sum())))


def _around(statement: Statement, path: Trail, missed: list[int]) -> tuple[Line, ...]:
    """Return the lines of the first breaks: each with the line whose balance it does not follow from."""
    places = sorted({int(path.known[at + step]) for at in missed[:_SHOWN] for step in (0, 1)})
    numbers = statement.rows["line"]
    return tuple(Line(int(numbers.iloc[n]), _PLACE, "  ".join(statement.cells[n])) for n in places)
