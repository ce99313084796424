"""`walletwatch scan`: look at the ledger, tell what is new, and what was watched."""

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import FOUND
from dashboard.cli.options import AsFormat, AsOf, Format, Incident, Severity, Since, reaches, today
from dashboard.cli.state import State
from dashboard.punctuation import strung

if TYPE_CHECKING:
    from dashboard.present import Presenter, ShownAlert
    from detect.casebook import Casebook, ScanReport
    from detect.context import Settings
    from ingest.ledger import Ledger

app = typer.Typer()


@app.command()
def scan(
    ctx: typer.Context,
    as_of: AsOf = None,
    since: Since = None,
    incident: Incident = None,
    budget: Annotated[float | None, typer.Option(min=0.0, metavar="N", help="Wrong alarms you accept a month about payments you may not have made, this once; default: your settings, else 0.25.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell, but store nothing.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Take nothing from the memo of the last scan. Finds the same, and takes longer.")] = False,
    scores: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="Write the score of every payment to this file.")] = None,
    fail_on: Annotated[Severity | None, typer.Option(help="Exit with 1 if an open alert is at least this pressing.")] = None,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Look for what needs you. Payments you never made, charges made twice, refunds that never came."""
    from dashboard.cli.scores import write_scores
    from detect.casebook import Casebook
    from ingest.collection import no_collection

    state = State.of(ctx)
    with no_collection(), state.ledger() as ledger:
        if fmt is Format.TABLE and ledger.is_empty():
            state.screen.say("cli.empty", import_=state.call("import FILE"), formats=state.call("formats"))
            return
        settings = Casebook(ledger).preferences.settings(incident=incident, since=since, budget=budget)
        look = Look.at(state, ledger, as_of or today(), settings, dry_run=dry_run, full=full)
        if scores is not None:
            write_scores(scores, look.report.result.scores, look.presenter.frame)
        if fmt is Format.JSON:
            _tell_program(state, look)
        else:
            _tell_person(state, look, dry_run=dry_run)
        if not look.report.rehearsal:
            look.casebook.told(*look.report.open)
    if fail_on is not None and reaches(look.report.open, fail_on):
        raise typer.Exit(FOUND)


@dataclass
class Look:
    """One scan, with its alerts in words."""

    day: dt.date
    accounts: int
    casebook: "Casebook"
    report: "ScanReport"
    presenter: "Presenter"
    shown: list["ShownAlert"]
    seconds: float

    @classmethod
    def at(
        cls, state: State, ledger: "Ledger", day: dt.date, settings: "Settings", *, dry_run: bool = False, full: bool = False
    ) -> "Look":  # fmt: skip
        """Scan the ledger as it stood on a day."""
        from dashboard.present import Presenter, by_file
        from detect.casebook import Casebook

        casebook, started = Casebook(ledger), time.monotonic()
        with state.screen.working(state.words("cli.scan.looking")):
            report = casebook.scan(day, settings, dry_run=dry_run, full=full)
            seconds = round(time.monotonic() - started, 1)
            presenter = Presenter(ledger, state.words, by_file(ledger, report.frame))
            shown = presenter.alerts(report.open)
        return cls(day, len(ledger.described()), casebook, report, presenter, shown, seconds)


def _tell_program(state: State, look: Look) -> None:
    from dashboard.cli.contract import alert_answer, twin_answer
    from dashboard.cli.incident import incident_answer
    from dashboard.cli.questions import question_answer
    from dashboard.cli.records import records

    report, seen = look.report, look.report.result.incident
    state.screen.json(
        as_of=look.day.isoformat(), rows=report.transactions, accounts=look.accounts, seconds=look.seconds,
        new=len(report.new), open=len(report.open), closed=report.closed, rehearsal=report.rehearsal,
        coverage=records(report.result.coverage), cold_start=list(report.result.cold_start),
        twins=[twin_answer(found) for found in report.result.twins.accounts],
        questions=records(look.casebook.linkbook.questions()) if not report.rehearsal else [],
        wallet_questions=[question_answer(one) for one in look.casebook.debitbook.questions()] if not report.rehearsal else [],
        alerts=[alert_answer(alert, look.day) for alert in look.shown],
        incident=incident_answer(seen, look.presenter) if seen is not None else None,
    )  # fmt: skip


def _tell_person(state: State, look: Look, *, dry_run: bool) -> None:
    screen = state.screen
    tell_size(state, look)
    if look.report.rehearsal:
        screen.say("cli.scan.dry_run" if dry_run else "cli.scan.rehearsal")
    tell_alerts(state, look.shown)
    if look.report.result.incident is not None:
        from dashboard.cli.incident import tell_incident

        tell_incident(state, look.report.result.incident, look.presenter)
    if look.report.closed:
        screen.say("cli.scan.closed", count=look.report.closed, command=state.call("alerts --state closed"))
    tell_coverage(state, look.report)
    tell_twins(state, look.report)
    if look.report.rehearsal:
        return
    if asked := len(look.casebook.debitbook.open()):
        screen.say("cli.questions.some", count=asked, command=state.call("questions"))
    if asked := len(look.casebook.linkbook.questions()):
        screen.say("cli.links.questions", count=asked, command=state.call("links questions"))


def tell_size(state: State, look: Look) -> None:
    """Print how much was looked at."""
    rows = state.words.decimal(look.report.transactions)
    state.screen.say("cli.scan.looked", rows=rows, accounts=look.accounts, day=state.words.day(look.day))


def tell_alerts(state: State, shown: list["ShownAlert"], *, answers: bool = True) -> None:
    """Print in full what the person was not told yet, and what was open before as a list."""
    from dashboard.cli.cards import card, count_line, listing

    screen = state.screen
    new = [alert for alert in shown if alert.alert.is_news]
    older = [alert for alert in shown if not alert.alert.is_news]
    if new:
        screen.say("cli.scan.new", style="bold", count=len(new), counted=count_line(screen, new))
    else:
        screen.say("cli.scan.nothing_new" if older else "cli.scan.nothing", style="bold")
    for alert in new:
        screen.line()
        card(state, alert, answers=answers)
    screen.line()
    if older:
        screen.say("cli.scan.still_open", count=len(older))
        listing(screen, older)
        screen.line()
        screen.say("cli.scan.details", command=state.call("alerts show ID"))


def tell_coverage(state: State, report: "ScanReport") -> None:
    """Print what was watched, and whose history is too short yet."""
    from dashboard.cli.coverage import watched

    watched(state.screen, report.result.coverage)
    if report.result.cold_start:
        state.screen.say("cli.scan.cold_start", accounts=strung(report.result.cold_start, state.words))


def tell_twins(state: State, report: "ScanReport") -> None:
    """Print which accounts came in two formats, and what only one of these shows."""
    for found in report.result.twins.accounts:
        first, second = (f"{one.account} ({one.importer})" for one in (found.counted, found.other))
        state.screen.say("cli.scan.twins", first=first, second=second, both=state.words.decimal(found.both))
        if found.alone:
            call = state.call(f"explain {found.alone[-1]}")
            state.screen.say("cli.scan.twins_alone", count=state.words.decimal(len(found.alone)), command=call)
