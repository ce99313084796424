"""India's rules change with the payments of 2027: both stand side by side, and nobody can take one for the other."""

from datetime import date

import pytest

from dashboard.i18n import words
from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.render import as_text
from dashboard.playbooks.shown import Step
from dashboard.views.parts import playbook_step

LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)
DAYS = {
    "en": ("31 December 2026", "1 January 2027"),
    "zh": ("2026年12月31日", "2027年1月1日"),
    "id": ("31 Desember 2026", "1 Januari 2027"),
}


def step(name: str, topic: str = "account-theft", locale: str = "en") -> Step:
    return next(step for section in playbook(topic, "IN", locale).sections for step in section.steps if step.id == name)


def test_no_day_is_without_a_rule_and_none_has_two() -> None:
    clocks = library().packs["IN"].clocks
    assert {clocks[name].valid_to for name in ("in-3wd", "in-7wd", "in-shadow", "in-90")} == {LAST}
    assert {clocks[name].valid_from for name in ("in-5cd", "in-45", "in-60")} == {FIRST}
    assert (FIRST - LAST).days == 1


def test_the_day_of_the_payment_picks_liability_and_handling_time_alike() -> None:
    clocks = library().packs["IN"].clocks.values()
    assert {clock.version_by for clock in clocks if clock.fact in {"IN-01", "IN-02", "IN-06"}} == {"transaction"}


@pytest.mark.parametrize("locale", LOCALES)
def test_both_limits_are_told_with_the_payments_they_hold_for(locale: str) -> None:
    clocks = {clock.id: clock for clock in step("tell-provider", locale=locale).clocks}
    for name, day in zip(("in-3wd", "in-5cd"), DAYS[locale], strict=True):
        assert day in clocks[name].valid
        assert day in clocks[name].text


@pytest.mark.parametrize("locale", LOCALES)
def test_points_of_law_say_which_payments_they_hold_for(locale: str) -> None:
    titles = {law.id: law.title for law in step("law-points", locale=locale).laws}
    for name, day in zip(("IN-01", "IN-06"), DAYS[locale], strict=True):
        assert day in titles[name]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_tells_them_apart_too(locale: str) -> None:
    body = str(playbook_step.body(step("tell-provider", locale=locale), words(locale)))
    assert all(day in body for day in DAYS[locale])


def test_a_rule_without_an_end_says_nothing_about_payments() -> None:
    clock = library().speaker("IN", "en").clock("in-tat-t1")
    assert clock.valid == ""
    assert "for payments" not in clock.text


def test_waiting_for_the_ombudsman_is_shown_nowhere() -> None:
    for topic in library().topics:
        shown = {
            clock.id for part in playbook(topic, "IN").sections for step in part.steps for clock in step.all_clocks()
        }
        assert "in-ombud" not in shown


def test_money_gone_is_reported_to_the_crime_line_after_the_bank_and_before_the_rest() -> None:
    now = next(part for part in playbook("account-theft", "IN").sections if part.id == "now")
    order = [step.id for step in now.steps]
    assert order.index("cards") < order.index("in-cybercrime") < order.index("tell-provider")
    assert "police" not in order


def test_help_for_small_losses_is_told_with_its_conditions() -> None:
    text = as_text(playbook("account-theft", "IN"))
    assert "Rs 50,000: you may get 85% of it, at most Rs 25,000, once in a lifetime" in text
