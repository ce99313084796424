"""`walletwatch playbooks` and `playbook`."""

import pytest

from dashboard.playbooks.library import catalogue, playbook
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.render import as_markdown, as_text
from tests.dashboard.cli.calling import call

TOPICS = [info.topic for info in catalogue()]


def test_playbooks_lists_them_all() -> None:
    found = call("playbooks", "--format", "json").json["playbooks"]
    assert [entry["topic"] for entry in found] == TOPICS
    assert all(entry.keys() == {"topic", "locales", "jurisdictions", "last_reviewed"} for entry in found)
    assert all(topic in call("playbooks").out for topic in TOPICS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_playbook_is_printed_as_it_is_rendered(topic: str, locale: str) -> None:
    found = playbook(topic, "CN", locale)
    assert call("playbook", topic, "--jurisdiction", "cn", "--locale", locale).out == as_text(found)
    assert call(
        "--locale", locale, "playbook", topic, "--jurisdiction", "CN", "--format", "markdown"
    ).out == as_markdown(found)


def test_a_playbook_is_json_too() -> None:
    found = call("playbook", TOPICS[0], "--format", "json").json["playbook"]
    assert (found["topic"], found["jurisdiction"], found["locale"]) == (TOPICS[0], "ZZ", "en")
    assert found["sections"][0]["steps"][0]["title"]


def test_an_unknown_playbook_is_one_sentence() -> None:
    outcome = call("playbook", "lost-sock")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.sentence == "There is no playbook lost-sock in this ledger; `walletwatch playbooks` lists them."


def test_a_country_of_a_wider_place_gets_its_rules_without_a_word() -> None:
    outcome = call("playbook", TOPICS[0], "--jurisdiction", "de")
    assert (outcome.code, outcome.stderr) == (0, b"")
    assert outcome.out == call("playbook", TOPICS[0], "--jurisdiction", "EU").out


def test_a_place_without_rules_says_so_and_gives_the_general_steps() -> None:
    outcome = call("playbook", TOPICS[0], "--jurisdiction", "QQ")
    assert outcome.code == 0
    assert "There are no rules for QQ yet" in outcome.sentence
    assert outcome.out == call("playbook", TOPICS[0]).out
