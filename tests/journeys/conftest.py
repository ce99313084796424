import csv
import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.cli.calling import call

HEADING = "account,booked_at,amount,currency,counterparty,reference,order_reference,description,kind,method"


class Person:
    """Somebody with a ledger, on a day that passes."""

    def __init__(self, folder: Path, on: Callable[[str], None]) -> None:
        self.folder = folder
        self.ledger = folder / "ledger.db"
        self.on = on  # moves to a day
        self.case = ""

    def imports(self, name: str, *rows: str) -> None:
        path = self.folder / f"{name}.csv"
        path.write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
        assert call("--ledger", self.ledger, "import", path).code == 0

    def keeps(self, account: str, kind: str, country: str) -> None:
        assert call("--ledger", self.ledger, "accounts", "set", account, "--kind", kind, "--country", country).code == 0

    def asks(self, *argv: object) -> Any:
        outcome = call("--ledger", self.ledger, *argv, "--format", "json")
        assert outcome.code == 0, outcome.err
        return outcome.json

    def opens(self, *argv: object) -> Any:
        case = self.asks("case", "open", *argv)["case"]
        self.case = case["id"]
        return case

    def logs(self, *argv: object) -> Any:
        return self.asks("case", "log", self.case, *argv)["case"]

    def sees(self) -> Any:
        return self.asks("case", "show", self.case)["case"]

    def exports(self) -> list[dict[str, str]]:
        """Return the ledger's rows as the person would have them in a table."""
        path = self.folder / "all.csv"
        assert call("--ledger", self.ledger, "export", "-o", path).code == 0
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def writes(self, template: str, locale: str, *argv: object) -> str:
        """Write a letter and return what it says."""
        path = self.folder / f"{template}.{locale}.md"
        wanted = ("--template", template, "--locale", locale, "-o", path)
        outcome = call("--ledger", self.ledger, "case", "letter", self.case, *wanted, *argv)
        assert outcome.code == 0, outcome.err
        return path.read_text(encoding="utf-8")

    def packs(self, as_of: str, *argv: object) -> set[str]:
        """Make the evidence pack, verify it, and return the names of what is in it."""
        path = self.folder / "evidence.zip"
        outcome = call("--ledger", self.ledger, "case", "evidence", self.case, "-o", path, "--as-of", as_of, *argv)
        assert outcome.code == 0, outcome.err
        assert call("verify", path).code == 0
        with zipfile.ZipFile(path) as pack:
            return set(pack.namelist())

    def refused(self, *argv: object) -> str:
        outcome = call("--ledger", self.ledger, *argv)
        assert outcome.code == 2
        return outcome.sentence


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.delenv("WALLETWATCH_LEDGER", raising=False)
    monkeypatch.setenv("WALLETWATCH_LOCALE", "en")

    def on(day: str) -> None:
        for module in ("case_log", "case_letter", "cases", "alerts"):
            monkeypatch.setattr(f"dashboard.cli.{module}.today", lambda: dt.date.fromisoformat(day))

    return Person(tmp_path, on)
