"""`walletwatch alerts triage`: one to three questions that lead an alert to the right help."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.options import AsFormat, Format, today
from dashboard.cli.state import State

if TYPE_CHECKING:
    from dashboard.present import ShownAlert


def triage(
    ctx: typer.Context,
    alert_id: Annotated[str, typer.Argument(metavar="ID", help="The alert's id, or the beginning of it.")],
    answers: Annotated[list[str] | None, typer.Option("--answer", metavar="QUESTION=ANSWER", help="Answer a question; may be given several times, in order.")] = None,
    take_back: Annotated[bool, typer.Option("--undo", help="Take all answers to the questions back.")] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Ask what happened, and lead to the playbook that fits."""
    from dashboard import triaging
    from dashboard.cli.guard import Refused
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    pairs = [said.partition("=") for said in answers or ()]
    if any(not (name and mark and answer) for name, mark, answer in pairs) or (pairs and take_back):
        raise Refused("cli.triage.form")
    state = State.of(ctx)
    with state.ledger() as ledger:
        book = Casebook(ledger)
        alert = book.alert(alert_id)
        if take_back:
            triaging.take_back(book, alert.alert_id)
            alert = book.alert(alert.alert_id)
        shown = Presenter(ledger, state.words).alert(alert)
        _check(shown, [(question, answer) for question, _, answer in pairs])
        for question, _, answer in pairs:
            shown = triaging.say(book, shown, question, answer, state.words, today())
        if fmt is Format.JSON:
            from dashboard.cli.contract import alert_answer

            answer_of = book.answer_of(shown.alert) or None
            state.screen.json(alert={**alert_answer(shown, today()), "answer": answer_of}, triage=_json(state, shown))
        else:
            _print(state, shown)


def _check(shown: "ShownAlert", pairs: list[tuple[str, str]]) -> None:
    """Refuse a call whole where one of its answers fits no question: nothing of it is kept."""
    from dashboard import triaging
    from dashboard.cli.guard import Refused

    for question, answer in pairs:
        asked = triaging.askable(shown)
        if question not in asked:
            raise Refused("cli.triage.no_question", name=question, names=", ".join(asked) or "-")
        if answer not in asked[question]:
            raise Refused("cli.triage.no_answer", question=question, name=answer, names=", ".join(asked[question]))
        shown = triaging.supposed(shown, question, answer)


def _json(state: State, shown: "ShownAlert") -> dict[str, Any]:
    """Return the answers so far, the open question with its answers, and how it ends."""
    from dashboard import triaging
    from dashboard.playbooks.triage import questions

    lead, words = shown.lead, state.words
    until = triaging.waits_until(shown, today())
    return {
        "said": dict(lead.said),
        "question": {
            "id": lead.ask,
            "text": words(f"triage.ask.{lead.ask}"),
            "answers": {name: words(f"triage.say.{lead.ask}.{name}") for name in questions().ask[lead.ask]},
        } if lead.ask else None,
        "end": lead.end or None,
        "waits_until": until.isoformat() if until else None,
        "conclusion": list(triaging.conclusion(shown, words, today())),
    }  # fmt: skip


def _print(state: State, shown: "ShownAlert") -> None:
    from dashboard import triaging
    from dashboard.cli.cards import playbook_call
    from dashboard.playbooks.triage import questions

    screen, lead, words = state.screen, shown.lead, state.words
    screen.line(shown.verdict, style="bold")
    for question, answer in lead.said:
        asked, said = words(f"triage.ask.{question}"), words(f"triage.say.{question}.{answer}")
        screen.say("triage.line", question=asked, answer=said)
    if lead.ask:
        screen.line()
        screen.line(words(f"triage.ask.{lead.ask}"), style="bold")
        for name in questions().ask[lead.ask]:
            call = state.call(f"alerts triage {shown.alert.alert_id} --answer {lead.ask}={name}")
            screen.line(
                screen.phrase("cli.triage.choice", said=words(f"triage.say.{lead.ask}.{name}"), command=call), indent=2
            )
        return
    if not lead.said:
        screen.say("cli.triage.nothing")
    for sentence in triaging.conclusion(shown, words, today()):
        screen.line(sentence)
    if shown.topic and (lead.end in ("", "look") or (lead.wait and not triaging.waits_until(shown, today()))):
        screen.say("cli.card.next", command=playbook_call(state, shown))
    for topic in shown.further:
        screen.say("cli.card.also", command=playbook_call(state, shown, topic))
