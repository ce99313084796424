import pytest

from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.shown import Playbook, Step


def steps(shown: Playbook) -> dict[str, Step]:
    return {step.id: step for section in shown.sections for step in section.steps}


def clocks(step: Step) -> set[str]:
    return {clock.id for clock in step.clocks}


def test_every_topic_is_written_for_the_united_states() -> None:
    assert set(library().packs["US"].wiring) == set(library().topics)


@pytest.mark.parametrize("topic", ["account-theft", "unauthorised-charge"])
def test_a_theft_shows_the_early_report_that_keeps_the_share_small(topic: str) -> None:
    shown = steps(playbook(topic, "US"))
    assert "us-ree-2bd" in clocks(shown["tell-provider"])
    early = next(clock for clock in shown["tell-provider"].clocks if clock.id == "us-ree-2bd")
    assert "USD 50" in early.effect
    assert "USD 500" in early.effect


@pytest.mark.parametrize("topic", ["duplicate-charge", "refund-missing", "wrong-charge", "scam-payment"])
def test_a_quarrel_over_a_charge_does_not_frighten_with_the_clock_of_a_theft(topic: str) -> None:
    assert all("us-ree-2bd" not in clocks(step) for step in steps(playbook(topic, "US")).values())


@pytest.mark.parametrize("locale", LOCALES)
def test_debit_and_credit_cards_are_told_apart_with_a_deadline_each(locale: str) -> None:
    step = steps(playbook("duplicate-charge", "US", locale))["us-billing-error"]
    assert {"us-ree-60", "us-regz-60"} <= clocks(step)
    assert "billing error" in step.text


def test_a_missing_shop_refund_is_a_billing_error_of_credit_cards_only() -> None:
    shown = steps(playbook("refund-missing", "US"))
    assert clocks(shown["us-refund-card"]) == {"us-seller-credit", "us-issuer-credit", "us-regz-60"}
    assert all("us-ree-60" not in clocks(step) for step in shown.values())


def test_provisional_credit_is_not_called_money_back() -> None:
    step = steps(playbook("account-theft", "US"))["us-meanwhile"]
    assert "not yours for good yet" in step.text
    assert {"us-ree-prov", "us-ree-45", "us-ree-90", "us-ree-honour"} <= clocks(step)


def test_the_bank_comes_before_the_police_where_it_may_not_send_people_away() -> None:
    now = next(section for section in playbook("account-theft", "US").sections if section.id == "now")
    order = [step.id for step in now.steps]
    assert order.index("cards") < order.index("tell-provider") < order.index("us-report")


def test_no_number_is_shown_where_sources_contradict_each_other() -> None:
    contacts = library().packs["US"].contacts
    assert [way.kind for way in contacts["us.transunion"].ways] == ["site"]
    assert "phone" not in {way.kind for way in library().packs["ZZ"].contacts["paypal"].ways}


def test_official_answers_that_bind_nobody_are_marked() -> None:
    assert not library().speaker("US", "en").law("US-10").verified
    assert not library().speaker("US", "en").clock("us-cfpb").verified


def test_money_sent_by_a_tricked_person_is_told_apart_from_money_taken() -> None:
    shown = steps(playbook("scam-payment", "US"))
    assert {law.id for law in shown["honest"].laws} == {"US-11", "US-10"}
    assert not {"us-two-rules", "us-meanwhile"} & set(shown)
    assert "unauthori" not in " ".join(contact.note for contact in shown["tell-provider"].contacts)


def test_whoever_waits_sees_the_time_that_banks_have() -> None:
    assert {"us-ree-prov", "us-regz-90"} <= clocks(steps(playbook("poor-service", "US"))["had-their-time"])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("topic", "step"), [("credit-line-dispute", "us-pay-on"), ("refund-missing", "us-refund-pay-on")]
)
def test_only_a_letter_about_a_credit_card_lets_the_disputed_part_wait(topic: str, step: str, locale: str) -> None:
    shown = steps(playbook(topic, "US", locale))
    assert {"due-date", "pay-on"}.isdisjoint(shown)
    assert [law.id for law in shown[step].laws] == ["US-12"]
    assert len([line for line in shown[step].text.splitlines() if line.startswith("- ")]) == 2


def test_the_due_date_of_a_credit_card_is_told_apart_from_that_of_a_loan() -> None:
    step = steps(playbook("credit-line-dispute", "US"))["us-due-date"]
    card, loan = (line for line in step.text.splitlines() if line.startswith("- "))
    assert "need not pay the disputed part" in card
    assert "does not stop instalments" in loan
    assert clocks(step) == {"us-regz-60"}
