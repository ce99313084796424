import json
import os
import stat
from pathlib import Path

import pandas as pd
import pytest

from ingest import importer as registry
from ingest.errors import AmbiguousFormat, InputError, LedgerTooNew, UnknownFormat, UnknownName
from ingest.importer import Importer, choose
from ingest.importers.alipay import Alipay
from ingest.ledger import Ledger
from ingest.report import FileReport
from ingest.schema import COLUMNS, validate
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.exports import (
    Frame,
    Paid,
    alipay,
    at,
    canonical,
    cmb,
    cmb_credit,
    days,
    ofx,
    saved,
    source,
    with_balances,
)
from tests.ingest.golden import sample_cases, source_of
from tests.ingest.test_archive import aes, plain

JUNE = days("2026-06-01", "2026-06-30", "2026-07-01T08:00:00")
LATER = days("2026-06-01", "2026-06-30", "2026-07-05T08:00:00")
COFFEE = Paid(at("2026-06-05T08:00:00"), -2500, "示例咖啡", "A1")
LUNCH = Paid(at("2026-06-06T12:00:00"), -3600, "示例面馆", "A2")


def counts(report: FileReport) -> tuple[int, int, int]:
    assert report.error is None
    batched = report.importer == "camt"  # an entry that details several payments is one line
    assert batched or report.lines == report.transactions + report.skipped + report.unread
    assert report.transactions == report.new + report.known + report.updated
    return report.new, report.known, report.updated


def file_id(report: FileReport) -> int:
    assert report.file_id is not None
    return report.file_id


# -- importing ---------------------------------------------------------------------------------------------------------


def test_the_frame_of_an_empty_ledger_is_a_ledger_frame(ledger: Ledger) -> None:
    assert list(validate(ledger.frame()).columns) == list(COLUMNS)
    for table in (
        ledger.files(),
        ledger.statements(),
        ledger.accounts(),
        ledger.set_aside("unread"),
        ledger.overlaps(),
    ):
        assert table.empty
        assert len(table.columns) > 1


def test_an_import_says_what_became_of_the_file(ledger: Ledger) -> None:
    report = ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE), "june.csv"))
    assert (report.name, report.importer, report.status) == ("june.csv", "alipay", "imported")
    assert counts(report) == (2, 0, 0)
    assert (report.inflow, report.outflow, report.neutral) == ({"CNY": 0}, {"CNY": -6100}, {"CNY": 0})
    (statement,) = report.statements
    assert (statement.account, statement.first, statement.last) == ("alipay:138****0000", "2026-06-01", "2026-06-30")


def test_the_same_bytes_again_change_nothing_whatever_the_name(ledger: Ledger) -> None:
    first = ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE), "june.csv"))
    again = ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE), "copy of june.csv"))
    assert (again.status, again.file_id) == ("unchanged", first.file_id)
    assert counts(again) == (0, 2, 0)
    assert (again.outflow, again.lines, again.statements) == (first.outflow, first.lines, first.statements)
    assert len(ledger.files()) == 1


@pytest.mark.parametrize(("name", "sample"), list(sample_cases()), ids=lambda value: getattr(value, "stem", value))
def test_a_sample_goes_in_once_and_comes_out_whole(ledger: Ledger, name: str, sample: Path) -> None:
    report = ledger.import_source(source_of(sample))
    assert report.importer == name
    assert counts(report) == (report.transactions, 0, 0)
    frame = ledger.frame()
    assert len(frame) == report.transactions
    assert set(frame["importer"]) == {name}
    again = ledger.import_source(source_of(sample))
    assert counts(again) == (0, report.transactions, 0)
    assert (again.skipped, again.unread, len(again.warnings)) == (report.skipped, report.unread, len(report.warnings))
    ledger.undo(file_id(report))
    assert ledger.frame().empty


def test_what_is_stored_is_what_was_parsed(ledger: Ledger) -> None:
    """Every column of every row of the fullest sample survives the database."""
    (sample,) = (path for name, path in sample_cases() if name == "canonical" and path.stem == "full")
    parsed = pd.concat([statement.rows for statement in choose(source_of(sample)).parse(source_of(sample))])
    ledger.import_source(source_of(sample))
    stored = ledger.frame().sort_values("line")[list(parsed.columns)].reset_index(drop=True)
    pd.testing.assert_frame_equal(stored, parsed.sort_values("line").reset_index(drop=True), check_categorical=False)


def test_the_frame_is_ordered_by_time(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([LUNCH, COFFEE], JUNE)))
    assert ledger.frame()["booked_at"].is_monotonic_increasing


def test_a_rehearsal_tells_what_would_be_and_leaves_nothing(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([COFFEE], JUNE)))
    report = ledger.import_source(source(alipay([COFFEE, LUNCH], LATER)), dry_run=True)
    assert (report.status, report.file_id) == ("would_import", None)
    assert counts(report) == (1, 1, 0)
    assert (len(ledger.frame()), len(ledger.files()), len(ledger.accounts())) == (1, 1, 1)
    assert len(list(ledger.originals.folder.iterdir())) == 1


def test_files_rehearsed_together_see_each_other_and_leave_nothing(ledger: Ledger) -> None:
    with ledger.rehearsing():
        first = ledger.import_source(source(alipay([COFFEE], JUNE)), dry_run=True)
        second = ledger.import_source(source(alipay([COFFEE, LUNCH], LATER)), dry_run=True)
    assert (counts(first), counts(second)) == ((1, 0, 0), (1, 1, 0))
    assert (len(ledger.frame()), len(ledger.files()), len(ledger.accounts())) == (0, 0, 0)
    assert not ledger.originals.folder.exists() or not list(ledger.originals.folder.iterdir())


def test_unread_and_skipped_lines_are_kept_and_shown(ledger: Ledger) -> None:
    report = ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE).replace(b"36.00", b"36x"), "june.csv"))
    assert (report.new, report.unread) == (1, 1)
    (line,) = ledger.set_aside("unread").to_dict("records")
    assert line["line"] == report.warnings[0].number == 7
    assert "示例面馆" in line["text"]
    assert json.loads(line["note"]) == ["amount_unreadable", {"value": "36x"}]


def test_a_guessed_encoding_is_told_now_and_later(ledger: Ledger) -> None:
    rows = "\n".join(f"bank:1,2026-01-{n:02d},-5.00,EUR,Пример магазина" for n in range(1, 29))
    data = f"account,booked_at,amount,currency,counterparty\n{rows}\n".encode("cp1251")
    first, again = ledger.import_source(source(data)), ledger.import_source(source(data))
    for report in (first, again):
        assert [warning.note.code for warning in report.warnings] == ["guessed_encoding"]


def test_a_named_format_overrides_the_search(ledger: Ledger) -> None:
    assert ledger.import_source(source(alipay([COFFEE])), format_name="alipay").status == "imported"
    assert isinstance(ledger.import_source(source(b"x"), format_name="no such").error, UnknownFormat)
    error = ledger.import_source(source(cmb([COFFEE])), format_name="alipay").error
    assert isinstance(error, InputError)
    assert error.code == "broken_file.no_table"


# -- a wallet rewrites history -----------------------------------------------------------------------------------------


def test_a_later_export_updates_a_row(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE)))
    closed = Paid(COFFEE.when, COFFEE.amount, COFFEE.name, COFFEE.reference, "交易关闭")
    report = ledger.import_source(source(alipay([closed, LUNCH], LATER)))
    assert counts(report) == (0, 1, 1)
    assert ledger.frame()["status"].tolist() == ["closed", "posted"]


def test_an_earlier_export_imported_later_updates_nothing(ledger: Ledger) -> None:
    closed = Paid(COFFEE.when, COFFEE.amount, COFFEE.name, COFFEE.reference, "交易关闭")
    ledger.import_source(source(alipay([closed, LUNCH], LATER)))
    report = ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE)))
    assert counts(report) == (0, 2, 0)
    assert ledger.frame()["status"].tolist() == ["closed", "posted"]


def test_a_row_shows_where_it_was_seen_last_and_every_reading_of_it(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE), "old.csv"))
    ledger.import_source(source(alipay([LUNCH, COFFEE], LATER), "new.csv"))
    row = ledger.frame().iloc[0]
    assert row["line"] == 7
    seen = ledger.sightings(row["txn_id"])
    assert seen["file"].tolist() == ["new.csv", "old.csv"]
    assert json.loads(seen["cells"][0])[0] == "2026-06-05 08:00:00"
    assert json.loads(seen["cells"][0])[9] == "A1\t"


def test_a_pending_row_that_vanishes_is_reversed(ledger: Ledger) -> None:
    held = Paid(at("2026-06-10T08:00:00"), -9900, "示例酒店", "A9", "等待确认收货")
    ledger.import_source(source(alipay([COFFEE, held], JUNE)))
    ledger.import_source(source(alipay([COFFEE], LATER)))
    assert ledger.frame()[["status", "moved"]].to_numpy().tolist() == [["posted", True], ["reversed", False]]


@pytest.mark.parametrize(
    ("frame", "why"),
    [
        (days("2026-06-11", "2026-06-30", "2026-07-05T08:00:00"), "its day is not covered"),
        (days("2026-06-01", "2026-06-30", "2026-06-10T20:00:00"), "its day was not over"),
        (
            Frame(at("2026-06-01T00:00:00"), at("2026-06-30T23:59:59"), at("2026-07-05T08:00:00"), kinds="收入"),
            "another kind of rows only",
        ),
        (days("2026-06-01", "2026-06-30", "2026-07-05T08:00:00", login="other@example.com"), "another account"),
        (Frame(exported=at("2026-07-05T08:00:00")), "no period is printed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_pending_row_stays_where_a_newer_export_says_nothing_of_it(ledger: Ledger, frame: Frame, why: str) -> None:
    held = Paid(at("2026-06-10T08:00:00"), -9900, "示例酒店", "A9", "等待确认收货")
    older = days("2026-06-01", "2026-06-30", "2026-06-10T12:00:00")
    ledger.import_source(source(alipay([COFFEE, held], older)))
    ledger.import_source(source(alipay([LUNCH], frame)))
    shown = ledger.frame().set_index("reference").loc["A9"]
    assert (shown["status"], shown["moved"]) == ("pending", True), why


def test_a_vanished_row_that_is_seen_again_is_pending_again(ledger: Ledger) -> None:
    held = Paid(at("2026-06-10T08:00:00"), -9900, "示例酒店", "A9", "等待确认收货")
    ledger.import_source(source(alipay([COFFEE, held], JUNE)))
    newer = ledger.import_source(source(alipay([COFFEE], LATER)))
    ledger.undo(file_id(newer))
    assert ledger.frame()["status"].tolist() == ["posted", "pending"]


def test_a_posted_row_that_vanishes_is_kept_and_told(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE), "june.csv"))
    report = ledger.import_source(source(alipay([COFFEE], LATER)))
    assert ledger.frame()["status"].tolist() == ["posted", "posted"]
    (warning,) = report.warnings
    assert warning.note.code == "posted_vanished"
    assert "line 7 of june.csv" in str(warning.note)


def test_copies_of_a_day_that_no_file_covers_are_kept_and_asked_about(ledger: Ledger) -> None:
    ledger.import_source(source(cmb_credit([Paid(at("2026-01-05"), -500), Paid(at("2026-01-09"), -900)])))
    report = ledger.import_source(source(cmb_credit([Paid(at("2026-01-09"), -900), Paid(at("2026-01-12"), -100)])))
    assert counts(report) == (2, 0, 0)
    assert [(warning.number, warning.note.code) for warning in report.warnings] == [(3, "possible_overlap")]
    (pair,) = ledger.overlaps().to_dict("records")
    assert {pair["txn_id"], pair["overlap_of"]} == set(ledger.frame().query("amount == -900")["txn_id"])


# -- the canonical CSV -------------------------------------------------------------------------------------------------


def exported(ledger: Ledger) -> bytes:
    """Write the ledger as the canonical CSV, as far as identity needs it."""
    frame = ledger.frame()
    lines = ["id,account,booked_at,amount,currency,counterparty"]
    for row in frame.to_dict("records"):
        when = row["booked_at"].isoformat() if row["has_time"] else row["booked_at"].date()
        lines.append(
            f"{row['txn_id']},{row['account']},{when},{row['amount'] / 100:.2f},{row['currency']},{row['counterparty']}"
        )
    return "\n".join([*lines, ""]).encode()


def test_an_exported_ledger_adds_nothing_to_itself(ledger: Ledger) -> None:
    twins = [Paid(at("2026-01-09"), -900), Paid(at("2026-01-09"), -900), Paid(at("2026-01-05"), -500)]
    ledger.import_source(source(cmb_credit(twins)))
    ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE)))
    before = ledger.frame()
    report = ledger.import_source(source(exported(ledger)))
    assert counts(report) == (0, 5, 0)
    assert report.warnings == []
    assert ledger.frame().equals(before)


def test_an_export_outlives_the_files_it_came_from(ledger: Ledger) -> None:
    twins = [Paid(at("2026-01-09"), -900), Paid(at("2026-01-09"), -900)]
    original = ledger.import_source(source(cmb_credit(twins)))
    before = ledger.frame()
    ledger.import_source(source(exported(ledger)))
    ledger.undo(file_id(original))
    after = ledger.frame()
    assert after["txn_id"].tolist() == before["txn_id"].tolist()
    assert set(after["importer"]) == {"canonical"}


def test_an_export_gives_an_equal_ledger(ledger: Ledger, tmp_path: Path) -> None:
    ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE)))
    with Ledger(tmp_path / "other.db") as other:
        other.import_source(source(exported(ledger)))
        columns = ["txn_id", "account", "booked_at", "amount", "currency", "counterparty", "has_time"]
        assert other.frame()[columns].astype(str).equals(ledger.frame()[columns].astype(str))


# -- undo, originals, re-reading ---------------------------------------------------------------------------------------


def test_undo_takes_one_file_out(ledger: Ledger) -> None:
    first = ledger.import_source(source(alipay([COFFEE], JUNE), "first.csv"))
    ledger.import_source(source(alipay([COFFEE, LUNCH], LATER), "second.csv"))
    assert ledger.undo(file_id(first)) == "first.csv"
    assert len(ledger.frame()) == 2
    assert ledger.files()["name"].tolist() == ["second.csv"]
    with pytest.raises(UnknownName):
        ledger.undo(file_id(first))


def test_a_file_that_was_undone_can_come_again(ledger: Ledger) -> None:
    report = ledger.import_source(source(alipay([COFFEE], JUNE)))
    ledger.undo(file_id(report))
    assert counts(ledger.import_source(source(alipay([COFFEE], JUNE)))) == (1, 0, 0)


def test_originals_are_kept_for_the_owner_only(ledger: Ledger) -> None:
    data = alipay([COFFEE], JUNE)
    report = ledger.import_source(source(data))
    kept = ledger.originals.folder / report.sha256
    assert kept.read_bytes() == data
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    ledger.undo(file_id(report))
    assert not kept.exists()


def test_originals_can_be_declined(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db", keep_originals=False) as ledger:
        ledger.import_source(source(alipay([COFFEE], JUNE)))
        assert not ledger.originals.folder.exists()
        assert [report.status for report in ledger.reread()] == ["unchanged"]


def test_an_original_that_was_tampered_with_is_not_read_again(ledger: Ledger) -> None:
    report = ledger.import_source(source(alipay([COFFEE], JUNE)))
    (ledger.originals.folder / report.sha256).write_bytes(alipay([LUNCH], JUNE))
    assert [again.status for again in ledger.reread()] == ["unchanged"]
    assert ledger.frame()["reference"].tolist() == ["A1"]


class FixedAlipay(Alipay):
    """An importer that learned to read a column better."""

    def parse(self, source: Source) -> list[Statement]:
        """Read every row's category as something else."""
        statements = super().parse(source)
        for statement in statements:
            statement.rows["category"] = "fixed"
        return statements


def use(monkeypatch: pytest.MonkeyPatch, *found: Importer) -> None:
    monkeypatch.setattr(registry, "importers", lambda: found)


def test_reading_again_reaches_old_files_and_is_one_undoable_change(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.import_source(source(alipay([COFFEE, LUNCH], JUNE)))
    ids = ledger.frame()["txn_id"].tolist()
    use(monkeypatch, FixedAlipay())
    assert [report.status for report in ledger.reread()] == ["imported"]
    assert ledger.frame()["category"].tolist() == ["fixed", "fixed"]
    assert ledger.frame()["txn_id"].tolist() == ids
    assert len(ledger.files()) == 1
    ledger.undo_reread()
    assert ledger.frame()["category"].tolist() == ["日用百货", "日用百货"]
    assert ledger.frame()["txn_id"].tolist() == ids
    with pytest.raises(UnknownName):
        ledger.undo_reread()


def test_a_file_that_was_undone_after_reading_again_does_not_come_back(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([COFFEE], JUNE)))
    ledger.import_source(source(alipay([LUNCH], LATER)))
    ledger.reread()
    ledger.undo(int(ledger.files()["file_id"].iloc[0]))
    ledger.undo_reread()
    assert len(ledger.files()) == 1
    assert len(ledger.frame()) == 1


def test_what_can_no_longer_be_read_stays_as_it_was(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.import_source(source(alipay([COFFEE], JUNE)))
    use(monkeypatch)
    (report,) = ledger.reread()
    assert isinstance(report.error, UnknownFormat)
    assert len(ledger.frame()) == 1


# -- folders, ZIPs, bad neighbours -------------------------------------------------------------------------------------


def test_a_folder_goes_in_file_by_file(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    saved(folder, "1 good.csv", alipay([COFFEE], JUNE))
    saved(folder, "2 bad.csv", b"no statement at all\n")
    saved(folder, "3 zip.zip", plain({"good.csv": alipay([LUNCH], LATER), "bad.csv": b"\0\1"}))
    reports = list(ledger.import_path(folder))
    assert [(report.name, report.status) for report in reports] == [
        ("1 good.csv", "imported"), ("2 bad.csv", "failed"), ("3 zip.zip/good.csv", "imported"), ("3 zip.zip/bad.csv", "failed"),
    ]  # fmt: skip
    assert len(ledger.frame()) == 2
    assert len(ledger.files()) == 2


def test_a_protected_zip_goes_in_with_its_password(ledger: Ledger, tmp_path: Path) -> None:
    path = saved(tmp_path, "alipay.zip", aes({"账单.csv": alipay([COFFEE], JUNE)}, b"012345"))
    assert [report.status for report in ledger.import_path(path)] == ["failed"]
    assert [report.status for report in ledger.import_path(path, lambda _: "543210")] == ["failed"]
    (report,) = ledger.import_path(path, lambda _: "012345")
    assert (report.name, report.status) == ("alipay.zip/账单.csv", "imported")


def test_two_importers_that_claim_one_file_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Copy(Alipay):
        name = "copy"

    use(monkeypatch, Alipay(), Copy())
    with pytest.raises(AmbiguousFormat, match="alipay, copy"):
        choose(source(alipay([COFFEE])))
    assert choose(source(alipay([COFFEE])), "copy").name == "copy"


def test_an_importer_of_another_distribution_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        def load(self) -> type[Importer]:
            return FixedAlipay

    monkeypatch.setattr(registry, "entry_points", lambda group: [Point()] if group == "walletwatch.importers" else [])
    registry.importers.cache_clear()
    try:
        assert any(isinstance(importer, FixedAlipay) for importer in registry.importers())
    finally:
        registry.importers.cache_clear()


# -- around it ---------------------------------------------------------------------------------------------------------


def test_what_is_deleted_is_gone_from_the_file(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        report = ledger.import_source(source(alipay([COFFEE], JUNE), "private.csv"))
        ledger.undo(file_id(report))
        ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = (tmp_path / "ledger.db").read_bytes()
    assert "示例咖啡".encode() not in stored


def test_a_ledger_of_a_newer_program_is_closed_again(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.connection.execute("INSERT INTO migrations (set_name, name) VALUES ('ingest', 'from_the_future')")
    with pytest.raises(LedgerTooNew):
        Ledger(tmp_path / "ledger.db")


def test_two_people_may_see_the_two_sides_of_one_transfer(ledger: Ledger) -> None:
    """Alipay gives both sides the same order number; neither may swallow the other."""
    mine = Paid(at("2026-06-07T09:00:00"), -10000, "示例友人", "T1")
    hers = Paid(at("2026-06-07T09:00:00"), 10000, "示例", "T1")
    ledger.import_source(source(alipay([mine], JUNE)))
    ids = ledger.frame()["txn_id"].tolist()
    ledger.import_source(
        source(alipay([hers], days("2026-06-01", "2026-06-30", "2026-07-01T08:00:00", "anna@example.com"))),
        person="anna",
    )
    frame = ledger.frame().set_index("person")
    assert frame["amount"].to_dict() == {"me": -10000, "anna": 10000}
    assert frame.loc["me", "txn_id"] == ids[0]


def test_a_login_printed_in_another_way_adds_no_row(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([COFFEE], JUNE)))
    masked = days("2026-06-01", "2026-06-30", "2026-07-05T08:00:00", "m***@example.com")
    assert counts(ledger.import_source(source(alipay([COFFEE, LUNCH], masked)))) == (1, 1, 0)


def test_a_number_that_a_bank_prints_on_every_row_swallows_nothing(ledger: Ledger) -> None:
    rows = [
        Paid(at("2026-06-01"), -290, "TRANSIT", "9999999"),
        Paid(at("2026-06-01"), -290, "TRANSIT", "9999999"),
        Paid(at("2026-06-02"), -500, "CAFE", "9999999"),
    ]
    assert counts(ledger.import_source(source(ofx(rows)))) == (3, 0, 0)
    assert counts(ledger.import_source(source(ofx([rows[0], *rows])))) == (4, 0, 0) or len(ledger.frame()) >= 4


def test_statements_tell_period_account_and_check(ledger: Ledger) -> None:
    ledger.import_source(source(alipay([COFFEE], JUNE), "june.csv"))
    ledger.import_source(source(cmb(with_balances([COFFEE, LUNCH])), "bank.csv"))
    wallet, bank = ledger.statements().to_dict("records")
    assert (wallet["file"], wallet["account"], wallet["first"][:10], wallet["printed_period"]) == (
        "june.csv",
        "alipay:138****0000",
        "2026-06-01",
        1,
    )
    assert (bank["check_status"], bank["printed_period"], bank["last"][:10]) == ("agrees", 0, "2026-06-06")


def test_rows_of_many_people_and_accounts_in_one_file_go_to_their_owners(ledger: Ledger) -> None:
    data = canonical([COFFEE], "bank:1") + canonical([LUNCH], "bank:2", person="anna").split(b"\n", 1)[1]
    report = ledger.import_source(source(data))
    assert sorted(statement.account for statement in report.statements) == ["bank:1", "bank:2"]
    assert sorted(ledger.frame()["person"]) == ["anna", "me"]


# -- rows in doubt -----------------------------------------------------------------------------------------------------


def in_doubt(ledger: Ledger) -> str:
    """Import two bills that may both show one row of the day they share; return its id."""
    paid = [Paid(at(f"2026-01-0{day}T00:00:00"), -290, "示例咖啡") for day in (1, 2, 3)]
    for rows in (paid[:2], paid[1:]):
        assert ledger.import_source(source(cmb_credit(rows))).error is None
    (pair,) = ledger.overlaps().to_dict("records")
    return str(pair["txn_id"])


def test_rows_told_to_be_one_become_one_and_stay_one(ledger: Ledger) -> None:
    identity = in_doubt(ledger)
    assert len(ledger.frame()) == 4
    ledger.answer_overlap(identity, same=True)
    assert (len(ledger.frame()), len(ledger.overlaps())) == (3, 0)
    ledger.reread()
    assert len(ledger.frame()) == 3


def test_rows_told_to_be_two_stay_two_and_are_not_asked_about_again(ledger: Ledger) -> None:
    ledger.answer_overlap(in_doubt(ledger), same=False)
    assert (len(ledger.frame()), len(ledger.overlaps())) == (4, 0)
    ledger.reread()
    assert (len(ledger.frame()), len(ledger.overlaps())) == (4, 0)


def test_only_a_row_in_doubt_can_be_answered(ledger: Ledger) -> None:
    in_doubt(ledger)
    with pytest.raises(UnknownName):
        ledger.answer_overlap("nothing", same=True)
