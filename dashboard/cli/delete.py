"""`walletwatch delete`: an account, a person or everything, taken away for good."""

import sys
from typing import Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State

app = typer.Typer()


@app.command()
def delete(
    ctx: typer.Context,
    account: Annotated[str, typer.Option(metavar="LABEL", help="One account, with its statements, uploads, findings and cases.")] = "",
    person: Annotated[str, typer.Option(metavar="NAME", help="All accounts of a person, or with --account whose account is meant.")] = "",
    everything: Annotated[bool, typer.Option("--everything", help="The whole ledger with all that lies beside it.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Delete an account, a person or everything for good."""
    state = State.of(ctx)
    if everything == bool(account or person):
        raise Refused("delete.one")
    if everything:
        _everything(state, fmt, yes=yes)
    else:
        _accounts(state, account, person, fmt, yes=yes)


def _everything(state: State, fmt: Format, *, yes: bool) -> None:
    from dashboard.removal import delete_everything

    if not state.path.exists():
        raise Refused("delete.no_ledger", path=str(state.path))
    _ask(state, yes, "delete.ask_everything", path=str(state.path))
    delete_everything(state.path, state.wait)
    if fmt is Format.JSON:
        state.screen.json(deleted="everything")
        return
    state.screen.say("delete.everything", path=str(state.path))
    state.screen.say("delete.elsewhere", schedule=state.call("schedule remove"), notify=state.call("notify list"))


def _accounts(state: State, label: str, person: str, fmt: Format, *, yes: bool) -> None:
    from dashboard.removal import delete_accounts
    from ingest.errors import UnknownName
    from ingest.removal import accounts_of

    with state.ledger() as ledger:
        found = accounts_of(ledger, label=label, person=person)
        if not found:
            raise UnknownName(what="account" if label else "person", name=label or person, command="accounts")
        if label and len(found) > 1:
            raise Refused("delete.whose", label=label, people=state.words.listed(str(one["person"]) for one in found))
        _ask(state, yes, "delete.ask", names=state.words.listed(str(one["label"]) for one in found))
        taken = delete_accounts(ledger, found, "" if label else person)
    if fmt is Format.JSON:
        state.screen.json(
            deleted=[{"account": one["label"], "person": one["person"]} for one in found], transactions=taken.transactions,
            files=list(taken.files), without_upload=list(taken.parted), alerts=taken.alerts, cases=taken.cases,
        )  # fmt: skip
        return
    decimal = state.words.decimal
    state.screen.say(
        "delete.done", names=state.words.listed(str(one["label"]) for one in found), transactions=decimal(taken.transactions),
        files=decimal(len(taken.files)), alerts=decimal(taken.alerts), cases=decimal(taken.cases),
    )  # fmt: skip
    if taken.parted:
        state.screen.say("delete.parted", files=state.words.listed(taken.parted))


def _ask(state: State, yes: bool, key: str, **facts: str) -> None:
    """Ask before anything goes; where nobody can answer, only --yes will do."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused("delete.say_yes")
    word = state.words("delete.word")
    state.screen.say(key, **facts)
    if typer.prompt(state.words("delete.type", word=word), default="", show_default=False).strip() != word:
        raise Refused("delete.kept")
