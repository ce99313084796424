"""What statements and clocks suggest for a case, each with the button that does it. Nothing happens by itself."""

from collections.abc import Sequence

import streamlit as st

from dashboard.case_shown import CasePresenter, ShownCase
from dashboard.i18n import Words
from dashboard.views import desk, routes
from dashboard.views.paint import part, put
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.plain import tag
from detect.case import Case
from detect.casebook import Casebook
from detect.clocks import Reading
from detect.proposals import Proposal


def proposals(
    shown: ShownCase, presenter: CasePresenter, readings: Sequence[Reading], book: Casebook, words: Words
) -> None:  # fmt: skip
    """Show suggestions; nothing where there are none."""
    found = presenter.proposals(shown, readings, desk.today())
    if not found:
        return
    part(words("casepage.suggested"))
    for place, proposal in enumerate(found):
        put(tag("p", _sentence(proposal, words), class_="due"))
        if st.button(words(f"casepage.accept.{proposal.kind}"), key=f"accept-{place}-{proposal.kind}"):
            _accept(shown, proposal, book, words)


def _sentence(proposal: Proposal, words: Words) -> str:
    facts = proposal.facts
    amount = words.money(int(str(facts["amount"])), str(facts["currency"])) if "amount" in facts else ""
    day = words.day(proposal.day) if proposal.day else ""
    return words(f"casepage.proposal.{proposal.kind}", amount=amount, day=day)


def _accept(shown: ShownCase, proposal: Proposal, book: Casebook, words: Words) -> None:
    case: Case | None = None
    with attempt(words) as tried:
        if proposal.event:
            book.cases.log(shown.case.case_id, proposal.event, proposal.facts, at=proposal.day)
        else:
            topic = str(proposal.facts["topic"])
            case = book.cases.open(topic, person=shown.case.person, account=shown.case.account)
    if case is not None:
        routes.go("case", **{routes.CASE: case.case_id})
    if tried.taken:
        st.rerun()
