"""Looking through transactions: what is found, in which order, and that nothing typed is ever SQL."""

import datetime as dt

import pytest

from ingest.browse import Seen, Wish, count, page
from ingest.ledger import Ledger
from ingest.source import Source

HEAD = "account,booked_at,amount,currency,counterparty,description,reference\n"
ROWS = (
    "wallet,2026-06-01T09:00:00,-39.90,CNY,星巴克,Latte,A100",
    "wallet,2026-06-02T10:00:00,-12.00,CNY,Metro 100%,ride,A101",
    "wallet,2026-06-02T11:00:00,39.90,CNY,星巴克,refund,A102",
    "bank,2026-06-03,-500.00,CNY,Landlord_Ltd,rent,B7",
    "bank,2026-06-04,-0.05,USD,' OR 1=1 --,fee,B8",
)


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    ledger.import_source(Source("all.csv", (HEAD + "\n".join(ROWS) + "\n").encode()))
    return ledger


def found(ledger: Ledger, wish: Wish) -> list[str]:
    rows = page(ledger.connection, wish, 1)
    assert len(rows) == count(ledger.connection, wish)
    return [row.reference for row in rows]


def test_everything_comes_newest_first_with_its_day_or_moment(ledger: Ledger) -> None:
    rows = page(ledger.connection, Wish(), 1)
    assert [row.reference for row in rows] == ["B8", "B7", "A102", "A101", "A100"]
    assert [row.booked_at for row in rows] == [
        "2026-06-04", "2026-06-03", "2026-06-02T11:00:00", "2026-06-02T10:00:00", "2026-06-01T09:00:00",
    ]  # fmt: skip
    assert rows[0].amount == -5
    assert (rows[0].file, rows[0].line) == ("all.csv", 6)


@pytest.mark.parametrize(
    ("wish", "references"),
    [
        (Wish(text="星巴"), ["A102", "A100"]),
        (Wish(text=" latte "), ["A100"]),
        (Wish(text="39.90"), ["A102", "A100"]),
        (Wish(text="A101"), ["A101"]),
        (Wish(text="100%"), ["A101"]),
        (Wish(text="d_l"), ["B7"]),
        (Wish(text="dxl"), []),
        (Wish(text="' OR 1=1 --"), ["B8"]),
        (Wish(account="bank"), ["B8", "B7"]),
        (Wish(account="bank", person="me", way="out", last=dt.date(2026, 6, 3)), ["B7"]),
        (Wish(account="bank", person="nobody"), []),
        (Wish(way="in"), ["A102"]),
        (Wish(first=dt.date(2026, 6, 2), last=dt.date(2026, 6, 2)), ["A102", "A101"]),
    ],
)
def test_a_wish_finds_what_fits_it_and_nothing_else(ledger: Ledger, wish: Wish, references: list[str]) -> None:
    assert found(ledger, wish) == references


def test_pages_follow_one_another_without_a_gap(ledger: Ledger) -> None:
    pages = [page(ledger.connection, Wish(), number, size=2) for number in (1, 2, 3, 4)]
    assert [len(rows) for rows in pages] == [2, 2, 1, 0]
    assert len({row.txn_id for rows in pages for row in rows}) == len(ROWS)


def test_the_rows_are_those_of_the_ledger_frame(ledger: Ledger) -> None:
    frame = ledger.frame().set_index("txn_id")
    for row in page(ledger.connection, Wish(), 1):
        assert isinstance(row, Seen)
        own = frame.loc[row.txn_id]
        assert (row.amount, row.currency, row.counterparty) == (own["amount"], own["currency"], own["counterparty"])
        assert (row.account, row.status, row.line) == (own["account"], own["status"], own["line"])
