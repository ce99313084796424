"""Which letters there are, and which facts each may state."""

import re

import pytest

from dashboard.errors import UnknownLetter
from dashboard.i18n import words
from dashboard.letters.kinds import DAYS, FACTS, LETTERS, PLAIN, TEXTS, first_letter, fitting, letter_named, usual_party
from dashboard.letters.render import FOLDER
from dashboard.playbooks.library import library
from dashboard.playbooks.model import LOCALES
from detect.case_event import CHANNELS

SAID = re.compile(r'f\.said\("(\w+)"\)')


def template(name: str, locale: str) -> str:
    """Return a template with what it includes."""
    text = (FOLDER / f"{name}.{locale}.j2").read_text("utf-8")
    return re.sub(r'\{% include "(.+?)\.\w\w\.j2" %\}', lambda found: template(found[1], locale), text)


def test_facts_have_one_kind() -> None:
    assert len(FACTS) == len(PLAIN) + len(DAYS) + len(TEXTS)


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_template_states_the_facts_of_its_letter_and_no_others(name: str, locale: str) -> None:
    assert set(SAID.findall(template(name, locale))) == set(LETTERS[name].facts)


@pytest.mark.parametrize("name", LETTERS)
def test_every_fact_stands_under_its_own_condition(name: str) -> None:
    for locale in LOCALES:
        for value in re.findall(r'\{\{ f\.said\("(\w+)"\) \}\}', template(name, locale)):
            assert f'if f.said("{value}") %}}' in template(name, locale) or f'and f.said("{value}") %}}' in template(
                name, locale
            )


@pytest.mark.parametrize("name", LETTERS)
def test_the_languages_state_facts_equally_often_and_ask_equally(name: str) -> None:
    for locale in LOCALES:
        text, english = template(name, locale), template(name, "en")
        assert set(SAID.findall(text)) == set(SAID.findall(english))
        assert set(re.findall(r"(?m)^@(\w+)", text)) == set(re.findall(r"(?m)^@(\w+)", english))
        assert text.count("f.answer_by") == english.count("f.answer_by")
        assert len(re.findall(r"\{% block \w+ %\}", text)) == len(re.findall(r"\{% block \w+ %\}", english))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fact_letter_and_channel_has_words(locale: str) -> None:
    said = words(locale)
    assert [fact for fact in FACTS if f"letter.ask.{fact}" not in said] == []
    assert [name for name in LETTERS if f"letter.name.{name}" not in said] == []
    assert [name for name in (*CHANNELS, "sent") if f"letter.channel.{name}" not in said] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_letter_has_a_gap_for_a_password_or_a_whole_number(locale: str) -> None:
    gaps = [phrase for key, phrase in words(locale).phrases.items() if key.startswith("letter.") and "[" in phrase]
    texts = [*gaps, *(path.read_text("utf-8") for path in FOLDER.glob(f"*.{locale}.j2"))]
    secret = re.compile(r"\[[^\]]*(?:password|code|pin\b|cvv|密码|验证码|sandi|kode)[^\]]*\]", re.IGNORECASE)
    assert gaps
    assert not any(secret.search(text) for text in texts)


def test_every_letter_fits_topics_of_the_library_and_every_topic_with_money_has_one() -> None:
    topics = set(library().topics)
    assert all(letter.topics <= topics for letter in LETTERS.values())
    for topic in topics - {"contact-safely"}:
        assert fitting(topic), topic
    assert first_letter("duplicate-charge") == "duplicate-charge"
    assert first_letter("scam-payment") == ""  # the person sent it: no letter may call it unauthorised


def test_a_letter_that_follows_up_goes_where_the_first_one_went() -> None:
    assert usual_party(LETTERS["reminder"], "refund-missing") == "merchant"
    assert usual_party(LETTERS["reminder"], "unauthorised-charge") == "provider"
    assert usual_party(LETTERS["closure"], "account-closure") == "provider"


def test_another_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnknownLetter, match="no letter love-letter; choose one of unauthorised-notice"):
        letter_named("love-letter")
