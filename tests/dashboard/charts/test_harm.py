"""The flow of harm: every unit of money once, where it stands."""

import pytest

from dashboard.charts import harm
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import harm_told
from detect.alert import Alert
from detect.case import Case, Money


def alert(name: str, amount: int, state: str = "open", closed_by: str = "", currency: str = "CNY") -> Alert:
    return Alert(
        name, "duplicate", "", "me", "card", state, closed_by, "2026-05-01", "", "high", 0.9, amount, currency, (), {}, ()
    )  # fmt: skip


def case(*money: Money, alerts: tuple[str, ...] = ()) -> Case:
    return Case("1", "account-theft", "me", "card", "2026-05-01", "waiting", "", alerts, (), money, ())


def test_a_finding_in_a_case_stands_as_the_case_says() -> None:
    found = harm.standing(
        [alert("a", 500), alert("b", 70), alert("c", 30, "closed", "evidence"), alert("d", 9, "closed", "answer")],
        [case(Money("CNY", 100, 300, 60, 40), alerts=("a",))],
    )
    assert found == (Money("CNY", 170, 300, 60, 70),)


def test_currencies_never_mix_and_nothing_at_stake_is_nothing_to_show() -> None:
    found = harm.standing([alert("a", 5), alert("b", 7, currency="USD"), alert("c", 0)], [])
    assert found == (Money("CNY", 5, 0, 0, 0), Money("USD", 7, 0, 0, 0))
    assert harm.standing([alert("d", 9, "closed", "answer")], []) == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_parts_of_a_bar_follow_one_another_to_its_end(locale: str) -> None:
    money = Money("CNY", 100, 300, 0, 600)
    parts = harm.parts([money], words(locale))
    assert parts["stage"].tolist() == ["at_risk", "claimed", "final"]
    assert parts["begins"].tolist() == [0.0, 0.1, 0.4]
    assert parts["ends"].tolist() == [0.1, 0.4, 1.0]
    assert len(harm.chart([money], words(locale), dark=True).to_dict()["datasets"]) == 1
    said = harm_told.flow(money, words(locale))
    assert said.count("→") == 2  # nothing is back for now, which goes without saying
    assert harm_told.flow(Money("CNY", 100, 200, 100, 600), words(locale)).count("→") == 3
    assert words(locale).money(600, "CNY") in said
