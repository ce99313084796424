"""`walletwatch case`: opened, logged, struck, closed and taken up again, for people and for programs."""

import ast
import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

import detect
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from detect.case import STATUSES
from detect.case_event import ANSWERS, CHANNELS, EVENT_KINDS, OUTCOMES, PARTIES
from tests.dashboard.cli.calling import Outcome, call

HEADING = "account,booked_at,amount,currency,counterparty,reference,order_reference,description,kind"
ROWS = [
    *(
        f"bank:4417,2026-0{month}-{day:02d}T12:05:00,-{price},USD,Corner Cafe,o{month}{day},,,payment"
        for month in (3, 4, 5)
        for day, price in ((3, "8.10"), (9, "12.40"), (15, "9.90"), (21, "11.20"), (27, "7.60"))
    ),
    *(f"bank:4417,2026-05-04T12:0{n}:07,-129.00,USD,Harbor Outfitters,t{n},T1,,payment" for n in (1, 2)),
]
REFUND = "bank:4417,2026-05-20,129.00,USD,Harbor Outfitters,back,,,refund"


@pytest.fixture(scope="module")
def charged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which a shop charged twice, scanned."""
    folder = tmp_path_factory.mktemp("charged")
    ledger = folder / "ledger" / "ledger.db"
    assert put(ledger, folder / "may.csv", *ROWS).code == 0
    assert (
        call("--ledger", ledger, "accounts", "set", "bank:4417", "--kind", "credit_card", "--country", "US").code == 0
    )
    assert call("--ledger", ledger, "scan", "--as-of", "2026-06-30").code == 0
    return ledger.parent


@pytest.fixture
def ledger(charged: Path, tmp_path: Path) -> Path:
    shutil.copytree(charged, tmp_path / "own")
    return tmp_path / "own" / "ledger.db"


def put(ledger: Path, file: Path, *rows: str) -> Outcome:
    file.write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
    return call("--ledger", ledger, "--locale", "en", "import", file)


def asked(ledger: Path, *argv: object) -> Any:
    outcome = call("--ledger", ledger, *argv, "--format", "json")
    assert outcome.code == 0, outcome.err
    return outcome.json


def opened(ledger: Path, *argv: object) -> Any:
    alerts = asked(ledger, "alerts")["alerts"]
    (alert,) = [alert["id"] for alert in alerts if alert["kind"] == "duplicate"]
    return asked(ledger, "case", "open", alert, "--at", "2026-05-06", *argv)["case"]


def logged(ledger: Path, case: Any, *argv: object) -> Any:
    return asked(ledger, "case", "log", case["id"], *argv)["case"]


def refused(ledger: Path, *argv: object) -> str:
    outcome = call("--ledger", ledger, "case", *argv)
    assert outcome.code == 2
    return outcome.sentence


def test_a_case_is_opened_for_an_alert_with_its_money_and_playbook(ledger: Path) -> None:
    case = opened(ledger, "--note", "seen on the train")
    assert (case["topic"], case["status"], case["opened_on"]) == ("duplicate-charge", "open", "2026-05-06")
    assert case["money"] == [
        {"currency": "USD", "at_risk": "129.00", "claimed": "0.00", "provisional": "0.00", "final": "0.00", "stake": "129.00"}
    ]  # fmt: skip
    assert case["playbook"] == {"topic": "duplicate-charge", "jurisdiction": "US"}
    assert [line["kind"] for line in case["log"]] == ["opened", "alert_added"]
    listed = asked(ledger, "case", "list")["cases"]
    assert asked(ledger, "case")["cases"] == listed
    assert [{**one, "proposals": case["proposals"]} for one in listed] == [case]
    shown = asked(ledger, "case", "show", case["id"][:4])["case"]
    assert shown == case


def test_an_alert_leads_to_its_case(ledger: Path) -> None:
    (alert,) = [one for one in asked(ledger, "alerts")["alerts"] if one["kind"] == "duplicate"]
    assert f"case open {alert['id']}" in call("--ledger", ledger, "alerts", "show", alert["id"]).out
    assert asked(ledger, "alerts", "show", alert["id"])["alert"]["case"] is None
    case = opened(ledger)
    assert asked(ledger, "alerts", "show", alert["id"])["alert"]["case"] == case["id"]
    assert f"case show {case['id']}" in call("--ledger", ledger, "alerts", "show", alert["id"]).out


def test_the_contact_of_the_contract_is_noted_word_for_word(ledger: Path) -> None:
    case = opened(ledger)
    after = logged(
        ledger, case, "--channel", "phone", "--with", "Desk 3", "--reference", "C-7", "--result", "they look into it", "--next",
        "2026-05-20", "--at", "2026-05-06T14:30",
    )  # fmt: skip
    line = after["log"][-1]
    assert (line["kind"], line["at"], line["struck"]) == ("told", "2026-05-06T14:30", False)
    assert line["facts"] == {
        "party": "bank", "channel": "phone", "who": "Desk 3", "reference": "C-7", "result": "they look into it", "next_on": "2026-05-20",
    }  # fmt: skip
    assert (after["status"], after["next_on"], after["money"][0]["claimed"]) == ("waiting", "2026-05-20", "129.00")


@pytest.mark.parametrize(
    ("argv", "kind", "facts"),
    [
        (("--result", "refused", "--in-writing"), "answered", {"party": "bank", "answer": "refused", "in_writing": True}),
        (("--party", "merchant", "--by", "2026-05-30"), "promised", {"party": "merchant", "due": "2026-05-30"}),
        (("--template", "duplicate-charge", "--as", "notice"), "sent", {"party": "bank", "template": "duplicate-charge", "as": "notice"}),
        (("--step", "freeze"), "step_done", {"step": "freeze"}),
        (("--evidence", "receipt"), "evidence_got", {"item": "receipt"}),
        (("--text", "calm"), "noted", {"text": "calm"}),
        (("--confirm", "one_order", "--confirm", "returned=no", "--confirm", "asked_on=2026-05-05"), "confirmed", {"one_order": True, "returned": False, "asked_on": "2026-05-05"}),
        (("--kind", "credit-provisional", "--amount", "100"), "credit_provisional", {"amount": "100.00", "currency": "USD"}),
    ],
)  # fmt: skip
def test_a_line_is_what_its_options_say(ledger: Path, argv: tuple[str, ...], kind: str, facts: dict[str, Any]) -> None:
    line = logged(ledger, opened(ledger), *argv)["log"][-1]
    assert (line["kind"], line["facts"]) == (kind, facts)


def test_a_case_is_refunded_when_a_statement_shows_the_credit(ledger: Path, tmp_path: Path) -> None:
    case = opened(ledger)
    logged(ledger, case, "--channel", "phone", "--at", "2026-05-06")
    assert "statement" in refused(ledger, "close", case["id"], "--outcome", "refunded")
    put(ledger, tmp_path / "june.csv", REFUND)
    call("--ledger", ledger, "scan", "--as-of", "2026-06-30")
    proposals = asked(ledger, "case", "show", case["id"])["case"]["proposals"]
    (credit,) = [one for one in proposals if one["kind"] == "credit"]
    assert (credit["event"], credit["day"], credit["facts"]["amount"]) == ("credited", "2026-05-20", "129.00")
    said = call("--ledger", ledger, "case", "show", case["id"]).out
    assert f"--kind credited --amount 129.00 --transaction {credit['facts']['txn_id']}" in said
    after = logged(ledger, case, "--kind", "credited", "--transaction", credit["facts"]["txn_id"])
    assert after["money"][0]["final"] == "129.00"
    assert {"kind": "close", "event": "closed", "day": None, "facts": {"outcome": "refunded"}} in after["proposals"]
    closed = asked(ledger, "case", "close", case["id"], "--outcome", "refunded")["case"]
    assert (closed["status"], closed["outcome"], closed["next_on"], closed["proposals"]) == (
        "closed",
        "refunded",
        None,
        [],
    )
    assert asked(ledger, "case", "list")["cases"] == []
    assert [one["id"] for one in asked(ledger, "case", "list", "--state", "closed")["cases"]] == [case["id"]]
    assert asked(ledger, "case", "reopen", case["id"], "--note", "again")["case"]["status"] == "disputed"


def test_a_company_that_is_late_leads_to_the_playbook_for_silence(ledger: Path) -> None:
    case = opened(ledger)
    after = logged(ledger, case, "--template", "duplicate-charge", "--channel", "email", "--at", "2026-05-06")
    (late,) = [one for one in after["proposals"] if one["kind"] == "overdue"]
    assert late["facts"]["topic"] == "poor-service"
    assert (
        "case open --topic poor-service --account bank:4417" in call("--ledger", ledger, "case", "show", case["id"]).out
    )


def test_a_wrong_line_is_struck_and_stays(ledger: Path) -> None:
    case = opened(ledger)
    logged(ledger, case, "--channel", "phone")
    after = asked(ledger, "case", "strike", case["id"], "3", "--note", "another bank")["case"]
    assert [line["struck"] for line in after["log"]] == [False, False, True, False]
    assert (after["status"], after["money"][0]["at_risk"]) == ("open", "129.00")


def test_a_trouble_that_no_alert_shows_gets_a_case_too(ledger: Path) -> None:
    stolen = asked(ledger, "case", "open", "--topic", "account-theft", "--account", "bank:4417")["case"]
    assert (stolen["money"], stolen["alerts"], stolen["account"]) == ([], [], "bank:4417")
    tricked = asked(ledger, "case", "open", "--topic", "scam-payment", "--amount", "500", "--currency", "cny")["case"]
    assert tricked["money"][0]["at_risk"] == "500.00"


def test_what_makes_no_sense_is_one_sentence_and_changes_nothing(ledger: Path) -> None:
    case = opened(ledger)
    before = asked(ledger, "case", "show", case["id"])
    for argv, part in (
        (("open",), "--topic"),
        (("open", "--topic", "nothing"), "nothing"),
        (("open", case["alerts"][0]), case["id"]),
        (("open", "--topic", "scam-payment", "--amount", "5"), "--currency"),
        (("show", "nothing"), "nothing"),
        (("log", case["id"]), "--text"),
        (("log", case["id"], "--text", "x", "--at", "soon"), "soon"),
        (("log", case["id"], "--text", "x", "--at", "2999-01-01"), "2999"),
        (("log", case["id"], "--kind", "credited"), "amount"),
        (("log", case["id"], "--kind", "credited", "--transaction", case["transactions"][0]), case["transactions"][0]),
        (("log", case["id"], "--kind", "credited", "--amount", "5", "--currency", "EUR"), "EUR"),
        (("strike", case["id"], "9"), "9"),
        (("reopen", case["id"]), "not closed"),
        (("add", case["id"]), "--topic"),
    ):
        assert part in refused(ledger, *argv)
    assert asked(ledger, "case", "show", case["id"]) == before


@pytest.mark.parametrize("locale", LOCALES)
def test_a_person_reads_where_the_case_stands_and_what_comes_next(ledger: Path, locale: str) -> None:
    case = opened(ledger)
    logged(ledger, case, "--channel", "phone", "--with", "Desk 3", "--next", "2026-05-20")
    spoken = words(locale)
    said = call("--ledger", ledger, "--locale", locale, "case", "show", case["id"]).out
    for part in (
        case["id"], "Desk 3", spoken("case.status.waiting"), spoken.money(12_900, "USD"), spoken.day("2026-05-20"), "walletwatch playbook",
    ):  # fmt: skip
        assert part in said
    listed = call("--ledger", ledger, "--locale", locale, "case").out
    assert case["id"] in listed
    assert spoken("case.status.waiting") in listed


def test_each_answer_to_a_question_is_told_in_words(ledger: Path) -> None:
    said = call("--ledger", ledger, "--locale", "en", "case", "show", opened(ledger)["id"]).out
    assert "--confirm card_scheme=ANSWER" in said
    assert "  - other: another, or I do not know" in said


def test_without_a_case_it_says_how_to_begin(empty: Path) -> None:
    assert "case open" in call("--ledger", empty, "case").out


def test_hostile_words_of_a_contact_are_shown_and_not_obeyed(ledger: Path) -> None:
    case = opened(ledger)
    logged(ledger, case, "--channel", "chat", "--text", "\x1b[31m[bold]pay\u202e {amount}")
    said = call("--ledger", ledger, "case", "show", case["id"]).out
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "{amount}" in said


def test_the_deadlines_become_a_calendar_file(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.cli.case_calendar.today", lambda: dt.date(2026, 5, 10))
    case = opened(ledger)
    logged(ledger, case, "--template", "duplicate-charge", "--channel", "email", "--at", "2026-05-06")
    told = asked(ledger, "case", "calendar", "-o", tmp_path / "cases.ics")["entries"]
    text = (tmp_path / "cases.ics").read_text("utf-8")
    assert f"case-{case['id']}-us-regz-90" in {entry["key"] for entry in told}
    assert text.count("BEGIN:VEVENT") == len(told)
    assert not [word for word in ("129.00", "Harbor", "4417") if word in text]


def test_the_next_office_is_told_with_its_day(ledger: Path) -> None:
    case = opened(ledger)
    after = logged(ledger, case, "--result", "refused", "--in-writing", "--at", "2026-05-08")
    assert after["escalation"] == [{"body": "us-cfpb", "why": "refused", "on": "2026-05-08", "clock": None}]
    for locale in LOCALES:
        said = call("--ledger", ledger, "--locale", locale, "case", "show", case["id"]).out
        assert words(locale)("case.further") in said
        assert words(locale).day("2026-05-08") in said


def codes() -> set[str]:
    """Return every code with which a case refuses something."""
    found = set()
    for path in Path(detect.__file__).parent.glob("case*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CaseRefused":
                found |= {
                    part.value
                    for part in ast.walk(node.args[0])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
                }
    return found


def test_every_refusal_has_its_sentence() -> None:
    spoken = words("en")
    assert len(codes()) > 20
    assert [code for code in codes() if f"case.refused.{code}" not in spoken] == []


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("status", STATUSES), ("outcome", OUTCOMES), ("event", EVENT_KINDS), ("party", PARTIES), ("channel", CHANNELS), ("answer", ANSWERS),
    ],
)  # fmt: skip
def test_every_word_of_a_case_is_spoken(family: str, names: tuple[str, ...]) -> None:
    assert [name for name in names if f"case.{family}.{name}" not in words("en")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_log_names_topics_letters_and_steps_as_people_do(ledger: Path, locale: str) -> None:
    case = opened(ledger)
    logged(ledger, case, "--step", "screens", "--at", "2026-05-06")
    logged(ledger, case, "--template", "duplicate-charge", "--at", "2026-05-06")
    logged(ledger, case, "--confirm", "one_order", "--confirm", "asked_merchant_on=2026-05-05")
    said = call("--ledger", ledger, "--locale", locale, "case", "show", case["id"]).out.split("\n\n")[1]
    assert words(locale)("letter.name.duplicate-charge") in said
    assert words(locale)("letter.ask.one_order") in said
    assert words(locale).day("2026-05-05") in said
    assert not {"duplicate-charge", "screens", "one_order:", "one_order：", case["alerts"][0]}.intersection(
        said.replace("·", " ").split()
    )
