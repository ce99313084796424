"""`walletwatch schedule`: the system imports the inbox and scans on time; what is set, when it runs next, how it went."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
    from dashboard.schedule.job import Job, Scheduler
    from dashboard.schedule.plan import Plan, Scheduled
    from detect.runs import Run

app = typer.Typer()
_MORNING = dt.time(9)
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="schedule")


class Day(StrEnum):
    """Days of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def _time(text: str) -> dt.time:
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  (wall time)
    except ValueError as error:
        raise Refused("schedule.set.time", text=text) from error


At = Annotated[dt.time | None, typer.Option(parser=_time, metavar="HH:MM", help="The time of day, as your clock shows it; default 09:00.")]  # fmt: skip
On = Annotated[Day, typer.Option(help="The day of the week.")]
Inbox = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Import the new files of this folder each time.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written; change nothing.")]


@_group.callback(invoke_without_command=True)
def schedule(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """Let the system import and scan on time. Alone it tells what is set and how the last run went."""
    if bare(ctx):
        _show(State.of(ctx), fmt)


@_group.command("show")
def show(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """Tell what is set, when it runs next, and how the last run went."""
    _show(State.of(ctx), fmt)


@_group.command()
def daily(ctx: typer.Context, at: At = None, inbox: Inbox = None, dry_run: DryRun = False) -> None:
    """Run every day."""
    from dashboard.schedule.plan import Plan

    _set(State.of(ctx), Plan(at or _MORNING), inbox, dry_run=dry_run)


@_group.command()
def weekly(ctx: typer.Context, on: On = Day.MON, at: At = None, inbox: Inbox = None, dry_run: DryRun = False) -> None:
    """Run once a week."""
    from dashboard.schedule.plan import Plan

    _set(State.of(ctx), Plan(at or _MORNING, on.value), inbox, dry_run=dry_run)


@_group.command()
def remove(ctx: typer.Context) -> None:
    """Take the schedule away. Nothing of it stays."""
    from dashboard.schedule.choose import schedulers
    from dashboard.schedule.job import CannotSchedule, Machine, job_name
    from dashboard.schedule.keep import keep, kept
    from detect.casebook import Casebook

    state = State.of(ctx)
    try:
        gone = [one.remove(job_name(state.path)) for one in schedulers(Machine())]
    except (CannotSchedule, OSError) as error:
        raise Refused("schedule.set.refused", reason=str(error)) from error
    if state.path.exists():
        with state.ledger() as ledger:
            preferences = Casebook(ledger).preferences
            gone.append(kept(preferences) is not None)
            keep(preferences, None)
    state.screen.say("schedule.removed" if any(gone) else "schedule.none")


def _set(state: State, plan: "Plan", inbox: Path | None, *, dry_run: bool) -> None:
    from dashboard.schedule.choose import choose, schedulers
    from dashboard.schedule.job import CannotSchedule, Machine, job_of

    if inbox is not None and not inbox.is_dir():
        raise Refused("schedule.set.inbox", path=inbox)
    machine = Machine()
    scheduler = choose(machine)
    if scheduler is None:
        raise Refused("schedule.set.no_scheduler", command=state.call("run-scheduled"))
    try:
        job = job_of(state.path, plan)
        if dry_run:
            _rehearse(state, scheduler, job)
            return
        _check_hours(state, plan)
        for other in schedulers(machine):
            if other.name != scheduler.name:
                other.remove(job.name)
        scheduler.install(job)
    except (CannotSchedule, OSError) as error:
        raise Refused("schedule.set.refused", reason=str(error)) from error
    _remember(state, plan, scheduler.name, inbox)


def _check_hours(state: State, plan: "Plan") -> None:
    """Refuse a plan whose every run falls into the quiet hours. A ledger that cannot be opened says so here, too."""
    from dashboard.notify.wishes import Wishes
    from detect.casebook import Casebook

    with state.ledger() as ledger:
        quiet = Wishes(Casebook(ledger).preferences).quiet
    if quiet is not None and quiet.holds(plan.at):
        raise Refused("notify.never", at=f"{plan.at:%H:%M}")


def _rehearse(state: State, scheduler: "Scheduler", job: "Job") -> None:
    for place, text in scheduler.written(job):
        state.screen.line(place, style="bold")
        state.screen.verbatim(text)
    state.screen.say("schedule.set.rehearsed")


def _remember(state: State, plan: "Plan", scheduler: str, inbox: Path | None) -> None:
    from dashboard.schedule.keep import keep
    from dashboard.schedule.plan import Scheduled
    from dashboard.schedule.run import wall_time
    from dashboard.spoken import hear
    from detect.casebook import Casebook

    now = wall_time()
    with state.ledger() as ledger:
        preferences = Casebook(ledger).preferences
        keep(preferences, Scheduled(plan, scheduler, now, str(inbox.absolute()) if inbox else ""))
        hear(preferences, state.words.locale)
    screen = state.screen
    screen.say("schedule.set.done", when=_when(state, plan), next=state.words.moment(plan.after(now).isoformat()))
    if inbox is not None:
        screen.say("schedule.set.takes", path=inbox.absolute())
    screen.say(f"schedule.by.{scheduler}")
    screen.say("schedule.set.try", command=state.call("run-scheduled"))


def _when(state: State, plan: "Plan") -> str:
    return state.words(f"schedule.every.{plan.on or 'day'}", at=f"{plan.at:%H:%M}")


def _show(state: State, fmt: Format) -> None:
    from dashboard.schedule.choose import schedulers
    from dashboard.schedule.job import Machine, job_name
    from dashboard.schedule.keep import kept
    from dashboard.schedule.run import timing_of, wall_time
    from detect.casebook import Casebook

    now = wall_time()
    with state.ledger() as ledger:
        book = Casebook(ledger)
        scheduled, last, stands = kept(book.preferences), book.runs.last, timing_of(book, now)
    by = next((one.name for one in schedulers(Machine()) if one.installed(job_name(state.path))), None)
    unmade = (1 if stands.late else 0) + stands.missed
    if fmt is Format.JSON:
        state.screen.json(
            schedule=_answer(scheduled) if scheduled else None, job=job_name(state.path), installed=by, unmade=unmade,
            next=scheduled.plan.after(now).isoformat() if scheduled else None, last=_run_answer(last) if last else None,
        )  # fmt: skip
        return
    _tell_plan(state, scheduled, by, now)
    if unmade:
        state.screen.say("schedule.show.unmade", count=unmade, command=state.call("run-scheduled"))
    _tell_last(state, last)


def _tell_plan(state: State, scheduled: "Scheduled | None", by: str | None, now: dt.datetime) -> None:
    screen = state.screen
    if scheduled is None:
        screen.say("schedule.show.left_behind" if by else "schedule.none")
        return
    screen.say("schedule.show.plan", when=_when(state, scheduled.plan), inbox=scheduled.inbox or "–")
    if by is None:
        screen.say("schedule.show.gone", style="bold", scheduler=screen.named("schedule.name", scheduled.scheduler))
    else:
        screen.say("schedule.show.next", next=state.words.moment(scheduled.plan.after(now).isoformat()))
        screen.say(f"schedule.by.{by}")


def _tell_last(state: State, last: "Run | None") -> None:
    screen = state.screen
    if last is None:
        screen.say("schedule.show.never")
        return
    moment = state.words.moment(last.started)
    if not last.ended:
        screen.say("schedule.show.cut_short", moment=moment)
        return
    ending = state.screen.named("schedule.exit", str(last.exit))
    screen.say("schedule.show.last", moment=moment, imported=last.imported, failed=last.failed, new=last.new_alerts, ending=ending)  # fmt: skip


def _answer(scheduled: "Scheduled") -> dict[str, object]:
    plan = scheduled.plan
    return {
        "every": "week" if plan.on else "day", "on": plan.on or None, "at": f"{plan.at:%H:%M}", "scheduler": scheduled.scheduler,
        "since": scheduled.since.isoformat(), "inbox": scheduled.inbox or None,
    }  # fmt: skip


def _run_answer(run: "Run") -> dict[str, object]:
    return {
        "started": run.started, "ended": run.ended or None, "imported": run.imported, "failed": run.failed, "left": run.left,
        "new": run.new_alerts, "told": run.told or None, "exit": run.exit,
    }  # fmt: skip
