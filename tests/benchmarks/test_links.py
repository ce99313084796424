"""The benchmark of links counts what it says, and its rivals follow their own rules."""

from benchmarks.links import Tally, rows, tally
from benchmarks.rivals import same_day, scored
from benchmarks.twins import compared
from tests.detect.ledgers import BANK, frame_of, row


def test_equal_charges_of_one_day_are_a_duplicate_to_a_bank() -> None:
    frame = frame_of([row("2026-03-04T08:00:00", -300, txn_id="a"), row("2026-03-04T18:00:00", -300, txn_id="b")])
    assert same_day(frame) == [frozenset("ab")]


def test_another_day_account_or_amount_is_none() -> None:
    first = row("2026-03-04T08:00:00", -300)
    others = [row("2026-03-05T08:00:00", -300), row("2026-03-04T08:00:00", -301)]
    assert same_day(frame_of([first, *others, row("2026-03-04", -300, account=BANK)])) == []


def test_points_need_more_than_the_amount_and_the_day() -> None:
    alike = [row("2026-03-04T08:00:00", -300, txn_id="a"), row("2026-03-06T08:00:00", -300, txn_id="b")]
    assert scored(frame_of(alike)) == [frozenset("ab")]
    numbered = [cells | {"order_reference": f"no{n}"} for n, cells in enumerate(alike)]
    assert scored(frame_of(numbered)) == []
    assert scored(frame_of([alike[0], row("2026-03-09T08:00:00", -300)])) == []


def test_a_person_is_judged_from_files_to_figures() -> None:
    counts = tally(31_000, "real", "DE", rivals=None)
    assert counts.sums["mirror"] > 100
    assert counts.sums["mirror right"] > 0.9 * counts.sums["mirror"]
    assert counts.sums["refund right"] <= counts.sums["refund"]
    total = Tally()
    total.add(counts)
    total.add(counts)
    assert total.sums["mirror"] == 2 * counts.sums["mirror"]
    assert any("| mirror links |" in line for line in rows(total, "real"))


def test_two_formats_of_each_account_give_the_alerts_of_one() -> None:
    found = compared(31_001, "CN")
    assert found.alike > 0
    assert found.more > 500
    assert (found.once, found.both) == ((), ())
