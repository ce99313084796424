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
    from dashboard.schedule.plan import Plan, Scheduled
    from dashboard.schedule.setting import Prepared
    from dashboard.schedule.status import Status
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
    from dashboard.schedule.job import CannotSchedule, Machine
    from dashboard.schedule.setting import forget, take_from_system
    from detect.casebook import Casebook

    state = State.of(ctx)
    try:
        gone = take_from_system(state.path, Machine())
    except (CannotSchedule, OSError) as error:
        raise Refused("schedule.set.refused", reason=str(error)) from error
    if state.path.exists():
        with state.ledger() as ledger:
            gone = forget(Casebook(ledger).preferences) or gone
    state.screen.say("schedule.removed" if gone else "schedule.none")


def _set(state: State, plan: "Plan", inbox: Path | None, *, dry_run: bool) -> None:
    from dashboard.schedule.job import CannotSchedule, Machine
    from dashboard.schedule.run import wall_time
    from dashboard.schedule.setting import AlwaysQuiet, NoScheduler, prepare, set_up
    from detect.casebook import Casebook

    if inbox is not None and not inbox.is_dir():
        raise Refused("schedule.set.inbox", path=inbox)
    machine, now = Machine(), wall_time()
    try:
        prepared = prepare(state.path, plan, machine)
        if dry_run:
            _rehearse(state, prepared)
            return
        with state.ledger() as ledger:
            scheduled = set_up(Casebook(ledger).preferences, prepared, inbox, machine, now, state.words.locale)
    except NoScheduler as error:
        raise Refused("schedule.set.no_scheduler", command=state.call("run-scheduled")) from error
    except AlwaysQuiet as error:
        raise Refused("notify.never", at=str(error)) from error
    except (CannotSchedule, OSError) as error:
        raise Refused("schedule.set.refused", reason=str(error)) from error
    _tell_set(state, scheduled, now)


def _rehearse(state: State, prepared: "Prepared") -> None:
    for place, text in prepared.scheduler.written(prepared.job):
        state.screen.line(place, style="bold")
        state.screen.verbatim(text)
    state.screen.say("schedule.set.rehearsed")


def _tell_set(state: State, scheduled: "Scheduled", now: dt.datetime) -> None:
    screen, plan = state.screen, scheduled.plan
    screen.say("schedule.set.done", when=_when(state, plan), next=state.words.moment(plan.after(now).isoformat()))
    if scheduled.inbox:
        screen.say("schedule.set.takes", path=scheduled.inbox)
    screen.say(f"schedule.by.{scheduled.scheduler}")
    screen.say("schedule.set.try", command=state.call("run-scheduled"))


def _when(state: State, plan: "Plan") -> str:
    return state.words(f"schedule.every.{plan.on or 'day'}", at=f"{plan.at:%H:%M}")


def _show(state: State, fmt: Format) -> None:
    from dashboard.schedule.job import Machine, job_name
    from dashboard.schedule.run import wall_time
    from dashboard.schedule.status import status
    from detect.casebook import Casebook

    with state.ledger() as ledger:
        found = status(Casebook(ledger), Machine(), wall_time())
    if fmt is Format.JSON:
        state.screen.json(
            schedule=_answer(found.scheduled) if found.scheduled else None, job=job_name(state.path), installed=found.by,
            unmade=found.unmade, next=found.next.isoformat() if found.next else None,
            last=_run_answer(found.last) if found.last else None,
        )  # fmt: skip
        return
    _tell_plan(state, found)
    if found.unmade:
        state.screen.say("schedule.show.unmade", count=found.unmade, command=state.call("run-scheduled"))
    _tell_last(state, found.last)


def _tell_plan(state: State, found: "Status") -> None:
    screen, scheduled, by = state.screen, found.scheduled, found.by
    if scheduled is None or found.next is None:
        screen.say("schedule.show.left_behind" if by else "schedule.none")
        return
    screen.say("schedule.show.plan", when=_when(state, scheduled.plan), inbox=scheduled.inbox or "–")
    if by is None:
        screen.say("schedule.show.gone", style="bold", scheduler=screen.named("schedule.name", scheduled.scheduler))
    else:
        screen.say("schedule.show.next", next=state.words.moment(found.next.isoformat()))
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
