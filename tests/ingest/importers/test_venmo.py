import pytest

from ingest.checks import check
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named

HEAD = ",ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (fee),Funding Source,Destination,Beginning Balance,Ending Balance,Disclaimer"
OPENING = ",,,,,,,,,,,,$100.00,,"
CLOSING = ",,,,,,,,,,,,,{closing},"


def read(*rows: str, closing: str = "$100.00") -> Statement:
    lines = ("Account Statement - (@owner-example)", HEAD, OPENING, *rows, CLOSING.format(closing=closing), "")
    (statement,) = named("venmo").parse(Source("v.csv", "\n".join(lines).encode()))
    return statement


def paid(amount: str, source: str = "", target: str = "", words: str = "Payment", state: str = "Complete") -> str:
    return f",41,2024-01-03T18:22:01,{words},{state},dinner,Sender,Receiver,{amount},,{source},{target},,,"


def test_a_payment_from_a_card_passes_the_balance_by() -> None:
    assert check(read(paid("- $24.00", "EXAMPLE BANK *0000"))).status == "agrees"
    assert check(read(paid("- $24.00", "Venmo balance"))).status == "off"
    assert check(read(paid("- $24.00", "Venmo balance"), closing="$76.00")).status == "agrees"


def test_money_sent_on_to_a_bank_leaves_the_balance() -> None:
    row = paid("- $30.00", "", "EXAMPLE BANK *0000", "Standard Transfer", "Issued")
    assert check(read(row, closing="$70.00")).status == "agrees"


def test_the_card_payment_still_moved_money() -> None:
    assert read(paid("- $24.00", "EXAMPLE BANK *0000")).rows["moved"].tolist() == [True]


@pytest.mark.parametrize(
    ("words", "amount", "other"),
    [
        ("Payment", "- $1.00", "Receiver"),
        ("Payment", "+ $1.00", "Sender"),
        ("Charge", "- $1.00", "Sender"),  # the sender of a request is who is paid
        ("Charge", "+ $1.00", "Receiver"),
    ],
)
def test_the_other_side_of_a_request_is_who_sent_it(words: str, amount: str, other: str) -> None:
    assert read(paid(amount, words=words)).rows["counterparty"].tolist() == [other]


def test_small_print_over_several_lines_is_one_line_passed_over() -> None:
    small_print = ',,,,,,,,,,,,,$76.00,"In case of errors,\nwrite to us.\nThank you."'
    lines = (HEAD, OPENING, paid("- $24.00", "Venmo balance"), small_print, "")
    (statement,) = named("venmo").parse(Source("v.csv", "\n".join(lines).encode()))
    assert [line.note.code for line in statement.skipped] == ["opening_balance", "total"]
    assert check(statement).status == "agrees"


def test_a_number_that_excel_rounded_identifies_nothing() -> None:
    rounded = [paid("- $24.00").replace(",41,", ",4.1E+18,"), paid("- $24.00").replace(",41,", ",4.1E+18,").replace("dinner", "lunch")]  # fmt: skip
    statement = read(*rounded)
    assert len(set(statement.keys)) == 2
    assert not statement.has_reference.any()


def test_a_status_nobody_knows_is_an_unread_line() -> None:
    statement = read(paid("- $24.00", state="Levitating"))
    assert [line.note.code for line in statement.unread] == ["status_strange"]
