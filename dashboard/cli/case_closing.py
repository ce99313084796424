"""`walletwatch case closing`: what is still open on an account that is to be closed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.options import AsFormat, AsOf, Format, today
from dashboard.cli.state import State

if TYPE_CHECKING:
    from detect.closure import OpenEnd
    from ingest.ledger import Ledger

app = typer.Typer()


@app.command()
def closing(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Its label, as `walletwatch accounts` lists it.")],
    person: Annotated[str, typer.Option(help="Whose account it is, where several people have one of this name.")] = "",
    as_of: AsOf = None,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Tell what the statements of an account show as still open, before you close it."""
    from detect.casebook import Casebook
    from detect.closure import open_ends

    state = State.of(ctx)
    with state.ledger() as ledger:
        owner = _owner(ledger, account, person)
        found = open_ends(ledger.frame(), Casebook(ledger).context(), owner, account, as_of or today())
    if fmt is Format.JSON:
        state.screen.json(account=account, person=owner, open_ends=[_answer(one) for one in found])
        return
    state.screen.say("case.closing.head", style="bold", account=account)
    for one in found:
        state.screen.hanging(f"- {_told(state, one)}")
    if not any(one.kind != "until" for one in found):
        state.screen.say("case.closing.nothing")


def _owner(ledger: "Ledger", account: str, person: str) -> str:
    """Return whose account it is.

    Raises:
        UnknownName: nobody's, or several people's.
    """
    from ingest.errors import UnknownName

    table = ledger.accounts()
    owners = table.loc[(table["label"] == account) & (table["person"].eq(person) if person else True), "person"]
    if len(owners) != 1:
        raise UnknownName(what="account", name=account, command="accounts")
    return str(owners.iloc[0])


def _told(state: State, one: "OpenEnd") -> str:
    words = state.words
    amount = words.money(one.amount, one.currency) if one.currency else ""
    return state.screen.phrase(f"case.closing.{one.kind}", amount=amount, day=words.day(one.day), name=_named(one.name))


def _named(name: str) -> str:
    from dashboard.i18n import quoted

    return quoted(name)


def _answer(one: "OpenEnd") -> dict[str, Any]:
    from ingest.money import decimal_text

    return {
        "kind": one.kind, "amount": decimal_text(one.amount, one.currency) if one.currency else None,
        "currency": one.currency or None, "day": one.day or None, "name": one.name or None, "transactions": list(one.rows),
    }  # fmt: skip
