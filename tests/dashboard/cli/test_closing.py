"""`walletwatch case closing`: what to settle before an account is closed."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from detect.closure import KINDS
from tests.dashboard.cli.calling import call

HEADING = "account,booked_at,amount,currency,counterparty,balance,status"
ROWS = [
    *(f"wallet:1,2026-0{month}-05T03:00:00,-9.99,EUR,Streamhollow,,posted" for month in range(1, 7)),
    "wallet:1,2026-06-20T10:00:00,-5.00,EUR,Corner Cafe,42.50,posted",
    "wallet:1,2026-06-28T10:00:00,-80.00,EUR,Harbour Hotel,,pending",
    "other:2,2026-06-21T10:00:00,-5.00,EUR,Corner Cafe,7.00,posted",
]


@pytest.fixture
def wallet(empty: Path, tmp_path: Path) -> Path:
    (tmp_path / "year.csv").write_text("\n".join((HEADING, *ROWS)) + "\n", encoding="utf-8")
    assert call("--ledger", empty, "import", tmp_path / "year.csv").code == 0
    return empty


def test_what_is_open_is_told_with_figures(wallet: Path) -> None:
    asked = ("--ledger", wallet, "case", "closing", "wallet:1", "--as-of", "2026-06-30")
    told = call(*asked, "--format", "json").json
    assert (told["account"], told["person"]) == ("wallet:1", "me")
    assert [(one["kind"], one["amount"], one["day"]) for one in told["open_ends"]] == [
        ("until", None, "2026-06-28"),
        ("balance", "42.50", "2026-06-20"),
        ("pending", "80.00", "2026-06-28"),
        ("regular", "9.99", "2026-07-06"),
    ]
    for locale in LOCALES:
        said = call("--locale", locale, *asked).out
        for part in (words(locale).money(4_250, "EUR"), "Harbour Hotel", "Streamhollow"):
            assert part in said


def test_an_account_that_is_not_there_is_one_sentence(wallet: Path) -> None:
    for argv in (("nothing",), ("wallet:1", "--person", "her")):
        outcome = call("--ledger", wallet, "case", "closing", *argv)
        assert outcome.code == 2
        assert argv[0] in outcome.sentence


def test_a_case_of_closing_leads_to_the_check(wallet: Path) -> None:
    said = call("--ledger", wallet, "case", "open", "--topic", "account-closure", "--account", "wallet:1").out
    assert "case closing wallet:1" in said


def test_every_open_end_has_its_sentence() -> None:
    assert [kind for kind in KINDS if f"case.closing.{kind}" not in words("en")] == []
