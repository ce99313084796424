"""`walletwatch export`: the whole ledger as canonical CSV or JSON, to keep, to move, to evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.state import State

app = typer.Typer()


@app.command()
def export(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A file ending in .csv or .json.")],
) -> None:
    """Write the ledger to a file. Canonical CSV, which imports again without change, or JSON."""
    from dashboard.cli.canonical import as_csv, as_json
    from dashboard.cli.output import write_private

    writers = {".csv": as_csv, ".json": as_json}
    suffix = output.suffix.lower()
    if suffix not in writers:
        raise Refused("cli.export.later" if suffix == ".xlsx" else "cli.export.suffix", path=output)
    state = State.of(ctx)
    with state.ledger() as ledger:
        frame, accounts = ledger.frame(), ledger.accounts()
    write_private(output, writers[suffix](frame, accounts))
    state.screen.say("cli.export.done", count=state.words.decimal(len(frame)), path=output)
    if suffix == ".csv":
        state.screen.say("cli.export.verbatim")
