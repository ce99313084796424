"""What cannot wait stands at the top of an alert, with those who can be reached; and not where nothing is left to do."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.i18n import words
from dashboard.places import Place
from dashboard.playbooks.library import playbook
from dashboard.present import Presenter, ShownAlert
from dashboard.views.parts import first_step, young
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, Words, bodies, read, visit


def stolen(ledger: Ledger, locale: str = "en") -> ShownAlert:
    """Return an alert whose card promises the first step."""
    alerts = Presenter(ledger, words(locale)).alerts(Casebook(ledger).alerts("open"))
    return next(one for one in alerts if one.alert.kind == "unauthorized")


@pytest.mark.parametrize("locale", ["en", "zh", "id"])
def test_the_first_step_comes_before_questions_and_evidence(looked_at: Path, locale: str) -> None:
    with Ledger(looked_at) as ledger:
        shown = stolen(ledger, locale)
    book = playbook(str(shown.topic), "CN", locale, today=TODAY)
    step = next(section for section in book.sections if section.id == "now").steps[0]
    parts = bodies(visit("alert", locale, alert=shown.alert.alert_id))
    place = next(place for place, body in enumerate(parts) if "first-step" in body)
    assert step.title in parts[place]
    assert place == next(place for place, body in enumerate(parts) if "<h1>" in body) + 1
    assert any('id="steps"' in body for body in parts)
    with Ledger(looked_at) as ledger:
        reached = list(first_step.whom(book, shown, Presenter(ledger, words(locale)).places))
    assert reached
    for contact in reached:
        assert contact.text in "\n".join(Words(parts[place]).said)
        assert [line in parts[place] for line in contact.lines].count(True) == min(len(contact.lines), 3)


def test_they_are_reached_who_hold_the_accounts(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        shown, places = stolen(ledger), Presenter(ledger, words("en")).places
        row = next(row for row in shown.rows if row.amount < 0)
        book = playbook("account-theft", "CN", "en", today=TODAY)
        named = {"alipay": "cn.alipay", "wechat": "cn.wechatpay", "cmb": "own.card", "harborview-bank": "own.card"}
        for account in ledger.described()["label"]:
            one = replace(shown, rows=(replace(row, account=account),))
            assert [contact.id for contact in first_step.whom(book, one, places)] == [named[account.split(":")[0]]]
        two = replace(shown, rows=(replace(row, account="alipay"), replace(row, account="alipay")))
        assert len(list(first_step.whom(book, two, places))) == 1


@pytest.mark.parametrize(
    ("institution", "kind", "reached"),
    [("jd", "wallet", "cn.jdpay"), ("uni", "debit", "own.card"), ("w", "wallet", "own.app"), ("", "debit", "own.card")],
)
def test_a_company_with_a_similar_name_is_not_the_one(institution: str, kind: str, reached: str) -> None:
    known = first_step.at_once(playbook("account-theft", "CN", "en", today=TODAY))
    found = first_step.keeper(Place("CN", kind, institution), known)
    assert found is not None
    assert found.id == reached


def test_a_step_that_is_done_is_not_asked_for_again(lived: Path) -> None:
    with Ledger(lived) as ledger:
        shown, book = stolen(ledger), Casebook(ledger)
        case = book.cases.open(str(shown.topic), alerts=[shown.alert])
        first = next(section for section in playbook(str(shown.topic), "CN").sections if section.id == "now").steps[0]
        book.cases.log(case.case_id, "step_done", {"step": first.id})
    assert not any("first-step" in body for body in bodies(visit("alert", "en", alert=shown.alert.alert_id)))


def test_whoever_says_mine_is_not_told_to_freeze(lived: Path) -> None:
    with Ledger(lived) as ledger:
        shown = stolen(ledger)
        book = Casebook(ledger)
        book.triage.say(shown.alert.alert_id, "approved", "no", TODAY)
        book.cases.open(str(shown.topic), alerts=[shown.alert])
    app = visit("alert", "en", alert=shown.alert.alert_id).button(key="answer-mine").click().run()
    said = read(app)
    assert words("en")("page.alert.over") in said
    assert words("en")("casepage.still") in said
    assert words("en")("triage.say.approved.no") not in said
    assert not any("first-step" in body for body in bodies(app))
    assert not [box for box in app.selectbox if box.key and box.key.startswith("place-")]
    app.button(key="undo-answer").click().run()
    assert any("first-step" in body for body in bodies(app))


def test_an_account_that_has_only_begun_is_told_of(looked_at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(looked_at) as ledger:
        shown = stolen(ledger)
    said = words("en")("page.alert.young", account="|", day="").partition("|")[2].partition(",")[2]
    assert said not in read(visit("alert", "en", alert=shown.alert.alert_id))
    monkeypatch.setattr(young, "_MONTH", pd.Timedelta(days=400))
    assert said in read(visit("alert", "en", alert=shown.alert.alert_id))
