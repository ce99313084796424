import pytest

from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named

HEAD = "Transaction ID,Date,Transaction Type,Currency,Amount,Fee,Net Amount,Asset Type,Asset Price,Asset Amount,Status,Notes,Name of sender/receiver,Account"


def read(words: str, amount: str, state: str, when: str = "2024-07-06 23:59:59 EDT", number: str = "a1") -> Statement:
    row = f'{number},{when},{words},USD,"{amount}",$0,"{amount}",,,,{state},said,,'
    (statement,) = named("cash_app").parse(Source("c.csv", f"{HEAD}\n{row}\n".encode()))
    return statement


def test_the_cash_back_of_a_boost_is_a_reward_and_not_a_refund() -> None:
    assert read("Boost Payment", "$1", "CARD REFUNDED").rows["kind"].tolist() == ["reward"]
    assert read("Cash Card Debit", "$1", "CARD REFUNDED").rows["kind"].tolist() == ["refund"]


@pytest.mark.parametrize(
    ("when", "instant"),
    [
        ("2024-07-06 23:59:59 EDT", "2024-07-07 03:59:59+00:00"),
        ("2024-07-06 23:59:59 CDT", "2024-07-07 04:59:59+00:00"),
        ("2024-01-06 23:59:59 EDT", "2024-01-07 03:59:59+00:00"),  # as printed, whatever the season
        ("2024-01-06 23:59:59", "NaT"),
    ],
)
def test_an_abbreviated_zone_is_taken_at_its_word(when: str, instant: str) -> None:
    rows = read("P2P", "-$5", "PAYMENT SENT", when).rows
    assert str(rows["instant"].iloc[0]) == instant
    assert str(rows["booked_at"].iloc[0]) == when[:19]


def test_a_row_without_a_number_is_known_by_what_it_says() -> None:
    statement = read("Stock Sell", "$5.00", "COMPLETE", number="")
    assert statement.has_reference.tolist() == [False]
    assert statement.keys != read("Stock Buy", "$5.00", "COMPLETE", number="").keys


@pytest.mark.parametrize("state", ["FAILED", "CANCELED", "PAYMENT REVERSED"])
def test_what_failed_was_called_off_or_taken_back_moved_nothing(state: str) -> None:
    assert read("P2P", "-$5", state).rows["moved"].tolist() == [False]


def test_a_report_without_the_columns_of_assets_is_read() -> None:
    head = "Transaction ID,Date,Transaction Type,Currency,Amount,Fee,Net Amount,Status,Notes"
    row = "c1,2026-01-05,Payment,USD,-12.00,0.00,-12.00,Completed,BAKERY"
    importer, source = named("cash_app"), Source("c.csv", f"{head}\n{row}\n".encode())
    assert importer.detect(source)
    assert importer.parse(source)[0].rows["amount"].tolist() == [-1200]
