"""`walletwatch questions`: everything that only the person can tell, and the answers about payments for a wallet."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.explain import short
from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format, today
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
    from dashboard.present import Presenter
    from detect.debitbook import Answered, Asked

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="questions")

_SHOWN = 10  # rows of one question


class Said(StrEnum):
    """What a person may say of payments for a wallet that no wallet's statement shows."""

    KNOWN = "known"
    OTHER_WALLET = "other-wallet"
    UNKNOWN = "unknown"
    UNSURE = "unsure"


@_group.callback(invoke_without_command=True)
def questions(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List what only you can tell, of every kind, and answer it."""
    if not bare(ctx):
        return
    from dashboard.cli.records import records
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        book, presenter = Casebook(ledger), Presenter(ledger, state.words)
        asked, pairs, overlaps = book.debitbook.questions(), book.linkbook.questions(), ledger.overlaps()
        if fmt is Format.JSON:
            state.screen.json(
                wallet_questions=[question_answer(one) for one in asked],
                questions=records(pairs),
                overlaps=records(overlaps),
                answered=[_answered(one) for one in book.debitbook.answers()],
            )
            return
        _tell(state, presenter, asked)
        for key, count, command in (
            ("cli.questions.rows", len(pairs), "links questions"),
            ("cli.questions.overlaps", len(overlaps), "overlaps"),
        ):
            if count:
                state.screen.say(key, count=count, command=state.call(command))
        if not (asked or len(pairs) or len(overlaps)):
            state.screen.say("cli.questions.none")


@_group.command()
def answer(
    ctx: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="ID", help="The question, as `walletwatch questions` shows it.")],
    said: Annotated[
        Said, typer.Argument(metavar="known|other-wallet|unknown|unsure", help="What you say of the payments.")
    ],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Say whether you know payments for a wallet that no wallet's statement shows."""
    from detect.casebook import Casebook

    state, word = State.of(ctx), said.value.replace("-", "_")
    with state.ledger() as ledger:
        question = Casebook(ledger).debitbook.answer(identity, word, today()).question
    if fmt is Format.JSON:
        state.screen.json(answer={"id": question.question_id, "answer": word, "transactions": list(question.rows)})
        return
    key = "left_unsure" if said is Said.UNSURE else word
    state.screen.say(f"cli.questions.{key}", id=question.question_id, command=state.call("scan"))
    state.screen.say("cli.questions.take_back", command=state.call(f"questions undo {question.question_id}"))


@_group.command()
def undo(
    ctx: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="[ID]", help="The question; default: the last answered.")] = "",
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Take your answer to such a question back."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        book = Casebook(ledger).debitbook
        if not identity and not book.answers():
            raise Refused("cli.questions.nothing_said")
        undone = book.undo(identity, day=today())
    if fmt is Format.JSON:
        state.screen.json(answer={"id": undone.question_id, "answer": None, "transactions": list(undone.rows)})
    else:
        state.screen.say("cli.questions.undone", id=undone.question_id, command=state.call("scan"))


def question_answer(asked: "Asked") -> dict[str, Any]:
    """Return a question about payments for a wallet as the command-line contract promises it."""
    from ingest.money import decimal_text

    question = asked.question
    return {
        "id": question.question_id,
        "person": question.person,
        "account": question.account,
        "wallet": question.wallet,
        "why": list(question.why),
        "amount": decimal_text(-question.amount, question.currency),
        "currency": question.currency,
        "transactions": list(question.rows),
        "answer": "unsure" if asked.unsure else None,
    }


def _answered(one: "Answered") -> dict[str, Any]:
    said = {"id": one.question_id, "answer": one.answer, "answered_on": one.answered_on}
    return said | {"transactions": list(one.rows)}


def _tell(state: State, presenter: "Presenter", questions: "list[Asked]") -> None:
    """Print each question with why it is asked, its rows, and what to type."""
    from dashboard.asked import shown

    screen = state.screen
    for one in (shown(asked, presenter) for asked in questions):
        screen.line(one.said, style="bold")
        for sentence in (*one.why, one.settle):
            screen.line(sentence, indent=2)
        for row in one.rows[:_SHOWN]:
            screen.line(short(presenter, row.txn_id), indent=2)
        if len(one.rows) > _SHOWN:
            screen.line(screen.phrase("cli.questions.more", count=len(one.rows) - _SHOWN), indent=2)
        if one.unsure:
            screen.line(screen.phrase("cli.questions.unsure"), indent=2)
        call = state.call(f"questions answer {one.question.question_id} {'|'.join(Said)}")
        screen.line(screen.phrase("cli.questions.how", command=call), indent=2)
        screen.line()
