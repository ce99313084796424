import datetime as dt
from collections.abc import Hashable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.errors import BrokenFile
from ingest.importer import choose
from ingest.ledger import Ledger
from ingest.mt940.days import all_days, days
from ingest.mt940.details import all_details, details
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named

HEAD = ":20:X\n:25:NL00TEST0123456789\n:28C:1/1\n:60F:C260101EUR100,00\n"
FOOT = ":62F:C260131EUR50,00\n-\n"


def read(body: str, head: str = HEAD, foot: str = FOOT) -> list[Statement]:
    return named("mt940").parse(Source("bank.sta", f"{head}{body}{foot}".encode()))


def row(body: str) -> dict[Hashable, Any]:
    """Return the one row of a statement."""
    (statement,) = read(body)
    assert list(statement.unread) == []
    found: dict[Hashable, Any] = statement.rows.to_dict("records")[0]
    assert len(statement.rows) == 1
    return found


# -- the statement line ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "cents", "kind", "status"),
    [
        ("C", 1250, "income", "posted"),
        ("D", -1250, "payment", "posted"),
        ("RC", -1250, "reversal", "posted"),
        ("RD", 1250, "reversal", "posted"),
        ("EC", 1250, "income", "pending"),
        ("ED", -1250, "payment", "pending"),
        ("DR", -1250, "payment", "posted"),  # the third letter of EUR
        ("RDR", 1250, "reversal", "posted"),
        ("DD", -1250, "payment", "posted"),  # of USD
    ],
)
def test_a_mark_says_which_way_money_went(mark: str, cents: int, kind: str, status: str) -> None:
    found = row(f":61:2601050105{mark}12,50NMSCNONREF\n")
    assert (found["amount"], found["kind"], found["status"]) == (cents, kind, status)


@pytest.mark.parametrize(
    ("printed", "cents"),
    [("12,", 1200), (",50", 50), ("000000000300.00", 30000), ("0,", 0), ("1.234,56", 123456), ("500", 50000)],
)
def test_amounts_are_read_as_banks_print_them(printed: str, cents: int) -> None:
    assert row(f":61:260105C{printed}NMSCNONREF\n")["amount"] == cents


def test_blanks_may_stand_for_the_entry_date() -> None:
    assert row(":61:260105    DD12,50NMSCNONREF//\n")["amount"] == -1250


@pytest.mark.parametrize(
    ("printed", "category", "reference"),
    [
        ("NMSCNONREF//B-77", "MSC", "B-77"),
        ("NMSCNONREF", "MSC", ""),
        ("FTRFREF 2561//B-78", "TRF", "REF 2561"),
        ("S05168790452", "051", "68790452"),
        ("NOV NONREF", "OV", ""),
        ("NONREF", "", ""),
        ("NTRFKREF+", "TRF", ""),
        (" NTRFNONREF", "TRF", ""),
    ],
)
def test_type_and_references_are_told_apart(printed: str, category: str, reference: str) -> None:
    found = row(f":61:260105D12,50{printed}\n")
    assert (found["category"], found["reference"] or "") == (category, reference if "B-78" not in printed else "B-78")


def test_the_entry_date_gets_the_year_next_to_the_value_date() -> None:
    found = row(":61:2512310102D12,50NMSCNONREF\n")
    assert str(found["booked_at"]) == "2026-01-02 00:00:00"
    assert str(found["value_on"]) == "2025-12-31 00:00:00"


@given(st.dates(dt.date(1981, 1, 1), dt.date(2078, 12, 31)), st.integers(-180, 180))
def test_an_entry_date_within_half_a_year_is_found(value: dt.date, later: int) -> None:
    entry = value + dt.timedelta(days=later)
    found = days(value.strftime("%y%m%d"), entry.strftime("%m%d"))
    assert found is not None
    assert (found.valued, found.booked) == (value, entry)


def test_days_of_a_column_are_those_of_its_lines() -> None:
    found = all_days(["251231", "", "160230", "251231"], ["0102", "", "0301", "0102"])
    assert found.booked.astype(str).tolist()[0] == found.booked.astype(str).tolist()[3] == "2026-01-02T00:00:00.000000"
    assert (found.unread, found.impossible) == ([1], {2: "160230"})


@pytest.mark.parametrize("value", ["261301", "260100", "260045", "260132"])
def test_a_line_without_a_date_is_kept_unread(value: str) -> None:
    (statement,) = read(f":61:{value}D1,00NMSCNONREF\n:61:260105D1,00NMSCNONREF\n")
    assert [line.note.code for line in statement.unread] == ["date_unreadable"]
    assert len(statement.rows) == 1


def test_a_line_that_breaks_off_in_its_amount_is_not_believed() -> None:
    (statement,) = read(":61:260105D1,00NMSCNONREF\n:61:260106D1", foot="")
    assert [(line.number, line.note.code) for line in statement.unread] == [(6, "record_cut")]


# -- what the bank says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["109?00RUECKLASTSCHRIFT?20SVWZ+x", "181?00GUTSCHRIFT", "/TRTP/SEPA/RTRN/MS03/REMI/x"])
def test_a_return_is_a_reversal(said: str) -> None:
    assert row(f":61:260105D12,50NMSCNONREF\n:86:{said}\n")["kind"] == "reversal"
    assert row(":61:260105D12,50NRTINONREF\n")["kind"] == "reversal"


def test_a_return_names_what_it_returns() -> None:
    found = row(":61:260105C12,50NRTINONREF\n:86:109?20EREF+A-7?21MREF+M-1?22SVWZ+zurueck\n")
    assert (found["order_reference"], found["related_reference"]) == ("A-7", "A-7")
    found = row(":61:260105C12,50NRTINONREF\n:86:109?20EREF+NOTPROVIDED ?21MREF+M-1?22SVWZ+zurueck\n")
    assert (found["order_reference"], found["related_reference"]) == ("", "M-1")


def test_words_cut_at_the_end_of_a_line_are_whole_again() -> None:
    line = "116?00UEBERWEISUNG?20SVWZ+".ljust(65, "a")
    assert details(f"{line}\nb?32Example").purpose == "a" * 39 + "b"
    assert details(f"{line[:60]}\nb?32Example").purpose == "a" * 34 + " b"
    assert details("117?20EREF+12345678901234567890AB?21CD SVWZ+Rent").end_to_end == "12345678901234567890ABCD"


def test_a_mark_at_the_end_of_a_line_begins_a_subfield() -> None:
    assert details("116?00UEBERWEISUNG?20Miete fu?\n21er Juni?32Example")[:2] == ("Miete fu er Juni", "Example")


_PIECES = (
    "166", "999", "?", "?00", "?10", "?20", "?21", "?22", "?2٣", "?31", "?32", "?33", "?38", "?60", "EREF+", "KREF+", "MREF+", "SVWZ+",
    "ABWA+", "IBAN+", "SVWZ: ", "+", ": ", " ", "A", "A-7", "Rent", "a" * 27, "/NAME/", "\n",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join).map("166?00X?20EREF+1?21SVWZ+".__add__)))
def test_a_column_of_details_is_understood_as_its_fields_are_one_by_one(fields: list[str]) -> None:
    fields += ["166?00X?20EREF+1?21MREF+M?22SVWZ+Rent?31 7 ?32A?33 B?38", "166?20Rent", "/TRTP/X/NAME/B", ""]
    assert list(zip(*all_details(fields), strict=True)) == [tuple(details(field)) for field in fields]


def test_several_fields_of_information_are_one() -> None:
    assert row(":61:260105C12,50NMSCNONREF\n:86:first\n:86:second\n")["description"] == "first second"


def test_information_spread_over_fields_keeps_its_empty_ones_apart() -> None:
    assert row(":61:260105C12,50NMSCNONREF\n:86:\n:86:second\n")["description"] == "second"


def test_unread_lines_of_several_accounts_stand_in_the_order_of_the_file() -> None:
    pages = [f":20:X\n:25:1000000{n}\n:60F:C260101EUR0,00\n:61:odd\n:62F:C260101EUR0,00\n-\n" for n in (1, 2, 1)]
    found = read("".join(pages), head="", foot="")
    assert [line.number for line in found[0].unread] == [4, 10, 16]


def test_information_on_the_statement_is_no_part_of_a_line() -> None:
    (statement,) = read(":61:260105C12,50NMSCNONREF\n", foot=":62F:C260131EUR112,50\n:86:of the statement\n-\n")
    assert statement.rows["description"].tolist() == [""]


def test_a_line_that_looks_like_a_tag_goes_on_with_the_text() -> None:
    assert row(":61:260105C1,00NMSCNONREF\n:86:VERTRAG\n:KO:NR: 7\n:99:8\n")["description"] == "VERTRAG :KO:NR: 7 :99:8"


def test_an_amount_before_conversion_is_kept() -> None:
    found = row(":61:260105D12,50NMSCNONREF\n/OCMT/USD14,10\n")
    assert (found["original_amount"], found["original_currency"]) == (-1410, "USD")


# -- messages ----------------------------------------------------------------------------------------------------------


def page(opening: str, closing: str, kind: str = "M", number: str = "1") -> str:
    return (
        f":20:X\n:25:10000000/{number}\n:60{kind}:C260101EUR{opening}\n:61:260105C10,00NMSCNONREF//{opening}\n"
        f":62{kind}:C260102EUR{closing}\n-\n"
    )


def test_pages_whose_balances_go_on_are_one_statement() -> None:
    (statement,) = read(page("0,00", "10,00") + page("10,00", "20,00"), head="", foot="")
    assert (statement.printed.opening, statement.printed.closing, len(statement.rows)) == (0, 2000, 2)


def test_a_missing_page_parts_two_statements() -> None:
    assert len(read(page("0,00", "10,00") + page("20,00", "30,00"), head="", foot="")) == 2


def test_pages_of_two_accounts_may_alternate() -> None:
    body = page("0,00", "10,00") + page("5,00", "15,00", number="2") + page("10,00", "20,00")
    assert [len(statement.rows) for statement in read(body, head="", foot="")] == [2, 1]


@pytest.mark.parametrize("end", ["\r\n", "\r", "@@", "\n \t"])
def test_any_line_end_will_do(end: str) -> None:
    text = f"{HEAD}:61:260105D50,00NMSCNONREF\n:86:Example Cafe\n{FOOT}".replace("\n", end)
    source = Source("bank.sta", text.encode())
    assert choose(source).name == "mt940"
    (statement,) = named("mt940").parse(source)
    assert statement.rows["amount"].tolist() == [-5000]
    assert statement.rows["description"].tolist() == ["Example Cafe"]


def test_a_payment_order_is_no_statement() -> None:
    order = ":20:X\n:23B:CRED\n:32A:260105EUR12,50\n:50K:A\n:59:/1\nB\n:71A:SHA\n"
    assert not named("mt940").detect(Source("order.txt", order.encode()))


def test_the_bank_may_print_one_reference_on_every_line(ledger: Ledger) -> None:
    """The same standing order a month later is another payment."""
    for day in ("0105", "0205"):
        body = f":61:26{day}{day}D12,50NSTONONREF//55555\n:86:Rent\n"
        ledger.import_source(Source("bank.sta", f"{HEAD}{body}{FOOT}".encode()))
    assert len(ledger.frame()) == 2


def test_a_line_of_the_running_day_is_the_line_of_the_statement(ledger: Ledger) -> None:
    line = ":61:2601050105D12,50NMSCNONREF//B-7\n:86:Example Cafe\n"
    for text in (
        f":20:X\n:25:NL00TEST0123456789\n:34F:EURD0,00\n:13D:2601051200+0100\n{line}-\n",
        f"{HEAD}{line}{FOOT}",
    ):
        assert ledger.import_source(Source("bank.sta", text.encode())).error is None
    assert len(ledger.frame()) == 1


# -- more than any statement has ---------------------------------------------------------------------------------------


def test_more_lines_than_a_statement_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORDS", 2)
    line = ":61:2601050105D12,50NMSCNONREF\n:86:Example\n"
    assert len(read(line * 2)[0].rows) == 2
    for body, foot in ((line * 3, FOOT), (line.replace("\n", "\r\n") * 3, FOOT), (line * 2, FOOT + HEAD + line + FOOT)):
        with pytest.raises(BrokenFile) as refused:
            read(body, foot=foot)
        assert (refused.value.what, refused.value.facts["limit"]) == ("records_many", "2")


def test_more_fields_than_the_lines_of_a_statement_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FIELDS", 12)
    line = ":61:2601050105D12,50NMSCNONREF\n"
    assert len(read(line * 7)[0].rows) == 7
    for body in (line * 8, line + ":86:Example\n" * 7, line + ":20:X\n" * 7):
        with pytest.raises(BrokenFile) as refused:
            read(body)
        assert refused.value.what == "lines_many"
