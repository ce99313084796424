import re

import pytest

from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.lint import unmarked
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.render import as_markdown, as_text
from dashboard.playbooks.shown import Playbook

MARKS = {"zh": "待核实", "en": "to be verified", "id": "belum diverifikasi"}
EVERYWHERE = (*library().packs, "QQ")  # every pack, and a place that has none
EVERY = [
    pytest.param(topic, place, locale, id=f"{topic}-{place}-{locale}")
    for topic in library().topics
    for place in EVERYWHERE
    for locale in LOCALES
]


def steps_of(shown: Playbook) -> int:
    return sum(len(section.steps) for section in shown.sections)


@pytest.mark.parametrize(("topic", "place", "locale"), EVERY)
def test_every_playbook_renders_without_an_open_reference(topic: str, place: str, locale: str) -> None:
    shown = playbook(topic, place, locale)
    for rendered in (as_text(shown), as_markdown(shown)):
        assert not re.search(r"[{}]", rendered)
        assert rendered.startswith((shown.title, f"# {shown.title}"))
        assert shown.banner.splitlines()[0] in rendered


@pytest.mark.parametrize(("topic", "place", "locale"), EVERY)
def test_every_unverified_fact_carries_the_mark(topic: str, place: str, locale: str) -> None:
    shown = playbook(topic, place, locale)
    for rendered in (as_text(shown), as_markdown(shown)):
        assert unmarked(shown, rendered, MARKS[locale]) == []


def test_a_fact_that_lost_its_mark_is_found() -> None:
    shown = playbook("account-theft", "CN", "en")
    assert unmarked(shown, as_text(shown).replace(" (to be verified)", ""), "to be verified")


@pytest.mark.parametrize(("topic", "place", "locale"), EVERY)
def test_every_step_says_something_to_do(topic: str, place: str, locale: str) -> None:
    for section in playbook(topic, place, locale).sections:
        for step in section.steps:
            assert step.title
            assert step.text, f"{step.id} has only references"


@pytest.mark.parametrize("place", EVERYWHERE)
def test_all_languages_have_the_same_steps_with_the_same_facts(place: str) -> None:
    for topic in library().topics:
        shapes = {
            tuple(
                (
                    section.id,
                    step.id,
                    tuple(contact.id for contact in step.all_contacts()),
                    tuple(clock.id for clock in step.all_clocks()),
                    tuple(law.id for law in step.laws),
                )
                for section in playbook(topic, place, locale).sections
                for step in section.steps
            )
            for locale in LOCALES
        }
        assert len(shapes) == 1


def test_what_is_done_in_order_is_numbered_through() -> None:
    numbers = re.findall(r"^(\d+)\. ", as_text(playbook("account-theft")), flags=re.MULTILINE)
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    assert len(numbers) > 8


def test_the_generic_theft_playbook_has_room_for_every_step_and_not_more() -> None:
    assert 15 <= steps_of(playbook("account-theft")) <= 24


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_failed_payment_is_not_paid_again_at_once_but_reported_the_same_day(place: str) -> None:
    steps = {step.id: step for section in playbook("payment-failed-debited", place).sections for step in section.steps}
    wait = next(clock for clock in steps["do-not-pay-again"].clocks if clock.id == "own-pay-again")
    assert (wait.clock.bound, wait.clock.unit) == ("earliest", "hour")
    assert "not before" in wait.text
    assert all(clock.clock.bound == "latest" for clock in steps["tell-provider"].clocks)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_missing_top_up_is_asked_of_both_sides_and_not_repeated_at_once(place: str) -> None:
    steps = {step.id: step for section in playbook("topup-missing", place).sections for step in section.steps}
    assert {contact.id for contact in steps["write-both"].contacts} >= {"own.app", "own.card"}
    assert "own-pay-again" in {clock.id for clock in steps["do-not-again"].clocks}
    assert {ladder.kind for ladder in steps["supervisor"].ladders} >= {"wallet", "bank"}


@pytest.mark.parametrize("place", EVERYWHERE)
def test_on_credit_the_lender_is_found_first_since_it_decides_who_supervises(place: str) -> None:
    steps = {step.id: step for section in playbook("credit-line-dispute", place).sections for step in section.steps}
    assert next(step for step in steps if step in {"who-lends", "object", "supervisor"}) == "who-lends"
    assert steps["supervisor"].ladders[0].kind == "lender"
    assert any(contact.verified for contact in steps["who-lends"].contacts)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_who_sent_money_to_the_wrong_person_begins_there_and_whoever_did_not_may_skip_it(place: str) -> None:
    now = next(section for section in playbook("wrong-charge", place).sections if section.id == "now")
    assert now.steps[0].id == "wrong-receiver"
    assert "Skip this" in now.steps[0].text
    assert any(contact.verified for contact in now.steps[0].contacts)


def test_an_office_that_serves_twice_is_spelled_out_once_in_a_step() -> None:
    text = as_text(playbook("account-theft", "CN", "en"))
    step = text[text.index("* Complain to their supervisor") : text.index("* Paid from a card?")]
    assert step.count("The National Financial Regulatory Administration") == 2
    assert step.count("12378") == 1


def test_a_step_that_freezes_shows_how_to_freeze_and_one_that_asks_does_not() -> None:
    theft, refund = as_text(playbook("account-theft", "CN", "zh")), as_text(playbook("refund-missing", "CN", "zh"))
    assert "快速挂失" in theft
    assert "快速挂失" not in refund
    assert "95188" in refund
