"""`walletwatch report`: one month on a page, to read, to print, to keep."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.options import today
from dashboard.cli.state import State

app = typer.Typer()


def _month(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  (a month of the calendar)
    except ValueError as error:
        raise Refused("report.month", text=text) from error


@app.command()
def report(
    ctx: typer.Context,
    month: Annotated[dt.date, typer.Option(parser=_month, metavar="2026-06", help="The month.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A file ending in .html or .pdf.")],
) -> None:
    """Write the report of a month: money in and out, where it went, what was found, what is covered."""
    from dashboard.paper.as_html import as_html
    from dashboard.paper.write import written
    from dashboard.present import Presenter
    from dashboard.private import keep_private
    from dashboard.report.compose import document
    from dashboard.report.gather import gather
    from dashboard.spoken import spoken
    from detect.casebook import Casebook

    if output.suffix.lower() not in (".html", ".pdf"):
        raise Refused("report.suffix", path=output)
    state = State.of(ctx)
    with state.ledger() as ledger:
        book = Casebook(ledger)
        words = spoken(book.preferences, state.locale)
        found = gather(book, Presenter(ledger, words), month, today())
    if not found.rows and all(name == "missing" for _, _, name in found.states):
        raise Refused("report.empty", month=words.month(f"{month:%Y-%m}"))
    made = document(found, words, dt.datetime.now().astimezone())
    content = as_html(made).encode() if output.suffix.lower() == ".html" else written(made, output)
    try:
        keep_private(output, content)
    except OSError as error:
        raise Refused("cli.cannot_write", path=output, reason=error.strerror or type(error).__name__) from error
    state.screen.say("report.written", path=output)
