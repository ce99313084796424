"""Packs and the countries they speak for, and what a place tells otherwise than the rest of the world."""

from collections import Counter

import pytest

from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.shown import Step

PACKS = list(library().packs.values())
EURO_AREA_AND_MORE = ("DE", "FR", "IE", "SE", "PL", "GR", "IS", "LI", "NO")


@pytest.mark.parametrize(
    ("country", "pack"),
    [*((country, "EU") for country in EURO_AREA_AND_MORE), ("GB", "UK"), ("SG", "SG"), ("in", "IN")],
)
def test_a_country_is_led_to_the_pack_that_speaks_for_it(country: str, pack: str) -> None:
    assert playbook("account-theft", country).jurisdiction == pack


def test_countries_outside_keep_the_generic_pack() -> None:
    assert {library().pack_for(country).id for country in ("CH", "TR", "RS", "")} == {"ZZ"}


def test_no_two_packs_speak_for_one_country() -> None:
    covered = Counter(country for pack in PACKS for country in pack.covers)
    assert max(covered.values()) == 1
    assert all(len(country) == 2 and country.isupper() for country in covered)


def test_a_member_state_names_no_office_of_another() -> None:
    assert {contact.partition(".")[0] for contact in library().packs["EU"].contacts} == {"eu"}


@pytest.mark.parametrize(("place", "topic"), [("EU", "account-theft"), ("UK", "unauthorised-charge")])
def test_the_outer_limit_stands_after_what_to_do_today(place: str, topic: str) -> None:
    steps = {step.id: step for section in playbook(topic, place).sections for step in section.steps}
    clocks = [clock.id for clock in steps["written-notice"].clocks]
    assert clocks[0] == "own-notice"
    assert clocks[-1] == f"{place.lower()}-13m"


def steps(topic: str, place: str) -> dict[str, Step]:
    return {step.id: step for section in playbook(topic, place).sections for step in section.steps}


@pytest.mark.parametrize("place", ["EU", "UK", "SG", "IN"])
def test_a_pack_says_something_of_its_own_in_every_topic(place: str) -> None:
    assert set(library().packs[place].wiring) == set(library().topics)


def test_who_was_tricked_in_the_united_kingdom_is_led_to_the_claim_and_not_told_that_no_law_helps() -> None:
    here = steps("scam-payment", "UK")
    assert {clock.id for clock in here["uk-claim"].clocks} == {"uk-app-claim", "uk-app-5bd", "uk-app-35bd"}
    assert "£85,000" in here["uk-claim"].laws[0].says
    assert "honest" not in here
    assert "honest" in steps("scam-payment", "EU")


@pytest.mark.parametrize("topic", ["unauthorised-charge", "duplicate-charge", "wrong-charge"])
def test_a_direct_debit_goes_back_through_the_bank(topic: str) -> None:
    assert [clock.id for clock in steps(topic, "EU")["eu-direct-debit"].clocks] == ["eu-dd-8w", "eu-dd-answer"]
    assert "uk-direct-debit" in steps(topic, "UK")


def test_in_singapore_the_helpline_comes_with_the_police_and_does_not_replace_them() -> None:
    contacts = {contact.id for contact in steps("account-theft", "SG")["sg-police"].contacts}
    assert {"sg.scamshield", "sg.police"} <= contacts


def test_the_rules_of_singapore_are_all_marked_because_they_were_revised() -> None:
    assert not any(clock.proof.verified for clock in library().packs["SG"].clocks.values())
