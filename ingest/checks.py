"""Does what was read add up to what the statement prints about itself?

Agreeing totals are evidence, not proof. Many public samples were shortened by hand, and Alipay says itself that its
sums may differ; so a disagreement is stored and shown with its place, and never refuses a file.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from ingest.balances import changes, trail
from ingest.money import decimal_text
from ingest.notes import Note, note
from ingest.statement import INFLOW, NEUTRAL, OUTFLOW, Statement

AGREES: Final = "agrees"
OFF: Final = "off"
NOT_CHECKABLE: Final = "not_checkable"


class Check(NamedTuple):
    """The verdict on one statement, and the note that explains it."""

    status: str
    note: Note


def check(statement: Statement) -> Check:
    """Compare printed counts, sums and balances with the lines; the first disagreement decides."""
    results = [result for part in (_totals, _closing, _running) for result in part(statement)]
    for status in (OFF, AGREES):
        for result in results:
            if result.status == status:
                return result
    return Check(NOT_CHECKABLE, note("nothing_printed"))


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
    followed = 0
    for code in dict.fromkeys(codes.tolist()):
        path = trail(statement, np.flatnonzero(codes == code))
        if path is None:
            continue
        followed += len(path.missing)
        for at in np.flatnonzero(path.missing)[:1].tolist():
            difference = decimal_text(int(path.missing[at]), code)
            line = int(statement.rows["line"].iloc[path.known[at + 1]])
            yield Check(OFF, note("balance_off", difference=difference, line=line))
    if followed:
        yield Check(AGREES, note("balances_agree", count=int(statement.rows["balance"].notna().sum())))
