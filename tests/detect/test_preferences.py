"""Preferences are kept with the ledger, and a wish for one scan goes before them."""

import datetime as dt

import pytest

from detect.casebook import Casebook
from detect.context import Settings
from detect.preferences import MOST_BUDGET, home
from ingest.ledger import Ledger


def test_what_was_never_chosen_has_its_default(ledger: Ledger) -> None:
    assert Casebook(ledger).preferences.settings() == Settings()


def test_a_kept_budget_holds_and_gives_way_to_a_wish(ledger: Ledger) -> None:
    book = Casebook(ledger)
    book.preferences.keep_budget(1)
    book.preferences.keep_budget(0.5)
    assert Casebook(ledger).preferences.settings() == Settings(budget=0.5)
    assert book.preferences.settings(budget=0.0, since=None) == Settings(budget=0.0)


def test_a_watch_for_theft_holds_in_every_scan_until_it_is_ended(ledger: Ledger) -> None:
    book = Casebook(ledger)
    day = dt.date(2026, 5, 4)
    book.preferences.keep_theft_since(day)
    assert Casebook(ledger).preferences.settings() == Settings(incident=day)
    assert book.preferences.settings(incident=day.replace(day=1)).incident == day.replace(day=1)
    book.preferences.keep_theft_since(None)
    assert Casebook(ledger).preferences.settings() == Settings()


@pytest.mark.parametrize("budget", [-0.1, MOST_BUDGET + 1, float("nan")])
def test_a_budget_out_of_range_changes_nothing(ledger: Ledger, budget: float) -> None:
    book = Casebook(ledger)
    with pytest.raises(ValueError, match=r".*"):
        book.preferences.keep_budget(budget)
    assert book.preferences.budget == Settings().budget


def test_where_the_person_lives_is_not_said_until_it_is(ledger: Ledger) -> None:
    assert home(ledger) == ""
    preferences = Casebook(ledger).preferences
    preferences.keep_country("ID")
    assert (home(ledger), Casebook(ledger).context().home) == ("ID", "ID")
    with pytest.raises(ValueError, match="Indonesia"):
        preferences.keep_country("Indonesia")
    preferences.keep_country("")
    assert home(ledger) == ""
