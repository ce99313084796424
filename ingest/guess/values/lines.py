"""Lines of a table that are no transactions: headings again, balances, totals, remarks, and details of another line."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ingest.guess.amounts import taken_apart
from ingest.guess.cells import cleaned
from ingest.guess.layout import is_heading
from ingest.guess.mapping import AMOUNTS
from ingest.guess.meanings import line_of
from ingest.guess.values.days import day_of
from ingest.guess.values.table import MappedTable
from ingest.guess.values.words import described
from ingest.guess.vocabulary import plain, roles_of, values_of
from ingest.notes import Note, note
from ingest.source import Row

_FEW_CELLS: Final = 3
_MONEY: Final = frozenset((*AMOUNTS, "original_amount"))


class _Line(NamedTuple):
    """What a line has, and its cells of words."""

    dated: bool
    paid: bool
    both: bool  # money out and money in
    balance: bool
    said: Sequence[str]


def set_aside(table: MappedTable) -> None:
    """Skip the lines that are no transactions by their own words, or by what they lack."""
    for n, (row, line) in enumerate(zip(table.draft.rows, _lines(table), strict=True)):
        reason = _reason(table, row, line)
        if reason is not None:
            table.draft.skip(n, reason)


def _lines(table: MappedTable) -> Iterator[_Line]:
    money = [table.cells(role) for role in AMOUNTS if table.has(role)]
    said = [*described(table), *_unmapped(table)]
    for n, (day, balance) in enumerate(zip(table.cells("booked_at"), table.cells("balance"), strict=True)):
        yield _Line(
            dated=day_of(table, day) is not None,
            paid=any(column[n] for column in money),
            both=len(money) > 1 and all(taken_apart(column[n]) for column in money),
            balance=bool(balance),
            said=[column[n] for column in said],
        )


def _unmapped(table: MappedTable) -> list[list[str]]:
    """Return the columns that play no role: a line that is none may be named in one of them."""
    return [table.layout.column(name) for name in table.layout.heading if name not in table.columns]


def _reason(table: MappedTable, row: Row, line: _Line) -> Note | None:
    """Say why a line is no transaction, or None."""
    if row.line in table.layout.asides:
        return note(table.layout.asides[row.line])
    if is_heading(row, table.layout):
        return note("remark")
    return _reason_dated(line, row.cells) if line.dated else _reason_undated(line, row.cells)


def _reason_dated(line: _Line, cells: Sequence[str]) -> Note | None:
    meanings = {values_of("lines").get(plain(cell).rstrip(": ")) for cell in line.said}
    if "turnover" in meanings:  # "total" alone may be a filling station
        return note("total")
    unpaid = () if line.paid else (*line.said, *_filled(cells))
    opening = "balance" in meanings or any(line_of(cell) == "balance" for cell in unpaid)
    return note("opening_balance") if opening or (line.balance and not line.paid) else None


def _reason_undated(line: _Line, cells: Sequence[str]) -> Note | None:
    filled = _filled(cells)
    meaning = next((found for cell in filled if (found := line_of(cell))), "")
    if meaning:
        return note("opening_balance" if meaning == "balance" else "total")
    if not any(map(str.isalnum, "".join(filled))):  # a line drawn with asterisks
        return note("remark")
    if line.both:  # the sums of both columns: a line of its own has one of them
        return note("total")
    return None if line.paid and len(filled) >= _FEW_CELLS else note("remark")


def _filled(cells: Sequence[str]) -> list[str]:
    return [cleaned(cell) for cell in cells if cell.strip()]


def doubt_shifted(table: MappedTable) -> None:
    """Leave lines unread that have more cells than the heading and lack their balance: a comma in a text moved it."""
    width = len(table.layout.heading)
    for n, cell in enumerate(table.cells("balance") if table.has("balance") else ()):
        found = len(table.draft.cells[n])
        if not cell and found > width:
            table.draft.problem(n, note("cells_missing", found=found, expected=width))


def name_bare(table: MappedTable) -> None:
    """Say of lines without any amount that they are details of another: nothing of theirs was overlooked."""
    layout, problems = table.layout, table.draft.problems
    columns = [(name, layout.column(name)) for name in layout.heading if "ignored" not in roles_of(name)]
    for n, reason in problems.items():
        if reason.code == "amount_missing" and not any(_may_be_money(name, cells[n]) for name, cells in columns):
            problems[n] = note("no_amount")


def _may_be_money(heading: str, cell: str) -> bool:
    """Tell whether a cell can be an amount of its line; bare digits only under a heading of money."""
    printed = taken_apart(cell)
    named = bool(roles_of(heading).keys() & _MONEY)
    return printed is not None and (named or not printed.body.isdigit())
