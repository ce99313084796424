"""What the person said of a statement's account holds for the next one of its kind, until it is undone or forgotten."""

from collections.abc import Callable

import pytest

from ingest.errors import UnknownName
from ingest.ledger import Ledger
from ingest.report import FileReport
from tests.ingest.exports import Frame, Paid, alipay, at, cmb, source, with_balances

LOGIN = "138****0000"


def month(number: int, *, shift: int = 0) -> bytes:
    """A statement that names no account."""
    rows = [Paid(at(f"2026-{number:02}-{day:02}T10:00:00"), -100 * day - shift, f"Shop {day}") for day in (3, 9, 21)]
    return cmb(with_balances(rows))


def wallet(number: int) -> bytes:
    """A statement that masks its account."""
    return alipay([Paid(at(f"2026-{number:02}-05T08:00:00"), -5, reference=f"A{number}")], Frame(login=LOGIN))


def taken(ledger: Ledger, data: bytes, label: str | None = None, person: str | None = None) -> FileReport:
    report = ledger.import_source(source(data, f"file {len(ledger.files())}"), label=label, person=person)
    assert report.error is None
    return report


def went_to(report: FileReport) -> tuple[str, tuple[str, ...]]:
    (statement,) = report.statements
    return statement.account, statement.may_be


@pytest.mark.parametrize("export", [month, wallet], ids=["that names none", "with a masked number"])
def test_the_next_statement_goes_where_the_person_said(ledger: Ledger, export: Callable[[int], bytes]) -> None:
    taken(ledger, export(1), "Rent")
    report = taken(ledger, export(2))
    assert went_to(report) == ("Rent", ())
    assert report.warnings == []
    assert ledger.accounts()["label"].tolist() == ["Rent"]


def test_a_choice_outranks_what_was_guessed_before(ledger: Ledger) -> None:
    assert went_to(taken(ledger, month(1))) == ("cmb", ())
    taken(ledger, month(2), "Rent")
    assert went_to(taken(ledger, month(3))) == ("Rent", ())


def test_undoing_the_import_forgets_the_choice(ledger: Ledger) -> None:
    first = taken(ledger, month(1), "Wrong")
    assert first.file_id is not None
    ledger.undo(first.file_id)
    assert ledger.remembered().empty
    assert went_to(taken(ledger, month(1))) == ("cmb", ())


def test_a_choice_holds_while_one_file_that_says_so_remains(ledger: Ledger) -> None:
    files = [taken(ledger, month(number), "Rent").file_id for number in (1, 2)]
    ledger.undo(files[0] or 0)
    assert went_to(taken(ledger, month(3))) == ("Rent", ())


def test_answers_that_contradict_each_other_are_asked_again(ledger: Ledger) -> None:
    taken(ledger, month(1), "Rent")
    taken(ledger, month(1, shift=1), "Food")
    report = taken(ledger, month(2))
    assert sorted(went_to(report)[1]) == ["Food", "Rent"]
    assert [line.note.code for line in report.warnings] == ["account_tie"]
    again = taken(ledger, month(3))
    assert went_to(again)[0] == went_to(report)[0]
    assert sorted(went_to(again)[1]) == ["Food", "Rent"]


def test_a_choice_can_be_forgotten_and_moves_nothing(ledger: Ledger) -> None:
    for number in (1, 2):
        taken(ledger, month(number), "Wrong")
    (choice,) = ledger.remembered().to_dict("records")
    assert (choice["institution"], choice["number"], choice["account"], choice["file"]) == (
        "cmb",
        "",
        "Wrong",
        "file 0",
    )
    ledger.forget_choice(choice["id"])
    assert ledger.remembered().empty
    assert set(ledger.frame()["account"]) == {"Wrong"}
    assert went_to(taken(ledger, month(3))) == ("cmb", ())


def test_what_is_not_remembered_cannot_be_forgotten(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="accounts remembered"):
        ledger.forget_choice(7)


def test_a_choice_follows_its_account_through_renaming_and_merging(ledger: Ledger) -> None:
    taken(ledger, month(1), "Rent")
    ledger.set_account("Rent", label="Flat")
    assert went_to(taken(ledger, month(2)))[0] == "Flat"
    taken(ledger, wallet(1), "Purse")
    ledger.merge_accounts("Flat", "Purse")
    assert went_to(taken(ledger, month(3)))[0] == "Purse"


def test_a_rehearsal_remembers_nothing_but_for_the_files_after_it(ledger: Ledger) -> None:
    with ledger.rehearsing():
        ledger.import_source(source(month(1)), label="Rent", dry_run=True)
        assert went_to(ledger.import_source(source(month(2)), dry_run=True)) == ("Rent", ())
    assert ledger.remembered().empty
    assert went_to(taken(ledger, month(2))) == ("cmb", ())


def test_a_choice_survives_reading_the_file_again(ledger: Ledger) -> None:
    taken(ledger, month(1), "Rent")
    ledger.reread()
    assert len(ledger.remembered()) == 1
    assert went_to(taken(ledger, month(2)))[0] == "Rent"
    ledger.undo_reread()
    assert len(ledger.remembered()) == 1


def test_whose_a_numbered_statement_is_stays_said(ledger: Ledger) -> None:
    taken(ledger, wallet(1), person="anna")
    taken(ledger, wallet(2))
    assert set(ledger.frame()["person"]) == {"anna"}


def test_two_people_with_one_kind_of_unnumbered_statement_are_not_mixed(ledger: Ledger) -> None:
    """Whose the second one is follows from nothing; what is not said is the default, as it was before."""
    taken(ledger, month(1), person="anna")
    taken(ledger, month(1, shift=1))
    assert sorted(set(ledger.frame()["person"])) == ["anna", "me"]


def test_one_persons_choice_does_not_take_the_others_known_account(ledger: Ledger) -> None:
    taken(ledger, month(1))
    taken(ledger, month(1, shift=1), "Annas", "anna")
    assert went_to(taken(ledger, month(2)))[0] == "cmb"


def test_a_label_that_only_another_person_has_is_that_persons_account(ledger: Ledger) -> None:
    taken(ledger, wallet(1), "Purse", "anna")
    taken(ledger, month(1), "Purse")
    assert len(ledger.accounts()) == 1
    assert set(ledger.frame()["person"]) == {"anna"}


def test_the_number_of_a_choice_finds_other_formats_of_the_account(ledger: Ledger) -> None:
    taken(ledger, wallet(1), "Purse")
    whole = alipay([Paid(at("2026-02-05T08:00:00"), -5, reference="B1")], Frame(login="13800000000"))
    assert went_to(taken(ledger, whole))[0] == "Purse"
