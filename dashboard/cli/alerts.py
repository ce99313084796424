"""`walletwatch alerts` and `answer`: what is open, one alert with all its rows, and what the person says of it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.options import AsFormat, Format, today
from dashboard.cli.state import State
from dashboard.cli.triage import triage
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
    from dashboard.present import ShownAlert
    from detect.casebook import Casebook

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="alerts")
_group.command("triage")(triage)


class Which(StrEnum):
    """Alerts to list."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Answer(StrEnum):
    """What a person may say of an alert."""

    MINE = "mine"
    NOT_MINE = "not-mine"
    UNSURE = "unsure"


@_group.callback(invoke_without_command=True)
def alerts(
    ctx: typer.Context,
    which: Annotated[Which, typer.Option("--state", help="Which alerts to list.")] = Which.OPEN,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """List what needs you; `alerts show ID` tells all about one."""
    if not bare(ctx):
        return
    from dashboard.cli.cards import count_line, listing
    from dashboard.cli.contract import alert_answer
    from dashboard.cli.coverage import covered, watched
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    screen = state.screen
    with state.ledger() as ledger:
        casebook, presenter = Casebook(ledger), Presenter(ledger, state.words)
        found = presenter.alerts(casebook.alerts(None if which is Which.ALL else which.value))
        scanned = bool(casebook.context().scanned)
        if fmt is Format.JSON:
            screen.json(alerts=[alert_answer(shown, today()) for shown in found])
        elif not scanned:
            screen.say("cli.alerts.never", command=state.call("scan"))
        elif found:
            screen.say(
                f"cli.alerts.some_{which.value}", style="bold", count=len(found), counted=count_line(screen, found)
            )
            screen.line()
            listing(screen, found)
            screen.line()
            screen.say("cli.scan.details", command=state.call("alerts show ID"))
        else:
            screen.say("cli.alerts.none", style="bold")
            watched(screen, covered(ledger, None))


@_group.command("show")
def show(
    ctx: typer.Context,
    alert_id: Annotated[str, typer.Argument(metavar="ID", help="The alert's id, or the beginning of it.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Tell all about one alert: why, which rows in which files, and what to do next."""
    from dashboard.cli.cards import card, clocks_list, places_table, rows_table
    from dashboard.present import Presenter
    from dashboard.timetable import timetable
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        casebook = Casebook(ledger)
        shown = Presenter(ledger, state.words).alert(casebook.alert(alert_id))
        if fmt is Format.JSON:
            _json(state, casebook, shown)
            return
        card(state, shown)
        answer = casebook.answer_of(shown.alert)
        if answer:
            state.screen.say("cli.answered", answer=state.words(f"cli.answer.{answer}"))
        clocks_list(state.screen, timetable(shown, state.words, today()))
        if shown.rows:
            state.screen.line()
            rows_table(state.screen, shown.rows)
            state.screen.line()
            places_table(state.screen, shown.rows)
            state.screen.line()
            state.screen.say("cli.alerts.explain", command=state.call(f"explain {shown.rows[0].txn_id}"))
        if shown.in_hand is None:
            _case_hint(state, casebook, shown)


def _json(state: State, casebook: "Casebook", shown: "ShownAlert") -> None:
    from dashboard.cli.contract import alert_answer

    case = casebook.cases.of_alert(shown.alert.alert_id)
    told = {"answer": casebook.answer_of(shown.alert) or None, "case": case.case_id if case else None}
    state.screen.json(alert=alert_answer(shown, today()) | told)


def _case_hint(state: State, casebook: "Casebook", shown: "ShownAlert") -> None:
    """Say in which case an alert is, or how to open one."""
    case = casebook.cases.of_alert(shown.alert.alert_id)
    if case is not None:
        state.screen.say("case.alert.in_one", id=case.case_id, command=state.call(f"case show {case.case_id}"))
    elif shown.topic and shown.alert.state == "open":
        state.screen.say("case.alert.open_one", command=state.call(f"case open {shown.alert.alert_id}"))


@app.command()
def answer(
    ctx: typer.Context,
    alert_id: Annotated[str, typer.Argument(metavar="ID", help="The alert's id, or the beginning of it.")],
    said: Annotated[Answer | None, typer.Argument(metavar="mine|not-mine|unsure", help="What you say of it.")] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A remark for yourself.")] = "",
    take_back: Annotated[
        bool, typer.Option("--undo", help="Take your last answer back; the one before it holds again.")
    ] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Say whether an alert's payments are yours."""
    from dashboard.cli.guard import Refused
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    if (said is None) is not take_back:
        raise Refused("cli.answer_one")
    state = State.of(ctx)
    with state.ledger() as ledger:
        casebook = Casebook(ledger)
        if said is None:
            alert = casebook.undo_answer(alert_id)
        else:
            alert = casebook.answer(alert_id, said.value.replace("-", "_"), today(), note)
        shown = Presenter(ledger, state.words).alert(alert)
        if fmt is Format.JSON:
            _json(state, casebook, shown)
        else:
            _thank(state, casebook, shown, said)


def _thank(state: State, casebook: "Casebook", shown: "ShownAlert", said: Answer | None) -> None:
    """Say what the answer changed, and what comes next."""
    from dashboard.cli.cards import by_kind, playbook_call

    stands = casebook.answer_of(shown.alert)
    answered = said.value.replace("-", "_") if said else "again" if stands else "undo"
    state.screen.line(shown.verdict)
    told = state.words(f"cli.answer.{stands}") if stands else ""
    state.screen.say(by_kind(state.screen, f"cli.said.{answered}", shown.alert.kind), style="bold", answer=told)
    if stands != "mine" and shown.topic:
        state.screen.say("cli.card.next", command=playbook_call(state, shown))
        _case_hint(state, casebook, shown)
