"""The library page."""

from datetime import date
from itertools import cycle

import pytest

from dashboard.i18n import words
from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.shown import Playbook
from dashboard.views.parts import playbook_step
from dashboard.views.parts.playbook_panel import place_name, places
from dashboard.views.parts.prose import prose
from tests.dashboard.views.visiting import TODAY, Words, read, visit

EVERY = [
    playbook(topic, place, locale, today=date(2026, 11, 23))
    for topic in library().topics
    for place in library().packs
    for locale in LOCALES
]


@pytest.mark.parametrize(("topic", "locale"), list(zip(library().topics, cycle(LOCALES), strict=False)))
def test_the_address_names_topic_and_place(empty: object, topic: str, locale: str) -> None:
    app = visit("playbooks", locale, topic=topic, place="CN")
    assert not app.exception
    shown = playbook(topic, "CN", locale, today=TODAY)
    said = read(app)
    assert shown.lead in said
    assert all(section.title in said for section in shown.sections)


def test_a_country_is_shown_the_place_that_speaks_for_it(empty: object) -> None:
    assert visit("playbooks", "en", place="DE").selectbox(key="place-library").value == "EU"


def test_an_unknown_topic_or_place_falls_back(empty: object) -> None:
    app = visit("playbooks", "en", topic="nonsense", place="XX")
    assert not app.exception
    assert app.selectbox(key="topic").value == "account-theft"
    assert app.selectbox(key="place-library").value == "ZZ"


@pytest.mark.parametrize("shown", EVERY, ids=lambda shown: f"{shown.topic}-{shown.jurisdiction}-{shown.locale}")
def test_nothing_of_a_step_is_lost_on_the_page(shown: Playbook) -> None:
    """Deadlines with what is lost, contacts with their ways, laws, and the mark of what nobody could confirm."""
    speaks = words(shown.locale)
    for section in shown.sections:
        for step in section.steps:
            body = playbook_step.body(step, speaks)
            said = "\n".join(Words(body).said)
            for clock in step.all_clocks():
                assert clock.name in said
                assert clock.when in said
                assert clock.valid in said
                assert clock.effect in said
            for contact in step.all_contacts():
                assert contact.text in said
                assert all(line in said for line in contact.lines)
            for law in step.laws:
                assert law.title in said
                assert law.says in said
            doubtful = not all(clock.verified for clock in step.all_clocks()) or not all(
                law.verified for law in step.laws
            )
            assert doubtful <= (speaks("page.playbook.unverified") in said)


def test_prose_keeps_every_word_and_makes_no_links() -> None:
    drawn = prose("Call 95188 at https://example.org\n\n- one\n- <b>two</b>\n\n> say *this*")
    assert Words(drawn).elements == {"p", "ul", "li", "blockquote"}
    assert "".join(Words(drawn).said) == "Call 95188 at https://example.orgone<b>two</b>say *this*"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_place_is_called_by_its_name(locale: str) -> None:
    assert [place for place in places() if place_name(words(locale), place) == place] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_somebody_gave_is_checked_beside_the_advice_on_contacts(empty: object, locale: str) -> None:
    app = visit("playbooks", locale, topic="contact-safely")
    app.text_area(key="contact-text").set_value("<b>95188</b> 96ll0.cc example.org").run()
    assert not app.exception
    said, speaks = read(app), words(locale)
    for verdict, text in (("listed", "95188"), ("doubt", "96ll0.cc"), ("unknown", "example.org")):
        assert speaks(f"contact.{verdict}.head", text=text) in said
    app.button(key="code-given").click().run()
    assert library().topics["account-theft"][locale].title in read(app)


def test_no_other_playbook_asks_for_a_number(empty: object) -> None:
    assert not visit("playbooks", "en", topic="scam-payment").text_area
