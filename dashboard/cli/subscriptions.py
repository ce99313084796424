"""`walletwatch subscriptions`: what is charged again and again, what it costs a year, and what you cancelled."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, AsOf, CancelledOn, Format, today
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
    from detect.casebook import Casebook
    from detect.subscriptions import Subscription

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="subscriptions")

Id = Annotated[str, typer.Argument(metavar="ID", help="The subscription, as `walletwatch subscriptions` shows it.")]


@_group.callback(invoke_without_command=True)
def subscriptions(ctx: typer.Context, as_of: AsOf = None, fmt: AsFormat = Format.TABLE) -> None:
    """List what is charged again and again; `subscriptions cancelled ID` watches for charges after the end."""
    if bare(ctx):
        _list(State.of(ctx), as_of, fmt)


@_group.command("list")
def list_(ctx: typer.Context, as_of: AsOf = None, fmt: AsFormat = Format.TABLE) -> None:
    """List them: price, beat, next day, cost a year, price steps."""
    _list(State.of(ctx), as_of, fmt)


@_group.command()
def cancelled(
    ctx: typer.Context,
    identity: Id,
    on: CancelledOn = None,
    take_back: Annotated[bool, typer.Option("--undo", help="It is not cancelled after all.")] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Say that you cancelled a subscription: a charge after that day will be told."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        casebook = Casebook(ledger)
        if take_back:
            casebook.watches.uncancel(identity)
        else:
            one = next((one for one in _found(casebook, None) if one.subscription_id == identity), None)
            if one is None:
                raise Refused("cli.subscriptions.unknown", id=identity, command=state.call("subscriptions"))
            casebook.watches.cancel(
                identity, person=one.person, merchant=one.merchant, name=one.name, currency=one.currency, price=one.price,
                day=on or today(),
            )  # fmt: skip
    _list(state, None, fmt)


def _found(casebook: "Casebook", as_of: dt.date | None) -> "tuple[Subscription, ...]":
    from detect.subscriptions import subscriptions

    return subscriptions(casebook.ledger.frame(), casebook.context(), as_of or today())


def _list(state: State, as_of: dt.date | None, fmt: Format) -> None:
    from detect.casebook import Casebook

    with state.ledger() as ledger:
        found = _found(Casebook(ledger), as_of)
    screen, words = state.screen, state.words
    if fmt is Format.JSON:
        screen.json(subscriptions=[answer(one) for one in found])
    elif not found:
        screen.say("cli.subscriptions.none")
    else:
        screen.table(
            ("of", "price", "every", "a_year", "since", "next", "state", "id"),
            [
                (
                    one.name, ("≈ " if one.metered else "") + words.money(one.price, one.currency), words.span(one.usual_days, "day"),
                    words.money(one.a_year, one.currency) if one.a_year else "", words.day(one.first), words.day(one.next) if one.next else "",
                    screen.named("cli.subscription", standing(one)), one.subscription_id,
                )
                for one in found
            ],
            right=("price", "a_year"),
        )  # fmt: skip


def standing(one: "Subscription") -> str:
    """Return `cancelled`, `ended` or `running`."""
    if one.cancelled_on:
        return "cancelled"
    return "running" if one.next else "ended"


def answer(one: "Subscription") -> dict[str, object]:
    """Return a subscription for programs."""
    from ingest.money import decimal_text

    return {
        "id": one.subscription_id, "state": standing(one), "person": one.person, "account": one.account, "merchant": one.name,
        "currency": one.currency, "price": decimal_text(one.price, one.currency), "metered": one.metered,
        "usual_days": one.usual_days, "charges": one.charges, "a_year": decimal_text(one.a_year, one.currency),
        "first": one.first.isoformat(), "last": one.last.isoformat(), "next": one.next.isoformat() if one.next else None,
        "parts_left": one.parts_left,
        "cancelled_on": one.cancelled_on.isoformat() if one.cancelled_on else None,
        "steps": [{"since": day.isoformat(), "price": decimal_text(price, one.currency)} for day, price in one.steps],
        "transactions": list(one.rows),
    }  # fmt: skip
