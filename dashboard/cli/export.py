"""`walletwatch export`: the whole ledger as canonical CSV, XLSX or JSON, to keep, to move, to evaluate."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.state import State

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer()


@app.command()
def export(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="A file ending in .csv, .xlsx or .json.")
    ],
) -> None:
    """Write the ledger to a file. Canonical CSV or XLSX, which import again without change, or JSON."""
    from dashboard.cli.canonical import as_csv, as_json
    from dashboard.cli.canonical_xlsx import MOST_ROWS, TooLong, TooManyRows, as_xlsx
    from dashboard.cli.output import write_private

    writers: dict[str, Callable[[pd.DataFrame, pd.DataFrame], str | bytes]] = {
        ".csv": as_csv,
        ".xlsx": as_xlsx,
        ".json": as_json,
    }
    suffix = output.suffix.lower()
    if suffix not in writers:
        raise Refused("cli.export.suffix", path=output)
    state = State.of(ctx)
    with state.ledger() as ledger:
        frame, accounts = ledger.frame(), ledger.accounts()
    try:
        content = writers[suffix](frame, accounts)
    except TooManyRows as error:
        raise Refused("cli.export.too_many", path=output, most=state.words.decimal(MOST_ROWS)) from error
    except TooLong as error:
        raise Refused("cli.export.too_long", path=output) from error
    write_private(output, content)
    state.screen.say("cli.export.done", count=state.words.decimal(len(frame)), path=output)
    if suffix == ".csv":
        state.screen.say("cli.export.verbatim")
