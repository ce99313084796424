"""Cases in the ledger's file: kept line by line, guarded, and shared by processes."""

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from detect.case import Case, CaseRefused
from detect.casebook import Casebook
from detect.context import Settings
from detect.finding import Fact
from ingest.errors import UnknownName
from ingest.ledger import Ledger

NOW = dt.datetime(2026, 6, 30, 12, 0, tzinfo=dt.UTC)
HEADING = "account,booked_at,amount,currency,counterparty,reference,order_reference,description,kind,person"
ORDINARY = [
    f"bank:4417,2026-0{month}-{day:02d}T12:05:00,-{price},USD,Corner Cafe,o{month}{day},,,payment,me"
    for month in (3, 4, 5)
    for day, price in ((3, "8.10"), (9, "12.40"), (15, "9.90"), (21, "11.20"), (27, "7.60"))
]
TWICE = [f"bank:4417,2026-05-04T12:0{n}:07,-129.00,USD,Harbor Outfitters,t{n},T1,,payment,me" for n in (1, 2)]
REFUND = "bank:4417,2026-05-20,129.00,USD,Harbor Outfitters,back,,,refund,me"
PROVISIONAL = "bank:4417,2026-05-20,129.00,USD,Bank,prov,,PROVISIONAL CREDIT,adjustment,me"
TAKEN = "bank:4417,2026-06-10,-129.00,USD,Bank,taken,,PROVISIONAL CREDIT REVERSED,adjustment,me"
COFFEE = "bank:4417,2026-05-28T09:00:00,-4.20,USD,Corner Cafe,coffee,,,payment,her"


def put(casebook: Casebook, folder: Path, *rows: str) -> int:
    path = folder / f"{len(list(folder.glob('*.csv')))}.csv"
    path.write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
    (report,) = casebook.ledger.import_path(path)
    assert report.error is None
    return report.file_id or 0


@pytest.fixture
def casebook(ledger: Ledger, tmp_path: Path) -> Casebook:
    book = Casebook(ledger)
    put(book, tmp_path, *ORDINARY, *TWICE)
    book.scan(dt.date(2026, 6, 30), Settings())
    return book


def opened(casebook: Casebook) -> Case:
    (alert,) = [alert for alert in casebook.alerts() if alert.kind == "duplicate"]
    return casebook.cases.open("duplicate-charge", alerts=[alert], at="2026-05-06", now=NOW)


def row_id(casebook: Casebook, reference: str) -> str:
    frame = casebook.ledger.frame()
    return str(frame.loc[frame["reference"] == reference, "txn_id"].iloc[0])


def refused(casebook: Casebook, case: Case, kind: str, **facts: Fact) -> str:
    with pytest.raises(CaseRefused) as caught:
        casebook.cases.log(case.case_id, kind, facts, now=NOW)
    return caught.value.code


def test_a_case_holds_the_rows_and_the_money_of_its_alert(casebook: Casebook) -> None:
    case = opened(casebook)
    (alert,) = casebook.alerts("open")
    assert (case.topic, case.status, case.account, case.opened_on) == (
        "duplicate-charge", "open", "bank:4417", "2026-05-06",
    )  # fmt: skip
    assert (case.alerts, case.rows) == ((alert.alert_id,), alert.rows)
    (money,) = case.money
    assert (money.currency, money.at_risk) == ("USD", 12_900)
    assert casebook.cases.of_alert(alert.alert_id) == case
    assert casebook.cases.get(case.case_id[:5]) == case
    assert casebook.cases.list() == (case,)


def test_an_alert_is_in_one_running_case_at_a_time(casebook: Casebook) -> None:
    case = opened(casebook)
    with pytest.raises(CaseRefused) as caught:
        opened(casebook)
    assert (caught.value.code, caught.value.facts["case_id"]) == ("in_case", case.case_id)
    assert len(casebook.cases.list()) == 1
    casebook.cases.close(case.case_id, "false_alarm", now=NOW)
    assert casebook.alert(case.alerts[0]).closed_by == "case"
    again = opened(casebook)
    assert casebook.alert(case.alerts[0]).state == "open"
    assert casebook.cases.of_alert(again.alerts[0]) == again
    assert casebook.cases.list(running=True) == (again,)
    assert [one.outcome for one in casebook.cases.list(running=False)] == ["false_alarm"]


def test_undoing_an_import_leaves_cases_as_they_are(casebook: Casebook) -> None:
    case = opened(casebook)
    casebook.ledger.undo(1)
    casebook.scan(dt.date(2026, 6, 30), Settings())
    assert [alert.state for alert in casebook.alerts()] == ["withdrawn"]
    assert casebook.cases.list() == (case,)


def test_lines_are_kept_with_the_time_they_happened_and_the_time_they_were_noted(casebook: Casebook) -> None:
    case = opened(casebook)
    told = {"party": "bank", "channel": "phone", "who": "Example", "reference": "7", "next_on": "2026-06-20"}
    after = casebook.cases.log(case.case_id, "told", told | {"text": ""}, at="2026-05-06T09:30", now=NOW)
    line = after.events[-1]
    assert (line.seq, line.at, line.noted_at, line.facts) == (3, "2026-05-06T09:30", "2026-06-30T12:00:00Z", told)
    assert (after.status, after.next_on) == ("waiting", "2026-06-20")
    assert casebook.cases.get(case.case_id) == after


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE case_events SET facts = '{}'",
        "DELETE FROM case_events",
        "INSERT OR REPLACE INTO case_events SELECT case_id, seq, 'noted', at, noted_at, '{}' FROM case_events",
        "INSERT INTO case_events SELECT case_id, 9, 'noted', at, noted_at, '{}' FROM case_events WHERE seq = 1",
    ],
)
def test_no_statement_changes_a_line_that_was_written(casebook: Casebook, sql: str) -> None:
    case = opened(casebook)
    with pytest.raises(sqlite3.IntegrityError):
        casebook.ledger.connection.execute(sql)
    assert casebook.cases.get(case.case_id) == case


def test_a_case_is_deleted_only_on_purpose_and_the_guard_stands_again(casebook: Casebook) -> None:
    case = opened(casebook)
    casebook.cases.erase(case.case_id)
    assert casebook.cases.list() == ()
    assert casebook.cases.of_alert(case.alerts[0]) is None
    opened(casebook)
    with pytest.raises(sqlite3.IntegrityError):
        casebook.ledger.connection.execute("DELETE FROM case_events")


def test_a_credit_counts_when_its_row_is_there_and_no_longer(casebook: Casebook, tmp_path: Path) -> None:
    case = opened(casebook)
    file_id = put(casebook, tmp_path, REFUND)
    credit: dict[str, Fact] = {"amount": 12_900, "currency": "USD", "txn_id": row_id(casebook, "back")}
    casebook.cases.log(case.case_id, "credited", credit, now=NOW)
    closed = casebook.cases.close(case.case_id, "refunded", now=NOW)
    assert (closed.outcome, closed.money[0].final) == ("refunded", 12_900)
    casebook.ledger.undo(file_id)
    after = casebook.cases.get(case.case_id)
    assert (after.outcome, after.money[0].final, after.money[0].provisional) == ("refunded", 0, 12_900)


def test_what_brings_money_back_must_be_a_credit_of_that_currency_and_size(casebook: Casebook, tmp_path: Path) -> None:
    case = opened(casebook)
    put(casebook, tmp_path, REFUND)
    back, spent = row_id(casebook, "back"), row_id(casebook, "t1")
    good: dict[str, Fact] = {"amount": 12_900, "currency": "USD"}
    assert refused(casebook, case, "credited", **good, txn_id="nothing") == "no_row"
    assert refused(casebook, case, "credited", **good, txn_id=spent) == "not_credit"
    assert refused(casebook, case, "credit_taken_back", **good, txn_id=back) == "not_debit"
    assert refused(casebook, case, "credited", amount=12_901, currency="USD", txn_id=back) == "too_much"
    assert refused(casebook, case, "credited", amount=12_900, currency="CNY", txn_id=back) == "other_currency"
    assert refused(casebook, case, "closed", outcome="refunded") == "not_back"
    assert casebook.cases.get(case.case_id) == case


def test_one_credit_ends_one_case(casebook: Casebook, tmp_path: Path) -> None:
    case = opened(casebook)
    put(casebook, tmp_path, REFUND)
    other = casebook.cases.open("wrong-charge", rows=[row_id(casebook, "o33")], now=NOW)
    credit: dict[str, Fact] = {"amount": 810, "currency": "USD", "txn_id": row_id(casebook, "back")}
    casebook.cases.log(case.case_id, "credited", credit, now=NOW)
    assert refused(casebook, other, "credited", **credit) == "used"


def test_a_provisional_credit_is_final_with_the_banks_written_word_only(casebook: Casebook, tmp_path: Path) -> None:
    case = opened(casebook)
    put(casebook, tmp_path, PROVISIONAL)
    credit: dict[str, Fact] = {"amount": 12_900, "currency": "USD", "txn_id": row_id(casebook, "prov")}
    assert refused(casebook, case, "credited", **credit) == "may_go_until"
    casebook.cases.log(case.case_id, "credit_provisional", credit, now=NOW)
    assert refused(casebook, case, "closed", outcome="refunded") == "may_go_again"
    yes: dict[str, Fact] = {"party": "bank", "answer": "accepted", "in_writing": True}
    casebook.cases.log(case.case_id, "answered", yes, at="2026-06-15", now=NOW)
    after = casebook.cases.log(case.case_id, "credited", credit, now=NOW)
    assert (after.money[0].provisional, after.money[0].final) == (0, 12_900)


def test_a_credit_that_was_taken_back_is_claimed_again(casebook: Casebook, tmp_path: Path) -> None:
    case = opened(casebook)
    put(casebook, tmp_path, PROVISIONAL, TAKEN)
    given: dict[str, Fact] = {"amount": 12_900, "currency": "USD", "txn_id": row_id(casebook, "prov")}
    casebook.cases.log(case.case_id, "credit_provisional", given, now=NOW)
    gone = given | {"txn_id": row_id(casebook, "taken")}
    after = casebook.cases.log(case.case_id, "credit_taken_back", gone, now=NOW)
    assert (after.status, after.money[0].claimed, after.money[0].provisional) == ("disputed", 12_900, 0)


def test_a_line_that_others_build_on_is_not_struck(casebook: Casebook) -> None:
    case = opened(casebook)
    casebook.cases.close(case.case_id, "false_alarm", now=NOW)
    casebook.cases.reopen(case.case_id, "it was none", now=NOW)
    assert refused(casebook, case, "struck", seq=3) == "builds_on"
    assert casebook.cases.strike(case.case_id, 4, now=NOW).status == "closed"
    assert casebook.cases.strike(case.case_id, 3, now=NOW).status == "open"


def test_nothing_can_have_happened_tomorrow(casebook: Casebook) -> None:
    case = opened(casebook)
    with pytest.raises(CaseRefused) as caught:
        casebook.cases.log(case.case_id, "noted", {"text": "?"}, at="2026-07-01", now=NOW)
    assert caught.value.code == "future"


def test_a_case_is_about_one_person(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, COFFEE)
    (alert,) = casebook.alerts("open")
    with pytest.raises(CaseRefused) as caught:
        casebook.cases.open("duplicate-charge", alerts=[alert], rows=[row_id(casebook, "coffee")], now=NOW)
    assert caught.value.code == "persons"
    hers = casebook.cases.open("unauthorised-charge", rows=[row_id(casebook, "coffee")], now=NOW)
    assert (hers.person, hers.account, hers.money[0].at_risk) == ("her", "bank:4417", 420)
    with pytest.raises(CaseRefused):
        casebook.cases.add(hers.case_id, alerts=[alert], now=NOW)


def test_rows_join_a_case_later_and_count_once(casebook: Casebook) -> None:
    case = opened(casebook)
    row = row_id(casebook, "o33")
    after = casebook.cases.add(case.case_id, rows=[*case.rows, row], now=NOW)
    assert (after.rows, after.money[0].at_risk) == ((*case.rows, row), 12_900 + 810)


def test_a_case_without_money_ends_as_solved(casebook: Casebook) -> None:
    case = casebook.cases.open("locked-out", account="bank:4417", now=NOW)
    assert (case.money, case.rows, case.person) == ((), (), "me")
    assert casebook.cases.close(case.case_id, "solved", now=NOW).status == "closed"


def test_money_that_no_statement_shows_yet_is_at_stake_as_told(casebook: Casebook) -> None:
    case = casebook.cases.open("scam-payment", amount=50_000, currency="CNY", now=NOW)
    assert (case.money[0].currency, case.money[0].at_risk, case.rows) == ("CNY", 50_000, ())


def test_an_unknown_case_is_one_sentence(casebook: Casebook) -> None:
    for name in ("", "nothing"):
        with pytest.raises(UnknownName):
            casebook.cases.get(name)


def test_two_who_write_into_one_case_lose_no_line(casebook: Casebook) -> None:
    case = casebook.cases.open("locked-out", now=NOW)

    def write(name: str) -> None:
        with Ledger(casebook.ledger.path) as ledger:  # a connection of its own, as another process has
            cases = Casebook(ledger).cases
            for n in range(15):
                cases.log(case.case_id, "noted", {"text": f"{name}{n}"})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, "ab"))
    lines = casebook.cases.get(case.case_id).events
    assert [line.seq for line in lines] == list(range(1, 32))
    assert sorted(line.text("text") for line in lines[1:]) == sorted(f"{name}{n}" for name in "ab" for n in range(15))
