"""Account-theft mode on a terminal and for programs: the suspicious rows by time, what they add up to, what to freeze first."""

from collections.abc import Mapping
from typing import Any

from dashboard.cli.contract import row_answer
from dashboard.cli.state import State
from dashboard.i18n import Words
from dashboard.present import Presenter
from dashboard.punctuation import strung
from detect.incident import Incident, Step, Touched
from ingest.money import decimal_text


def incident_answer(seen: Incident, presenter: Presenter) -> dict[str, Any]:
    """Return the timeline as JSON; money out is negative, what is at risk has no sign, as the stake of an alert."""
    return {
        "on": seen.on.isoformat(),
        "first_day": seen.first_day.isoformat(),
        "last_day": seen.last_day.isoformat(),
        "rows": [_step_answer(step, presenter) for step in seen.steps],
        "summary": {
            "payments": seen.payments,
            "first": seen.first or None,
            "last": seen.last or None,
            "out": _texts(seen.out, -1),
            "pending": _texts(seen.pending, -1),
            "back": _texts(seen.back, 1),
            "freeze_first": [_account_answer(one) for one in seen.accounts],
        },
        "left_out": seen.left_out,
        "short_history": list(seen.young),
    }


def _step_answer(step: Step, presenter: Presenter) -> dict[str, Any]:
    row = presenter.found(step.txn_id)
    return {
        **row_answer(row),
        "score": step.score,
        "signs": [reason.code for reason in step.reasons],
        "reasons": [presenter.reason(reason, row.currency) for reason in step.reasons],
        "counts": step.out,
        "total": _texts(step.total, -1),
    }


def _account_answer(one: Touched) -> dict[str, Any]:
    sums = {"out": -one.out, "through": -one.through, "pending": -one.pending, "back": one.back, "at_risk": one.at_risk}
    return {
        **{name: getattr(one, name) for name in ("person", "account", "currency", "payments", "first", "last")},
        **{name: decimal_text(amount, one.currency) for name, amount in sums.items()},
        "methods": list(one.methods),
    }


def _texts(sums: Mapping[str, int], sign: int) -> dict[str, str]:
    return {currency: decimal_text(sign * amount, currency) for currency, amount in sums.items()}


def tell_incident(state: State, seen: Incident, presenter: Presenter) -> None:
    """Print the timeline and the summary for the case."""
    screen, words = state.screen, state.words
    days = {"day": words.day(seen.on), "first": words.day(seen.first_day), "last": words.day(seen.last_day)}
    screen.say("cli.incident.title" if seen.steps else "cli.incident.none", style="bold", **days)
    if seen.young:
        screen.say("cli.incident.young", people=strung(seen.young, screen.words))
    for number, step in enumerate(seen.steps, start=1):
        _tell_step(state, number, step, presenter)
    screen.line()
    if seen.left_out:
        screen.say("cli.incident.left_out", count=seen.left_out)
        screen.line()
    if seen.steps:
        _tell_summary(state, seen)


def _tell_step(state: State, number: int, step: Step, presenter: Presenter) -> None:
    screen, words = state.screen, state.words
    row = presenter.found(step.txn_id)
    screen.line()
    screen.hanging(
        screen.phrase(
            "cli.incident.row", number=number, moment=words.moment(row.booked_at), account=row.account,
            amount=words.money(row.amount, row.currency) if row.amount else words("cli.incident.no_money"),
            name=row.counterparty or row.description,
        )
    )  # fmt: skip
    reasons = words("cli.card.between").join(presenter.reason(reason, row.currency) for reason in step.reasons)
    screen.line(screen.phrase("cli.card.why", reasons=reasons), indent=3)
    if step.out:
        screen.line(screen.phrase("cli.incident.total", sums=_sums(words, step.total)), indent=3)


def _tell_summary(state: State, seen: Incident) -> None:
    screen, words = state.screen, state.words
    screen.say("cli.incident.summary", style="bold")
    first, last = words.day(seen.first), words.day(seen.last)
    screen.say("cli.incident.payments", count=seen.payments, first=first, last=last)
    for name in ("out", "pending", "back"):
        if sums := getattr(seen, name):
            screen.say(f"cli.incident.{name}", sums=_sums(words, sums))
    if seen.accounts:
        screen.say("cli.incident.freeze")
    for number, one in enumerate(seen.accounts, start=1):
        facts = {"account": one.account, "count": one.payments, "risk": words.money(one.at_risk, one.currency)}
        days = {"first": words.day(one.first), "last": words.day(one.last)}
        screen.hanging(screen.phrase("cli.incident.account", number=number, **facts, **days))
        if one.methods:
            screen.line(screen.phrase("cli.incident.methods", methods=strung(one.methods, screen.words)), indent=3)
    screen.say("cli.incident.playbook", command=state.call("playbook account-theft"))
    screen.line()


def _sums(words: Words, sums: Mapping[str, int]) -> str:
    return " · ".join(words.money(amount, currency) for currency, amount in sums.items())
