"""`walletwatch snooze`: set an alert aside until a day, or take that back."""

from typing import Annotated

import typer

from dashboard.cli.options import AsFormat, Format, Until, today
from dashboard.cli.state import State

app = typer.Typer()


@app.command()
def snooze(
    ctx: typer.Context,
    alert_id: Annotated[str, typer.Argument(metavar="ID", help="The alert's id, or the beginning of it.")],
    until: Until = None,
    take_back: Annotated[bool, typer.Option("--undo", help="Show it again now.")] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Set an alert aside until a day. It comes back then, or earlier if something changes."""
    from dashboard.cli.contract import alert_answer
    from dashboard.cli.guard import Refused
    from dashboard.present import Presenter
    from dashboard.timetable import deadline_before
    from detect.casebook import Casebook

    if (until is None) is not take_back:
        raise Refused("cli.snooze.form")
    if until is not None and until <= today():
        raise Refused("cli.snooze.past")
    state = State.of(ctx)
    with state.ledger() as ledger:
        book = Casebook(ledger)
        alert = book.alert(alert_id)
        if alert.state != "open":
            raise Refused("cli.snooze.closed")
        if until is None:
            book.snoozes.wake(alert)
        else:
            book.snoozes.set_aside(alert, until)
        shown = Presenter(ledger, state.words).alert(book.alert(alert.alert_id))
        if fmt is Format.JSON:
            state.screen.json(alert=alert_answer(shown, today()))
            return
        state.screen.line(shown.verdict)
        if until is None:
            state.screen.say("snooze.awake", style="bold")
            return
        state.screen.say("snooze.asleep", style="bold", day=state.words.weekday(until, today()))
        earlier = deadline_before(shown, until, today())
        if earlier:
            state.screen.say("snooze.deadline", day=state.words.weekday(earlier, today()))
