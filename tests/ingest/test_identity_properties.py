"""The promises of identity, on whole ledgers: neither the order of imports nor the cut of the files can be seen in them.

One exception is by design. Rows with a date only, without reference and without balance, on a day that neither of two
files covers whole, cannot be told apart or together: both are kept and reported as possible overlap.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest.ledger import Ledger
from ingest.report import FileReport
from tests.ingest.exports import Frame, Paid, alipay, at, canonical, cmb, cmb_credit, ofx, source, with_balances

START = at("2026-01-01T00:00:00")
NAMES = st.sampled_from(["示例咖啡", "示例面馆"])
AMOUNTS = st.sampled_from([-290, -500, 500])  # few, so that equal rows are common
MINUTES = st.integers(0, 4 * 24 * 60)
Write = Callable[[Sequence[Paid]], bytes]


pytestmark = pytest.mark.usefixtures("one_ledger")
settings.register_profile("ledgers", settings.get_profile("walletwatch"), max_examples=6)
settings.load_profile("ledgers")
_open: list[Ledger] = []


@pytest.fixture(scope="module")
def one_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One file for all examples: making one takes longer than filling it."""
    with Ledger(tmp_path_factory.mktemp("properties") / "ledger.db") as ledger:
        _open.append(ledger)
        yield
        _open.clear()


@contextmanager
def empty() -> Iterator[Ledger]:
    """Give the ledger, empty, and empty it again."""
    (ledger,) = _open
    try:
        yield ledger
    finally:
        for table in ("files", "transactions", "account_aliases", "accounts", "changes"):
            ledger.connection.execute(f"DELETE FROM {table}")


def imported(ledger: Ledger, *files: bytes) -> list[FileReport]:
    reports = [ledger.import_source(source(file)) for file in files]
    assert [report.error for report in reports] == [None] * len(files)
    return reports


def shown(ledger: Ledger) -> pd.DataFrame:
    """Return the frame without what says where a row was seen last."""
    frame = ledger.frame().drop(columns=["statement_id", "line"])
    return frame.astype({name: "str" for name in frame.columns if frame[name].dtype == "category"})


def ledger_of(*files: bytes) -> pd.DataFrame:
    with empty() as ledger:
        imported(ledger, *files)
        return shown(ledger)


def equal(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    pd.testing.assert_frame_equal(one, other)
    return True


def ordered(rows: Sequence[Paid]) -> list[Paid]:
    return sorted(rows, key=lambda row: row.when)


@st.composite
def payments(draw: st.DrawFn, size: int = 9, *, days_only: bool = False) -> list[Paid]:
    """Rows in order of time, some of them equal in all that is printed but a number."""
    drawn = draw(st.lists(st.tuples(MINUTES, AMOUNTS, NAMES), min_size=2, max_size=size))
    rows = ordered([Paid(START + dt.timedelta(minutes=minutes), amount, name) for minutes, amount, name in drawn])
    rows = [replace(row, reference=f"2026{n:08d}") for n, row in enumerate(rows)]
    if days_only:
        rows = [replace(row, when=row.when.replace(hour=0, minute=0)) for row in rows]
    return rows


def wallet(rows: Sequence[Paid]) -> bytes:
    return alipay(rows)


def bank(rows: Sequence[Paid]) -> bytes:
    return cmb(rows)


def numbered(rows: Sequence[Paid]) -> bytes:
    return ofx(rows)


# Each way of telling rows apart: a reference, a running balance, a reference with days only, a time of day.
WAYS: dict[str, tuple[Write, st.SearchStrategy[list[Paid]]]] = {
    "reference": (wallet, payments()),
    "balance": (bank, payments(days_only=True).map(lambda rows: with_balances([replace(row, reference="") for row in rows]))),
    "number and day": (numbered, payments(days_only=True)),
    "time": (canonical, payments().map(lambda rows: [replace(row, reference="") for row in rows])),
}  # fmt: skip
ways = pytest.mark.parametrize("way", WAYS)


@st.composite
def in_halves(draw: st.DrawFn, way: str) -> tuple[Write, list[Paid], int, int]:
    """Rows and two cuts: the first file ends after the second one begins."""
    write, strategy = WAYS[way]
    rows = draw(strategy)
    begin = draw(st.integers(0, len(rows) - 1))
    end = draw(st.integers(begin + 1, len(rows)))
    if way == "time":  # no export ends in the middle of a second
        moments = [row.when for row in rows]
        begin, end = moments.index(moments[begin]), len(rows) - moments[::-1].index(moments[end - 1])
    return write, rows, begin, end


@ways
@given(data=st.data())
def test_two_overlapping_halves_are_the_whole_in_either_order(way: str, data: st.DataObject) -> None:
    write, rows, begin, end = data.draw(in_halves(way))
    whole = ledger_of(write(rows))
    first, second = write(rows[:end]), write(rows[begin:])
    assert len(whole) == len(rows)
    assert equal(ledger_of(first, second), whole)
    assert equal(ledger_of(second, first), whole)


@given(way=st.sampled_from(sorted(WAYS)), data=st.data())
def test_the_order_of_lines_never_matters(way: str, data: st.DataObject) -> None:
    write, strategy = WAYS[way]
    rows = data.draw(strategy)
    shuffled = list(rows)
    data.draw(st.randoms(use_true_random=False)).shuffle(shuffled)
    assert equal(ledger_of(write(shuffled)), ledger_of(write(rows)))


@given(way=st.sampled_from(sorted(WAYS)), data=st.data())
def test_the_order_of_imports_never_matters(way: str, data: st.DataObject) -> None:
    """Three pieces that overlap in any way, in any order."""
    write, strategy = WAYS[way]
    rows = data.draw(strategy)
    pieces = [b for b in (write(data.draw(st.permutations(rows))[:size]) for size in (2, 4, len(rows))) if b]
    assume(len(set(pieces)) == len(pieces))
    assert equal(ledger_of(*pieces), ledger_of(*data.draw(st.permutations(pieces))))


@given(way=st.sampled_from(sorted(WAYS)), data=st.data())
def test_undoing_a_file_is_like_never_having_imported_it(way: str, data: st.DataObject) -> None:
    write, rows, begin, end = data.draw(in_halves(way))
    first, second = write(rows[:end]), write(rows[begin:])
    assume(first != second)
    gone = data.draw(st.integers(0, 1))
    alone = ledger_of((second, first)[gone])
    with empty() as ledger:
        reports = imported(ledger, first, second)
        ledger.undo(reports[gone].file_id or 0)
        assert equal(shown(ledger), alone)
        ledger.undo(reports[1 - gone].file_id or 0)
        assert ledger.frame().empty
        for table in ("files", "statements", "sightings", "transactions", "set_aside", "accounts", "account_aliases"):
            assert ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


@given(way=st.sampled_from(sorted(WAYS)), data=st.data())
def test_importing_everything_twice_adds_nothing(way: str, data: st.DataObject) -> None:
    write, rows, begin, end = data.draw(in_halves(way))
    files = [write(rows[:end]), write(rows[begin:])]
    with empty() as ledger:
        imported(ledger, *files)
        before = ledger.frame()
        again = imported(ledger, *files)
        assert {report.status for report in again} == {"unchanged"}
        assert [report.new + report.updated for report in again] == [0, 0]
        assert equal(ledger.frame(), before)


@given(way=st.sampled_from(sorted(WAYS)), data=st.data())
def test_reading_everything_again_changes_nothing(way: str, data: st.DataObject) -> None:
    write, rows, begin, end = data.draw(in_halves(way))
    with empty() as ledger:
        imported(ledger, *{write(rows[:end]): 1, write(rows[begin:]): 2})
        before = shown(ledger)
        ledger.reread()
        assert equal(shown(ledger), before)
        ledger.undo_reread()
        assert equal(shown(ledger), before)


@given(way=st.sampled_from(sorted(WAYS)), data=st.data())
def test_the_counts_of_a_report_are_what_happened(way: str, data: st.DataObject) -> None:
    write, rows, begin, end = data.draw(in_halves(way))
    with empty() as ledger:
        imported(ledger, write(rows[:end]))
        before = len(ledger.frame())
        (report,) = imported(ledger, write(rows[begin:]) + b"\n")
        assert report.transactions == len(rows) - begin == report.new + report.known + report.updated
        assert len(ledger.frame()) == before + report.new


@given(payments(), st.integers(2, 3))
def test_real_twins_stay_two(rows: list[Paid], copies: int) -> None:
    """Equal in everything, also the second; in one file they are different payments, however often it is exported."""
    twins = [replace(row, reference="") for row in rows for _ in range(copies)]
    for write in (wallet, canonical):
        frame = ledger_of(write(twins), write([*twins[::-1]]))
        assert len(frame) == len(twins)
        assert frame["txn_id"].is_unique


@given(payments(days_only=True), st.sampled_from(["1", "-1", "0000", "NONREF", "20260101"]), st.data())
def test_a_number_that_is_always_the_same_swallows_nothing(rows: list[Paid], number: str, data: st.DataObject) -> None:
    """Some banks print one FITID for everything. Two files that overlap may show a row twice, but no row is lost."""
    rows = [replace(row, reference=number) for row in rows]
    assert len(ledger_of(ofx(rows))) == len(rows)
    begin = data.draw(st.integers(0, len(rows) - 1))
    end = data.draw(st.integers(begin + 1, len(rows)))
    kept = ledger_of(ofx(rows[:end]), ofx(rows[begin:]))
    for what in {(row.when, row.amount, row.name) for row in rows}:
        real = sum(1 for row in rows if (row.when, row.amount, row.name) == what)
        seen = kept[(kept["booked_at"] == what[0]) & (kept["amount"] == what[1]) & (kept["counterparty"] == what[2])]
        assert len(seen) >= real


@given(payments(days_only=True), st.data())
def test_days_without_time_number_or_balance_are_kept_twice_and_asked_about(
    rows: list[Paid], data: st.DataObject
) -> None:
    """The exception by design: on the days where the files were cut, and on no other."""
    begin = data.draw(st.integers(0, len(rows) - 1))
    end = data.draw(st.integers(begin + 1, len(rows)))
    first, second = rows[:end], rows[begin:]
    edges = {first[0].when, first[-1].when, second[0].when, second[-1].when}
    whole = ledger_of(cmb_credit(rows))
    assume(cmb_credit(first) != cmb_credit(second))
    with empty() as ledger:
        imported(ledger, cmb_credit(first), cmb_credit(second))
        kept = ledger.frame()
        inside = ~kept["booked_at"].isin(list(edges))
        assert kept[inside]["txn_id"].tolist() == whole[~whole["booked_at"].isin(list(edges))]["txn_id"].tolist()
        assert set(whole["txn_id"]) <= set(kept["txn_id"])
        more = len(kept) - len(rows)
        assert len(ledger.overlaps()) >= more >= 0


@given(payments(), st.permutations([0, 1, 2]), st.data())
def test_the_latest_export_is_shown_whatever_the_order_of_imports(
    rows: list[Paid], order: list[int], data: st.DataObject
) -> None:
    """The wallet rewrites status and direction; its own export time says which word is the last."""
    files = []
    for day in range(3):
        statuses = data.draw(
            st.lists(st.sampled_from(["交易成功", "交易关闭", "等待确认收货"]), min_size=len(rows), max_size=len(rows))
        )
        flips = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
        said = [
            replace(row, status=status, amount=-row.amount if flip else row.amount)
            for row, status, flip in zip(rows, statuses, flips, strict=True)
        ]
        files.append(alipay(said, Frame(exported=at(f"2026-02-0{day + 1}T08:00:00"))))
    assume(len(set(files)) == 3)
    assert equal(ledger_of(*(files[n] for n in order)), ledger_of(files[2]))


@given(st.randoms(use_true_random=False), payments(size=14))
def test_monthly_and_yearly_exports_in_any_order_are_one_ledger(chance: random.Random, rows: list[Paid]) -> None:
    """What people really do: a file a day, a file over all, some of them twice, in the order of a download folder."""
    days = sorted({row.when.date() for row in rows})
    files = [wallet([row for row in rows if row.when.date() == day]) for day in days] + [wallet(rows)]
    chance.shuffle(files)
    assert equal(ledger_of(*files), ledger_of(wallet(rows)))
