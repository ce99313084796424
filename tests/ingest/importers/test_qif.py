import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.errors import BrokenFile
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named


def source(*records: str, head: str = "!Type:Bank", end: str = "^\n") -> Source:
    return Source("bank.qif", (head + "\n" + end.join(f"{record}\n" for record in records) + end).encode())


def read(*records: str, **more: str) -> Statement:
    (statement,) = named("qif").parse(source(*records, **more))
    return statement


def dated(*dates: str, order: str = "") -> list[str]:
    """Return the days of payments with these dates."""
    file = source(*(f"D{date}\nT-1.00\nPExample" for date in dates))
    file.date_order = order
    (statement,) = named("qif").parse(file)
    assert list(statement.unread) == []
    return [str(stamp.date()) for stamp in statement.rows["booked_at"]]


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("6/14'18", "2018-06-14"),
        ("8/31' 0", "2000-08-31"),
        ("28.02'2009", "2009-02-28"),
        ("01.02.2009", "2009-02-01"),
        ("26 Jan 2026", "2026-01-26"),
        ("January 26, 2026", "2026-01-26"),
        ("2014-12-31", "2014-12-31"),
        ("2014-02-03", "2014-02-03"),
        ("20141231", "2014-12-31"),
        ("12/29/94", "1994-12-29"),
        ("1/ 1'00", "2000-01-01"),
        ("94/12/31", "1994-12-31"),
    ],
)
def test_a_date_that_can_only_be_one_day_is_read(printed: str, day: str) -> None:
    assert dated(printed) == [day]


def test_one_day_above_twelve_decides_for_the_file() -> None:
    assert dated("01/02/2010", "29/12/2010") == ["2010-02-01", "2010-12-29"]
    assert dated("01/02/2010", "12/29/2010") == ["2010-01-02", "2010-12-29"]


@pytest.mark.parametrize("dates", [("6/1/94", "6/2/94", "6/3/94"), ("01/02/2010",), ("01-02-2010", "03-04-2010")])
def test_dates_that_nothing_decides_are_asked_about(dates: tuple[str, ...]) -> None:
    with pytest.raises(BrokenFile, match=r"several orders .* --date-order") as asked:
        dated(*dates)
    assert asked.value.code == "broken_file.date_order"


def test_days_in_two_orders_of_which_none_could_be_another_are_asked_about() -> None:
    with pytest.raises(BrokenFile, match="several orders"):
        dated("13/02/2026", "02/13/2026", "02/14/2026")


def test_contradicting_dates_are_asked_about() -> None:
    with pytest.raises(BrokenFile, match="several orders"):
        dated("13/05/2010", "05/13/2010", "01/02/2010")


@pytest.mark.parametrize(("order", "day"), [("dmy", "2010-02-01"), ("mdy", "2010-01-02")])
def test_the_person_may_say_the_order(order: str, day: str) -> None:
    assert dated("01/02/2010", order=order) == [day]


def test_an_order_that_was_said_leaves_impossible_days_unread() -> None:
    file = source("D12/29/2010\nT-1.00", "D11/12/2010\nT-1.00")
    file.date_order = "dmy"
    (statement,) = named("qif").parse(file)
    assert [line.note.code for line in statement.unread] == ["date_unreadable"]


def test_the_file_may_say_the_order() -> None:
    assert read("D01/02/2010\nT-1.00", head="!Option:MDY\n!Type:Bank").rows["booked_at"][0] == dt.datetime(2010, 1, 2)  # noqa: DTZ001


def test_a_decimal_comma_is_not_american() -> None:
    assert str(read("D01/02/2010\nT-1,50").rows["booked_at"][0].date()) == "2010-02-01"


def test_days_in_one_direction_decide_where_the_other_order_jumps() -> None:
    dates = ("01/02/26", "08/02/26", "11/02/26", "02/03/26", "09/03/26", "01/04/26", "07/04/26")
    assert dated(*dates)[1] == "2026-02-08"
    assert dated(*reversed(dates))[-2] == "2026-02-08"


def test_few_days_in_one_direction_decide_nothing() -> None:
    with pytest.raises(BrokenFile):
        dated("01/02/26", "08/02/26", "02/03/26")


@given(
    st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)), min_size=1, max_size=30),
    st.sampled_from(["dmy", "mdy"]),
)
def test_a_guessed_order_is_the_right_one_or_the_person_is_asked(found: list[dt.date], order: str) -> None:
    """Days in order, as banks write them, in either order of numbers: never another day."""
    found.sort()
    pattern = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}[order]
    days = [str(day) for day in found]
    try:
        read_as = dated(*(day.strftime(pattern) for day in found))
    except BrokenFile:
        return
    assert read_as == days


def test_the_order_that_was_said_is_kept_for_reading_again(ledger: Ledger) -> None:
    file = source("D01/02/2010\nT-1.00\nPExample")
    assert isinstance(ledger.import_source(file).error, BrokenFile)
    file.date_order = "mdy"
    assert ledger.import_source(file).new == 1
    assert [report.status for report in ledger.reread()] == ["imported"]
    assert str(ledger.frame()["booked_at"][0].date()) == "2010-01-02"


# -- records -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "cents"),
    [("T1,004.81", 100481), ("U-5.00", -500), ("T-5.00\nU-5.00", -500), ("T-12", -1200), ("T$3.50", 350)],
)
def test_amounts_are_read(lines: str, cents: int) -> None:
    assert read(f"D2010-01-31\n{lines}").rows["amount"].tolist() == [cents]


@pytest.mark.parametrize("kind", ["Bank", "cash", "CCard", "Oth A", "Oth L", "bank "])
def test_every_kind_of_account_is_read(kind: str) -> None:
    assert len(read("D2010-01-31\nT1.00", head=f"!Type:{kind}").rows) == 1


def test_an_opening_balance_is_no_payment_and_names_the_account() -> None:
    statement = read("D2010-01-01\nT250.00\nPOpening Balance\nL[Savings]", "D2010-01-31\nT1.00\nPExample")
    assert [line.note.code for line in statement.skipped] == ["opening_balance"]
    assert (statement.account.number, statement.printed.opening, len(statement.rows)) == ("Savings", 25000, 1)


def test_an_opening_balance_in_the_middle_is_what_it_is() -> None:
    assert len(read("D2010-01-01\nT1.00\nPExample", "D2010-01-31\nT1.00\nPOpening Balance\nL[Savings]").rows) == 2


def test_a_transfer_names_the_other_account() -> None:
    (row,) = read("D2010-01-31\nT-5.00\nL[Savings]/work").rows.to_dict("records")
    assert (row["kind"], row["counterparty_account"], row["counterparty"]) == ("transfer", "Savings", "Savings")


def test_parts_that_do_not_add_up_are_told() -> None:
    splits = "SFood\n$-3.00\nSHome\n$-1.00"
    assert [line.note.code for line in read(f"D2010-01-31\nT-5.00\n{splits}").warnings] == ["splits_off"]
    assert list(read(f"D2010-01-31\nT-4.00\n{splits}").warnings) == []


def test_a_record_that_breaks_off_is_kept_unread() -> None:
    file = source("D2010-01-31\nT-5.00\nPExample", "D2010-02-01\nT-12.5")
    (statement,) = named("qif").parse(Source("cut.qif", file.data[: -len("^\n") - 1]))
    assert [line.note.code for line in statement.unread] == ["record_cut"]
    assert len(statement.rows) == 1


def test_a_file_of_lists_alone_holds_no_transactions() -> None:
    with pytest.raises(BrokenFile, match="no transaction"):
        read("NFood\nE", head="!Type:Cat")


@pytest.mark.parametrize("end", ["^^\n", "^ \n", "^\r\n"])
def test_records_may_end_in_several_ways(end: str) -> None:
    assert read("D2010-01-31\nT-5.00", "D2010-01-31\nT-6.00", end=end).rows["line"].tolist() == [2, 5]


def test_accounts_of_one_name_are_one_statement() -> None:
    text = re.sub(r"^ +", "", """!Account
        NEveryday
        TBank
        ^
        !Type:Bank
        D2010-01-31
        T-5.00
        ^
        !Account
        NEveryday
        TBank
        ^
        !Type:Bank
        D2010-02-28
        T-6.00
        ^
        """, flags=re.MULTILINE)  # fmt: skip
    (statement,) = named("qif").parse(Source("two.qif", text.encode()))
    assert statement.rows["amount"].tolist() == [-500, -600]


# -- more than any file of a person has --------------------------------------------------------------------------------


def test_more_records_than_a_file_of_a_person_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORDS", 2)
    record = "D26.01.2026\nT-1.00\nPExample"
    assert len(read(record, record).rows) == 2
    for end in ("^\n", "^\r\n", "^\r"):
        with pytest.raises(BrokenFile) as refused:
            read(record, record, record, end=end)
        assert refused.value.what == "records_many"


def test_more_lines_than_the_records_of_a_person_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FIELDS", 13)
    assert len(read("D26.01.2026\nT-1.00\nPExample" + "\nSFood\n$-0.50" * 4).rows) == 1
    with pytest.raises(BrokenFile) as refused:
        read("D26.01.2026\nT-1.00\nPExample" + "\nSFood\n$-0.50" * 5)
    assert refused.value.what == "lines_many"
