"""`walletwatch scan --incident DATE`: the timeline of a theft, for people in their language and for programs."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.playbooks.model import LOCALES
from tests.dashboard.cli.calling import call

DAYS = [dt.date(2026, 3, 1) + dt.timedelta(n) for n in range(80)]
THEFT = """wallet,2026-05-10T03:11:00,-1.00,CNY,Example Stranger,
wallet,2026-05-10T03:14:00,-980.00,CNY,Example Stranger,
wallet,2026-05-10T03:20:00,-970.00,CNY,=Example[bold]Cards,pending
card,2026-05-11T15:00:00,-200.00,USD,Example Gift Cards,
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Weeks of lunches and groceries on two accounts, and a theft in two currencies among them."""
    heading = "account,booked_at,amount,currency,counterparty,status"
    life = [
        f"{account},{day}T{12 + place}:1{day.day % 10}:00,-2{day.day % 7}.50,{currency},Example {name},"
        for day in DAYS
        for place, (account, currency, name) in enumerate((("wallet", "CNY", "Noodles"), ("card", "USD", "Grocer")))
    ]
    (tmp_path / "life.csv").write_text("\n".join([heading, *life, THEFT]), "utf-8")
    path = tmp_path / "own" / "ledger.db"
    assert call("--ledger", path, "import", tmp_path / "life.csv").code == 0
    return path


def scan(ledger: Path, *more: object, locale: str = "en"):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return call("--ledger", ledger, "--locale", locale, "scan", "--as-of", DAYS[-1], "--incident", "2026-05-11", *more)


def test_programs_get_rows_totals_and_what_to_freeze(ledger: Path) -> None:
    seen = scan(ledger, "--format", "json").json["incident"]
    assert (seen["on"], seen["first_day"], seen["last_day"]) == ("2026-05-11", "2026-04-27", DAYS[-1].isoformat())
    assert [row["amount"] for row in seen["rows"]] == ["-1.00", "-980.00", "-970.00", "-200.00"]
    assert [row["total"].get("CNY") for row in seen["rows"]] == ["-1.00", "-981.00", "-1951.00", "-1951.00"]
    assert all(row["reasons"] and row["signs"] and row["file"] == "life.csv" and row["line"] for row in seen["rows"])
    assert "small_then_large" in seen["rows"][1]["signs"]
    summary = seen["summary"]
    assert summary["out"] == {"CNY": "-1951.00", "USD": "-200.00"}
    assert (summary["pending"], summary["back"]) == ({"CNY": "-970.00"}, {})
    assert (summary["payments"], summary["first"], summary["last"]) == (4, "2026-05-10", "2026-05-11")
    assert [(one["account"], one["at_risk"]) for one in summary["freeze_first"]] == [
        ("wallet", "1951.00"),
        ("card", "200.00"),
    ]
    for currency, out in summary["out"].items():
        assert Decimal(out) == sum(Decimal(row["amount"]) for row in seen["rows"] if row["currency"] == currency)


@pytest.mark.parametrize("locale", LOCALES)
def test_people_read_every_row_and_the_summary_in_their_language(ledger: Path, locale: str) -> None:
    outcome = scan(ledger, locale=locale)
    assert (outcome.code, outcome.err) == (0, "")
    assert "=Example[bold]Cards" in outcome.out
    assert all(f"{number}." in outcome.out for number in (1, 2, 3, 4))
    assert "playbook account-theft" in outcome.out
    assert "{" not in outcome.out
    assert "1,951.00" in outcome.out or "1.951,00" in outcome.out


def test_alerts_are_those_of_the_mode_and_the_timeline_stores_nothing_of_its_own(ledger: Path) -> None:
    rows = {row["id"] for row in scan(ledger, "--dry-run", "--format", "json").json["incident"]["rows"]}
    alerts = scan(ledger, "--format", "json").json["alerts"]
    assert rows
    stored = call("--ledger", ledger, "alerts", "--state", "all", "--format", "json").json["alerts"]
    assert [alert["id"] for alert in stored] == [alert["id"] for alert in alerts]


def test_a_usual_scan_has_no_timeline(ledger: Path) -> None:
    assert call("--ledger", ledger, "scan", "--as-of", DAYS[-1], "--format", "json").json["incident"] is None


def test_quiet_days_say_so_and_ask_nobody_to_freeze(ledger: Path) -> None:
    said = call("--ledger", ledger, "scan", "--as-of", "2026-04-20", "--incident", "2026-04-10").out
    assert "Nothing stands out" in said
    assert "account-theft" not in said


def test_a_day_that_is_none_is_one_sentence(ledger: Path) -> None:
    outcome = call("--ledger", ledger, "scan", "--incident", "yesterday")
    assert outcome.code == 2
    assert outcome.sentence
