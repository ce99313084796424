"""Snoozes: silent until the day, back on it, back before it when something material changes."""

import datetime as dt
from dataclasses import replace

import pytest

from detect.alert import Alert
from detect.finding import Reason
from detect.snooze import after_scan, asleep

DAY = dt.date(2026, 6, 1)
UNTIL = "2026-06-10"
PAYEES = {"a": "gym", "b": "gym", "c": "cinema"}


def alert(identity: str, *rows: str, amount: int = 100, severity: str = "medium", **more: object) -> Alert:
    made = Alert(
        identity, "price_rise", "", "me", "bank", "open", "", "2026-05-01", "", severity, 0.5, amount, "CNY", rows, {}, (Reason("price_step", {}),),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def sleeping(*rows: str) -> Alert:
    awake = alert("old", *rows)
    return replace(awake, snoozed_until=UNTIL, told=awake.news)


def test_it_sleeps_before_the_day_and_is_back_on_it() -> None:
    assert asleep(sleeping("a"), dt.date(2026, 6, 9))
    assert not asleep(sleeping("a"), dt.date(2026, 6, 10))
    (back,) = after_scan([sleeping("a")], PAYEES, dt.date(2026, 6, 10))
    assert (back.snoozed_until, back.is_news) == ("", True)


@pytest.mark.parametrize(
    "change",
    [{"severity": "high"}, {"amount": 125}, {"reasons": (Reason("price_step", {}), Reason("after_cancelling", {}))}],
)
def test_a_material_change_wakes_it(change: dict[str, object]) -> None:
    (found,) = after_scan([replace(sleeping("a"), **change)], PAYEES, DAY)  # type: ignore[arg-type]
    assert found.snoozed_until == ""


@pytest.mark.parametrize("change", [{"amount": 124}, {"score": 0.9}, {"severity": "low"}])
def test_a_small_change_does_not(change: dict[str, object]) -> None:
    (found,) = after_scan([replace(sleeping("a"), **change)], PAYEES, DAY)  # type: ignore[arg-type]
    assert found.snoozed_until == UNTIL


def carried(new: Alert) -> bool:
    return after_scan([sleeping("a"), replace(new, is_new=True)], PAYEES, DAY)[1].snoozed_until == UNTIL


def test_the_rule_is_silent_about_the_payee_not_about_others() -> None:
    assert carried(alert("new", "b"))
    assert not carried(alert("new", "c"))
    assert not carried(alert("new", "b", "c"))
    assert not carried(alert("new", "b", kind="duplicate"))
    assert not carried(alert("new", "b", person="you"))
    assert not carried(alert("new", "unknown"))


def test_what_is_worse_or_dearer_is_told_all_the_same() -> None:
    assert not carried(alert("new", "b", severity="high"))
    assert not carried(alert("new", "b", amount=125))


def test_a_snooze_that_is_over_silences_nothing() -> None:
    old = replace(sleeping("a"), snoozed_until="2026-05-20")
    found = after_scan([old, replace(alert("new", "b"), is_new=True)], PAYEES, DAY)
    assert [one.snoozed_until for one in found] == ["", ""]
