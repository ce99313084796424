"""What is in the ledger: lists, undo, rereading, accounts, coverage, formats."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import words
from dashboard.institutions import institution
from dashboard.playbooks.model import LOCALES
from ingest.importer import importers
from tests.dashboard.cli.calling import JUNE, SAMPLES, call


def asked(ledger: Path, *argv: object) -> Any:
    return call("--ledger", ledger, *argv, "--format", "json").json


@pytest.mark.parametrize(
    "command",
    ["files", "statements", "accounts", "unread", "coverage", "formats", "alerts", "links", "overlaps", "playbooks"],
)
def test_every_list_is_json_and_a_table_also_where_nothing_is(command: str, empty: Path) -> None:
    assert asked(empty, command).keys() == {"contract", command}
    outcome = call("--ledger", empty, command)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.strip()


def test_an_empty_ledger_teaches_the_first_step(empty: Path) -> None:
    said = call("--ledger", empty, "files").out
    assert "formats" in said
    assert f"walletwatch --ledger {empty} import FILE" in said


def test_files_and_statements(scanned: Path) -> None:
    files = asked(scanned, "files")["files"]
    assert [file["id"] for file in files] == [1, 2, 3, 4]
    statements = asked(scanned, "statements")["statements"]
    assert {statement["file"] for statement in statements} == {file["file"] for file in files}
    assert sum(statement["transactions"] for statement in statements) > 500
    said = call("--ledger", scanned, "statements").out
    assert all(file["file"] in said for file in files)


def test_undo_takes_a_file_out(scanned: Path) -> None:
    name = asked(scanned, "files")["files"][0]["file"]
    assert asked(scanned, "undo", 1)["undone"] == {"id": 1, "file": name}
    assert [file["id"] for file in asked(scanned, "files")["files"]] == [2, 3, 4]
    outcome = call("--ledger", scanned, "undo", 1)
    assert outcome.code == 2
    assert outcome.sentence == "There is no file 1 in this ledger; `walletwatch files` lists them."


def test_undo_tells_a_person_what_stays(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    assert call("--ledger", empty, "undo", 1).out.startswith("june.csv is out of the ledger.")


def test_rereading_changes_nothing_and_can_be_taken_back(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    answer = asked(empty, "reread")
    assert [answer[name] for name in ("added", "removed", "changed")] == [0, 0, 0]
    assert [file["status"] for file in answer["files"]] == ["imported"]
    assert "added: 0, removed: 0, changed: 0" in call("--ledger", empty, "reread", "--undo").out
    assert "takes it all back" in call("--ledger", empty, "reread").out
    call("--ledger", empty, "reread", "--undo")
    outcome = call("--ledger", empty, "reread", "--undo")
    assert (outcome.code, outcome.sentence) == (2, "There is no re-reading to take back.")


def test_rereading_without_the_original_leaves_a_file_as_it_was(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE, "--no-originals")
    assert "file not kept, left as it was" in call("--ledger", empty, "reread").out


# -- accounts ------------------------------------------------------------------------------------------------------


def test_an_account_is_described_by_its_owner(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    label = asked(empty, "accounts")["accounts"][0]["label"]
    (account,) = asked(
        empty, "accounts", "set", label, "--kind", "prepaid", "--country", "id", "--person", "mei", "--name", "purse"
    )["accounts"]
    assert [account[name] for name in ("label", "kind", "country", "person", "confirmed")] == [
        "purse",
        "prepaid",
        "ID",
        "mei",
        True,
    ]
    assert "prepaid card" in call("--ledger", empty, "accounts").out


def test_accounts_are_merged(scanned: Path) -> None:
    first, second, *_ = [account["label"] for account in asked(scanned, "accounts")["accounts"]]
    left = [account["label"] for account in asked(scanned, "accounts", "merge", first, second)["accounts"]]
    assert first not in left
    assert second in left


@pytest.mark.parametrize(
    "argv",
    [["set", "x"], ["set", "x", "--kind", "sock"], ["set", "x", "--country", "China"], ["set", "x", "--name", " "],
     ["set", "absent", "--kind", "wallet"], ["merge", "a", "b"]],
)  # fmt: skip
def test_what_is_no_account_or_no_change_is_one_sentence(argv: list[str], empty: Path) -> None:
    outcome = call("--ledger", empty, "accounts", *argv)
    assert outcome.code == 2
    assert outcome.sentence


def test_a_taken_name_is_refused(scanned: Path) -> None:
    first, second, *_ = [account["label"] for account in asked(scanned, "accounts")["accounts"]]
    outcome = call("--ledger", scanned, "accounts", "set", first, "--name", second)
    assert (outcome.code, second in outcome.sentence) == (2, True)


# -- coverage and formats ------------------------------------------------------------------------------------------


def test_coverage_goes_up_to_the_asked_day(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    found = asked(empty, "coverage", "--as-of", "2026-07-31")["coverage"]
    seen = {
        "person": "me",
        "account": "alipay:138****0000",
        "sources": [{"account": "alipay:138****0000", "importer": "alipay"}],
    }
    assert found == [seen | {"month": "2026-06", "state": "covered"}, seen | {"month": "2026-07", "state": "missing"}]
    said = call("--ledger", empty, "coverage", "--as-of", "2026-07-31").out
    assert "Jun 2026   ■ covered" in said
    assert "Jul 2026   □ missing" in said


def test_formats_tells_how_to_get_each_export(empty: Path) -> None:
    found = asked(empty, "formats")["formats"]
    assert [entry["name"] for entry in found] == [importer.name for importer in importers()]
    said = call("--ledger", empty, "formats").out
    assert [
        entry for entry in found if f"{entry['name']}: {institution(entry['name'], words('en'))} (" not in said
    ] == []
    assert [line for entry in found for line in entry["how"].splitlines() if line not in said] == []


def test_formats_are_called_as_their_language_calls_them(empty: Path) -> None:
    said = call("--ledger", empty, "--locale", "zh", "formats").out
    assert "abc_debit：中国农业银行借记卡（" in said
    assert "Bank of China" not in said


@pytest.mark.parametrize("locale", LOCALES)
def test_every_importer_has_words_on_how_to_obtain_the_export(locale: str) -> None:
    own = {
        importer.guide or importer.name for importer in importers() if type(importer).__module__.startswith("ingest.")
    }
    parts = [f"guide.{guide}.{part}" for guide in own for part in ("name", "steps")]
    assert [part for part in parts if part not in words(locale)] == []


def test_the_account_of_a_file_is_remembered_listed_and_forgotten(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLES / "monzo" / "app.csv", "--account", "Household")
    (said,) = call("--ledger", empty, "accounts", "remembered", "--format", "json").json["remembered"]
    assert (said["institution"], said["number"], said["account"], said["file"]) == ("monzo", "", "Household", "app.csv")  # fmt: skip
    told = call("--ledger", empty, "accounts", "remembered").out
    assert "monzo, no account named" in told
    assert "Household" in told
    assert call("--ledger", empty, "accounts", "forget", said["id"], "--format", "json").json["forgotten"] == said["id"]
    assert call("--ledger", empty, "accounts", "remembered", "--format", "json").json["remembered"] == []
    assert "no file was put under an account by hand" in call("--ledger", empty, "accounts", "remembered").out
    outcome = call("--ledger", empty, "accounts", "forget", said["id"])
    assert outcome.code == 2
    assert "`walletwatch accounts remembered` lists them" in outcome.sentence
