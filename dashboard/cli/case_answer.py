"""Cases on a terminal and for programs."""

import datetime as dt
import shlex
from typing import Any

from dashboard.case_asked import asked
from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import ShownCase, ShownLine
from dashboard.cli.case_clocks import clocks_told, question_answer
from dashboard.cli.contract import clock_answer
from dashboard.cli.state import State
from dashboard.escalation import Rung, escalation
from dashboard.i18n import Words
from detect.case import Case, Money
from detect.clocks import last_safe_day
from ingest.money import decimal_text

_FIGURES = ("at_risk", "claimed", "provisional", "final")


def case_answer(shown: ShownCase, day: dt.date, words: Words) -> dict[str, Any]:
    """Return one case for programs as it stands on a day; amounts are unsigned decimal strings."""
    case = shown.case
    readings = case_deadlines(shown, day)
    safe = last_safe_day(readings)
    return {
        "id": case.case_id, "topic": case.topic, "title": shown.title, "status": case.status, "outcome": case.outcome or None,
        "person": case.person, "account": case.account or None, "opened_on": case.opened_on, "next_on": case.next_on or None,
        "playbook": {"topic": case.topic, "jurisdiction": shown.jurisdiction},
        "alerts": list(case.alerts), "transactions": list(case.rows), "money": [_money(one) for one in case.money],
        "last_safe_day": safe.day.isoformat() if safe else None, "act_now": safe.act_now if safe else False,
        "clocks": [clock_answer(reading) for reading in readings if reading.due],
        "asks": [question_answer(words, question) for question in asked(shown, readings, day)],
        "escalation": [_rung(rung) for rung in escalation(shown, readings, day)],
        "confirmed": case.confirmed, "steps_done": case.steps_done, "evidence": case.evidence,
        "log": [_line(line) for line in shown.lines],
    }  # fmt: skip


def _money(money: Money) -> dict[str, str]:
    figures = {name: decimal_text(getattr(money, name), money.currency) for name in (*_FIGURES, "stake")}
    return {"currency": money.currency, **figures}


def _line(line: ShownLine) -> dict[str, Any]:
    event = line.event
    facts = {
        name: decimal_text(event.amount(), event.text("currency")) if name == "amount" else value
        for name, value in event.facts.items()
    }
    return {
        "line": event.seq,
        "kind": event.kind,
        "at": event.at,
        "noted_at": event.noted_at,
        "struck": line.struck,
        "facts": facts,
    }


def _rung(rung: Rung) -> dict[str, Any]:
    return {
        "body": rung.body,
        "why": rung.why or None,
        "on": rung.on.isoformat() if rung.on else None,
        "clock": rung.clock or None,
    }


def case_card(state: State, shown: ShownCase, day: dt.date) -> None:
    """Print all about one case: where it stands, its money, its log, and what comes next."""
    screen, words, case = state.screen, state.words, shown.case
    screen.say("case.title", style="bold", id=case.case_id, topic=shown.title)
    screen.line(headline(state, case))
    if not case.money:
        screen.say("case.no_money")
    for money in case.money:
        screen.line(" · ".join(figures(state, money)))
    if case.next_on:
        screen.say("case.look_again", day=words.day(case.next_on))
    screen.line()
    screen.table(
        tuple(words(f"case.column.{name}") for name in ("line", "when", "what", "details")),
        [
            (
                str(line.event.seq), words.moment(line.event.at), line.what,
                words("case.struck", text=line.details) if line.struck else line.details,
            )
            for line in shown.lines
        ],
        right=(words("case.column.line"),),
    )  # fmt: skip
    clocks_told(state, shown, day)
    screen.line()
    screen.say("case.playbook", command=playbook_call(state, shown))
    if case.topic == "account-closure" and case.account:
        screen.say("case.closing.first", command=state.call(f"case closing {shlex.quote(case.account)}"))
    if case.status != "closed":
        screen.say("case.log_hint", command=state.call(f"case log {case.case_id}"))


def playbook_call(state: State, shown: ShownCase) -> str:
    """Return the command that opens a case's playbook."""
    language = f" --locale {state.locale}" if state.locale else ""
    return f"walletwatch playbook {shown.case.topic} --jurisdiction {shown.jurisdiction}{language}"


def headline(state: State, case: Case) -> str:
    """Return where a case stands, in one line."""
    facts = {"status": state.words(f"case.status.{case.status}"), "day": state.words.day(case.opened_on)}
    if case.outcome:
        return state.screen.phrase("case.ended", outcome=state.words(f"case.outcome.{case.outcome}"), **facts)
    return state.screen.phrase("case.about" if case.account else "case.about_plain", account=case.account, **facts)


def figures(state: State, money: Money) -> list[str]:
    """Return the four figures that are not zero, each with its name."""
    return [
        f"{state.words(f'case.money.{name}')} {state.words.money(getattr(money, name), money.currency)}"
        for name in _FIGURES
        if getattr(money, name)
    ]


def case_table(state: State, cases: list[ShownCase]) -> None:
    """Print cases, one a row."""
    words = state.words
    state.screen.table(
        ("id", *(words(f"case.column.{name}") for name in ("topic", "status", "stake", "next"))),
        [
            (
                shown.case.case_id, shown.title, words(f"case.status.{shown.case.status}"),
                "; ".join(" · ".join(figures(state, money)) for money in shown.case.money),
                words.day(shown.case.next_on) if shown.case.next_on else "",
            )
            for shown in cases
        ],
    )  # fmt: skip
