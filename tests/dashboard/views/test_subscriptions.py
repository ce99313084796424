"""Regular charges: the cost a year, the steps of the price, and what was cancelled."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views import desk, subscriptions
from dashboard.views.parts.subscription_card import a_year, every, step_told
from detect.casebook import Casebook
from detect.subscriptions import Subscription
from detect.subscriptions import subscriptions as listed
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit

FIRST, ROSE, LAST = dt.date(2026, 1, 5), dt.date(2026, 4, 5), dt.date(2026, 6, 5)
ONE = Subscription(
    "1234", "me", "card", "music", "Music", "CNY", 1500, 30, 6, FIRST, LAST, LAST + dt.timedelta(days=30),
    ((FIRST, 1200), (ROSE, 1500)), False, None, ("row",),
)  # fmt: skip
SAYS = words("en")


def known(path: Path) -> tuple[Subscription, ...]:
    with Ledger(path) as ledger:
        return listed(ledger.frame(), Casebook(ledger).context(), TODAY)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_running_charge_has_a_card_with_its_cost_a_year(looked_at: Path, locale: str) -> None:
    running = [one for one in known(looked_at) if one.next]
    assert running
    said = read(visit("subscriptions", locale))
    for one in running:
        assert one.name in said
        assert words(locale).money(one.a_year, one.currency) in said


@pytest.mark.parametrize("locale", LOCALES)
def test_without_any_the_page_says_what_it_takes(empty: Path, locale: str) -> None:
    assert words(locale)("subscriptions.page.none") in read(visit("subscriptions", locale))


def test_a_step_of_the_price_is_told_with_what_it_makes_a_year() -> None:
    up = step_told(ONE, SAYS)
    assert up == SAYS("subscriptions.step.up", old="¥12.00", new="¥15.00", day="5 Apr 2026", extra="¥36.50")
    down = step_told(replace(ONE, steps=((FIRST, 1500), (ROSE, 1200))), SAYS)
    assert down is not None
    assert down.startswith("Went down from ¥15.00 to ¥12.00")
    assert step_told(replace(ONE, metered=True), SAYS) is None
    assert step_told(replace(ONE, steps=((FIRST, 1200),)), SAYS) is None


def test_a_purchase_in_parts_says_what_is_left_to_pay() -> None:
    assert a_year(ONE, SAYS) == SAYS("subscriptions.card.year", sum="¥182.50")
    assert a_year(replace(ONE, parts_left=2), SAYS) == SAYS("subscriptions.card.left", sum="¥30.00")


def test_the_first_sentence_counts_what_still_costs() -> None:
    both = [ONE, replace(ONE, currency="USD"), replace(ONE, cancelled_on=LAST), replace(ONE, next=None)]
    assert subscriptions.verdict(both, SAYS) == SAYS(
        "subscriptions.page.cost.many", count=2, sums="¥182.50 · US$182.50"
    )
    assert subscriptions.verdict([], SAYS) == SAYS("subscriptions.page.title")


@pytest.mark.parametrize(
    ("days", "name"), [(7, "week"), (14, "fortnight"), (31, "month"), (91, "quarter"), (365, "year")]
)
def test_beats_are_called_as_people_call_them(days: int, name: str) -> None:
    assert every(replace(ONE, usual_days=days), SAYS) == SAYS(f"subscriptions.every.{name}")


def test_a_cancelled_one_is_watched_and_can_be_taken_back(lived: Path) -> None:
    one = next(one for one in known(lived) if one.next)
    app = visit("subscriptions", "en")
    app.date_input(key=f"cancel-day-{one.subscription_id}").set_value(desk.today() - dt.timedelta(days=2))
    app.button(key=f"cancel-keep-{one.subscription_id}").click().run()
    assert [found.cancelled_on for found in known(lived) if found.subscription_id == one.subscription_id] == [
        TODAY - dt.timedelta(days=2)
    ]
    assert SAYS("subscriptions.card.cancelled", day=SAYS.day(TODAY - dt.timedelta(days=2))) in read(app)
    app.button(key=f"uncancel-{one.subscription_id}").click().run()
    assert not any(found.cancelled_on for found in known(lived))
