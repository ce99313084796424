"""Rows that nothing else tells apart pair up in the order in which they happened."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detect.context import Settings
from detect.links.in_order import AT_ONCE, EARLIER, pair_in_order
from detect.view import View
from tests.detect.ledgers import AS_OF, BANK, CARD_8705, context_of, frame_of, links_of, row

START = dt.datetime(2026, 3, 2, 12)  # noqa: DTZ001  (wall time)
DAYS = 3
minutes = st.lists(st.integers(0, 6 * 24 * 60), min_size=1, max_size=8)


def taps(*moments: str) -> list[dict[str, object]]:
    return [row(when, -300, "示例地铁", method=CARD_8705, txn_id=f"w{n}") for n, when in enumerate(moments)]


def bookings(*moments: str) -> list[dict[str, object]]:
    return [row(when, -300, "支付宝-示例地铁", account=BANK, txn_id=f"b{n}") for n, when in enumerate(moments)]


def pairs(*rows: dict[str, object]) -> set[tuple[str, str]]:
    return links_of(rows, "mirror", context_of())


def test_a_late_booking_does_not_take_the_place_of_one_made_at_once() -> None:
    rides = taps("2026-03-02T08:00:00", "2026-03-03T08:00:00")
    assert pairs(*rides, *bookings("2026-03-03T05:00:00", "2026-03-03T08:00:03")) == {("w0", "b0"), ("w1", "b1")}


def test_the_nearest_of_two_payments_within_a_minute_is_meant() -> None:
    rides = taps("2026-03-02T08:00:00", "2026-03-02T08:00:30")
    assert pairs(*rides, *bookings("2026-03-02T08:00:32")) == {("w1", "b0")}


def test_nothing_is_booked_hours_before_it_is_paid() -> None:
    assert pairs(*taps("2026-03-02T12:00:00"), *bookings("2026-03-02T05:00:00")) == set()


def test_a_day_alone_may_be_any_hour_of_it() -> None:
    assert pairs(*taps("2026-03-02T12:00:00"), *bookings("2026-03-02")) == {("w0", "b0")}


@given(minutes, minutes, st.booleans())
def test_every_row_is_in_one_pair_at_most_and_in_time(paid: list[int], booked: list[int], timed: bool) -> None:
    shape = "%Y-%m-%dT%H:%M" if timed else "%Y-%m-%d"
    rows = taps(*(f"{START + dt.timedelta(minutes=n):%Y-%m-%dT%H:%M}" for n in paid))
    rows += bookings(*(f"{START + dt.timedelta(minutes=n):{shape}}" for n in booked))
    view = View.of(frame_of(rows), context_of(), AS_OF, Settings())
    wallet, bank = np.flatnonzero(view.column("account") != BANK), np.flatnonzero(view.column("account") == BANK)
    left, right = pair_in_order(view, wallet, np.full(len(wallet), "k"), bank, np.full(len(bank), "k"), DAYS)
    assert len(set(left)) == len(left) == len(right) == len(set(right))
    lags = view.day[right] - view.day[left]
    assert ((lags >= 0) & (lags <= DAYS)).all()
    if timed:
        assert (view.when[right] - view.when[left] >= -EARLIER).all()
    for one in set(wallet.tolist()) - set(left):  # nothing that could still be paired is left over
        for other in set(bank.tolist()) - set(right):
            lag = int(view.day[other] - view.day[one])
            early = timed and view.when[other] < view.when[one] - EARLIER
            assert lag < 0 or lag > DAYS or early


def walked_by_hand(paid: list[int], booked: list[int]) -> set[tuple[int, int]]:
    """Pair minutes as `pair_in_order` says it does, without haste: one lag after the other, the first free ones first."""
    found: set[tuple[int, int]] = set()
    for lag in range(-len(AT_ONCE), DAYS + 1):
        firsts = [n for n in range(len(paid)) if n not in {one for one, _ in found}]
        seconds = [n for n in range(len(booked)) if n not in {other for _, other in found}]
        while firsts and seconds:
            late = 60 * (booked[seconds[0]] - paid[firsts[0]])
            days = booked[seconds[0]] // 1440 - paid[firsts[0]] // 1440
            if late < -EARLIER:
                seconds.pop(0)
            elif late > AT_ONCE[lag] if lag < 0 else days > lag:
                firsts.pop(0)
            else:
                found.add((firsts.pop(0), seconds.pop(0)))
    return found


@given(minutes, minutes)
def test_the_compiled_walk_finds_what_a_patient_one_finds(paid: list[int], booked: list[int]) -> None:
    paid, booked = sorted(paid), sorted(booked)
    start = START.replace(hour=0)
    rows = taps(*(f"{start + dt.timedelta(minutes=n):%Y-%m-%dT%H:%M}" for n in paid))
    rows += bookings(*(f"{start + dt.timedelta(minutes=n):%Y-%m-%dT%H:%M}" for n in booked))
    view = View.of(frame_of(rows), context_of(), AS_OF, Settings())
    wallet, bank = np.flatnonzero(view.column("account") != BANK), np.flatnonzero(view.column("account") == BANK)
    left, right = pair_in_order(view, wallet, np.full(len(wallet), "k"), bank, np.full(len(bank), "k"), DAYS)
    made = set(zip(np.searchsorted(wallet, left).tolist(), np.searchsorted(bank, right).tolist(), strict=True))
    assert made == walked_by_hand(paid, booked)
