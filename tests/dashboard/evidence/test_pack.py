"""An evidence pack: all of the case, nothing else of the statements, the same bytes each time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import MissingFont
from dashboard.evidence import pack as packing
from dashboard.evidence.matter import _tails
from dashboard.evidence.pack import Pack, evidence_pack, packed
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from detect.casebook import Casebook
from ingest.errors import UnknownName
from ingest.ledger import Ledger
from tests.dashboard.evidence.stories import AS_OF, CARD, FIRST, IBAN, NUMBER, PHONE, SECOND, members, sheet, told

Story = tuple[Casebook, str, Path]
RAW = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")


def texts(inside: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode("utf-8-sig") for name, content in inside.items() if not name.endswith(".pdf")}


def test_a_pack_holds_its_parts(pack: Pack, inside: dict[str, bytes]) -> None:
    assert set(inside) == {
        "checklist.md", "contacts.csv", "links.json", "manifest.json", "statements.json", "summary.md", "timeline.csv", "transactions.csv",
        *({"summary.pdf"} - pack.left_out.keys()),
    }  # fmt: skip
    assert tuple(sorted(inside)) == pack.names


def test_every_reading_of_every_row_is_there_with_its_upload_and_raw_cells(
    story: Story, inside: dict[str, bytes]
) -> None:
    header, *rows = sheet(inside["transactions.csv"])
    told_rows = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["Reference"], row["Line"]) for row in told_rows] == [
        (FIRST, "17"), (FIRST, "2"), (SECOND, "18"), (SECOND, "3"), ("back", "2"),
    ]  # fmt: skip
    for row in told_rows:
        upload = story[2] / row["File"].replace("****4417", NUMBER)
        assert row["SHA-256 of the untouched file"] == hashlib.sha256(upload.read_bytes()).hexdigest()
        printed = upload.read_text("utf-8").splitlines()[int(row["Line"]) - 1]
        assert [row[f"Raw cell {n}"] for n in (2, 3, 4, 6)] == [printed.split(",")[n - 1] for n in (2, 3, 4, 6)]


def test_nothing_else_of_the_statements_is_there(inside: dict[str, bytes]) -> None:
    for name, text in texts(inside).items():
        assert "Corner Cafe" not in text, name
        assert "777000" not in text, name


def test_numbers_of_accounts_are_cut_and_references_stay(inside: dict[str, bytes]) -> None:
    for name, text in texts(inside).items():
        assert [number for number in (NUMBER, CARD, IBAN, PHONE) if number in text] == [], name
    assert "bank …4417" in texts(inside)["summary.md"]
    assert "card ****7890" in texts(inside)["transactions.csv"]
    assert {FIRST, SECOND} <= set(re.findall(r"\d{20}", texts(inside)["timeline.csv"]))
    assert "99001122334455" in texts(inside)["contacts.csv"]


def test_no_cell_is_a_formula_and_nothing_is_hidden(inside: dict[str, bytes]) -> None:
    for name, text in texts(inside).items():
        assert RAW.findall(text) == [], name
    for name in ("transactions.csv", "timeline.csv", "contacts.csv"):
        cells = [cell for row in sheet(inside[name]) for cell in row]
        assert [
            cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and not re.fullmatch(r"-[\d.]+", cell)
        ] == []
    assert r"\u202eshop" in texts(inside)["transactions.csv"]
    assert "<script>" not in texts(inside)["summary.md"]


def test_the_timeline_has_rows_and_log_in_order(inside: dict[str, bytes]) -> None:
    _, *rows = sheet(inside["timeline.csv"])
    assert [(row[0], row[1]) for row in rows] == [
        ("2026-05-04T12:01:07", "payment"), ("2026-05-04T12:02:07", "payment"), ("2026-05-06", "opened"), ("2026-05-06", "alert added"),
        ("2026-05-06T14:30", "told"), ("2026-05-07", "told"), ("2026-05-08", "evidence at hand"), ("2026-05-08", "evidence at hand"),
        ("2026-05-09", "stated by the account holder"), ("2026-05-20", "money in"), ("2026-05-20", "credited"), ("2026-06-29T12:00", "struck"),
    ]  # fmt: skip
    assert rows[0][3:5] == ["-129.00", "USD"]
    assert rows[5][2].startswith("(struck) ")
    assert rows[6][2] == "The order page, showing one purchase"


def test_what_the_person_stands_by_is_told_with_its_question(inside: dict[str, bytes]) -> None:
    (stated,) = [row[2] for row in sheet(inside["timeline.csv"]) if row[1] == "stated by the account holder"]
    english = words("en")
    assert stated.split(" · ") == [
        f"{english('letter.ask.asked_merchant_on')} {english.day('2026-05-07')}", f"{english('letter.ask.one_order')} yes", "seat: yes",
    ]  # fmt: skip


def test_contacts_are_those_of_the_log_the_struck_one_marked(inside: dict[str, bytes]) -> None:
    header, *rows = sheet(inside["contacts.csv"])
    assert [(row[header.index("Person or office")], row[header.index("Struck")]) for row in rows] == [
        ("Desk 3", ""),
        ("wrong shop", "yes"),
    ]
    assert rows[0][header.index("What was said")] == "'@SUM my card is ****7890"


def test_statements_say_whether_they_add_up_and_links_say_why(inside: dict[str, bytes]) -> None:
    found = json.loads(inside["statements.json"])["statements"]
    assert [(one["file"], one["of_the_case"], one["transactions"]) for one in found] == [
        ("may ****4417.csv", 2, 17),
        ("june.csv", 2, 2),
        ("refund.csv", 1, 1),
    ]
    assert {one["check"]["status"] for one in found} == {"not_checkable"}
    linked = json.loads(inside["links.json"])
    (alert,) = linked["alerts"]
    assert (alert["kind"], len(alert["rows"])) == ("duplicate", 2)
    assert "the same order number" in alert["reasons"]
    (refund,) = linked["links"]
    assert (refund["kind"], refund["meaning"]) == ("refund", "A purchase and its refund")
    assert refund["why"]
    assert [(side["in_case"], side["amount"]) for side in refund["rows"]] == [(True, "-129.00"), (True, "129.00")]


def test_the_checklist_is_ticked_where_the_person_has_it(inside: dict[str, bytes]) -> None:
    lines = inside["checklist.md"].decode().splitlines()
    assert "- ☑ The order page, showing one purchase (at hand since 8 May 2026)" in lines
    assert "- ☐ Receipt, invoice or pick-up record" in lines
    assert "- ☑ photo of the till (at hand since 8 May 2026)" in lines


def test_the_summary_keeps_the_four_figures_apart(inside: dict[str, bytes]) -> None:
    said = inside["summary.md"].decode().replace("\\", "")
    assert "| USD | 129.00 | 0.00 | 0.00 | 0.00 | 129.00 |" in said
    assert (
        f"| {words('en').money(-12_900, 'USD')} |" in said.partition("money in")[0].rpartition("payment")[2]
    )  # as everywhere


def test_the_same_case_gives_the_same_bytes_in_another_process(story: Story, pack: Pack) -> None:
    casebook, case_id, _ = story
    code = f"""
import datetime as dt, hashlib, pathlib
from dashboard.evidence.pack import evidence_pack
from detect.casebook import Casebook
from ingest.ledger import Ledger
with Ledger(pathlib.Path({str(casebook.ledger.path)!r})) as ledger:
    print(hashlib.sha256(evidence_pack(Casebook(ledger), {case_id!r}, "en", dt.date(2026, 6, 30))).hexdigest())
"""
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=elsewhere, check=True)
    assert run.stdout.strip() == hashlib.sha256(pack.content).hexdigest()


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts, which is also a fast one."""

    def lacking(_: object) -> bytes:
        raise MissingFont(sample="退", font="any")

    monkeypatch.setattr(packing, "as_pdf", lacking)


@pytest.mark.usefixtures("no_pdf")
@pytest.mark.parametrize("locale", LOCALES)
def test_without_a_font_the_summary_is_markdown_and_the_pack_says_so(locale: str, story: Story) -> None:
    made = packed(*story[:2], locale, AS_OF)
    assert made.left_out == {"summary.pdf": "missing_font"}
    inside = members(made.content)
    assert json.loads(inside["manifest.json"])["left_out"] == {"summary.pdf": "missing_font"}
    title = {"en": "You may have been charged twice", "zh": "可能被重复扣款", "id": "Anda mungkin ditagih dua kali"}[
        locale
    ]
    assert title in inside["summary.md"].decode().splitlines()[0]


@pytest.mark.usefixtures("no_pdf")
def test_whole_statements_are_there_only_on_request(story: Story, pack: Pack) -> None:
    assert not [name for name in pack.names if name.startswith("originals/")]
    made = packed(*story[:2], "en", AS_OF, with_originals=True)
    originals = {name: content for name, content in members(made.content).items() if name.startswith("originals/")}
    assert sorted(name.partition("-")[2] for name in originals) == ["june.csv", "may_4417.csv", "refund.csv"]
    assert set(originals.values()) == {path.read_bytes() for path in story[2].glob("*.csv")}


@pytest.mark.usefixtures("no_pdf")
def test_letters_go_in_as_they_are(story: Story) -> None:
    made = packed(*story[:2], "en", AS_OF, letters={"../my letter.md": b"Dear bank"})
    assert members(made.content)["letters/my_letter.md"] == b"Dear bank"


@pytest.mark.usefixtures("no_pdf")
def test_a_row_that_no_statement_shows_any_longer_is_named(tmp_path: Path) -> None:
    with Ledger(tmp_path / "own" / "ledger.db", keep_originals=False) as ledger:
        casebook = Casebook(ledger)
        case_id = told(casebook, tmp_path)
        declined = packed(casebook, case_id, "en", AS_OF, with_originals=True)
        assert sorted(declined.left_out.values()) == ["missing_font", *["not_kept"] * 3]
        rows = casebook.cases.get(case_id).rows
        for file_id in ledger.files()["file_id"]:
            ledger.undo(int(file_id))
        inside = members(evidence_pack(casebook, case_id, "en", AS_OF))
    assert set(rows) <= {row[0] for row in sheet(inside["transactions.csv"])}
    assert set(rows) <= set(json.loads(inside["statements.json"])["no_statement_shows"])


def test_an_account_is_called_as_people_call_its_institution() -> None:
    accounts = pd.DataFrame(
        [("alipay:138****0000", "me", "alipay", ""), ("bank:4417", "me", "", "4417"), ("purse", "me", "", ""), ("wechat:x", "her", "wechat", "1"), ("wechat", "me", "wechat", "")],
        columns=["label", "person", "institution", "last4"],
    )  # fmt: skip
    assert _tails(accounts, "me", words("zh")) == {
        "alipay:138****0000": "支付宝 …0000",
        "bank:4417": "bank …4417",
        "wechat": "微信支付",
    }


def test_there_is_no_pack_of_an_unknown_case(story: Story) -> None:
    with pytest.raises(UnknownName):
        evidence_pack(story[0], "nothing", "en", AS_OF)
