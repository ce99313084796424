"""`walletwatch explain`: why a payment was, or was not, worth a second look, and what belongs to it."""

from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.options import AsFormat, AsOf, Format, today
from dashboard.cli.state import State

if TYPE_CHECKING:
    from dashboard.present import Presenter

app = typer.Typer()


@app.command()
def explain(
    ctx: typer.Context,
    txn_id: Annotated[str, typer.Argument(metavar="TXN_ID", help="The transaction's id, or the beginning of it.")],
    as_of: AsOf = None,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Tell all about one transaction. How unusual it is, what is usual, its links, where it was read."""
    from dashboard.cli.records import records
    from dashboard.cli.told import answer, tell
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        casebook, presenter = Casebook(ledger), Presenter(ledger, state.words)
        row = presenter.found(txn_id)
        with state.screen.working(state.words("cli.scan.looking")):
            newest = presenter.frame["booked_at"].max().date()
            found = casebook.explain(row.txn_id, as_of or max(today(), newest), casebook.preferences.settings())
        seen = records(ledger.sightings(row.txn_id))
    if fmt is Format.JSON:
        state.screen.json(**answer(presenter, row, found, seen))
    else:
        tell(state, presenter, row, found, seen)


def short(presenter: "Presenter", txn_id: str) -> str:
    """Return a transaction in a few words: day, amount, with whom, on which account."""
    row = presenter.row(txn_id)
    if row is None:
        return txn_id
    words = presenter.words
    return f"{words.moment(row.booked_at)}  {words.money(row.amount, row.currency)}  {row.counterparty or row.description}  ({row.account})"
