import datetime as dt

import numpy as np
import pytest

from ingest.draft import Draft, day_end, day_start, instants, times_printed
from ingest.importer import KeyCells
from ingest.notes import note
from ingest.source import Row
from ingest.statement import AccountHint

at = dt.datetime.fromisoformat
ME = AccountHint("bank", "1")


def draft(*rows: str, heading: str = "a,b", needed: int | None = None) -> Draft:
    return Draft([Row(n, row.split(",")) for n, row in enumerate(rows, start=2)], heading.split(","), needed)


def stamps(cell: str, *formats: str, serial: bool = False) -> tuple[dt.datetime | None, Draft]:
    made = draft(f"{cell},x")
    read = made.stamps([cell], formats, serial=serial)[0]
    return (None if made.problems else read.item()), made


def test_cells_are_laid_out_by_column_and_trimmed() -> None:
    made = draft(" 1 ,x", "\t2\t, y")
    assert made.text("a") == ["1", "2"]
    assert made.text("b") == ["x", "y"]
    assert made.text("no such column") == ["", ""]


def test_of_two_columns_with_one_name_the_first_counts() -> None:
    assert draft("1,2", heading="a,a").text("a") == ["1"]


def test_columns_that_are_laid_out_already_give_the_same_draft_as_their_rows() -> None:
    made = Draft.laid_out([2, 4], {"a": [" 1 ", ""], "b": ["x", " y"]})
    again = Draft([Row(2, [" 1 ", "x"]), Row(4, ["", " y"])], ["a", "b"])
    assert (made.columns, made.lines, made.problems) == (again.columns, again.lines, {})
    assert [list(cells) for cells in made.cells] == again.cells == [[" 1 ", "x"], ["", " y"]]


def test_a_table_without_rows_has_empty_columns() -> None:
    made = draft()
    assert made.text("a") == []
    assert made.stamps([], ("%Y",)).tolist() == []


@pytest.mark.parametrize(("row", "fits"), [("1", False), ("1,2", True), ("1,2,", True), ("1,2,3", False)])
def test_a_line_of_another_width_is_a_problem(row: str, *, fits: bool) -> None:
    assert (draft(row).problems == {}) is fits


def test_cells_after_the_last_needed_one_may_be_left_out() -> None:
    assert draft("1", needed=1).problems == {}


def test_the_first_problem_of_a_line_stays() -> None:
    made = draft("1,2")
    made.problem(0, note("date_missing"))
    made.problem(0, note("amount_missing"))
    assert made.problems[0].code == "date_missing"


def test_a_line_the_format_skips_is_no_problem_any_more() -> None:
    made = draft("1")
    made.skip(0, note("total"))
    made.problem(0, note("date_missing"))
    assert (made.problems, list(made.skips)) == ({}, [0])


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-03-04 12:01:07", "2026-03-04T12:01:07"),
        ("2026/3/4 9:01", "2026-03-04T09:01:00"),
        ("20260304", "2026-03-04"),
        ("202603041201", "2026-03-04T12:01:00"),
        ("45678.5", "2025-01-21T12:00:00"),
    ],
)
def test_dates_are_read_in_any_of_the_formats(cell: str, moment: str) -> None:
    formats = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y%m%d%H%M", "%Y%m%d")
    assert stamps(cell, *formats, serial=True)[0] == at(moment)


@pytest.mark.parametrize(
    "cell", ["today", "now", "NaT", "", "2026-02-30", "1969-12-31", "2200-01-01", "20261", "2026-03-04x", "nan", "1e9"]
)
def test_what_is_no_date_is_a_problem(cell: str) -> None:
    """Pandas reads "today" as this moment: the same file would be another one tomorrow."""
    _, made = stamps(cell, "%Y-%m-%d", "%Y%m%d", "%Y%m%d%H%M", serial=True)
    assert made.problems[0].code == ("date_unreadable" if cell else "date_missing")


def test_a_spreadsheet_that_dropped_the_seconds_does_no_harm() -> None:
    assert stamps("31/01/2026 9:05", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y")[0] == at("2026-01-31T09:05:00")


def test_an_optional_date_may_be_empty_but_not_wrong() -> None:
    made = draft("1,x", "2,x")
    read = made.stamps(["", "x"], ("%Y-%m-%d",), optional=True)
    assert np.isnat(read[0])
    assert list(made.problems) == [1]


def test_amounts_are_whole_numbers_and_problems() -> None:
    made = draft("1,x", "2,x", "3,x")
    assert made.amounts(["1.50", "", "x"], "CNY").tolist() == [150, 0, 0]
    assert [made.problems[n].code for n in (1, 2)] == ["amount_missing", "amount_unreadable"]
    assert draft("1,x").amounts([""], "CNY", optional=True).tolist() == [0]


def test_amounts_have_the_digits_of_their_own_currency() -> None:
    assert draft("1,x", "2,x").amounts(["12", "12"], ["JPY", "USD"]).tolist() == [12, 1200]


def test_an_odd_balance_is_missing_and_no_problem() -> None:
    made = draft("1,x", "2,x", "3,x")
    assert made.balances(["1.00", "", "--"], "CNY").tolist()[0] == 100
    assert made.balances(["1.00", "", "--"], "CNY").isna().tolist() == [False, True, True]
    assert made.problems == {}


def test_unknown_words_and_currencies_are_problems() -> None:
    made = draft("1,x", "2,x")
    assert made.words(["in", "sideways"], {"in": 1, "out": -1}, "direction_unknown") == [1, 1]
    assert made.currencies(["", "金币"], "CNY") == ["CNY", "CNY"]
    assert made.problems[1].code == "direction_unknown"


def test_a_reference_makes_the_key_else_the_content_does() -> None:
    made = draft("R1,shop", ",shop", heading="ref,text")
    values = {
        "booked_at": np.array(["2026-03-04", "2026-03-04"], dtype="datetime64[us]"),
        "amount": np.array([-5, -5]),
        "currency": ["CNY", "CNY"],
        "reference": made.text("ref"),
    }
    by_reference, by_content = made.keys("f", KeyCells("ref", "amount", "date", texts=("text",)), values, "card 1")
    assert "R1" in by_reference
    assert "shop" not in by_reference
    assert "card 1" in by_reference
    assert "shop" in by_content
    unscoped, _ = made.keys("f", KeyCells("ref", "amount", "date", scoped=False), values, "card 1")
    assert "card 1" not in unscoped


def test_every_line_leaves_as_row_skipped_or_unread() -> None:
    made = draft("1,2026-01-01", "2,2026-01-02", "3,never", "4,2026-01-04")
    made.skip(3, note("total"))
    values = {
        "booked_at": made.stamps(made.text("b"), ("%Y-%m-%d",)),
        "amount": made.amounts(made.text("a"), "CNY"),
        "currency": ["CNY"] * 4,
    }
    statement = made.finish(ME, values, ["k1", "k2", "k3", "k4"])
    assert statement.rows["line"].tolist() == [2, 3]
    assert list(statement.keys) == ["k1", "k2"]
    assert [(line.number, line.note.code) for line in statement.skipped] == [(5, "total")]
    assert [(line.number, line.text) for line in statement.unread] == [(4, "3,never")]
    assert statement.flow.tolist() == [1, 1]


def test_rows_are_dealt_out_to_their_accounts() -> None:
    made = draft("1,x", "2,x", "oops,x")
    values = {
        "booked_at": np.array(["2026-01-01"] * 3, dtype="datetime64[us]"),
        "amount": made.amounts(made.text("a"), "CNY"),
        "currency": ["CNY"] * 3,
    }
    one, other = made.finish_all([ME, AccountHint("bank", "2")], np.array([1, 0, 1]), values, ["k1", "k2", "k3"])
    assert (list(one.keys), list(other.keys)) == (["k2"], ["k1"])
    assert (len(one.unread), len(other.unread)) == (1, 0)


def test_a_time_of_day_is_known_by_its_print() -> None:
    cells = ["2026-03-01 09:05", "2026-03-01", "20260301 9:05:00", "45678.375", "45678", ""]
    assert times_printed(cells).tolist() == [True, False, True, True, False, False]


def test_moments_are_known_only_with_zone_and_time() -> None:
    days = np.array(["2026-03-04T12:00", "2026-03-04"], dtype="datetime64[us]")
    moments = instants(days, "Asia/Shanghai", np.array([True, False]))
    assert moments.isna().tolist() == [False, True]
    assert moments[0].isoformat() == "2026-03-04T04:00:00+00:00"
    assert instants(days, "", np.array([True, True])) is instants(days, "Asia/Shanghai", np.array([False, False]))


def test_days_have_a_first_and_a_last_second() -> None:
    assert day_start(dt.date(2026, 3, 4)) == at("2026-03-04")
    assert day_end(dt.date(2026, 3, 4)) == at("2026-03-04T23:59:59")


def test_an_amount_of_two_lines_is_not_two_amounts() -> None:
    made = Draft([Row(2, ["1.00\n2.00"]), Row(3, ["3.00"])], ["amount"])
    assert made.amounts(made.text("amount"), "EUR").tolist() == [0, 300]
    assert made.problems[0].code == "amount_unreadable"
