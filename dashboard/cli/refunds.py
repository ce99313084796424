"""`walletwatch refund`: money that somebody promised back, until it lands."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.amounts import minor
from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, AsOf, By, Format, today
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
    from detect.promises.listing import Expected

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="refund")


@_group.callback(invoke_without_command=True)
def refund(ctx: typer.Context, as_of: AsOf = None, fmt: AsFormat = Format.TABLE) -> None:
    """List the money that was promised back; `refund expect` adds what you were told."""
    if bare(ctx):
        _list(State.of(ctx), as_of, fmt)


@_group.command("list")
def list_(ctx: typer.Context, as_of: AsOf = None, fmt: AsFormat = Format.TABLE) -> None:
    """List it: promised, due, late, landed."""
    _list(State.of(ctx), as_of, fmt)


@_group.command()
def expect(
    ctx: typer.Context,
    amount: Annotated[str, typer.Option(metavar="39.90", help="How much.")],
    merchant: Annotated[str, typer.Option(metavar="TEXT", help="Who promised it, as your statement names them.")],
    by: By,
    currency: Annotated[str, typer.Option(metavar="CNY", help="Default: the one most of your payments are in.")] = "",
    transaction: Annotated[str, typer.Option(metavar="TXN_ID", help="The purchase, if you know it.")] = "",
    person: Annotated[str, typer.Option(help="Whose money it is.")] = "me",
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Watch a refund that you were promised, until a statement shows it."""
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    if not merchant.strip():
        raise Refused("cli.refund.nothing")
    with state.ledger() as ledger:
        presenter = Presenter(ledger, state.words)
        purchase = presenter.found(transaction) if transaction else None
        unit = currency.upper() or (purchase.currency if purchase else _usual(ledger.frame()))
        Casebook(ledger).watches.expect(
            minor(amount, unit), unit, merchant, made_on=today(), due=by, txn_id=purchase.txn_id if purchase else "", person=person
        )  # fmt: skip
    _list(state, None, fmt)


@_group.command()
def forget(
    ctx: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="ID", help="The promise, as `walletwatch refund` shows it.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Stop watching a refund that you added."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        Casebook(ledger).watches.forget(identity)
    _list(state, None, fmt)


def _usual(frame: Any) -> str:  # noqa: ANN401  (a pandas frame)
    """Return the currency that most rows are in."""
    if frame.empty:
        raise Refused("cli.refund.currency", currency="")
    return str(frame["currency"].mode().iat[0])


def _list(state: State, as_of: dt.date | None, fmt: Format) -> None:
    """Print every promise with what became of it."""
    from detect.casebook import Casebook
    from detect.promises.listing import expected

    with state.ledger() as ledger:
        found = expected(ledger.frame(), Casebook(ledger).context(), as_of or today())
    screen, words = state.screen, state.words
    if fmt is Format.JSON:
        screen.json(refunds=[answer(one) for one in found])
    elif not found:
        screen.say("cli.refund.none", command=state.call("refund expect"))
    else:
        screen.table(
            ("promised", "of", "amount", "received", "due", "state", "id"),
            [
                (
                    words.day(one.made), one.merchant, words.money(one.amount, one.currency),
                    words.money(one.received, one.currency), words.day(one.due), screen.named("cli.promise", one.state),
                    one.promise_id,
                )
                for one in found
            ],
            right=("amount", "received"),
        )  # fmt: skip


def answer(one: "Expected") -> dict[str, object]:
    """Return a promise for programs."""
    from ingest.money import decimal_text

    return {
        "id": one.promise_id or None, "state": one.state, "promised_by": one.source, "person": one.person, "merchant": one.merchant,
        "amount": decimal_text(one.amount, one.currency), "received": decimal_text(one.received, one.currency),
        "currency": one.currency, "to": one.account or None, "promised_on": one.made.isoformat(), "due": one.due.isoformat(),
        "landed_on": one.landed.isoformat() if one.landed else None, "transactions": list(one.rows),
    }  # fmt: skip
