"""Checks that run by themselves: what is set, how the last ones went, and how to set, change and remove them."""

import datetime as dt
from pathlib import Path

import streamlit as st

from dashboard.i18n import Words, quoted
from dashboard.schedule.choose import choose
from dashboard.schedule.job import CannotSchedule, Machine
from dashboard.schedule.plan import DAYS, Plan
from dashboard.schedule.run import wall_time
from dashboard.schedule.setting import AlwaysQuiet, NoScheduler, forget, prepare, set_up, take_from_system
from dashboard.schedule.status import Status, status
from dashboard.typed import typed
from dashboard.views.paint import part, put, trouble
from dashboard.views.plain import Html, tag
from detect.casebook import Casebook
from detect.runs import Run
from ingest.ledger import Ledger

_MORNING = dt.time(9)
_EVERY_DAY = ""


def on_schedule(ledger: Ledger, words: Words) -> None:
    """Show how the schedule stands, and what can be done about it here."""
    book, machine = Casebook(ledger), Machine()
    part(words("settings.schedule.title"))
    put(tag("p", words("settings.schedule.lead")))
    found = status(book, machine, wall_time())
    put(*_stands(found, ledger.path, words))
    if found.scheduled is None and choose(machine) is None:
        put(tag("p", words("settings.schedule.by_hand")), _command(ledger.path, "run-scheduled"))
        return
    label = words("settings.schedule.change" if found.scheduled else "settings.schedule.set")
    with st.expander(label, key="schedule-open"):
        _form(book, machine, found, words)
    if (found.scheduled or found.by) and st.button(words("settings.schedule.remove"), key="schedule-remove"):
        _remove(book, machine, words)


def _stands(found: Status, ledger: Path, words: Words) -> list[Html]:
    """Return how it stands, a paragraph each, what needs the person before the rest."""
    said = [tag("p", line) for line in _plan(found, words)]
    if found.scheduled is not None and found.by is None:
        gone = words("schedule.show.gone", scheduler=words(f"schedule.name.{found.scheduled.scheduler}"))
        said.append(tag("p", gone, class_="trouble"))
    if found.unmade:
        said += [
            tag("p", words("settings.schedule.unmade", count=found.unmade), class_="trouble"),
            _command(ledger, "run-scheduled"),
        ]
    if found.last is None:
        return [*said, tag("p", words("schedule.show.never"), class_="quiet")]
    runs = [_run(found.last, words)]
    if found.failed is not None and found.failed != found.last:
        runs.append(_run(found.failed, words, "settings.schedule.before"))
    return [*said, *(tag("p", run, class_="quiet") for run in runs)]


def _plan(found: Status, words: Words) -> list[str]:
    scheduled = found.scheduled
    if scheduled is None or found.next is None:
        return [words("schedule.show.left_behind" if found.by else "schedule.none")]
    when = words(f"schedule.every.{scheduled.plan.on or 'day'}", at=f"{scheduled.plan.at:%H:%M}")
    said = [words("settings.schedule.plan", when=when)]
    if scheduled.inbox:
        said.append(words("settings.schedule.takes", folder=quoted(scheduled.inbox, 200)))
    if found.by is None:
        return said
    return [
        *said,
        words("schedule.show.next", next=words.moment(found.next.isoformat())),
        words(f"schedule.by.{found.by}"),
    ]


def _run(run: Run, words: Words, phrase: str = "schedule.show.last") -> str:
    """Return how one run went, in a sentence."""
    moment = words.moment(run.started)
    if not run.ended:
        return words("schedule.show.cut_short", moment=moment)
    ending = f"schedule.exit.{run.exit}"
    return words(
        phrase, moment=moment, imported=run.imported, failed=run.failed, new=run.new_alerts,
        ending=words(ending) if ending in words else str(run.exit),
    )  # fmt: skip


def _command(ledger: Path, command: str) -> Html:
    return tag("pre", tag("code", typed(ledger, command)), tabindex="0")


def _form(book: Casebook, machine: Machine, found: Status, words: Words) -> None:
    """Ask for day, time and folder; what is set stands there already."""
    plan = found.scheduled.plan if found.scheduled else Plan(_MORNING, DAYS[0])
    days = (_EVERY_DAY, *DAYS)
    with st.form("schedule-form", border=False):
        on = st.selectbox(
            words("settings.schedule.day"), days, index=days.index(plan.on), key="schedule-day",
            format_func=lambda day: words(f"settings.schedule.on.{day or 'day'}"),
        )  # fmt: skip
        at = st.time_input(words("settings.schedule.time"), plan.at, key="schedule-time")
        folder = st.text_input(
            words("settings.schedule.folder"), found.scheduled.inbox if found.scheduled else "", key="schedule-folder",
            help=words("settings.schedule.folder_help"),
        )  # fmt: skip
        if st.form_submit_button(words("settings.schedule.keep"), key="schedule-keep"):
            _set(book, machine, Plan(at, on), folder.replace("\0", "").strip(), words)


def _set(book: Casebook, machine: Machine, plan: Plan, folder: str, words: Words) -> None:
    inbox = Path(folder).expanduser() if folder else None
    if inbox is not None and not (inbox.is_absolute() and inbox.is_dir()):
        trouble(words("schedule.set.inbox", path=quoted(folder, 200)))
        return
    ledger = book.ledger.path
    try:
        set_up(book.preferences, prepare(ledger, plan, machine), inbox, machine, wall_time(), words.locale)
    except NoScheduler:
        trouble(words("settings.schedule.by_hand"))
        put(_command(ledger, "run-scheduled"))
    except AlwaysQuiet as error:
        trouble(words("notify.never", at=str(error)))
    except (CannotSchedule, OSError) as error:
        trouble(words("schedule.set.refused", reason=quoted(str(error))))
    else:
        st.rerun()


def _remove(book: Casebook, machine: Machine, words: Words) -> None:
    try:
        take_from_system(book.ledger.path, machine)
    except (CannotSchedule, OSError) as error:
        trouble(words("settings.schedule.stays", reason=quoted(str(error))))
        return
    forget(book.preferences)
    st.rerun()
