"""`walletwatch run-scheduled`: what the system calls on time. It says how many, never what a statement says."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import BUSY, DONE, FOUND, WRONG
from dashboard.cli.options import AsFormat, Format, Severity, reaches
from dashboard.cli.state import State
from dashboard.punctuation import strung

if TYPE_CHECKING:
    import datetime as dt

    from dashboard.schedule.run import Done

app = typer.Typer()
Inbox = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Import the new files of this folder, then move them to done or failed inside it.")]  # fmt: skip


@app.command("run-scheduled")
def run_scheduled(
    ctx: typer.Context,
    inbox: Inbox = None,
    fail_on: Annotated[Severity | None, typer.Option(help="Exit with 1 if an open alert that is not set aside is at least this pressing.")] = None,
    if_due: Annotated[bool, typer.Option("--if-due", help="Do nothing where no run is due by the schedule.")] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Import the inbox, scan, write the digest, notify. What the schedule calls; one run at a time."""
    import datetime as dt

    from dashboard.schedule.due import is_due

    state, now = State.of(ctx), dt.datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
    if if_due and not is_due(state.path, now):
        return
    from dashboard.schedule.keep import kept
    from dashboard.schedule.lock import AlreadyRunning, only_one
    from dashboard.schedule.run import recorded, run
    from dashboard.spoken import spoken
    from detect.casebook import Casebook

    try:
        with only_one(state.path), state.ledger() as ledger:
            book = Casebook(ledger)
            scheduled = kept(book.preferences)
            if inbox is None and scheduled is not None and scheduled.inbox:
                inbox = Path(scheduled.inbox)
            with recorded(book, now) as done:
                run(ledger, book, spoken(book.preferences, state.locale), now, inbox, done)
                done.note(exit=_code(done, fail_on, now.date()))
    except AlreadyRunning as error:
        state.screen.complain(state.words("schedule.run.busy"))
        raise typer.Exit(BUSY) from error
    _tell(state, done, inbox, fmt)
    raise typer.Exit(done.run.exit or DONE)


def _code(done: "Done", fail_on: Severity | None, day: "dt.date") -> int:
    """Return the exit code; what was found goes before what went wrong, because it matters more. What is set aside waits for nobody."""
    from dashboard.digest.gather import waits

    waiting = [alert for alert in done.report.open if waits(alert, day)] if done.report else []
    if fail_on is not None and reaches(waiting, fail_on):
        return FOUND
    return WRONG if done.no_inbox or done.no_digest or done.unreached or done.run.failed else DONE


def _tell(state: State, done: "Done", inbox: Path | None, fmt: Format) -> None:
    run, report = done.run, done.report
    assert report is not None
    if fmt is Format.JSON:
        due = done.timing.due
        state.screen.json(
            started=run.started, ended=run.ended, imported=run.imported, failed=run.failed, left=run.left,
            new=run.new_alerts, open=len(report.open), closed=report.closed, exit=run.exit,
            due=due.isoformat() if due else None, late=done.timing.late, missed=done.timing.missed,
            digest=str(done.digest) if done.digest else None, told=run.told or None, unreached=list(done.unreached),
        )  # fmt: skip
    else:
        _tell_person(state, done, inbox)
    _complain(state, done)


def _tell_person(state: State, done: "Done", inbox: Path | None) -> None:
    from dashboard.digest.compose import how_it_ran

    screen, run, report = state.screen, done.run, done.report
    assert report is not None
    for said in how_it_ran(done.timing, state.words):
        screen.line(said)
    if inbox is not None and not done.no_inbox:
        screen.say("schedule.run.inbox", imported=run.imported, failed=run.failed, left=run.left)
    screen.say("schedule.run.scanned", new=run.new_alerts, open=len(report.open), closed=report.closed)
    if done.digest is not None:
        screen.say("digest.written", path=done.digest)
    if run.told:
        screen.say(f"notify.run.{run.told}")


def _complain(state: State, done: "Done") -> None:
    """Say on standard error what went wrong, a sentence each; the rest was done all the same."""
    screen = state.screen
    if done.unreached:
        names, command = strung(done.unreached, state.words), state.call("notify test")
        screen.complain(screen.phrase("notify.not_taken", names=names, command=command))
    if done.no_digest:
        screen.complain(screen.phrase("digest.not_written", reason=done.no_digest))
    if done.no_inbox:
        screen.complain(screen.phrase("schedule.inbox.absent", path=done.no_inbox))
    if done.run.failed:
        screen.complain(screen.phrase("schedule.inbox.failed", count=done.run.failed))
