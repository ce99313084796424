"""What ledger and clocks suggest for a case: a sentence, and the command that does it."""

import shlex
from typing import Any

from dashboard.case_shown import ShownCase
from dashboard.cli.state import State
from detect.proposals import Proposal
from ingest.money import decimal_text


def proposal_answer(proposal: Proposal) -> dict[str, Any]:
    """Return a suggestion for programs; `event` and `facts` are the line it would add to the log."""
    return {
        "kind": proposal.kind,
        "event": proposal.event or None,
        "day": proposal.day or None,
        "facts": {**proposal.facts, **_amount(proposal)},
    }


def proposals_told(state: State, shown: ShownCase, proposals: tuple[Proposal, ...]) -> None:
    """Print suggestions, each with its command; nothing where there are none."""
    if not proposals:
        return
    state.screen.line()
    state.screen.say("case.suggested", style="bold")
    for proposal in proposals:
        state.screen.hanging(f"- {_sentence(state, shown, proposal)}")


def _sentence(state: State, shown: ShownCase, proposal: Proposal) -> str:
    words, facts = state.words, proposal.facts
    amount = words.money(int(str(facts["amount"])), str(facts["currency"])) if "amount" in facts else ""
    day = words.day(proposal.day) if proposal.day else ""
    command = state.call(_command(shown, proposal))
    return state.screen.phrase(f"case.proposal.{proposal.kind}", amount=amount, day=day, command=command)


def _command(shown: ShownCase, proposal: Proposal) -> str:
    case, facts = shown.case, proposal.facts
    if proposal.kind == "overdue":
        account = f" --account {shlex.quote(case.account)}" if case.account else ""
        return f"case open --topic {facts['topic']}{account}"
    if proposal.event == "closed":
        return f"case close {case.case_id} --outcome {str(facts['outcome']).replace('_', '-')}"
    if proposal.kind == "grown":
        rows = facts["rows"] if isinstance(facts["rows"], list) else []
        return " ".join((f"case add {case.case_id}", *(f"--transaction {row}" for row in rows)))
    kind = proposal.event.replace("_", "-")
    amount = _amount(proposal)["amount"]
    return f"case log {case.case_id} --kind {kind} --amount {amount} --transaction {facts['txn_id']}"


def _amount(proposal: Proposal) -> dict[str, str]:
    """Return the amount of a suggestion as a decimal string, where it has one."""
    facts = proposal.facts
    return {"amount": decimal_text(int(str(facts["amount"])), str(facts["currency"]))} if "amount" in facts else {}
