import sqlite3

import pytest

from ingest import accounts
from ingest.accounts import resolve
from ingest.errors import NameTaken, UnknownName
from ingest.ledger import Ledger
from ingest.statement import AccountHint
from tests.ingest.exports import Paid, alipay, at, canonical, cmb, days, ofx, source, with_balances


def label(ledger: Ledger, hint: AccountHint, given: str | None = None, person: str | None = None) -> str:
    account = resolve(ledger.connection, hint, given, person).account_id
    found: sqlite3.Row = ledger.connection.execute(
        "SELECT label FROM accounts WHERE account_id = ?", (account,)
    ).fetchone()
    return str(found[0])


def test_a_label_is_the_institution_and_the_tail_of_the_number(ledger: Ledger) -> None:
    assert label(ledger, AccountHint("cmb", "6225880000008705", "debit")) == "cmb:8705"
    assert label(ledger, AccountHint("alipay", "138****0000")) == "alipay:138****0000"
    assert label(ledger, AccountHint("alipay", "mia@example.com")) == "alipay:mia@example.com"
    assert label(ledger, AccountHint("wechat", "")) == "wechat"


def test_one_number_is_one_account(ledger: Ledger) -> None:
    hint = AccountHint("cmb", "6225880000008705", "debit")
    assert resolve(ledger.connection, hint, None, None) == resolve(ledger.connection, hint, None, None)


def remark(ledger: Ledger, hint: AccountHint) -> str:
    said = resolve(ledger.connection, hint, None, None).remark
    return said.code if said else ""


def test_a_number_shown_whole_masked_or_as_a_tail_is_one_account(ledger: Ledger) -> None:
    for number in ("6225880000008705", "6225********8705", "8705"):
        assert label(ledger, AccountHint("cmb", number, "debit")) == "cmb:8705"
        assert remark(ledger, AccountHint("cmb", number, "debit")) == ""


def test_a_masked_number_with_another_beginning_is_another_account(ledger: Ledger) -> None:
    hints = [AccountHint("cmb", number, "debit") for number in ("6225880000008705", "6214********8705")]
    assert len({label(ledger, hint) for hint in hints}) == 2


def test_a_statement_without_a_number_goes_to_the_only_account_it_can_be_and_says_so(ledger: Ledger) -> None:
    label(ledger, AccountHint("cmb", "6225880000008705", "debit", currency="CNY"))
    label(ledger, AccountHint("cmb", "4417", "credit_card", currency="CNY"))
    assert remark(ledger, AccountHint("cmb", "", "debit", currency="CNY")) == "account_guessed"
    assert label(ledger, AccountHint("cmb", "", "debit", currency="CNY")) == "cmb:8705"


def test_a_first_statement_without_a_number_gets_it_from_the_next(ledger: Ledger) -> None:
    assert label(ledger, AccountHint("cmb", "", "debit")) == "cmb"
    assert remark(ledger, AccountHint("cmb", "6225880000008705", "debit")) == "account_guessed"
    assert label(ledger, AccountHint("cmb", "6225880000009999", "debit")) == "cmb:9999"


def test_a_tie_is_kept_apart_and_asked(ledger: Ledger) -> None:
    for number in ("6225880000008705", "6225880000009999"):
        label(ledger, AccountHint("cmb", number, "debit"))
    assert remark(ledger, AccountHint("cmb", "", "debit")) == "account_tie"
    assert label(ledger, AccountHint("cmb", "", "debit")) == "cmb"


def test_two_numbers_with_one_tail_get_labels_that_tell_them_apart(ledger: Ledger) -> None:
    labels = [
        label(ledger, AccountHint("cmb", number, "debit"))
        for number in ("111100008705", "222200008705", "333300008705")
    ]
    assert len(set(labels)) == 3
    assert labels[0] == "cmb:8705"


def test_a_number_may_be_a_debit_and_a_credit_account(ledger: Ledger) -> None:
    assert resolve(ledger.connection, AccountHint("cmb", "8705", "debit"), None, None) != resolve(
        ledger.connection, AccountHint("cmb", "8705", "credit_card"), None, None
    )


def test_two_people_may_have_an_account_of_one_label(ledger: Ledger) -> None:
    hint = AccountHint("alipay", "138****0000")
    assert label(ledger, hint) == label(ledger, hint, person="anna")
    with pytest.raises(UnknownName):
        accounts.find(ledger.connection, "alipay:138****0000")
    assert accounts.find(ledger.connection, "alipay:138****0000", "anna")


def test_the_label_a_person_gives_is_used(ledger: Ledger) -> None:
    ledger.import_source(
        source(alipay([Paid(at("2026-01-01T08:00:00"), -5, reference="A1")])), label="pocket money", person="anna"
    )
    frame = ledger.frame()
    assert (frame["account"].tolist(), frame["person"].tolist()) == (["pocket money"], ["anna"])


def test_a_renamed_account_receives_its_next_statement_and_no_id_changes(ledger: Ledger) -> None:
    january = days("2026-01-01", "2026-01-31", "2026-02-01T08:00:00")
    ledger.import_source(source(alipay([Paid(at("2026-01-05T08:00:00"), -5, reference="A1")], january)))
    ids = ledger.frame()["txn_id"].tolist()
    ledger.set_account("alipay:138****0000", label="wallet", kind="prepaid", country="HK", currency="HKD")
    february = days("2026-02-01", "2026-02-28", "2026-03-01T08:00:00")
    ledger.import_source(source(alipay([Paid(at("2026-02-05T08:00:00"), -6, reference="A2")], february)))
    assert ledger.frame()["account"].tolist() == ["wallet", "wallet"]
    assert ledger.frame()["txn_id"].tolist()[0] == ids[0]
    (account,) = ledger.accounts().to_dict("records")
    assert (account["kind"], account["country"], account["currency"], account["confirmed"]) == (
        "prepaid",
        "HK",
        "HKD",
        1,
    )


def test_an_account_can_be_given_to_another_person(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([Paid(at("2026-01-05T08:00:00"), -5, reference="A1")])))
    ids = ledger.frame()["txn_id"].tolist()
    ledger.set_account("alipay:138****0000", person="anna")
    assert ledger.frame()["person"].tolist() == ["anna"]
    assert ledger.frame()["txn_id"].tolist() == ids


def test_a_name_in_use_is_refused(ledger: Ledger) -> None:
    for account in ("bank:1", "bank:2"):
        ledger.import_source(source(canonical([Paid(at("2026-01-05T08:00:00"), -5, name=account)], account)))
    with pytest.raises(NameTaken, match="merge"):
        ledger.set_account("bank:1", label="bank:2")
    assert ledger.accounts()["label"].tolist() == ["bank:1", "bank:2"]


def test_what_is_no_property_of_an_account_is_a_programming_error(ledger: Ledger) -> None:
    ledger.import_source(source(canonical([Paid(at("2026-01-05T08:00:00"), -5)])))
    for wrong in ({"confirmed": "0"}, {"kind": "piggy bank"}):
        with pytest.raises(ValueError, match="not a property"):
            ledger.set_account("bank:0001", **wrong)


def test_a_merged_account_receives_its_next_statement_and_no_id_changes(ledger: Ledger) -> None:
    ledger.import_source(source(ofx([Paid(at("2026-01-05"), -5, reference="F1")], account="11110001")))
    ledger.import_source(source(ofx([Paid(at("2026-01-06"), -6, reference="F2")], account="22220002")))
    ids = set(ledger.frame()["txn_id"])
    one, other = ledger.accounts()["label"].tolist()
    ledger.merge_accounts(other, one)
    ledger.import_source(source(ofx([Paid(at("2026-01-07"), -7, reference="F3")], account="22220002")))
    assert ledger.accounts()["label"].tolist() == [one]
    assert set(ledger.frame()["account"]) == {one}
    assert ids < set(ledger.frame()["txn_id"])


def test_merging_finds_the_rows_that_both_accounts_show(ledger: Ledger) -> None:
    """As if both files had been imported into one account: the ledger has no state of its own."""
    rows = with_balances([Paid(at("2026-01-01"), -5), Paid(at("2026-01-02"), -6), Paid(at("2026-01-03"), -7)])
    ledger.import_source(source(cmb(rows[:2])), label="left")
    ledger.import_source(source(cmb(rows[1:])), label="right")
    assert len(ledger.frame()) == 4
    ledger.merge_accounts("right", "left")
    assert sorted(ledger.frame()["amount"]) == [-7, -6, -5]


def test_merging_an_account_with_itself_changes_nothing(ledger: Ledger) -> None:
    ledger.import_source(source(canonical([Paid(at("2026-01-05T08:00:00"), -5)])))
    ledger.merge_accounts("bank:0001", "bank:0001")
    assert len(ledger.frame()) == 1


def test_an_account_that_is_not_there_says_so(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="walletwatch accounts"):
        ledger.set_account("nowhere", kind="debit")


def test_an_account_goes_with_its_last_statement_unless_the_person_named_it(ledger: Ledger) -> None:
    first = ledger.import_source(source(canonical([Paid(at("2026-01-05T08:00:00"), -5)], "bank:1")))
    second = ledger.import_source(source(canonical([Paid(at("2026-01-06T08:00:00"), -5)], "bank:2")))
    ledger.set_account("bank:2", kind="savings")
    for report in (first, second):
        assert report.file_id is not None
        ledger.undo(report.file_id)
    assert ledger.accounts()["label"].tolist() == ["bank:2"]
