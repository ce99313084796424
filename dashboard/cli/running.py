"""`walletwatch dashboard`: the pages, on this machine only."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.state import State

app = typer.Typer()
Port = Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port on this machine.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only print the address.")]


@app.command()
def dashboard(ctx: typer.Context, port: Port = 8501, no_browser: NoBrowser = False) -> None:
    """Open the dashboard in the browser. Nothing of it leaves this machine."""
    state = State.of(ctx)
    state.reach()  # a ledger that cannot be opened says so here, not on a page
    open_pages(state, "cli.dashboard.stop", port, browser=not no_browser)


def open_pages(state: State, hint: str, port: int, *, browser: bool, own: Path | None = None) -> None:
    """Serve the pages until Ctrl-C; the address stands alone on a line of standard output, the hint on standard error.

    Where the ledger is a sample, `own` is that of the person.
    """
    from dashboard.web.serve import serve

    state.screen.complain(state.words(hint))
    try:
        serve(state.path, port=port, browser=browser, announce=state.screen.verbatim, own=own)
    except OSError as error:
        raise Refused("cli.dashboard.no_port", port=port) from error
