"""Which way money went where amounts are printed without signs beside a running balance: it rose, or it fell."""

from collections.abc import Iterable, Sequence
from typing import Final

from ingest.guess.signs import way_of

_ENOUGH: Final = 3  # steps that are no chance


def ways(amounts: Sequence[int | None], balances: Sequence[int | None], said: Sequence[str]) -> list[int] | None:
    """Return for each line which way its money went, 1 in and -1 out; None where the balance does not follow.

    It must follow in every step, down the lines or up, and go both ways. The first line in time has no balance before it,
    unless a line without amount prints one: its words must say the way, else it is 0.

    Args:
        amounts: as printed, without signs; None where a line has none.
        balances: as printed, after each line.
        said: what each line says.

    >>> ways([25, 900, 75, 40], [225, 1125, 1050, 1010], ["POS purchase", "", "", ""])
    [-1, 1, -1, -1]
    """
    if any(amount is not None and amount < 0 for amount in amounts):
        return None
    places = range(len(amounts))
    found = [read for order in (places, reversed(places)) if (read := _followed(amounts, balances, order))]
    if not found or any(one != found[0] for one in found[1:]):
        return None  # lines that follow both up and down tell nothing
    for n, amount in enumerate(amounts):
        if amount and not found[0][n]:
            found[0][n] = way_of(said[n])
    return found[0]


def _followed(amounts: Sequence[int | None], balances: Sequence[int | None], order: Iterable[int]) -> list[int] | None:
    """Follow the balance through lines in an order of time; the first line with an amount may stay 0."""
    before: int | None = None
    found = [0] * len(amounts)
    steps = 0
    for n in order:
        amount, after = amounts[n], balances[n]
        if amount:
            if after is None or (before is not None and abs(after - before) != amount):
                return None
            if before is not None:
                found[n] = 1 if after > before else -1
                steps += 1
        before = before if after is None else after
    return found if steps >= _ENOUGH and {1, -1} <= set(found) else None
