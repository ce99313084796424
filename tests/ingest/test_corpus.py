"""Public exports of real institutions, read by another program too: what we read is what it read, or we say why not.

The files stay outside the repository. CORPUS.tsv beside them holds the count, sums and days that an independent script
found; every difference to it stands in `tests/ingest/explained`, with its reason.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.errors import InputError
from ingest.ledger import Ledger
from ingest.money import decimal_text
from ingest.report import FileReport
from ingest.source import Source
from tests.ingest.told import Explained, Told, gathered

EXPLAINED: dict[str, Explained] = gathered("EXPLAINED")
ERRORS, TRADES = gathered("ERRORS"), gathered("TRADES")
SAME_ROWS, NO_NUMBERS, REWORDED = gathered("SAME_ROWS"), gathered("NO_NUMBERS"), set(gathered("REWORDED"))
FILES = {
    "alipay": 3,
    "wechat": 3,
    "jd": 1,
    "meituan": 1,
    "cnbank_csv": 8,
    "cnbank_xls": 1,
    "bank_csv": 2,
    "ofx": 26,
    "camt": 20,
    "revolut": 2,
    "wise": 1,
    "n26": 1,
    "monzo": 1,
    "paypal": 1,
    "cashapp": 2,
    "mt940": 53,
    "qif": 14,
}
UNDATED = ("qif",)  # formats whose days the script keeps as printed
PROVIDERS = {"bank_csv": ("bunq",)}  # read so far, of the formats that are many banks


@dataclass(frozen=True)
class Case:
    """One file of the corpus, what the script said of it, and what became of it in a ledger of its own."""

    path: Path
    format: str
    script: Told
    ours: Told
    report: FileReport


@pytest.fixture(scope="module")
def cases(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Import every file of a format that is read so far, each into a ledger of its own."""
    found = {}
    for kind, path, script in listed(shared / "corpus"):
        with Ledger(tmp_path_factory.mktemp("one") / "ledger.db") as ledger:
            (report,) = ledger.import_path(path)
            found[path.name] = Case(path, kind, script, told(ledger, report, kind), report)
    return found


def listed(corpus: Path) -> Iterator[tuple[str, Path, Told]]:
    """Yield format, path and what CORPUS.tsv says of each file."""
    with (corpus / "CORPUS.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            kind = row["format"]
            if kind in FILES and row["provider"].startswith(PROVIDERS.get(kind, "")):
                neutral = re.search(r"(?:不计收支|/): n=\d+ sum=([\d.]+)", row["note"])
                sums = Decimal(row["sum_inflow"]), Decimal(row["sum_outflow"])
                days = ("", "") if kind in UNDATED else (row["first_date"], row["last_date"])
                told = Told(int(row["n_transactions"]), *sums, *days, Decimal(neutral[1]) if neutral else None)
                yield kind, corpus / row["file"], told


def told(ledger: Ledger, report: FileReport, kind: str) -> Told:
    """Say of our reading what the script says of its own; it takes the value dates of MT940."""
    dates = ledger.frame()["value_on" if kind == "mt940" else "booked_at"]
    days = ([] if kind in UNDATED else dates.dt.strftime("%Y-%m-%d").tolist()) or [""]
    inflow, outflow, neutral = (total(sums) for sums in (report.inflow, report.outflow, report.neutral))
    return Told(report.transactions, inflow, outflow, min(days), max(days), neutral)


def total(sums: dict[str, int]) -> Decimal:
    """Add sums up across currencies, as the script does."""
    return sum((Decimal(decimal_text(amount, code)) for code, amount in sums.items()), Decimal(0))


def comparable(ours: Told, script: Told) -> Told:
    """Return our reading without what the other does not say."""
    return ours if script.neutral is not None else replace(ours, neutral=None)


def refused(case: Case) -> str:
    """Return the code of the error, if there was one."""
    return case.report.error.code if isinstance(case.report.error, InputError) else ""


def test_the_corpus_holds_the_files_that_these_tests_speak_of(cases: dict[str, Case]) -> None:
    found = [case.format for case in cases.values()]
    assert {kind: found.count(kind) for kind in FILES} == FILES
    assert {*EXPLAINED, *ERRORS, *TRADES, *SAME_ROWS, *NO_NUMBERS, *REWORDED} <= set(cases)


def test_every_count_sum_and_day_is_the_scripts_or_is_explained(cases: dict[str, Case]) -> None:
    differences = {
        name: (comparable(case.ours, case.script), tuple(line.number for line in case.report.warnings), refused(case))
        for name, case in cases.items()
        if comparable(case.ours, case.script) != case.script
    }
    assert differences == {
        name: (explained.read, (*explained.unread, *explained.remarks), explained.error)
        for name, explained in EXPLAINED.items()
    }


def test_files_without_a_transaction_are_refused_or_hold_only_trades(cases: dict[str, Case]) -> None:
    empty = {name: case for name, case in cases.items() if not case.script.transactions}
    assert {name: refused(case) for name, case in empty.items() if refused(case)} == ERRORS
    assert {name: case.report.skipped for name, case in empty.items() if not refused(case)} == TRADES


def test_every_line_of_every_file_is_accounted_for(cases: dict[str, Case]) -> None:
    for case in cases.values():
        report = case.report
        assert report.lines == report.transactions + report.skipped + report.unread, case.path.name
        assert report.unread == len(EXPLAINED[case.path.name].unread if case.path.name in EXPLAINED else ())


def test_every_refused_file_says_why_in_one_sentence(cases: dict[str, Case]) -> None:
    for case in cases.values():
        if case.report.error is not None:
            assert str(case.report.error).startswith(case.path.name)
            assert case.report.status == "failed"


@pytest.fixture(scope="module")
def filled(
    cases: dict[str, Case], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ledger, list[FileReport]]]:
    """Return one ledger of all files, and what became of each."""
    with Ledger(tmp_path_factory.mktemp("all") / "ledger.db") as ledger:
        yield ledger, [report for case in cases.values() for report in ledger.import_path(case.path)]


def test_files_do_not_disturb_each_other(cases: dict[str, Case], filled: tuple[Ledger, list[FileReport]]) -> None:
    """All in one ledger give the rows they gave alone, but for the files that several projects have, and CSV that is XLSX too."""
    ledger, reports = filled
    repeated = {report.name: known for report in reports if (known := report.known + report.updated)}
    assert repeated == {name: known or cases[name].report.transactions for name, known in SAME_ROWS.items()}
    assert len(ledger.frame()) == sum(report.new for report in reports)


def test_importing_everything_twice_adds_nothing(
    cases: dict[str, Case], filled: tuple[Ledger, list[FileReport]]
) -> None:
    ledger, _ = filled
    before = ledger.frame()
    again = {name: report.status for name, case in cases.items() for report in ledger.import_path(case.path)}
    assert again == {name: "failed" if case.report.error else "unchanged" for name, case in cases.items()}
    assert ledger.frame().equals(before)


def test_the_same_rows_in_other_bytes_add_nothing(
    cases: dict[str, Case], filled: tuple[Ledger, list[FileReport]]
) -> None:
    """A file saved again with one more line end is another file, but no other payment."""
    ledger, _ = filled
    before = set(ledger.frame()["txn_id"])
    texts = [case for case in cases.values() if case.path.suffix != ".xlsx" and case.path.name not in NO_NUMBERS]
    for case in texts:
        report = ledger.import_source(Source(case.path.name, case.path.read_bytes() + b"\n"))
        assert report.new == 0, case.path.name
        assert report.updated == 0 or case.path.name in REWORDED, case.path.name
        assert report.status == case.report.status
        forget(ledger, report)
    assert set(ledger.frame()["txn_id"]) == before


def test_rows_that_nothing_tells_apart_are_kept_and_asked_about(cases: dict[str, Case], tmp_path: Path) -> None:
    """Without numbers and balances, a boundary day of another file may hold other rows: both stay until the person says."""
    for name, doubtful in NO_NUMBERS.items():
        with Ledger(tmp_path / name / "ledger.db") as ledger:
            list(ledger.import_path(cases[name].path))
            report = ledger.import_source(Source(name, cases[name].path.read_bytes() + b"\n"))
            assert (report.new, report.known) == (doubtful, cases[name].report.transactions - doubtful), name
            asked = [line for line in report.warnings if line.note.code == "possible_overlap"]
            assert len(asked) == len(ledger.overlaps()) == doubtful
            forget(ledger, report)
            assert ledger.overlaps().empty


def forget(ledger: Ledger, report: FileReport) -> None:
    """Leave the shared ledger as it was."""
    if report.file_id is not None:
        ledger.undo(report.file_id)


def test_no_other_file_of_the_corpus_brings_an_import_down(shared: Path, tmp_path: Path) -> None:
    """Whatever is not read yet, PDF, MT940, CAMT, is refused in one sentence or read by an importer that came later."""
    with Ledger(tmp_path / "ledger.db") as ledger:
        for report in ledger.import_path(shared / "corpus"):
            if report.status == "failed":
                assert isinstance(report.error, InputError)
                assert str(report.error).startswith(report.name)
                assert "\n" not in str(report.error)
