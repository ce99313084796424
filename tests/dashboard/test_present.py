"""Alerts made ready for people: words for every kind and reason, rows with file and line."""

import ast
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import detect
from dashboard.i18n import words
from dashboard.playbooks.model import GENERIC, LOCALES
from dashboard.present import Presenter
from detect.alert import Alert
from detect.casebook import Casebook
from detect.features import EVIDENCE
from detect.finding import KINDS, Fact, Reason
from detect.suspicion import SIZES
from ingest.errors import UnknownName
from ingest.ledger import Ledger
from ingest.source import Source

SAMPLE = Path(__file__).parents[1] / "ingest" / "importers" / "samples" / "alipay" / "june.csv"


@pytest.fixture
def presenter(ledger: Ledger) -> Presenter:
    (report,) = ledger.import_path(SAMPLE)
    assert report.status == "imported"
    Casebook(ledger)  # what is said to an alert's questions is kept there
    return Presenter(ledger, words("en"))


def alert(rows: tuple[str, ...], kind: str = "duplicate", **facts: Fact) -> Alert:
    return Alert(
        alert_id="a1", kind=kind, subject="", person="me", account="alipay:138****0000", state="open", closed_by="",
        opened_on="2026-06-30", closed_on="", severity="high", score=0.9, amount=3650, currency="CNY", rows=rows,
        facts={"times": 2, "merchant": "示例面馆", **facts}, reasons=(Reason("gap_seconds", {"seconds": 61}),),
    )  # fmt: skip


def reason_codes() -> Iterator[str]:
    """Yield the codes of reasons that the detectors write as literals."""
    for path in Path(detect.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason"
            if isinstance(node, ast.Call) and named and node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_has_words(locale: str) -> None:
    assert sorted(code for code in set(reason_codes()) if f"alert.reason.{code}" not in words(locale)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_feature_has_words_as_a_reason_and_as_what_is_learned(locale: str) -> None:
    names = {"amount", "episode", *EVIDENCE} - set(SIZES)
    assert sorted(name for name in names if f"alert.reason.{name}" not in words(locale)) == []
    assert sorted(name for name in names if f"alert.feature.{name}" not in words(locale)) == []


def test_the_manner_of_a_payment_is_told_in_words(presenter: Presenter) -> None:
    facts: dict[str, dict[str, Fact]] = {
        "weekday": {"weekday": "2026-06-30"}, "gap": {"hours": 24 * 90}, "new_method": {"method": "示例银行(1234)"}, "drain": {"percent": 97},
        "spend_week": {"spent": 123_456, "usual": 20_000, "currency": "CNY"}, "merchant_share": {"merchant": "示例书店", "visits": 1},
    }  # fmt: skip
    assert [presenter.reason(Reason(code, told), "CNY") for code, told in facts.items()] == [
        "on a Tuesday, when you rarely pay",
        "the first payment from this account after 90 days",
        "the first payment with 示例银行(1234)",
        "it took 97% of the balance",
        "¥1,234.56 went out within seven days; your average is ¥200.00 in seven days",
        "示例书店 is rarely paid; payments there before: 1",
    ]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_title_and_a_sentence(kind: str, locale: str) -> None:
    assert f"alert.{kind}.title" in words(locale)
    assert f"alert.{kind}.one" in words(locale)


def test_a_row_knows_its_file_and_line(presenter: Presenter) -> None:
    row = next(row for identity in presenter.frame.index if (row := presenter.row(identity)) and row.line == 18)
    assert (row.file, row.amount, row.currency, row.booked_at) == ("june.csv", -3650, "CNY", "2026-06-30T21:05:09")
    assert (row.counterparty, row.order_reference, row.importer) == ("示例面馆（样板路店）", "M0001", "alipay")
    assert presenter.row("nothing") is None


def test_a_row_is_found_by_the_beginning_of_its_id(presenter: Presenter) -> None:
    identity = str(presenter.frame.index[0])
    assert presenter.found(identity[:10]).txn_id == identity
    for wrong in ("", "nothing", "("):
        with pytest.raises(UnknownName):
            presenter.found(wrong)


def test_an_alert_has_title_verdict_reasons_rows_and_playbook(presenter: Presenter) -> None:
    identity = str(presenter.frame.index[-1])
    shown = presenter.alert(alert((identity,)))
    assert shown.title == "You may have been charged twice"
    assert "示例面馆 took the same amount 2 times: 30 Jun 2026, 21:05" in shown.verdict
    assert shown.reasons == ("61 seconds apart",)
    assert [row.txn_id for row in shown.rows] == [identity]
    assert (shown.topic, shown.jurisdiction) == ("duplicate-charge", "CN")


def test_rows_of_files_that_are_gone_are_left_out(presenter: Presenter) -> None:
    assert presenter.alert(alert(("gone",))).rows == ()


def test_an_account_without_a_country_gets_the_rules_that_hold_everywhere(presenter: Presenter) -> None:
    from dataclasses import replace

    assert presenter.alert(replace(alert(("gone",)), account="unknown")).jurisdiction == GENERIC


def test_what_concerns_no_account_yet_falls_under_the_country_of_most(ledger: Ledger, presenter: Presenter) -> None:
    (person,) = set(ledger.accounts()["person"])
    assert presenter.places.of(person, ()).country == "CN"
    assert presenter.places.of("somebody else", ()).country == ""


@pytest.mark.parametrize(("country", "place"), [("DE", "EU"), ("GB", "UK"), ("CH", GENERIC)])
def test_an_account_gets_the_rules_of_the_place_that_speaks_for_its_country(
    ledger: Ledger, presenter: Presenter, country: str, place: str
) -> None:
    ledger.set_account("alipay:138****0000", country=country)
    assert presenter.alert(alert(("gone",))).jurisdiction == place


def test_hostile_names_cannot_act_in_a_sentence(presenter: Presenter) -> None:
    shown = presenter.alert(alert(("gone",), merchant="a\x1b[31m\u202e{facts}\nb"))
    assert "\x1b" not in shown.verdict
    assert "\u202e" not in shown.verdict
    assert "\n" not in shown.verdict
    assert "{facts}" in shown.verdict


def test_counts_of_a_whole_history_are_written_as_the_language_does(presenter: Presenter) -> None:
    said = presenter.reason(Reason("night", {"time": "03:12", "times": 2, "payments": 1389}), "CNY")
    assert "1,389" in said


def test_a_reason_without_words_is_told_by_its_code(presenter: Presenter) -> None:
    assert presenter.reason(Reason("quite_new", {}), "CNY") == "quite new"


def test_money_days_and_spans_are_written_in_the_language(presenter: Presenter) -> None:
    late = Reason("days_late", {"days": 3, "due": dt.date(2026, 6, 1).isoformat()})
    assert presenter.reason(late, "CNY") == "3 days late, due by 1 Jun 2026"
    assert (
        presenter.reason(Reason("amount", {"typical": 1250, "times": 8.0}), "CNY")
        == "8 times what you usually pay (¥12.50)"
    )


def test_what_is_usual_at_a_payee_is_told_with_its_name(presenter: Presenter) -> None:
    rent = Reason("amount", {"typical": 250_000, "times": 1.6, "merchant": "示例房东"})
    assert presenter.reason(rent, "CNY") == "1.6 times what you usually pay 示例房东 (¥2,500.00)"


def test_the_rules_are_those_of_the_account_else_of_where_the_person_lives(ledger: Ledger) -> None:
    assert [report.error for report in ledger.import_path(SAMPLE)] == [None]
    own = ledger.import_source(
        Source("bank.csv", b"account,booked_at,amount,currency,counterparty\nbank,2026-06-02,-1.00,IDR,A\n")
    )
    assert own.error is None
    book = Casebook(ledger)
    silent = replace(alert(()), account="bank")
    assert Presenter(ledger, words("en")).alert(silent).jurisdiction == GENERIC
    book.preferences.keep_country("ID")
    presenter = Presenter(ledger, words("en"))
    shown = presenter.alert(silent)
    assert (shown.jurisdiction, shown.country) == ("ID", "ID")
    assert presenter.alert(replace(silent, account="an account that is gone")).jurisdiction == "ID"
    assert presenter.alert(alert(())).jurisdiction == "CN"


@pytest.mark.parametrize(("hours", "said"), [(1, "1 hour"), (2.5, "3 hours"), (131.5, "6 days")])
def test_a_time_within_which_something_happened_is_told_as_people_count(
    hours: float, said: str, presenter: Presenter
) -> None:
    reason = Reason("card_testing", {"tested": 450, "taken": 9900, "hours": hours})
    assert presenter.reason(reason, "CNY").endswith(f"within {said}")


def test_where_money_should_have_come_to_is_named_as_on_pages(presenter: Presenter) -> None:
    missing = Reason("no_credit_on_card", {"to": "cmb:6214********8705"})
    assert presenter.reason(missing, "CNY").startswith("no such credit on China Merchants Bank 6214********8705 ")


def test_a_payment_that_failed_is_no_second_moment_beside_its_debit(ledger: Ledger) -> None:
    both = b"""account,booked_at,amount,currency,counterparty,status
bank,2026-06-02T20:06:00,-91.60,CNY,A,posted
wallet,2026-06-02T20:07:00,-91.60,CNY,A,failed
"""
    assert ledger.import_source(Source("both.csv", both)).error is None
    Casebook(ledger)
    presenter = Presenter(ledger, words("en"))
    rows = tuple(map(str, presenter.frame.sort_values("booked_at").index))
    assert "20:06, but" in presenter.alert(alert(rows, "failed_but_debited")).verdict
    assert "20:07" in presenter.alert(alert(rows[1:], "failed_but_debited")).verdict
