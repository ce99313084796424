import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.checks import check, checks, dumps, loads
from ingest.draft import Draft
from ingest.source import Row
from ingest.statement import AccountHint, Printed, Statement
from tests.ingest.exports import Paid, cmb, source, with_balances
from tests.ingest.golden import named

ACCOUNT = AccountHint("bank", "1", currency="CNY")


def statement(amounts: list[int], printed: Printed | None = None, **columns: object) -> Statement:
    draft = Draft([Row(n, ["x"]) for n in range(1, len(amounts) + 1)], ["x"])
    values = {
        "booked_at": np.array(["2026-01-01"] * len(amounts), dtype="datetime64[us]"),
        "amount": np.array(amounts, dtype=np.int64),
        "currency": ["CNY"] * len(amounts),
        **columns,
    }
    return draft.finish(ACCOUNT, values, [str(n) for n in range(len(amounts))], printed=printed or Printed())


def test_without_anything_printed_nothing_is_claimed() -> None:
    assert check(statement([100, -50])).status == "not_checkable"


def test_totals_that_match_agree() -> None:
    printed = Printed(count=3, inflow=100, inflow_count=1, outflow=70, outflow_count=2, neutral=0, neutral_count=0)
    assert check(statement([100, -50, -20], printed)).status == "agrees"


@pytest.mark.parametrize(
    ("printed", "what"),
    [
        (Printed(count=4), "count: printed 4, read 3, difference -1"),
        (Printed(inflow=99), "inflow: printed 0.99 CNY, read 1.00 CNY, difference 0.01 CNY"),
        (Printed(outflow=71), "outflow: printed 0.71 CNY, read 0.70 CNY, difference -0.01 CNY"),
        (Printed(outflow_count=1), "outflow_count: printed 1, read 2, difference 1"),
    ],
)
def test_totals_that_do_not_match_are_off_by_how_much(printed: Printed, what: str) -> None:
    verdict = check(statement([100, -50, -20], printed))
    assert (verdict.status, str(verdict.note)) == ("off", what)


def test_an_unread_line_counts_as_a_line() -> None:
    """The count says whether a line was missed, not whether it was understood."""
    whole = statement([100], Printed(count=2))
    draft = Draft([Row(2, ["x"])], ["x", "y"])
    unread = draft.finish(
        ACCOUNT,
        {"booked_at": np.array(["2026-01-01"], dtype="datetime64[us]"), "amount": np.array([0]), "currency": ["CNY"]},
        ["k"],
    ).unread
    assert check(replace(whole, unread=unread)).status == "agrees"


def test_opening_and_lines_give_the_closing_balance() -> None:
    assert check(statement([100, -50], Printed(opening=10, closing=60))).status == "agrees"
    assert check(statement([100, -50], Printed(opening=10, closing=61))).status == "off"


def test_rows_that_moved_no_money_are_no_part_of_the_balance() -> None:
    printed = Printed(opening=0, closing=100)
    assert check(statement([100, -50], printed, status=["posted", "pending"])).status == "agrees"
    assert check(statement([100, -50], printed, moved=[True, False])).status == "agrees"


def test_a_fee_printed_apart_is_part_of_the_balance() -> None:
    assert check(statement([-100, 0], Printed(opening=500, closing=390), fee=[-5, -5])).status == "agrees"


ROWS = st.lists(st.integers(-10_000, 10_000).filter(bool), min_size=2, max_size=12)


def running(amounts: list[int], *, newest_first: bool = False) -> list[Paid]:
    paid = [Paid(dt.datetime(2026, 1, n + 1, tzinfo=None), amount) for n, amount in enumerate(amounts)]  # noqa: DTZ001
    rows = with_balances(paid)
    return rows[::-1] if newest_first else rows


@given(ROWS, st.booleans())
def test_running_balances_agree_in_either_direction(amounts: list[int], newest_first: bool) -> None:
    (read,) = named("cmb_debit").parse(source(cmb(running(amounts, newest_first=newest_first))))
    assert check(read).status == "agrees"


@given(ROWS.filter(lambda amounts: len(amounts) > 3), st.data())
def test_a_missing_line_breaks_the_running_balance_at_its_place(amounts: list[int], data: st.DataObject) -> None:
    rows = running(amounts)
    gone = data.draw(st.integers(1, len(rows) - 2))
    (read,) = named("cmb_debit").parse(source(cmb(rows[:gone] + rows[gone + 1 :])))
    verdict = check(read)
    assert verdict.status == "off"
    if len(set(amounts)) == len(amounts) and gone > 1:
        assert "balance" in str(verdict.note)


def test_every_comparison_is_told_and_one_that_fails_decides() -> None:
    printed = Printed(count=2, opening=0, closing=51)
    found = checks(statement([100, -50], printed))
    assert [result.status for result in found] == ["agrees", "off"]
    assert check(statement([100, -50], printed)) == found[1]


def test_a_broken_balance_names_the_lines_on_both_sides_of_the_break() -> None:
    rows = running([100, 200, 300, 400])
    (read,) = named("cmb_debit").parse(source(cmb(rows[:2] + rows[3:])))
    (found,) = checks(read)
    assert [line.number for line in found.lines] == [3, 4]
    assert "2026-01-04" in found.lines[1].text
    assert loads(dumps([found])) == (found,)


def test_balances_of_two_currencies_are_followed_apart() -> None:
    lines = [
        "2026-01-01,CNY,-1.00,9.00,a,b,c",
        "2026-01-01,USD,-1.00,99.00,a,b,c",
        "2026-01-02,CNY,-1.00,8.00,a,b,c",
        "2026-01-02,USD,2.00,101.00,a,b,c",
    ]
    text = "\n".join(["记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要", *lines, ""])
    (read,) = named("cmb_debit").parse(source(text.encode()))
    assert check(read).status == "agrees"
