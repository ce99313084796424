"""Statement text is written by strangers, thieves too: it is shown, and never obeyed."""

import re
from pathlib import Path

import pytest

from dashboard.playbooks.model import LOCALES
from tests.dashboard.cli.calling import Outcome, call
from tests.ingest.hostile import SAMPLE, SCRIPT

# What must never reach a terminal as it is: controls but the line end, C1, bidirectional and zero-width marks.
RAW = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")


@pytest.fixture
def ledger(empty: Path) -> Path:
    assert call("--ledger", empty, "import", SAMPLE).code == 0
    call("--ledger", empty, "scan", "--as-of", "2026-06-30")
    return empty


def every_screen(ledger: Path, *options: str) -> list[Outcome]:
    """Call everything that shows statement text."""
    alerts = call("--ledger", ledger, "alerts", "--state", "all", "--format", "json").json["alerts"]
    rows = call("--ledger", ledger, "scan", "--as-of", "2026-06-30", "--format", "json").json["rows"]
    assert alerts
    assert rows > 30
    calls = [["files"], ["statements"], ["accounts"], ["unread"], ["links"], ["coverage"], ["alerts", "--state", "all"]]
    calls += [["scan", "--as-of", "2026-06-30"], ["import", str(SAMPLE)]]
    calls += [["alerts", "show", alert["id"]] for alert in alerts]
    calls += [["explain", row["id"]] for alert in alerts for row in alert["transactions"]]
    return [call("--ledger", ledger, *words, *options) for words in calls]


@pytest.mark.parametrize("options", [[], ["--format", "json"]])
def test_nothing_raw_reaches_the_terminal(options: list[str], ledger: Path) -> None:
    for outcome in every_screen(ledger, *options):
        assert outcome.code == 0
        assert RAW.findall(outcome.out) == []
        assert outcome.err == ""


def test_markup_is_text(ledger: Path) -> None:
    """Rich markup, emoji codes and HTML come out letter for letter."""
    (alert,) = call("--ledger", ledger, "alerts", "--format", "json").json["alerts"]
    said = call("--ledger", ledger, "alerts", "show", alert["id"]).out
    assert SCRIPT in said
    assert "[red]急[/red]" in said
    assert "[link=http://evil.example]" in said
    explained = call("--ledger", ledger, "explain", alert["transactions"][0]["id"]).out
    assert ":material/delete:" in explained


def test_on_a_terminal_only_our_own_sequences_appear(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    (alert,) = call("--ledger", ledger, "alerts", "--format", "json").json["alerts"]
    for words in (["alerts"], ["alerts", "show", alert["id"]], ["explain", alert["transactions"][0]["id"]]):
        said = call("--ledger", ledger, *words, terminal=True).out
        assert RAW.findall(re.sub(r"\x1b\[[0-9;]*m", "", said)) == []
        assert "\x1b]8" not in said


def test_json_gives_every_letter_back(ledger: Path) -> None:
    (alert,) = call("--ledger", ledger, "alerts", "--format", "json").json["alerts"]
    answer = call("--ledger", ledger, "explain", alert["transactions"][0]["id"], "--format", "json").json
    assert "\u202e" in answer["transaction"]["description"]


def test_a_letter_about_hostile_rows_is_plain_text(ledger: Path, tmp_path: Path) -> None:
    (alert,) = call("--ledger", ledger, "alerts", "--format", "json").json["alerts"]
    case = call(
        "--ledger", ledger, "case", "open", alert["id"], "--topic", "unauthorised-charge", "--format", "json"
    ).json["case"]
    path = tmp_path / "letter.md"
    written = call(
        "--ledger", ledger, "case", "letter", case["id"], "--template", "unauthorised-notice", "--confirm", "not_approved", "-o", path
    )  # fmt: skip
    assert written.code == 0, written.err
    text = path.read_text("utf-8")
    assert RAW.findall(text) == []
    assert not re.search(r"(?<!\\)[<>\[]", text)
    assert "http://" not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_templates_in_a_name_are_no_templates(locale: str, ledger: Path) -> None:
    said = call("--ledger", ledger, "--locale", locale, "scan", "--as-of", "2026-06-30")
    assert said.code == 0


def test_a_hostile_file_name_is_shown_harmless(empty: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "a\x1b[31m\u202e[red]x.csv"
    hostile.write_bytes(SAMPLE.read_bytes())
    absent = tmp_path / "gone\x1b[31m\u202e.csv"
    for outcome in (call("--ledger", empty, "import", hostile, absent), call("--ledger", empty, "files")):
        assert RAW.findall(outcome.out + outcome.err.replace("\n", "")) == []
