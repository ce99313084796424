from itertools import pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.balances import ends, trail
from ingest.statement import Printed
from tests.ingest.test_checks import statement

AMOUNTS = st.lists(st.integers(-10_000, 10_000).filter(bool), min_size=1, max_size=12)


def balances(amounts: list[int], opening: int) -> list[int]:
    return [opening + int(total) for total in np.cumsum(amounts)]


@given(AMOUNTS, st.integers(-5000, 5000), st.booleans())
def test_running_balances_tell_where_a_statement_begins_and_ends(
    amounts: list[int], opening: int, newest_first: bool
) -> None:
    shown, rows = balances(amounts, opening), list(amounts)
    if newest_first:
        shown, rows = shown[::-1], rows[::-1]
        assume([after - before for before, after in pairwise(shown)] != rows[1:])  # some read either way
    assert ends(statement(rows, Printed(), balance=shown)) == (opening, opening + sum(amounts))


@given(AMOUNTS, st.data())
def test_a_balance_on_the_last_row_of_a_day_is_enough(amounts: list[int], data: st.DataObject) -> None:
    shown = balances(amounts, 100)
    hidden = data.draw(st.sets(st.integers(0, len(amounts) - 2))) if len(amounts) > 1 else set()
    sparse = [None if n in hidden else value for n, value in enumerate(shown)]
    path = trail(statement(amounts, Printed(), balance=sparse), np.arange(len(amounts)))
    assert path is not None
    assert not path.missing.any()


def test_what_is_printed_goes_before_what_is_derived() -> None:
    assert ends(statement([100], Printed(opening=1, closing=2), balance=[7])) == (1, 2)


def test_balances_that_do_not_follow_prove_no_ends() -> None:
    assert ends(statement([100, 100], Printed(), balance=[100, 350])) == (None, None)
    assert ends(statement([100, 100], Printed())) == (None, None)


def test_a_pending_row_without_a_balance_is_passed_over() -> None:
    rows = statement([100, -30, 50], Printed(), balance=[100, None, 150], status=["posted", "pending", "posted"])
    assert ends(rows) == (0, 150)
