"""`walletwatch case letter`: what a case can have written, what it asks first, and the files it writes."""

import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import MissingFont
from dashboard.paper.fonts import faces_for
from tests.dashboard.cli.calling import Outcome, call

ROWS = """account,booked_at,amount,currency,counterparty,reference,institution,account_kind,account_country,account_last4
alipay:138****0000,2026-05-04T03:12:07,-4900.00,CNY,*国强,2026050422001,alipay,wallet,CN,0000
alipay:138****0000,2026-05-04T03:14:30,-4900.00,CNY,*国强,2026050422002,alipay,wallet,CN,0000
alipay:138****0000,2026-05-03T12:00:00,-25.00,CNY,海底捞火锅,2026050322003,alipay,wallet,CN,0000
"""


@pytest.fixture(scope="module")
def stolen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two payments at night and a case about them."""
    folder = tmp_path_factory.mktemp("stolen")
    (folder / "may.csv").write_text(ROWS, encoding="utf-8")
    ledger = folder / "ledger" / "ledger.db"
    assert call("--ledger", ledger, "import", folder / "may.csv").code == 0
    return ledger.parent


@pytest.fixture
def ledger(stolen: Path, tmp_path: Path) -> Path:
    shutil.copytree(stolen, tmp_path / "own")
    return tmp_path / "own" / "ledger.db"


def run(ledger: Path, *argv: object, locale: str = "en") -> Outcome:
    return call("--ledger", ledger, "--locale", locale, *argv)


def asked(ledger: Path, *argv: object) -> Any:
    outcome = run(ledger, *argv, "--format", "json")
    assert outcome.code == 0, outcome.err
    return outcome.json


@pytest.fixture
def case(ledger: Path) -> str:
    from ingest.ledger import Ledger

    with Ledger(ledger) as opened:
        frame = opened.frame()
        rows = [str(row) for row in frame.loc[frame["amount"] == -490000, "txn_id"]]
    wanted = [part for row in rows for part in ("--transaction", row)]
    return str(asked(ledger, "case", "open", "--topic", "unauthorised-charge", *wanted)["case"]["id"])


def test_without_a_template_it_lists_the_letters_and_their_questions(ledger: Path, case: str) -> None:
    letters = {letter["name"]: letter for letter in asked(ledger, "case", "letter", case)["letters"]}
    assert list(letters) == ["unauthorised-notice", "reminder", "final-demand", "regulator-complaint"]
    notice = letters["unauthorised-notice"]
    assert (notice["ready"], notice["party"]) == (False, "provider")
    assert notice["missing"][0][0]["flag"] == "--confirm not_approved"
    assert "did not make or approve" in notice["missing"][0][0]["question"]
    assert {"card_in_possession", "police_report_no"} <= {fact["fact"] for fact in notice["may"]}
    told = run(ledger, "case", "letter", case, locale="zh").out
    assert "这些付款都不是您做的" in told
    assert "--confirm not_approved" in told


def test_a_letter_that_nothing_is_confirmed_for_is_refused_with_its_question(
    ledger: Path, case: str, tmp_path: Path
) -> None:
    outcome = run(
        ledger, "case", "letter", case, "--template", "unauthorised-notice", "-o", tmp_path / "n.md", locale="id"
    )
    assert outcome.code == 2
    assert "Benarkah semua pembayaran ini tidak Anda lakukan" in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1
    assert not (tmp_path / "n.md").exists()
    assert asked(ledger, "case", "show", case)["case"]["confirmed"] == {}


def test_a_letter_is_written_for_its_owner_only_and_its_facts_are_kept(ledger: Path, case: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    answer = asked(
        ledger, "case", "letter", case, "--template", "unauthorised-notice", "--locale", "zh", "-o", path,
        "--confirm", "not_approved", "--confirm", "police_report_no=A-17", "--name", "某人",
    )  # fmt: skip
    text = path.read_text("utf-8")
    assert "这些付款不是本人操作" in text
    assert "A\\-17" in text or "A-17" in text
    assert "银行卡一直在本人手中" not in text
    assert "某人" in text
    assert (answer["amount"], answer["to"], answer["party"]) == ("¥9,800.00", "支付宝", "provider")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    shown = asked(ledger, "case", "show", case)["case"]
    assert shown["confirmed"] == {"not_approved": True, "police_report_no": "A-17"}
    assert [line["kind"] for line in shown["log"]].count("sent") == 0  # written is not sent
    again = asked(ledger, "case", "letter", case, "--template", "unauthorised-notice", "-o", path)
    assert again["confirmed"] == ["not_approved", "police_report_no"]
    assert asked(ledger, "case", "show", case)["case"]["log"] == shown["log"]


def test_a_person_is_told_to_read_fill_in_and_send_it(ledger: Path, case: str, tmp_path: Path) -> None:
    call_ = (
        "case",
        "letter",
        case,
        "--template",
        "unauthorised-notice",
        "--confirm",
        "not_approved",
        "-o",
        tmp_path / "n.docx",
    )
    told = run(ledger, *call_).out
    assert "Nothing was sent." in told
    assert "[brackets]" in told
    assert f"case log {case} --kind sent --party provider --template unauthorised-notice" in told
    assert (tmp_path / "n.docx").read_bytes().startswith(b"PK")


def test_a_pdf_is_written_where_there_is_a_font(ledger: Path, case: str, tmp_path: Path) -> None:
    try:
        faces_for("未经授权", chinese_first=True)
    except MissingFont as error:
        pytest.skip(str(error))
    path = tmp_path / "n.pdf"
    run(
        ledger,
        "case",
        "letter",
        case,
        "--template",
        "unauthorised-notice",
        "--locale",
        "zh",
        "--confirm",
        "not_approved",
        "-o",
        path,
    )
    assert path.read_bytes().startswith(b"%PDF")


def test_a_letter_that_was_sent_lets_the_next_one_follow(ledger: Path, case: str, tmp_path: Path) -> None:
    letter = ("case", "letter", case, "--template", "reminder", "--confirm", "no_answer", "-o", tmp_path / "r.md")
    assert "first ask them" in run(ledger, *letter).err
    asked(ledger, "case", "log", case, "--kind", "sent", "--party", "provider", "--template", "unauthorised-notice")
    assert run(ledger, *letter).code == 0
    assert "letter sent" in (tmp_path / "r.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--template", "love-letter", "-o", "x.md"), "There is no letter love-letter"),
        (("--template", "unauthorised-notice", "-o", "x.txt", "--confirm", "not_approved"), ".pdf, .docx or .md"),
        (
            ("--template", "unauthorised-notice", "-o", "x.md", "--confirm", "frozen_at=soon"),
            "frozen_at cannot be confirmed so",
        ),
        (
            ("--template", "unauthorised-notice", "-o", "x.md", "--confirm", "colour"),
            "No letter has a sentence for colour",
        ),
        (("--template", "unauthorised-notice", "-o", "x.md", "--party", "merchant"), "does not go to this party"),
        (("--template", "unauthorised-notice"), "-o FILE"),
        (("-o", "x.md"), "--template NAME"),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(
    ledger: Path, case: str, argv: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(ledger, "case", "letter", case, *argv)
    assert outcome.code == 2
    assert said in outcome.sentence
    assert not list(tmp_path.glob("x.*"))
    assert asked(ledger, "case", "show", case)["case"]["confirmed"] == {}
