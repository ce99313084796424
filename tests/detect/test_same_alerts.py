"""One ledger, one answer: whatever order the files came in, whether a month came late, and whatever an earlier scan left in the memo, byte for byte."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulator import PRESETS, simulate
from detect.casebook import Casebook
from detect.context import Settings
from detect.memo import Memo
from detect.scan import ScanResult, scan
from ingest.ledger import Ledger
from tests.detect.ledgers import CARD, WECHAT, answered, context_of, frame_of, row, visits
from tests.detect.test_casebook import DAY

FILES = 5
EVER = DAY.replace(year=2020)
ASKED = 18  # of the rows below, those at the end
MONTHS = [f"{month:%Y-%m}" for month in pd.date_range("2025-07-01", "2026-06-01", freq="MS")]
ROWS = [
    *visits(70, [-2_500, -2_800, -3_150], "示例面馆", every=5),
    *visits(50, [-8_810, -12_340, -9_925, -15_070], "示例超市", hour=18, every=7),
    *visits(40, [-6_000, -4_500], "示例书店", account=WECHAT, hour=15, every=9),
    *visits(30, [-3_300, -5_200], "示例药房", account=CARD, hour=10, every=12, person="you"),
    *(row(f"2026-03-1{n}T03:14:00", -90_000 - n, "示例数码", WECHAT) for n in range(3)),
    *(row(f"2025-{8 + n // 3:02d}-{1 + 9 * (n % 3):02d}T13:40:00", -3_700 - n, f"示例小店{n}") for n in range(15)),
]


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An invented life of three months, and the first half of one of its files once more, as an export of its own."""
    folder = tmp_path_factory.mktemp("life")
    paths = sorted(simulate(11, preset=PRESETS["dense"], months=3).write(folder))
    bank = next(path for path in paths if path.suffix == ".ofx")
    early = folder / f"early{bank.suffix}"
    head, *rows = bank.read_text("utf-8").split("<STMTTRN>")
    tail = rows[-1][rows[-1].index("</BANKTRANLIST>") :] if "</BANKTRANLIST>" in rows[-1] else ""
    early.write_text("<STMTTRN>".join([head, *rows[: len(rows) // 2]]) + tail, encoding="utf-8")
    return [*paths, early]


def said(paths: list[Path], folder: Path, rescans: frozenset[int] = frozenset()) -> bytes:
    """Return everything a scan says of files imported in this order, after earlier scans at some of them."""
    folder.mkdir()
    with Ledger(folder / "ledger.db") as ledger:
        book = Casebook(ledger)
        for n, path in enumerate(paths):
            assert [read.status for read in ledger.import_path(path)] == ["imported"]
            if n in rescans:
                book.scan(DAY, Settings(), dry_run=True)
        return told(book.scan(DAY, Settings(since=EVER), dry_run=True).result)


def told(result: ScanResult) -> bytes:
    """Return everything a scan says."""
    tables = [table.to_csv(index=False) for table in (result.scores, result.links, result.questions, result.coverage)]
    findings, asked = ([dataclasses.asdict(one) for one in each] for each in (result.findings, result.debits))
    return json.dumps([findings, asked, tables], default=_plain).encode()


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


@given(st.permutations(range(FILES)), st.frozensets(st.integers(0, FILES - 1), max_size=2))
@settings(max_examples=2)  # each imports and scans two ledgers
def test_alerts_do_not_depend_on_the_order_of_imports_or_on_earlier_scans(
    statements: list[Path], tmp_path_factory: pytest.TempPathFactory, order: list[int], rescans: frozenset[int]
) -> None:
    assert len(statements) == FILES
    folder = tmp_path_factory.mktemp("orders")
    once = said(statements, folder / "once")
    assert said([statements[n] for n in order], folder / "other", rescans) == once
    assert b'"kind": "unauthorized"' in once


@given(
    st.lists(st.sampled_from(MONTHS[2:]), min_size=2, max_size=3),
    st.dictionaries(st.integers(0, len(ROWS) - 1), st.integers(1, 3), max_size=12),
    st.dictionaries(
        st.integers(len(ROWS) - ASKED, len(ROWS) - 1), st.sampled_from(("mine", "not_mine", "unsure")), max_size=4
    ),
)
@settings(max_examples=10)  # each scans up to four ledgers twice
def test_a_memo_carried_from_scan_to_scan_changes_no_byte(
    until: list[str], late: dict[int, int], answers: dict[int, str]
) -> None:
    """Months come one after another, some of their rows only with a later one; between the scans the person answers."""
    memo, frame = Memo(), frame_of([{"txn_id": f"t{n:03d}"} | cells for n, cells in enumerate(ROWS)])
    month, comes = frame["booked_at"].dt.strftime("%Y-%m"), frame["txn_id"].map(lambda name: late.get(int(name[1:]), 0))
    given_ = pd.concat(
        [answered(said, f"t{n:03d}", kind="unauthorized") for n, said in answers.items()] or [answered("mine")]
    )
    for step, last in enumerate([*sorted(until), MONTHS[-1]]):
        seen = frame[(month <= last) & (comes <= step)].reset_index(drop=True)
        context = context_of(answers=given_[given_["txn_id"].isin(seen["txn_id"])] if step else given_[:0])
        memo = Memo(memo.used)
        assert told(scan(seen, context, DAY, Settings(since=EVER), memo)) == told(
            scan(seen, context, DAY, Settings(since=EVER))
        )
