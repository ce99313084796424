"""What a statement's balances say: how they follow its rows, and where it begins and ends.

Some banks print a balance on every line, some on the last line of a day; lines run from old to new or the other way.
"""

from typing import NamedTuple

import numpy as np

from ingest.statement import Statement


class Trail(NamedTuple):
    """The printed balances of rows in one currency: by how much each misses the one before, and both ends of the rows."""

    known: np.ndarray  # positions of rows that print a balance
    missing: np.ndarray  # int64, one fewer than known: what no row between two balances explains
    opening: int
    closing: int


def changes(statement: Statement) -> np.ndarray:
    """Return by how much each row moved the balance: int64 minor units, 0 for what is pending, failed or never moved."""
    rows = statement.rows
    return np.where(settled(statement), (rows["amount"] + rows["fee"]).to_numpy(), 0)


def settled(statement: Statement) -> np.ndarray:
    """Return which rows moved money for good (bool); what others print as a balance may be an older or a later one."""
    rows = statement.rows
    moved = np.asarray((rows["moved"] & ~rows["status"].isin(["pending", "failed"])).to_numpy())
    return moved if statement.beside is None else moved & ~statement.beside


def trail(statement: Statement, rows: np.ndarray) -> Trail | None:
    """Follow the balances of some rows (positions, of one currency), in the direction that fits better; None without any."""
    printed = statement.rows["balance"].iloc[rows]
    known = np.flatnonzero(printed.notna().to_numpy() & settled(statement)[rows])
    if not len(known):
        return None
    balance = printed.iloc[known].to_numpy(dtype="int64")
    change = changes(statement)[rows]
    through = np.cumsum(change)
    before = through - change
    forward = np.diff(balance) - np.diff(through[known])
    backward = -np.diff(balance) - np.diff(before[known])
    first, last, whole = known[0], known[-1], int(through[-1])
    if (forward == 0).sum() >= (backward == 0).sum():
        opening, closing = balance[0] - through[first], balance[-1] + whole - through[last]
        return Trail(rows[known], forward, int(opening), int(closing))
    opening, closing = balance[-1] - (whole - before[last]), balance[0] + before[first]
    return Trail(rows[known], backward, int(opening), int(closing))


def ends(statement: Statement) -> tuple[int | None, int | None]:
    """Return the balance before and after a statement: as printed, else as balances that follow every row show it."""
    printed, rows = statement.printed, statement.rows
    if printed.opening is not None and printed.closing is not None:
        return printed.opening, printed.closing
    if rows.empty or rows["currency"].nunique() != 1:
        return None, None
    followed = trail(statement, np.arange(len(rows)))
    if followed is None or followed.missing.any():
        return None, None
    return followed.opening, followed.closing
