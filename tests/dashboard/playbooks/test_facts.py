from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.lint import alone_problems, contact_problems
from dashboard.playbooks.model import LOCALES, STATUSES, Pack, Proof
from dashboard.playbooks.shelf import Shelf
from dashboard.playbooks.tables import BrokenPlaybook

Damage = Callable[[str, str, str], Path]
PACKS = list(library().packs.values())
EVERY = [(topic, place) for topic in library().topics for place in library().packs]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_contact_has_source_day_confidence_and_a_way_to_check_it(pack: Pack) -> None:
    contacts = pack.contacts.values()
    assert contact_problems(contacts) == []
    for contact in contacts:
        for proof in (contact.proof, *(way.proof for way in contact.ways)):
            assert proof.checked >= date(2026, 11, 22)
            assert proof.status in STATUSES
            assert proof.confidence in {"H", "M", "L"}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_clock_has_a_fact_a_kind_and_says_what_is_lost_in_every_language(pack: Pack) -> None:
    for name, clock in pack.clocks.items():
        assert clock.fact
        for locale in LOCALES:
            shown = library().speaker(pack.id, locale).clock(name)
            assert shown.effect
            assert shown.kind
            assert shown.name in shown.text


@pytest.mark.parametrize(("topic", "place"), EVERY)
def test_nothing_unverified_stands_alone(topic: str, place: str) -> None:
    assert alone_problems(playbook(topic, place)) == []


def test_an_unverified_deadline_that_stands_alone_is_found(damaged: Damage) -> None:
    text = "{clock:own-card} {clock:net-fraud}"
    root = damaged("topics/account-theft.en.md", text, "{clock:net-fraud}")
    for locale in ("zh", "id"):
        file = root / "topics" / f"account-theft.{locale}.md"
        file.write_text(file.read_text("utf-8").replace(text, "{clock:net-fraud}"), "utf-8")
    problems = alone_problems(Shelf(root).playbook("account-theft", "ZZ", "en", date(2026, 12, 1)))
    assert any("card-dispute" in problem and "deadlines" in problem for problem in problems)


def test_an_unverified_contact_that_stands_alone_is_found(damaged: Damage) -> None:
    root = damaged("packs/CN/pack.toml", 'show = ["law:CN-25", "contact:own.shop"]', 'show = ["contact:cn.jdpay"]')
    problems = alone_problems(Shelf(root).playbook("duplicate-charge", "CN", "en", date(2026, 12, 1)))
    assert problems == ["duplicate-charge CN cn-platform: only unverified contacts"]


def test_an_unverified_wait_is_found_because_it_would_move_a_date_later(damaged: Damage) -> None:
    root = damaged("packs/CN/pack.toml", '"clock:own-credit",', '"clock:own-credit", "clock:net-mc-4853-wait",')
    problems = alone_problems(Shelf(root).playbook("account-theft", "CN", "en", date(2026, 12, 1)))
    assert any("move a date later" in problem for problem in problems)


@pytest.mark.parametrize(
    ("status", "confidence", "conflict", "verified"),
    [
        ("S1", "H", "", True),
        ("S2", "H", "", True),
        ("own", "H", "", True),
        ("G", "H", "", False),
        ("S1", "M", "", False),
        ("S2", "L", "", False),
        ("S1", "H", "another page says less", False),
    ],
)
def test_only_sourced_sure_and_undisputed_facts_go_unmarked(
    status: str, confidence: str, conflict: str, verified: bool
) -> None:
    assert Proof(status, confidence, "somewhere", date(2026, 11, 22), conflict).verified is verified


def test_a_clock_may_not_be_surer_than_its_fact(damaged: Damage) -> None:
    clock = 'version_by = "anchor"\nvalid_from = 2020-11-01\nstatus = "G"\nconfidence = "M"'
    surer = clock.replace('"G"', '"S1"').replace('"M"', '"H"')
    with pytest.raises(BrokenPlaybook, match=r"cn-pboc-reply is surer than its fact CN-10"):
        Shelf(damaged("packs/CN/clocks.toml", clock, surer)).check()


def test_marks_of_our_own_never_claim_to_be_law() -> None:
    for pack in PACKS:
        for clock in pack.clocks.values():
            assert (clock.proof.status == "own") == (clock.fact == "WW-01") == (clock.id.startswith("own-"))
            if clock.proof.status == "own":
                assert clock.kind == "practical"


def test_our_own_marks_come_before_every_scheme_limit_for_the_same_trouble() -> None:
    clocks = library().packs["ZZ"].clocks
    limits = [clock.length for clock in clocks.values() if clock.kind == "scheme" and clock.bound == "latest"]
    assert clocks["own-card"].length < min(limits)
    assert clocks["own-refund-bank"].length < min(limits)
    assert clocks["own-paypal"].length < 60  # the shortest span any PayPal page names
