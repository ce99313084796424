"""The frozen parameter file, and that simulated people keep to what it says an export can show."""

from collections import Counter
from collections.abc import Iterator

import pytest

from benchmarks.simulator import DENSE, Life, days, freeze, simulate
from benchmarks.simulator.diary import BALANCE, NO_ORDER, Event, Label
from benchmarks.simulator.observable import DUPLICATES, TOLD, Observable, Told

# Changed on purpose only, together with the figures that were measured with it.
FROZEN = "9770d4d631f9ed4d"


@pytest.fixture(scope="module")
def everywhere(short_lives: list[Life]) -> list[Life]:
    """Short dense stretches of life in every country."""
    return [
        *short_lives,
        *(simulate(seed, months=3, preset=DENSE, country=c) for c in ("US", "DE", "ID") for seed in range(4)),
    ]


def _labels(lives: list[Life], family: str) -> Iterator[tuple[Life, Label, list[Event]]]:
    for life in lives:
        for label in life.truth.labels:
            if label.family == family:
                yield life, label, [life.truth.event(number) for _, number in label.members]


def test_the_parameter_file_is_what_the_code_says_and_has_not_changed() -> None:
    assert freeze.FILE.read_text(encoding="utf-8") == freeze.text()
    assert freeze.fingerprint() == FROZEN


@pytest.mark.parametrize("family", DUPLICATES, ids=lambda one: one.family)
def test_double_charges_show_what_the_file_says(family: Observable, everywhere: list[Life]) -> None:
    seen = 0
    for _, _, events in _labels(everywhere, family.family):
        first, last = sorted(events, key=lambda event: event.at)
        seen += 1
        assert family.lag[0] <= last.at - first.at <= family.lag[1]
        assert family.days[0] <= days.day_of(last.at) - days.day_of(first.at) <= family.days[1]
        assert (first.account == last.account) == (family.account == "same")
        ratio = last.amount / first.amount
        if family.amount == "equal":
            assert ratio == 1
        elif family.amount == "near":
            assert 0.98 < ratio < 1.02 or abs(last.amount - first.amount) <= 100
    assert seen >= 8


def test_wallet_rows_share_their_order_number_as_the_file_says(everywhere: list[Life]) -> None:
    found: Counter[str] = Counter()
    for family in DUPLICATES[:3]:
        for life, _, (one, other) in _labels(everywhere, family.family):
            if one.account == other.account and one.account in life.person.wallets:
                found["none" if one.order == NO_ORDER else "same" if one.order == other.order else "other"] += 1
    for name, share in DUPLICATES[0].orders:
        assert abs(found[name] / found.total() - share) < 0.12
    for once in ("D4", "D5"):
        assert all(one.order != other.order for _, _, (one, other) in _labels(everywhere, once))


@pytest.mark.parametrize("family", TOLD, ids=lambda one: one.family)
def test_refunds_and_lost_money_show_what_the_file_says(family: Told, everywhere: list[Life]) -> None:
    seen = 0
    for life, label, (first, *others) in _labels(everywhere, family.family):
        seen += 1
        assert (label.kind in ("missing_refund", "failed_but_debited", "missing_top_up")) == family.claim
        promised = sum(amount for _, amount in first.promises)
        credits_ = [p.amount for event in others if event.refund_of >= 0 for p in event.postings or ()]
        if promised and first.source in life.person.cards and first.account not in life.person.cards:
            _check(family.bank, promised, credits_, first, others)
    assert seen >= 4


def _check(bank: str, promised: int, credits_: list[int], bought: Event, others: list[Event]) -> None:
    if bank == "short":
        assert 0 < sum(credits_) < promised
    elif bank == "debit":
        assert credits_ == [-promised]
    elif bank == "twice":
        assert credits_ == [promised, promised]
    elif bank == "late":
        assert credits_ == [promised]
    elif bank in ("nothing", "netted"):
        assert credits_ == []
    elif bank == "gone":
        assert (bought.postings, credits_) == ((), [])
    elif bank == "elsewhere":
        assert credits_ == []
        assert all(event.source == BALANCE for event in others)
