"""Packs and the countries they speak for, held against the gathered clocks where those are at hand."""

import csv
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.model import Pack

SHARED = os.environ.get("WALLETWATCH_SHARED", "")
GATHERED = Path(SHARED) / "facts" / "law" / "CLOCKS.tsv"
UNITS = {
    "now": "now",
    "hours": "hour",
    "BD": "business-day",
    "CD": "calendar-day",
    "weeks": "week",
    "months": "month",
    "years": "year",
}
PACKS = list(library().packs.values())
EURO_AREA_AND_MORE = ("DE", "FR", "IE", "SE", "PL", "GR", "IS", "LI", "NO")


@pytest.mark.parametrize(("country", "pack"), [*((country, "EU") for country in EURO_AREA_AND_MORE), ("GB", "UK")])
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


def rows(place: str) -> list[dict[str, str]]:
    with GATHERED.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["jurisdiction"] == place]


@pytest.mark.skipif(not SHARED or not GATHERED.exists(), reason="the gathered facts are not here")
@pytest.mark.parametrize("pack", [pack for pack in PACKS if pack.id != "ZZ"], ids=lambda pack: pack.id)
def test_every_gathered_clock_of_a_place_is_in_its_pack_as_gathered(pack: Pack) -> None:
    gathered = rows(pack.id)
    assert gathered
    for row in gathered:
        clock = pack.clocks[row["clock_id"]]
        assert (clock.length, clock.unit) == (int(row["duration"]), UNITS[row["unit"]]), clock.id
        assert clock.proof.confidence == row["confidence"], clock.id
        assert clock.fact == row["fact_id"], clock.id
        for said, held in ((row["valid_from"], clock.valid_from), (row["valid_to"], clock.valid_to)):
            assert held == (date.fromisoformat(said) if said else None), clock.id


@pytest.mark.parametrize(("place", "topic"), [("EU", "account-theft"), ("UK", "unauthorised-charge")])
def test_the_outer_limit_stands_after_what_to_do_today(place: str, topic: str) -> None:
    steps = {step.id: step for section in playbook(topic, place).sections for step in section.steps}
    clocks = [clock.id for clock in steps["written-notice"].clocks]
    assert clocks[0] == "own-notice"
    assert clocks[-1] == f"{place.lower()}-13m"
