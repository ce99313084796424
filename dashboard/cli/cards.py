"""An alert on a terminal: verdict and amount first, then why, then the one thing to do next."""

from collections.abc import Iterable
from typing import Final

from rich.text import Text

from dashboard.cli.options import today
from dashboard.cli.screen import Screen
from dashboard.cli.state import State
from dashboard.i18n import Words
from dashboard.present import ShownAlert, ShownRow
from dashboard.punctuation import clauses
from dashboard.timetable import Timetable, Told, timetable
from dashboard.urgency import URGENCIES, urgency
from ingest.text import visible

_STYLES: Final = {"now": "bold red", "soon": "bold yellow", "ask": "bold yellow", "watch": "bold blue"}
_MARKS: Final = {"now": "●", "soon": "○", "ask": "○", "watch": "·"}


def card(state: State, shown: ShownAlert, *, answers: bool = True) -> None:
    """Print one alert; `answers` says that the person can answer it in this ledger."""
    screen, alert = state.screen, shown.alert
    words = screen.words
    headline = timetable(shown, words, today()).headline
    level = _level(shown, words)
    head = Text(f"{_MARKS[level]} {_urgency(screen, shown, level)}", style=_STYLES[level])
    head.append(f"  {visible('  '.join(filter(None, (_stake(screen, shown), shown.title))))}", style="bold")
    screen.draw(head)
    screen.line(shown.verdict, indent=2)
    if shown.reasons:
        screen.line(screen.phrase("cli.card.why", reasons=words("cli.card.between").join(shown.reasons)), indent=2)
    if headline:
        screen.line(screen.phrase("deadline.line", when=headline.text, name=headline.told.name), indent=2)
    if shown.topic:
        screen.line(screen.phrase("cli.card.next", command=playbook_call(state, shown)), indent=2)
    for topic in shown.further:
        screen.line(screen.phrase("cli.card.also", command=playbook_call(state, shown, topic)), indent=2)
    if (case := shown.in_hand) is not None:
        call = state.call(f"case show {case.case_id}")
        screen.line(screen.phrase("case.alert.in_one", id=case.case_id, command=call), indent=2)
        return
    if shown.lead.ask and alert.state == "open":
        call = state.call(f"alerts triage {alert.alert_id}")
        screen.line(screen.phrase("cli.card.triage", command=call), indent=2)
    if alert.kind == "statement_gap" and alert.state == "open":
        screen.line(screen.phrase("cli.card.next", command=state.call("import FILE")), indent=2)
    if answers and alert.state == "open":
        asked = screen.phrase(by_kind(screen, "cli.ask", alert.kind), command=state.call(f"answer {alert.alert_id}"))
        screen.line(asked, indent=2)


def _level(shown: ShownAlert, words: Words) -> str:
    """Return how pressing an alert is; what is done with presses nobody."""
    if shown.alert.state != "open":
        return "watch"
    return urgency(shown, timetable(shown, words, today()).headline)


def _urgency(screen: Screen, shown: ShownAlert, level: str) -> str:
    """Return how pressing an alert is in words; of one that is done with, how it ended, of one in hand, how its case stands."""
    if shown.alert.state != "open":
        return screen.words(f"page.closed.{shown.alert.closed_by or 'rows'}")
    case = shown.in_hand
    return screen.words(f"case.status.{case.status}" if case else f"page.urgency.{level}")


def _stake(screen: Screen, shown: ShownAlert) -> str:
    """Return the money at stake; days without a statement have none that is known."""
    return screen.words.money(shown.alert.amount, shown.alert.currency) if shown.alert.amount else ""


def by_kind(screen: Screen, key: str, kind: str) -> str:
    """Return the key of the phrase for this kind of alert, or of the one for all."""
    own = f"{key}.{kind}"
    return own if own in screen.words else f"{key}.any"


def playbook_call(state: State, shown: ShownAlert, topic: str = "") -> str:
    """Return the command that opens an alert's playbook, or another one that helps beside it."""
    language = f" --locale {state.locale}" if state.locale else ""
    return f"walletwatch playbook {topic or shown.topic} --jurisdiction {shown.jurisdiction}{language}"


def listing(screen: Screen, alerts: Iterable[ShownAlert]) -> None:
    """Print alerts as a table, one a row."""
    screen.table(
        ("pressing", "amount", "what", "id"),
        [
            (
                _urgency(screen, shown, _level(shown, screen.words)),
                _stake(screen, shown),
                shown.verdict,
                shown.alert.alert_id,
            )
            for shown in alerts
        ],
        right=("amount",),
    )


def rows_table(screen: Screen, rows: Iterable[ShownRow]) -> None:
    """Print transactions; the currency stands in the heading where there is only one."""
    rows = list(rows)
    words = screen.words
    currencies = {row.currency for row in rows}
    single = len(currencies) == 1
    heading = words("cli.column.amount_in", currency=next(iter(currencies))) if single else words("cli.column.amount")
    screen.table(
        ("number", "when", heading, "counterparty", "account", "txn_status"),
        [
            (
                str(number), words.moment(row.booked_at),
                words.number(row.amount, row.currency) if single else words.money(row.amount, row.currency),
                row.counterparty or row.description, row.account, screen.named("cli.txn", row.status),
            )
            for number, row in enumerate(rows, start=1)
        ],
        right=("number", heading),
    )  # fmt: skip


def places_table(screen: Screen, rows: Iterable[ShownRow]) -> None:
    """Print where each of these transactions was read, and its id."""
    screen.table(
        ("number", "where", "id"),
        [
            (str(number), screen.phrase("cli.where", file=row.file, line=row.line), row.txn_id)
            for number, row in enumerate(rows, start=1)
        ],
        right=("number",),
    )


def clocks_list(screen: Screen, table: Timetable) -> None:
    """Print all deadlines that have begun, with what the end of each means."""
    groups = (("ours", table.ours), ("passed", table.passed), ("theirs", table.theirs), ("waits", table.waits))
    for name, clocks in groups:
        if clocks:
            screen.line()
            screen.say(f"deadline.{name}", style="bold")
            if name == "passed":
                screen.line(table.helps)
            for told in clocks:
                screen.line(_clock_line(screen, told), indent=2)


def _clock_line(screen: Screen, told: Told) -> str:
    marks = [screen.words("page.playbook.unverified")] if not told.verified else []
    marks += [screen.words("deadline.assumed")] if told.assumed else []
    said = screen.phrase("deadline.told", name=told.name, when=told.when.rstrip(".。"), effect=told.effect)
    return screen.phrase("deadline.marked", said=said, mark=clauses(marks, screen.words)) if marks else said


def count_line(screen: Screen, alerts: Iterable[ShownAlert]) -> str:
    """Return how many alerts there are of each urgency, in words."""
    levels = [_level(shown, screen.words) for shown in alerts]
    return screen.words("cli.counted.between").join(
        screen.words(f"cli.counted.{level}", count=levels.count(level)) for level in URGENCIES if level in levels
    )
