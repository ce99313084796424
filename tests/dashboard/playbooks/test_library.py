from datetime import date

import pytest

from dashboard.playbooks.library import KIND_TOPICS, catalogue, library, playbook, topic_for
from dashboard.playbooks.model import LOCALES, SECTIONS, URGENCIES
from ingest.errors import UnknownName

SAFE = "contact-safely"
TOPICS = (
    "account-theft",
    "credit-line-dispute",
    "duplicate-charge",
    "payment-failed-debited",
    "refund-missing",
    "scam-payment",
    "topup-missing",
    "unauthorised-charge",
    "wrong-charge",
)
KINDS = (
    "unauthorized",
    "duplicate",
    "missing_refund",
    "failed_but_debited",
    "missing_top_up",
    "new_recurring",
    "price_rise",
    "charged_after_cancel",
    "unexpected_fee",
    "statement_gap",
)


def test_the_catalogue_lists_every_topic_with_its_languages_and_places() -> None:
    listed = {info.topic: info for info in catalogue()}
    assert set(TOPICS) <= set(listed)
    for info in listed.values():
        assert info.locales == LOCALES
        assert {"CN", "ZZ"} <= set(info.jurisdictions)
        assert info.last_reviewed >= date(2026, 11, 22)


def test_the_catalogue_begins_with_what_cannot_wait() -> None:
    urgencies = [URGENCIES.index(library().topics[info.topic]["en"].urgency) for info in catalogue()]
    assert urgencies == sorted(urgencies)
    assert catalogue()[0].topic == "account-theft"


def test_a_playbook_has_every_section_in_the_fixed_order() -> None:
    for topic in TOPICS:
        assert tuple(section.id for section in playbook(topic, "CN", "zh").sections) == SECTIONS


def test_the_first_question_is_whether_the_person_approved_it() -> None:
    for topic in TOPICS:
        assert playbook(topic).sections[0].steps[0].id == "did-you-approve"


@pytest.mark.parametrize("locale", LOCALES)
def test_whoever_was_tricked_into_paying_is_led_to_the_page_that_says_so(locale: str) -> None:
    title = playbook("scam-payment", locale=locale).title
    for topic in set(TOPICS) - {"scam-payment"}:
        assert title in playbook(topic, locale=locale).sections[0].steps[0].text


@pytest.mark.parametrize("place", ["QQ", "KE", "", "zz"])
def test_a_place_without_a_pack_gets_the_generic_playbook(place: str) -> None:
    assert playbook("refund-missing", place, "id") == playbook("refund-missing", "ZZ", "id")


def test_a_place_may_be_written_small() -> None:
    assert playbook("refund-missing", "cn", "zh").jurisdiction == "CN"


def test_a_pack_adds_its_own_steps_and_drops_those_it_replaces() -> None:
    here, elsewhere = (
        {step.id for section in playbook("account-theft", place).sections for step in section.steps}
        for place in ("CN", "ZZ")
    )
    assert {"cn-police", "cn-loans", "cn-promise"} <= here
    assert {"police", "borrowed", "zz-find-body"} <= elsewhere - here


@pytest.mark.parametrize(("topic", "locale"), [("astrology", "en"), ("refund-missing", "fr")])
def test_an_unknown_topic_or_language_is_an_unknown_name(topic: str, locale: str) -> None:
    with pytest.raises(UnknownName, match="playbooks") as caught:
        playbook(topic, locale=locale)
    assert caught.value.facts["what"] == "playbook"
    assert caught.value.facts["name"] == topic


def test_every_alert_kind_leads_to_a_topic_that_exists() -> None:
    assert set(KIND_TOPICS) == set(KINDS)
    for kind in KINDS:
        if kind != "statement_gap":
            assert topic_for(kind) in library().topics
            assert topic_for(kind, severe=True) in library().topics


def test_no_playbook_is_an_island() -> None:
    told = {named for kind in KINDS for severe in (False, True) if (named := topic_for(kind, severe=severe))}
    for topic, texts in library().topics.items():
        prose = "".join(step.text for steps in texts["en"].sections.values() for step in steps)
        told |= {other for other in library().topics if other != topic and f"{{topic:{other}}}" in prose}
    assert set(library().topics) == told


def test_each_trouble_leads_to_the_topic_named_after_it() -> None:
    assert topic_for("failed_but_debited") == "payment-failed-debited"
    assert topic_for("missing_top_up") == "topup-missing"
    for kind in ("new_recurring", "price_rise", "charged_after_cancel", "unexpected_fee"):
        assert topic_for(kind) == "wrong-charge"


def test_a_gap_in_the_statements_has_no_playbook() -> None:
    assert topic_for("statement_gap") is None
    assert topic_for("statement_gap", severe=True) is None


def test_a_severe_unauthorised_payment_is_account_theft_and_nothing_else_is() -> None:
    assert topic_for("unauthorized") == "unauthorised-charge"
    assert topic_for("unauthorized", severe=True) == "account-theft"
    assert topic_for("duplicate", severe=True) == "duplicate-charge"


@pytest.mark.parametrize("topic", library().topics)
def test_every_playbook_leads_to_the_one_on_contacting_safely(topic: str) -> None:
    for locale, text in library().topics[topic].items():
        prose = "".join(step.text for steps in text.sections.values() for step in steps)
        assert topic == SAFE or f"{{topic:{SAFE}}}" in prose, f"{text.file} ({locale}) does not name {SAFE}"


def test_whoever_already_gave_something_away_is_sent_to_freeze_before_anything_else() -> None:
    first = playbook(SAFE).sections[0].steps[0]
    assert first.id == "gave-anything"
    assert playbook("account-theft").title in first.text
    begins = playbook(SAFE).sections[1].steps[0]  # on the page the question above is folded away
    assert playbook("account-theft").title in begins.text


@pytest.mark.parametrize("place", library().packs)
def test_the_playbook_on_contacting_safely_begins_with_routes_the_person_already_has(place: str) -> None:
    steps = {step.id: step for section in playbook(SAFE, place).sections for step in section.steps}
    assert {contact.id for contact in steps["genuine-way"].contacts} >= {"own.app", "own.card"}
    assert all(contact.verified for contact in steps["genuine-way"].contacts)


@pytest.mark.parametrize("place", library().packs)
def test_whoever_is_kept_waiting_is_told_of_the_card_clock_before_the_complaint(place: str) -> None:
    steps = [step for section in playbook("poor-service", place).sections for step in section.steps]
    order = [step.id for step in steps]
    assert order.index("other-clocks") < order.index("written-complaint") < order.index("in-public")
    assert "own-card" in {clock.id for clock in steps[order.index("other-clocks")].clocks}


@pytest.mark.parametrize("place", library().packs)
def test_a_silent_provider_leads_to_the_offices_for_wallets_banks_lenders_and_shops_alike(place: str) -> None:
    steps = {step.id: step for section in playbook("poor-service", place).sections for step in section.steps}
    assert [ladder.kind for ladder in steps["supervisor"].ladders] == ["wallet", "bank", "lender", "merchant", "court"]


def order_of(topic: str, place: str) -> list[str]:
    return [step.id for section in playbook(topic, place).sections for step in section.steps]


def laws_of(topic: str, place: str) -> set[str]:
    return {law.id for section in playbook(topic, place).sections for step in section.steps for law in step.laws}


@pytest.mark.parametrize("place", library().packs)
def test_whoever_is_locked_out_looks_whether_money_moved_before_trying_passwords(place: str) -> None:
    order = order_of("locked-out", place)
    assert order[0] == "why-locked"
    assert order.index("money-first") < order.index("forgot") < order.index("inside-again")


def test_a_restricted_account_in_china_comes_with_the_right_to_reasons_and_appeal() -> None:
    assert "CN-29" in laws_of("locked-out", "CN")


@pytest.mark.parametrize("place", library().packs)
def test_an_account_is_closed_only_after_records_and_money_are_out(place: str) -> None:
    order = order_of("account-closure", place)
    before = ("open-ends", "records", "money-out", "credit-zero", "auto-payments")
    assert all(order.index(step) < order.index("close-in-app") for step in before)


def test_a_theft_or_an_open_refund_is_no_time_to_close_an_account() -> None:
    steps = {step.id: step.text for section in playbook("account-closure").sections for step in section.steps}
    assert playbook("account-theft").title in steps["why-close"]
    assert playbook("refund-missing").title in steps["open-ends"]


@pytest.mark.parametrize("place", library().packs)
def test_after_a_leak_the_card_is_locked_before_passwords_are_changed(place: str) -> None:
    order = order_of("privacy-leak", place)
    assert order.index("card-first") < order.index("change")
    assert {"ask-company", "copy-delete", "watch"} <= set(order)


def test_a_leak_in_china_leads_to_the_cyberspace_administration_and_its_law() -> None:
    steps = {step.id: step for section in playbook("privacy-leak", "CN").sections for step in section.steps}
    assert "cn.cac" in {contact.id for contact in steps["supervisor"].all_contacts()}
    assert "CN-30" in laws_of("privacy-leak", "CN")
    assert "credit" not in steps


def test_a_playbook_says_what_it_is_not_and_how_old_it_is() -> None:
    shown = playbook("account-theft", "CN", "en", today=date(2026, 12, 1))
    assert not shown.stale
    assert "not legal advice" in shown.banner
    assert "22 November 2026" in shown.banner
    assert "Not yet reviewed by a lawyer" in shown.banner


@pytest.mark.parametrize("locale", LOCALES)
def test_stale_content_announces_itself(locale: str) -> None:
    fresh = playbook("account-theft", "CN", locale, today=date(2027, 5, 21))
    stale = playbook("account-theft", "CN", locale, today=date(2027, 5, 22))
    assert (fresh.stale, stale.stale) == (False, True)
    assert stale.banner.startswith(fresh.banner)
    assert len(stale.banner.splitlines()) == len(fresh.banner.splitlines()) + 1


def test_a_playbook_is_as_old_as_its_oldest_source() -> None:
    assert playbook("account-theft", "CN").last_reviewed == date(2026, 11, 22)
