"""`walletwatch demo`: the whole way on invented statements, in a ledger that is gone afterwards."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.running import NoBrowser, Port, open_pages
from dashboard.cli.state import State

if TYPE_CHECKING:
    from ingest.ledger import Ledger

app = typer.Typer()


@app.command()
def demo(
    ctx: typer.Context,
    no_dashboard: Annotated[bool, typer.Option("--no-dashboard", help="Only print what was found.")] = False,
    port: Port = 8501,
    no_browser: NoBrowser = False,
) -> None:
    """Show the whole way on invented statements. Your own ledger is not touched until you ask for it on the page."""
    import tempfile

    given = State.of(ctx)
    with tempfile.TemporaryDirectory(prefix="walletwatch-demo-") as folder:  # 0700, as tempfile makes it
        state = State(Path(folder) / "ledger.db", given.wait, given.locale, given.command)
        state.screen.say("cli.demo.welcome")
        state.screen.line()
        with state.ledger() as ledger:
            _read(state, ledger)
            _look(state, ledger)
        if no_dashboard:
            return
        state.screen.line()
        open_pages(state, "cli.demo.dashboard", port, browser=not no_browser, own=given.path)


def _read(state: State, ledger: "Ledger") -> None:
    """Import the sample statements and say what was in them."""
    from dashboard.cli.imports import show, tell_failures
    from dashboard.demo import STATEMENTS

    with state.screen.working(state.words("cli.import.reading", files=0)):
        reports = list(ledger.import_path(STATEMENTS))
    show(state, reports)
    tell_failures(state.screen, reports)


def _look(state: State, ledger: "Ledger") -> None:
    """Scan as of the last day the statements cover."""
    from dashboard.cli.scans import Look, tell_alerts, tell_coverage, tell_size
    from detect.context import Settings

    last = max(last[:10] for last in ledger.statements()["last"])
    look = Look.at(state, ledger, dt.date.fromisoformat(last), Settings())
    tell_size(state, look)
    tell_alerts(state, look.shown, answers=False)
    tell_coverage(state, look.report)
