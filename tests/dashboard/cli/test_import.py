"""`walletwatch import`: true sums, identities that hold in every answer, passwords, one bad file among good ones."""

import io
import os
import sqlite3
import stat
from decimal import Decimal
from pathlib import Path

import pytest
import pyzipper

from tests.dashboard.cli.calling import JUNE, SAMPLES, Outcome, call
from tests.dashboard.cli.conftest import Life

EVERY = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".csv", ".xlsx", ".ofx", ".qfx"))


def read(ledger: Path, *argv: object, **more: object) -> Outcome:
    return call("--ledger", ledger, "import", *argv, "--format", "json", **more)  # type: ignore[arg-type]


def holds(file: dict[str, object]) -> bool:
    numbers = {
        name: int(str(file[name])) for name in ("lines", "transactions", "skipped", "unread", "new", "known", "updated")
    }
    return (
        numbers["lines"] == numbers["transactions"] + numbers["skipped"] + numbers["unread"]
        and numbers["transactions"] == numbers["new"] + numbers["known"] + numbers["updated"]
    )


def test_the_answer_is_as_the_contract_says(empty: Path) -> None:
    outcome = read(empty, JUNE)
    (file,) = outcome.json["files"]
    assert (outcome.code, outcome.err) == (0, "")
    assert list(file) == [
        "file", "id", "sha256", "importer", "status", "lines", "transactions", "skipped", "unread", "new", "known", "updated",
        "currency", "inflow", "outflow", "neutral", "statements", "warnings", "error",
    ]  # fmt: skip
    assert (file["file"], file["importer"], file["status"], file["error"]) == ("june.csv", "alipay", "imported", None)
    assert (file["lines"], file["new"], file["warnings"], file["currency"]) == (14, 14, [], ["CNY"])
    # What the export itself prints: gross, unsigned, and here signed by direction.
    assert (file["inflow"], file["outflow"], file["neutral"]) == (
        {"CNY": "140.00"},
        {"CNY": "-356.40"},
        {"CNY": "1988.37"},
    )
    (statement,) = file["statements"]
    assert statement == {
        "id": 1, "account": "alipay:138****0000", "currency": "CNY", "first": "2026-06-01", "last": "2026-06-30", "transactions": 14,
        "check": {"status": "agrees", "detail": statement["check"]["detail"]},
        "checks": [{"status": "agrees", "detail": statement["check"]["detail"], "lines": []}],
    }  # fmt: skip
    assert "number of rows" in statement["check"]["detail"]


@pytest.mark.parametrize("sample", EVERY[1::3], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_lines_and_transactions_are_accounted_for(sample: Path, empty: Path) -> None:
    (dry,) = read(empty, sample, "--dry-run").json["files"]
    (real,) = read(empty, sample).json["files"]
    (again,) = read(empty, sample).json["files"]
    assert holds(dry)
    assert holds(real)
    assert holds(again)
    assert (dry["status"], real["status"], again["status"], again["new"]) == (
        "would_import",
        "imported",
        "unchanged",
        0,
    )
    same = ("lines", "transactions", "skipped", "unread", "new", "inflow", "outflow", "neutral", "sha256")
    assert [dry[name] for name in same] == [real[name] for name in same]
    assert all(Decimal(amount) <= 0 for amount in real["outflow"].values())
    assert all(Decimal(amount) >= 0 for name in ("inflow", "neutral") for amount in real[name].values())


def test_a_whole_life_goes_in(life: Life) -> None:
    assert life.imported.code == 0
    assert all(holds(file) for file in life.imported.json["files"])
    assert {file["importer"] for file in life.imported.json["files"]} == {"alipay", "wechat", "cmb_netbank", "ofx"}


def test_amounts_have_the_digits_of_their_currency(empty: Path) -> None:
    (file,) = read(empty, SAMPLES / "canonical" / "minimal.csv").json["files"]
    assert file["outflow"] == {"CNY": "-12.30", "JPY": "-1250"}


def test_a_dry_run_changes_nothing(empty: Path) -> None:
    read(empty, JUNE, "--dry-run")
    assert call("--ledger", empty, "files", "--format", "json").json["files"] == []
    assert call("--ledger", empty, "accounts", "--format", "json").json["accounts"] == []
    assert not empty.with_name(f"{empty.name}.originals").exists()


def test_a_dry_run_makes_no_ledger(empty: Path) -> None:
    (file,) = read(empty, JUNE, "--dry-run").json["files"]
    assert (file["status"], file["new"]) == ("would_import", 14)
    assert not empty.parent.exists()


def contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_dry_run_rehearses_its_files_together(empty: Path, tmp_path: Path) -> None:
    """The second repeats rows of the first, the third is the first once more: as the import of the three would go."""
    read(empty, SAMPLES / "canonical" / "minimal.csv")
    before = contents(empty.parent)
    heading, *rows = "account,booked_at,amount,currency,counterparty", *(f"a,2026-06-{day:02},-{day},CNY,x" for day in range(1, 9))  # fmt: skip
    for name, own in (("first.csv", rows[:6]), ("second.csv", rows[3:]), ("third.csv", rows[:6])):
        (tmp_path / name).write_text("\n".join((heading, *own)))
    files = [tmp_path / name for name in ("first.csv", "second.csv", "third.csv")]
    rehearsed = read(empty, *files, "--dry-run").json["files"]
    assert contents(empty.parent) == before
    imported = read(empty, *files).json["files"]
    counts = ("lines", "new", "known", "updated")
    assert [[file[name] for name in counts] for file in rehearsed] == [[6, 6, 0, 0], [5, 2, 3, 0], [6, 0, 6, 0]]
    assert [[file[name] for name in counts] for file in imported] == [
        [file[name] for name in counts] for file in rehearsed
    ]
    assert [file["status"] for file in rehearsed] == ["would_import", "would_import", "unchanged"]
    assert [(file["id"], file["statements"][0]["id"]) for file in rehearsed] == [(None, None)] * 3


def test_a_bad_file_in_a_dry_run_takes_nothing_of_the_others_back(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "statements"
    folder.mkdir()
    (folder / "a.csv").write_bytes(JUNE.read_bytes())
    (folder / "b.csv").write_text("a,b\n1,2\n")
    (folder / "c.csv").write_bytes(JUNE.read_bytes() + b"\n")
    found = read(empty, folder, "--dry-run").json["files"]
    assert [(file["status"], file["new"], file["known"]) for file in found] == [
        ("would_import", 14, 0),
        ("failed", 0, 0),
        ("would_import", 0, 14),
    ]


def test_one_bad_file_does_not_stop_the_others(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    outcome = read(empty, tmp_path / "bad.csv", JUNE, tmp_path / "absent.csv")
    assert outcome.code == 2
    assert [file["status"] for file in outcome.json["files"]] == ["failed", "imported", "failed"]
    told = outcome.err.splitlines()
    assert told == [file["error"] for file in outcome.json["files"] if file["error"]]
    assert len(told) == 2
    assert all(holds(file) for file in outcome.json["files"])
    assert len(call("--ledger", empty, "files", "--format", "json").json["files"]) == 1


def test_a_mistake_of_ours_in_one_file_does_not_stop_the_others(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("SECRET statement text")

    monkeypatch.setattr("ingest.importers.alipay.Alipay.parse", broken)
    outcome = read(empty, JUNE, SAMPLES / "canonical" / "minimal.csv")
    assert outcome.code == 70
    assert [file["status"] for file in outcome.json["files"]] == ["failed", "imported"]
    assert all(holds(file) for file in outcome.json["files"])
    told = outcome.err.splitlines()
    assert len(told) == 2
    assert told[0].startswith("june.csv: Something unexpected happened")
    (report,) = tmp_path.glob("walletwatch-error-*.txt")
    assert "SECRET" not in outcome.err + outcome.out + report.read_text("utf-8")


def test_errors_are_told_in_the_language(empty: Path) -> None:
    outcome = call("--ledger", empty, "--locale", "zh", "import", "absent.csv")
    assert outcome.sentence == "absent.csv：没有这个文件；请检查路径。"


def test_the_format_can_be_named(empty: Path) -> None:
    (file,) = read(empty, JUNE, "--format-name", "alipay").json["files"]
    assert file["status"] == "imported"
    outcome = read(empty, JUNE, "--format-name", "chequebook")
    assert outcome.code == 2
    assert outcome.sentence == "There is no format chequebook in this ledger; `walletwatch formats` lists them."


def test_a_file_whose_dates_have_two_readings_is_read_once_the_order_is_said(empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "bank.qif"
    file.write_text("!Type:Bank\nD01/02/2026\nT-5.00\nPExample Cafe\n^\n", encoding="utf-8")
    refused = read(empty, file)
    assert refused.code == 2
    assert "--date-order" in refused.err
    (told,) = read(empty, "--date-order", "dmy", file).json["files"]
    assert (told["new"], told["statements"][0]["first"]) == (1, "2026-02-01")


def test_account_and_person_can_be_named(empty: Path) -> None:
    read(empty, JUNE, "--account", "purse", "--person", "mei")
    (account,) = call("--ledger", empty, "accounts", "--format", "json").json["accounts"]
    assert (account["label"], account["person"]) == ("purse", "mei")


def test_a_person_sees_counts_sums_and_whether_it_adds_up(empty: Path) -> None:
    said = call("--ledger", empty, "import", JUNE).out
    assert "june.csv   in the ledger      14    14" in said
    assert "¥140.00    −¥356.40   ¥1,988.37   yes" in said


def test_tables_are_never_cut_where_there_is_no_terminal(empty: Path, tmp_path: Path) -> None:
    long = tmp_path / f"{'long' * 40}.csv"
    long.write_bytes(JUNE.read_bytes())
    assert long.name in call("--ledger", empty, "import", long).out


def test_unread_lines_are_told_with_where_to_see_them(empty: Path, tmp_path: Path) -> None:
    sample = tmp_path / "own.csv"
    sample.write_text("account,booked_at,amount,currency,counterparty\na,2026-01-01,1,CNY,x\na,2026-01-02,much,CNY,y\n")
    dry = call("--ledger", empty, "import", sample, "--dry-run").out
    assert "own.csv, line 3: the amount 'much' is not a number." in dry
    assert f"`walletwatch --ledger {empty} unread`" in call("--ledger", empty, "import", sample).out
    (line,) = call("--ledger", empty, "unread", "--format", "json").json["unread"]
    assert (line["file"], line["line"], line["reason"]) == ("own.csv", 3, "the amount 'much' is not a number")
    assert "y" in line["text"]
    assert "the amount 'much' is not a number" in call("--ledger", empty, "unread").out


def test_a_statement_that_does_not_add_up_is_in_and_told(empty: Path, tmp_path: Path) -> None:
    text = JUNE.read_bytes().decode("gb18030").replace("支出：6笔 356.40元", "支出：6笔 350.00元")
    (tmp_path / "off.csv").write_bytes(text.encode("gb18030"))
    outcome = call("--ledger", empty, "import", tmp_path / "off.csv")
    assert outcome.code == 0
    assert "money out: printed 350.00 CNY, read 356.40 CNY, difference 6.40 CNY" in outcome.out
    (statement,) = call("--ledger", empty, "statements", "--format", "json").json["statements"]
    assert statement["check"]["status"] == "off"


@pytest.mark.skipif(os.name != "posix", reason="rights are otherwise elsewhere")
def test_originals_are_kept_for_the_owner_alone_or_not_at_all(empty: Path, tmp_path: Path) -> None:
    read(empty, JUNE)
    (kept,) = empty.with_name(f"{empty.name}.originals").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    other = tmp_path / "other.db"
    read(other, JUNE, "--no-originals")
    assert not other.with_name(f"{other.name}.originals").exists()


# -- passwords -----------------------------------------------------------------------------------------------------


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    packed = io.BytesIO()
    with pyzipper.AESZipFile(packed, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"open sesame")
        archive.writestr("june.csv", JUNE.read_bytes())
    (tmp_path / "locked.zip").write_bytes(packed.getvalue())
    return tmp_path / "locked.zip"


def test_without_a_password_a_protected_file_says_what_to_do(empty: Path, locked: Path) -> None:
    outcome = read(empty, locked)
    assert outcome.code == 2
    assert outcome.sentence.startswith("locked.zip: protected by a password")


def test_the_password_comes_from_a_variable(empty: Path, locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPORT_PASSWORD", "open sesame")
    (file,) = read(empty, locked, "--password-env", "EXPORT_PASSWORD").json["files"]
    assert (file["file"], file["status"]) == ("locked.zip/june.csv", "imported")


def test_the_password_comes_from_a_file(empty: Path, locked: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("open sesame\nand more\n")
    (file,) = read(empty, locked, "--password-file", tmp_path / "secret").json["files"]
    assert file["status"] == "imported"


def test_the_password_comes_from_standard_input(empty: Path, locked: Path) -> None:
    (file,) = read(empty, locked, "--password-file", "-", stdin="open sesame\n").json["files"]
    assert file["status"] == "imported"


def test_the_password_is_asked_for_on_a_terminal_only(
    empty: Path, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(prompt: str, _: object) -> str:
        asked.append(prompt)
        return "open sesame"

    monkeypatch.setattr("getpass.getpass", answer)
    assert read(empty, locked).code == 2
    assert asked == []
    assert read(empty, locked, terminal=True).code == 0
    assert asked == ["Password of locked.zip: "]


def test_others_may_write_while_a_dry_run_waits_for_a_password(
    empty: Path, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(empty, SAMPLES / "canonical" / "minimal.csv")
    meanwhile: list[Outcome] = []

    def answer(prompt: str, stream: object) -> str:
        with sqlite3.connect(empty, timeout=0, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("COMMIT")
        meanwhile.append(call("--ledger", empty, "files", "--format", "json"))
        return "open sesame"

    monkeypatch.setattr("getpass.getpass", answer)
    outcome = read(empty, JUNE, locked, "--dry-run", terminal=True)
    assert [file["status"] for file in outcome.json["files"]][:1] == ["would_import"]
    assert len(meanwhile[0].json["files"]) == 1


def test_a_wrong_password_is_told_and_never_shown(empty: Path, locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPORT_PASSWORD", "close sesame")
    outcome = read(empty, locked, "--password-env", "EXPORT_PASSWORD")
    assert outcome.code == 2
    assert "does not open it" in outcome.sentence
    assert "sesame" not in outcome.out + outcome.err


@pytest.mark.parametrize(
    "argv",
    [
        ["--password-env", "NOT_SET_ANYWHERE"],
        ["--password-file", "absent"],
        ["--password-env", "A", "--password-file", "b"],
    ],
)
def test_a_password_that_is_nowhere_stops_the_call(argv: list[str], empty: Path, locked: Path) -> None:
    outcome = read(empty, locked, *argv)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.sentence


def test_there_is_no_option_that_takes_a_password() -> None:
    said = call("import", "--help").out
    assert "--password " not in said
