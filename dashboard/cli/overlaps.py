"""`walletwatch overlaps`: rows that two files may both show, and the person's word on each."""

from typing import Annotated

import typer

from dashboard.cli.explain import short
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="overlaps")

Id = Annotated[str, typer.Argument(metavar="TXN_ID", help="One of the two rows, as `walletwatch overlaps` shows it.")]


@_group.callback(invoke_without_command=True)
def overlaps(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """Say of rows that two files may both show whether they are one payment or two."""
    if bare(ctx):
        _list(State.of(ctx), fmt)


def _list(state: State, fmt: Format) -> None:
    """Print the pairs in doubt."""
    from dashboard.cli.records import records
    from dashboard.present import Presenter

    with state.ledger() as ledger:
        found = records(ledger.overlaps())
        if fmt is Format.JSON:
            state.screen.json(overlaps=found)
        elif not found:
            state.screen.say("cli.overlaps.none")
        else:
            presenter = Presenter(ledger, state.words)
            state.screen.table(
                ("id", "one", "other"),
                [(pair["txn_id"], short(presenter, pair["txn_id"]), short(presenter, pair["overlap_of"])) for pair in found],
            )  # fmt: skip
            state.screen.say(
                "cli.overlaps.ask", same=state.call("overlaps same ID"), different=state.call("overlaps different ID")
            )


@_group.command()
def same(ctx: typer.Context, identity: Id, fmt: AsFormat = Format.TABLE) -> None:
    """They are one payment that two files show."""
    _answer(State.of(ctx), identity, fmt, one=True)


@_group.command()
def different(ctx: typer.Context, identity: Id, fmt: AsFormat = Format.TABLE) -> None:
    """They are two payments."""
    _answer(State.of(ctx), identity, fmt, one=False)


def _answer(state: State, identity: str, fmt: Format, *, one: bool) -> None:
    with state.ledger() as ledger:
        ledger.answer_overlap(identity, same=one)
    _list(state, fmt)
