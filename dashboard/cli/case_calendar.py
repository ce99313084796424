"""`walletwatch case calendar`: every deadline as a file that any calendar takes in."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.options import AsFormat, Format, today
from dashboard.cli.state import State

app = typer.Typer()


@app.command()
def calendar(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.ics", help="The file to write.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Write the deadlines of your cases and open alerts, yours and theirs, into a calendar file."""
    from dashboard.case_calendar import entries
    from dashboard.case_shown import CasePresenter
    from dashboard.cli.output import write_private
    from dashboard.ics import calendar_text
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        casebook, presenter = Casebook(ledger), Presenter(ledger, state.words)
        cases = [CasePresenter(casebook, presenter).case(case) for case in casebook.cases.list(running=True)]
        alerts = [presenter.alert(alert) for alert in casebook.alerts("open")]
        found = entries(cases, alerts, state.words, today())
    write_private(out, calendar_text(found, dt.datetime.now(dt.UTC)))
    if fmt is Format.JSON:
        state.screen.json(
            file=str(out),
            entries=[{"key": entry.key, "on": entry.when.isoformat(), "title": entry.title} for entry in found],
        )
    else:
        state.screen.say("case.calendar.written", count=len(found), path=out)
