"""Letters and suggestions on the page of a case: nothing is asserted that was not confirmed, nothing happens by itself."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.letters.kinds import TROUBLES
from dashboard.playbooks.model import LOCALES
from detect.case import Case
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import read, troubles, visit


def opened(ledger: Path, kind: str, topic: str) -> Case:
    with Ledger(ledger) as held:
        book = Casebook(held)
        alert = next(alert for alert in book.alerts("open") if alert.kind == kind)
        return book.cases.open(topic, alerts=[alert], at="2025-10-01")


def cases(ledger: Path) -> tuple[Case, ...]:
    with Ledger(ledger) as held:
        return Casebook(held).cases.list()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_letter_is_written_only_after_its_fact_is_confirmed(lived: Path, locale: str) -> None:
    case, speaks = opened(lived, "duplicate", "duplicate-charge"), words(locale)
    app = visit("case", locale, case=case.case_id)
    assert not app.exception
    assert speaks("casepage.letter_needs") in read(app)
    assert "letter-write" not in [button.key for button in app.button]
    app.checkbox(key="fact-one_order").set_value(True)
    app.button(key="confirm-save").click().run()
    assert cases(lived)[0].confirmed == {"one_order": "yes"}
    app.text_input(key="letter-name").set_value("A. <b>Person</b>")
    app.button(key="letter-write").click().run()
    assert not app.exception
    assert not troubles(app)
    assert "A. <b>Person</b>" in read(app).splitlines()  # each line of the letter is one on the page
    assert {button.key for button in app.get("download_button")} >= {"letter-get.docx"}
    app.button(key="letter-sent").click().run()
    (after,) = cases(lived)
    assert (after.events[-1].kind, after.events[-1].text("template")) == ("sent", "duplicate-charge")
    assert after.money[0].claimed == after.money[0].stake


def test_what_is_unticked_again_is_no_longer_said(lived: Path) -> None:
    case = opened(lived, "duplicate", "duplicate-charge")
    app = visit("case", "en", case=case.case_id)
    app.checkbox(key="fact-one_order").set_value(True)
    app.button(key="confirm-save").click().run()
    app.checkbox(key="fact-one_order").set_value(False)
    app.button(key="confirm-save").click().run()
    assert cases(lived)[0].confirmed == {"one_order": "no"}
    assert words("en")("casepage.letter_needs") in read(app)


def test_silence_is_suggested_as_a_case_of_its_own_and_opened_only_when_asked(lived: Path) -> None:
    case = opened(lived, "missing_refund", "refund-missing")
    with Ledger(lived) as held:
        Casebook(held).cases.log(case.case_id, "sent", {"party": "merchant"}, at="2025-10-01")
    app = visit("case", "en", case=case.case_id)
    (accept,) = [button for button in app.button if str(button.key).endswith("-overdue")]
    assert len(cases(lived)) == 1
    accept.click().run()
    assert not app.exception
    assert sorted(one.topic for one in cases(lived)) == ["poor-service", "refund-missing"]


def test_what_a_letter_leaves_to_the_person_is_named_until_it_is_filled_in(lived: Path) -> None:
    case, speaks = opened(lived, "duplicate", "duplicate-charge"), words("en")
    app = visit("case", "en", case=case.case_id)
    assert speaks("casepage.confirm_lead") in read(app)
    app.checkbox(key="fact-one_order").set_value(True)
    app.button(key="confirm-save").click().run()
    app.text_input(key="letter-name").set_value("A. Person")
    app.button(key="letter-write").click().run()
    told = next(line for line in read(app).splitlines() if "square brackets" in line)
    assert "[your address]" in told
    assert "[your name]" not in told
    assert speaks("casepage.letter_how") in read(app)


def test_a_reminder_asks_nothing_that_is_foreign_to_its_matter(lived: Path) -> None:
    with Ledger(lived) as held:
        locked = Casebook(held).cases.open("locked-out")
    boxes = {str(box.key) for box in visit("case", "en", case=locked.case_id).checkbox}
    assert "fact-no_answer" in boxes
    assert not boxes & {f"fact-{fact}" for fact in TROUBLES}
