"""Refunds: what is late and what came, a promise to add, and the way back from taking one away."""

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views import refunds
from dashboard.views.parts import expect_form
from dashboard.views.parts.promise_card import named, sign
from detect.casebook import Casebook
from detect.promises.listing import Expected, expected
from detect.promises.promise import STATES
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, tables, troubles, visit


def promised(path: Path) -> list[tuple[str, int, str]]:
    with Ledger(path) as ledger:
        table = Casebook(ledger).watches.promises()
    return list(zip(table["merchant"], table["amount"], table["currency"], strict=True))


def one(state: str, amount: int = 100, received: int = 0, currency: str = "CNY") -> Expected:
    day = dt.date(2026, 5, 1)
    return Expected("promise:1", state, "words", "me", "Shop", amount, received, currency, "", day, day, None, ())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_promise_stands_there_with_its_state(looked_at: Path, locale: str) -> None:
    with Ledger(looked_at) as ledger:
        known = expected(ledger.frame(), Casebook(ledger).context(), TODAY)
    app = visit("refunds", locale)
    table = tables(app)[0]
    assert len(table) == len(known) > 0
    state = words(locale)("refunds.column.state")
    assert sorted(table[state]) == sorted(named(promise, words(locale)) for promise in known)


@pytest.mark.parametrize("locale", LOCALES)
def test_without_statements_the_page_teaches(empty: Path, locale: str) -> None:
    app = visit("refunds", locale)
    assert words(locale)("refunds.page.none") in read(app)
    assert not tables(app)


def test_the_first_sentence_says_what_is_late_by_currency() -> None:
    speaks = words("en")
    late = [one("late", 100, 40), one("overdue", 500, currency="USD"), one("landed"), one("waiting")]
    assert refunds.verdict(late, speaks) == speaks("refunds.page.broken.many", count=2, sums="¥0.60 · US$5.00")
    assert refunds.verdict([one("wrong_sign")], speaks) == speaks("refunds.page.broken.one", count=1, sums="¥2.00")
    assert refunds.verdict([one("waiting")], speaks) == speaks("refunds.page.waiting.one", count=1, sums="¥1.00")
    assert refunds.verdict([one("landed")], speaks) == speaks("refunds.page.kept")


def test_the_picture_begins_with_what_is_late_and_leaves_out_what_came_long_ago() -> None:
    landed, late, waiting = one("landed"), one("late"), one("waiting")
    assert refunds.clocks([landed, waiting, late], landed.made) == [late, waiting, landed]
    later = landed.made + dt.timedelta(days=200)
    assert refunds.clocks([landed, waiting, late], later) == [late, waiting]
    assert refunds.clocks([landed], later) == [landed]


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_words_and_its_sign(state: str) -> None:
    assert sign(one(state)) in ("now", "soon", "watch", "back")
    assert all(named(one(state), words(locale)) for locale in LOCALES)


def fill(app: AppTest, merchant: str, amount: str) -> AppTest:
    app.text_input(key="expect-merchant").set_value(merchant)
    app.text_input(key="expect-amount").set_value(amount)
    keep = next(button for button in app.button if button.label == words("en")("refunds.add.keep"))
    return keep.click().run()


def test_a_promise_is_added_taken_away_and_brought_back(lived: Path) -> None:
    app = fill(visit("refunds", "en"), "  迪卡侬 <b>", "¥1,318.00")
    assert not app.exception
    assert promised(lived) == [("迪卡侬 <b>", 131800, "CNY")]
    assert "迪卡侬 <b>" in read(app)
    assert f"promised on {words('en').day(TODAY)}" in read(app)
    forget = next(button for button in app.button if str(button.key).startswith("promise-forget-"))
    app = forget.click().run()
    assert promised(lived) == []
    app = app.button(key="promise-undo").click().run()
    assert promised(lived) == [("迪卡侬 <b>", 131800, "CNY")]


@pytest.mark.parametrize(("merchant", "amount"), [("Shop", "much"), ("Shop", "-3"), ("Shop", ""), (" ", "3.00")])
def test_what_cannot_be_kept_is_said_in_a_sentence(lived: Path, merchant: str, amount: str) -> None:
    app = fill(visit("refunds", "en"), merchant, amount)
    assert len(troubles(app)) == 1
    assert promised(lived) == []


@pytest.mark.parametrize(
    ("typed", "locale", "read"),
    [
        ("39.90", "en", 3990),
        ("39,90", "en", 3990),
        ("1.250.000", "id", 125000000),
        ("1.250,50", "id", 125050),
        ("１,318", "zh", None),
    ],
)
def test_amounts_are_read_as_the_language_writes_them(typed: str, locale: str, read: int | None) -> None:
    found = expect_form.read(typed, "USD", words(locale))
    assert found == (read, "USD") if read else found
