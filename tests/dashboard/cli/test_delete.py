from pathlib import Path

import pytest

from ingest.ledger import Ledger
from tests.dashboard.cli.calling import call

HEADING = "account,person,booked_at,amount,currency,counterparty,order_reference"


def rows(account: str, person: str, secret: str) -> list[str]:
    meals = [
        f"{account},{person},2026-05-{day:02d}T12:00:00,-1{day}.00,CNY,{secret}{day},o{day}" for day in range(1, 9)
    ]
    twice = [f"{account},{person},2026-05-20T12:0{minute}:00,-129.00,CNY,{secret},T1" for minute in (1, 2)]
    return [*meals, *twice]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of two people with a file each, and a file of both."""
    path = tmp_path / "ledger.db"
    for name, lines in {
        "mine": rows("alipay:1", "me", "MYSHOP"),
        "yours": rows("cmb:8705", "you", "YOURSHOP"),
        "both": [
            "savings,me,2026-05-21,-5.00,CNY,MYBANK,s1",
            "cmb:8705,you,2026-05-22,-6.00,CNY,YOURBANK,s2",
        ],
    }.items():
        (tmp_path / f"{name}.csv").write_text("\n".join((HEADING, *lines)) + "\n")
        assert call("--ledger", path, "import", tmp_path / f"{name}.csv").code == 0
    for alert in call("--ledger", path, "scan", "--as-of", "2026-05-31", "--format", "json").json["alerts"]:
        if alert["kind"] == "duplicate":
            assert call("--ledger", path, "case", "open", alert["id"]).code == 0
    return path


def traces(ledger: Path, text: str) -> list[str]:
    """Return the files beside a ledger that hold a text."""
    return [
        str(file.relative_to(ledger.parent))
        for file in sorted(ledger.parent.rglob("*"))
        if file.is_file() and file.suffix != ".csv" and text.encode() in file.read_bytes()
    ]


def test_an_account_goes_with_all_that_was_known_of_it(ledger: Path) -> None:
    assert traces(ledger, "YOURSHOP")
    gone = call("--ledger", ledger, "delete", "--account", "cmb:8705", "--yes", "--format", "json").json
    assert gone == {
        "contract": 1, "deleted": [{"account": "cmb:8705", "person": "you"}], "transactions": 11, "files": ["yours.csv"],
        "without_upload": ["both.csv"], "alerts": 1, "cases": 1,
    }  # fmt: skip
    assert traces(ledger, "YOURSHOP") == []
    assert traces(ledger, "YOURBANK") == []


def test_what_was_said_before_an_answer_was_changed_goes_as_well(ledger: Path) -> None:
    (alert,) = (
        one for one in call("--ledger", ledger, "alerts", "--format", "json").json["alerts"] if one["person"] == "you"
    )
    for answer, note in (("unsure", "YOURDOUBT"), ("not-mine", "")):
        call("--ledger", ledger, "answer", alert["id"], answer, "--note", note)
    assert traces(ledger, "YOURDOUBT")
    call("--ledger", ledger, "delete", "--account", "cmb:8705", "--yes")
    assert traces(ledger, "YOURDOUBT") == []


def test_what_is_not_of_the_account_stays(ledger: Path) -> None:
    call("--ledger", ledger, "delete", "--person", "you", "--yes")
    with Ledger(ledger) as opened:
        assert sorted(set(opened.frame()["account"])) == ["alipay:1", "savings"]
        assert len(opened.frame()) == 11
    files = call("--ledger", ledger, "files", "--format", "json").json["files"]
    assert {file["file"]: file["lines"] for file in files} == {
        "mine.csv": 10,
        "both.csv": 1,
    }
    assert [one["person"] for one in call("--ledger", ledger, "alerts", "--format", "json").json["alerts"]] == ["me"]
    assert len(call("--ledger", ledger, "case", "--format", "json").json["cases"]) == 1
    assert traces(ledger, "MYSHOP")
    again = call("--ledger", ledger, "scan", "--as-of", "2026-06-01", "--format", "json").json
    assert (again["new"], again["open"]) == (0, 1)


def test_everything_is_everything_and_nothing_else(ledger: Path) -> None:
    digests = ledger.parent / "digests"
    digests.mkdir()
    (digests / "2026-05-31-0900.html").write_text("MYSHOP")
    (digests / "my own notes.txt").write_text("keep")
    assert call("--ledger", ledger, "delete", "--everything", "--yes").code == 0
    assert sorted(str(file.relative_to(ledger.parent)) for file in ledger.parent.rglob("*") if file.is_file()) == [
        "both.csv", "digests/my own notes.txt", "mine.csv", "yours.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ((), "--account LABEL"),
        (("--account", "alipay:1", "--everything"), "--account LABEL"),
        (("--account", "nothing"), "no account nothing"),
        (("--person", "nobody"), "no person nobody"),
        (("--account", "alipay:1"), "--yes"),
        (("--everything",), "--yes"),
    ],
)
def test_nothing_goes_without_a_clear_word(ledger: Path, argv: tuple[str, ...], said: str) -> None:
    outcome = call("--ledger", ledger, "delete", *argv)
    assert outcome.code == 2
    assert said in outcome.sentence
    with Ledger(ledger) as opened:
        assert len(opened.frame()) == 22


def test_a_file_that_is_no_ledger_stays(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a ledger, and somebody's only copy")
    assert call("--ledger", other, "delete", "--everything", "--yes").code == 2
    assert other.read_text() == "not a ledger, and somebody's only copy"
