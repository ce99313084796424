"""Clocks in words: which day leads, what has passed, what others owe."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.deadlines import deadlines
from dashboard.i18n import words
from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC, LOCALES
from dashboard.timetable import Timetable, tabled, timetable
from detect.clocks import Instrument, Matter, last_safe_day, read_clocks
from tests.dashboard.showing import shown

TODAY = dt.date(2026, 11, 29)


def table(kind: str, country: str, account: str, booked: str, locale: str = "en") -> Timetable:
    return timetable(shown(kind, country, account, booked), words(locale), TODAY)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "By Wed 30 December (31 days left)"),
        ("zh", "最迟12月30日周三（还剩31天）"),
        ("id", "Paling lambat Rab 30 Desember (31 hari lagi)"),
    ],
)
def test_the_safe_day_is_told_with_its_weekday_and_the_days_left(locale: str, said: str) -> None:
    alert = shown("missing_refund", "US", "credit_card", "2026-11-02", promised_on="2026-11-28")
    readings = [one for one in deadlines(alert, TODAY) if one.rule.id == "us-regz-60"]
    safe = last_safe_day(readings)
    assert safe
    assert safe.day == dt.date(2026, 12, 30)  # two days before the sixtieth
    headline = tabled(readings, "US", words(locale), TODAY).headline
    assert headline
    assert (headline.text, headline.state) == (said, "watch")


def test_what_is_due_at_once_is_due_today_and_says_why() -> None:
    headline = table("unauthorized", "CN", "wallet", "2026-11-02").headline
    assert headline
    assert (headline.text, headline.act_now, headline.told.name) == ("Due today", True, "Tell the payment company")
    assert headline.told.effect == library().speaker("CN", "en").clock("cn-notify").effect


def test_a_far_day_never_hides_what_was_best_done_already() -> None:
    found = table("missing_top_up", "CN", "wallet", "2026-08-02")
    assert found.headline
    assert (found.headline.text, found.headline.state) == ("Best done now", "soon")
    assert [told.name for told in found.ours] == ["Go to court"]
    assert found.ours[0].when == "By Thu 2 August 2029"


def test_a_right_that_ended_is_told_with_what_may_still_help() -> None:
    found = table("unauthorized", "US", "credit_card", "2026-06-02")
    assert [told.when for told in found.passed if told.reading.rule.id == "us-regz-60"] == [
        "The time for this ended on Sat 1 August."
    ]
    assert found.helps == words("en")("deadline.helps.ask")
    only_late = table("unauthorized", "US", "credit_card", "2026-11-20")
    assert only_late.helps == words("en")("deadline.helps.later")


def test_what_others_owe_stands_apart_and_is_late_only_after_the_longest_span() -> None:
    shelf = library()
    rules = {**shelf.packs[GENERIC].clocks, **shelf.packs["CN"].clocks}
    bank = [rules[name] for name in ("cn-bank-reply", "cn-bank-reply-ext", "cn-bank-reply-max")]

    def told(received: str) -> list[str]:
        matter = Matter(
            frozenset({"complaint"}), Instrument("debit"), {"complaint-received": dt.date.fromisoformat(received)}
        )
        found = tabled(read_clocks(bank, matter, TODAY), "CN", words("en"), TODAY)
        assert (found.headline, found.ours, found.passed) == (None, (), ())
        return [one.when for one in found.theirs]

    assert told("2026-11-20")[0] == "They should be done by Sat 5 December."
    assert told("2026-11-10")[0] == "Usually by Wed 25 November; difficult cases may take longer."
    assert told("2026-09-01")[-1] == "They were due on Sat 31 October and are late."


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("place", sorted(library().packs))
def test_every_place_has_its_clocks_in_every_language(place: str, locale: str) -> None:
    country = (*library().packs[place].covers, "KE")[0]
    found = table("unauthorized", country, "debit", "2026-11-02", locale)
    everything = (*found.ours, *found.passed, *found.theirs, *found.waits)
    assert everything
    assert all(told.name and told.when and told.effect for told in everything)


def test_a_closed_alert_has_no_clocks() -> None:
    alert = shown("duplicate", "US", "debit", "2026-11-02")
    done = replace(alert, alert=replace(alert.alert, state="closed"))
    assert timetable(done, words("en"), TODAY) == Timetable(None, (), (), "", (), ())
