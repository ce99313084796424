import pytest

from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.shown import Playbook, Step


def steps(shown: Playbook) -> dict[str, Step]:
    return {step.id: step for section in shown.sections for step in section.steps}


def offices(step: Step, kind: str) -> set[str]:
    return {body.id for ladder in step.ladders if ladder.kind == kind for body in ladder.bodies}


MONEY = sorted(set(library().topics) - {"contact-safely", "privacy-leak", "credit-line-dispute"})


def test_every_topic_is_written_for_indonesia() -> None:
    assert set(library().packs["ID"].wiring) == set(library().topics)


@pytest.mark.parametrize("topic", MONEY)
def test_a_wallet_leads_to_the_central_bank_and_a_bank_to_the_financial_authority(topic: str) -> None:
    supervisor = steps(playbook(topic, "ID"))["supervisor"]
    assert "id-bi" in offices(supervisor, "wallet")
    assert "id-ojk" not in offices(supervisor, "wallet")
    assert "id-ojk" in offices(supervisor, "bank")
    assert "id-bi" not in offices(supervisor, "bank")


def test_pay_later_leads_to_the_financial_authority() -> None:
    assert offices(steps(playbook("account-theft", "ID"))["supervisor"], "lender") == {"id-ojk", "id-laps"}


@pytest.mark.parametrize("topic", ["account-theft", "scam-payment"])
def test_money_gone_is_reported_to_the_anti_scam_centre_and_to_the_police_at_once(topic: str) -> None:
    now = next(section for section in playbook(topic, "ID").sections if section.id == "now")
    report = next(step for step in now.steps if step.id == "id-report")
    assert {"id.iasc", "id.police"} <= {contact.id for contact in report.contacts}
    assert "police" not in {step.id for step in now.steps}


def test_one_stray_charge_does_not_send_everybody_to_the_anti_scam_centre() -> None:
    found = {
        section.id: {step.id for step in section.steps} for section in playbook("unauthorised-charge", "ID").sections
    }
    assert not {"id-report", "police"} & found["now"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_freeze_shows_numbers_to_call_and_no_mailbox(locale: str) -> None:
    freeze = steps(playbook("account-theft", "ID", locale))["freeze"]
    shown = {contact.id: [way.kind for way in contact.ways] for contact in freeze.contacts}
    assert all("phone" in shown[wallet] for wallet in ("id.gopay", "id.ovo", "id.dana", "id.shopeepay", "id.linkaja"))
    assert not any("mail" in kinds or "site" in kinds for kinds in shown.values())


def test_a_doubtful_number_never_stands_without_a_way_inside_the_app() -> None:
    freeze = steps(playbook("account-theft", "ID"))["freeze"]
    doubtful = [contact for contact in freeze.contacts if contact.ways and not contact.verified]
    assert doubtful
    assert all("app" in {way.kind for way in contact.ways} for contact in doubtful)


def test_it_says_plainly_that_no_cap_was_found_and_that_this_is_to_be_verified() -> None:
    point = library().speaker("ID", "en").law("ID-08")
    assert "no rule that caps your share" in point.says
    assert not point.verified


def test_the_way_to_the_central_bank_is_not_called_safe_while_its_rule_may_have_changed() -> None:
    assert not library().speaker("ID", "en").clock("id-bi-escalate").verified
