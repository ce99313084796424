"""What the canonical CSV says of accounts, and which reading of a row is the newest."""

from pathlib import Path

import pytest

from dashboard.cli.canonical import as_csv
from ingest.ledger import Ledger

HEADING = "account,booked_at,amount,currency,counterparty,reference,status,moved,refunded_amount"


def put(ledger: Ledger, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    (report,) = ledger.import_path(path)
    assert report.error is None


def line(status: str = "", moved: str = "", refunded: str = "") -> str:
    return f"{HEADING}\nbank:4417,2026-04-01,-20.00,USD,Example Shop,R1,{status},{moved},{refunded}\n"


def test_a_label_tells_institution_and_last_digits(ledger: Ledger, tmp_path: Path) -> None:
    put(ledger, tmp_path / "a.csv", line())
    (account,) = ledger.accounts().to_dict("records")
    assert (account["institution"], account["last4"]) == ("bank", "4417")


def test_an_export_gives_an_empty_ledger_the_same_accounts(shipped: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "one.db") as one, Ledger(tmp_path / "two.db") as two:
        for path in sorted(shipped.iterdir()):
            assert [report.error for report in one.import_path(path)] == [None]
        put(two, tmp_path / "export.csv", as_csv(one.frame(), one.accounts()))
        columns = ["label", "person", "institution", "kind", "country", "currency", "last4", "transactions"]
        assert two.accounts()[columns].to_dict("records") == one.accounts()[columns].to_dict("records")


@pytest.fixture
def shipped() -> Path:
    return Path(__file__).resolve().parents[3] / "dashboard" / "demo" / "statements"


def test_an_old_export_of_our_own_undoes_nothing_newer(ledger: Ledger, tmp_path: Path) -> None:
    put(ledger, tmp_path / "first.csv", line("pending"))
    old = as_csv(ledger.frame(), ledger.accounts())
    put(ledger, tmp_path / "second.csv", line("refunded", refunded="20.00"))
    put(ledger, tmp_path / "export.csv", old)
    (row,) = ledger.frame().to_dict("records")
    assert (row["status"], row["refunded_amount"]) == ("refunded", 2_000)
    assert ledger.sightings(row["txn_id"])["file"].tolist()[0] == "second.csv"


@pytest.mark.parametrize(("status", "moved", "expected"), [("", "", True), ("closed", "", False), ("failed", "", False), ("closed", "true", True)])  # fmt: skip
def test_a_closed_or_failed_payment_moved_nothing_unless_it_says_so(
    ledger: Ledger, tmp_path: Path, status: str, moved: str, *, expected: bool
) -> None:
    put(ledger, tmp_path / "a.csv", line(status, moved))
    assert ledger.frame()["moved"].tolist() == [expected]
