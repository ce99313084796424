"""The shapes of JSON answers, as the command-line contract promises them.

Amounts are decimal strings with the currency's digits, money out negative; times ISO 8601; text as printed.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from dashboard.deadlines import deadlines
from dashboard.i18n import Words
from dashboard.present import MONEY_FACTS, ShownAlert, ShownRow
from detect.clocks import Reading, last_safe_day
from detect.finding import Fact
from detect.links.twins import OneAccount
from ingest.money import decimal_text
from ingest.report import FileReport, StatementReport

Answer = dict[str, Any]


def file_answer(report: FileReport, words: Words) -> Answer:
    """Return what became of one file."""
    return {
        "file": report.name,
        "id": report.file_id,
        "sha256": report.sha256,
        "importer": report.importer,
        "status": report.status,
        **{name: getattr(report, name) for name in ("lines", "transactions", "skipped", "unread", "new", "known", "updated")},
        "currency": sorted(report.inflow),
        **{name: _sums(getattr(report, name)) for name in ("inflow", "outflow", "neutral")},
        "statements": [_statement_answer(statement, report, words) for statement in report.statements],
        "warnings": [{"line": line.number, "reason": words.note(line.note)} for line in report.warnings],
        "error": words.error(report.error) if report.error is not None else None,
    }  # fmt: skip


def _sums(sums: Mapping[str, int]) -> dict[str, str]:
    return {currency: decimal_text(amount, currency) for currency, amount in sums.items()}


def _statement_answer(statement: StatementReport, report: FileReport, words: Words) -> Answer:
    return {
        "id": None if report.file_id is None else statement.statement_id,
        "account": statement.account,
        "currency": statement.currency,
        "first": statement.first,
        "last": statement.last,
        "transactions": statement.transactions,
        **checks_answer(statement, words),
    }


def checks_answer(statement: StatementReport, words: Words) -> Answer:
    """Return the verdict on a statement, every comparison it rests on, and the lines where one fails."""
    return {
        "check": {"status": statement.check_status, "detail": words.note(statement.check_note)},
        "checks": [
            {
                "status": result.status,
                "detail": words.note(result.note),
                "lines": [{"line": line.number, "text": line.text} for line in result.lines],
            }
            for result in statement.compared
        ],
    }


def alert_answer(shown: ShownAlert, day: dt.date) -> Answer:
    """Return one alert, its deadlines as they stand on a day; a closed one has none."""
    alert = shown.alert
    clocks = deadlines(shown, day) if alert.state == "open" else ()
    safe = last_safe_day(clocks)
    return {
        "id": alert.alert_id,
        "kind": alert.kind,
        "severity": alert.severity,
        "score": alert.score,
        "state": alert.state,
        "is_new": alert.is_new,
        "amount": decimal_text(alert.amount, alert.currency),
        "currency": alert.currency,
        "opened_on": alert.opened_on,
        "closed_on": alert.closed_on or None,
        "closed_by": alert.closed_by or None,
        "person": alert.person,
        "account": alert.account,
        "title": shown.title,
        "verdict": shown.verdict,
        "facts": _facts(alert.facts, alert.currency),
        "reasons": list(shown.reasons),
        "playbook": {"topic": shown.topic, "jurisdiction": shown.jurisdiction} if shown.topic else None,
        "further_playbooks": [{"topic": topic, "jurisdiction": shown.jurisdiction} for topic in shown.further],
        "triage": {"said": dict(shown.lead.said), "question": shown.lead.ask or None, "end": shown.lead.end or None},
        "snoozed_until": alert.snoozed_until or None,
        "last_safe_day": safe.day.isoformat() if safe else None,
        "act_now": safe.act_now if safe else False,
        "clocks": [clock_answer(reading) for reading in clocks if reading.due],
        "transactions": [row_answer(row) for row in shown.rows],
    }


def clock_answer(reading: Reading) -> Answer:
    """Return one deadline as it stands."""
    return {
        "id": reading.rule.id,
        "who": reading.rule.who,
        "state": reading.state,
        "effect": reading.effect,
        "started": reading.started.isoformat() if reading.started else None,
        "due": reading.due.isoformat() if reading.due else None,
        "days_left": reading.days_left,
        "assumed": reading.assumed,
        "verified": reading.rule.proof.verified,
    }


def _facts(facts: Mapping[str, Fact], currency: str) -> dict[str, Fact]:
    """Return facts with amounts as decimal strings."""
    currency = str(facts.get("currency", currency))
    return {
        name: decimal_text(fact, currency) if name in MONEY_FACTS and isinstance(fact, int) else fact
        for name, fact in facts.items()
    }


def row_answer(row: ShownRow) -> Answer:
    """Return one transaction."""
    return {
        "id": row.txn_id,
        "reference": row.reference,
        "order_reference": row.order_reference,
        "account": row.account,
        "importer": row.importer,
        "booked_at": row.booked_at,
        "amount": decimal_text(row.amount, row.currency),
        "currency": row.currency,
        "counterparty": row.counterparty,
        "description": row.description,
        "status": row.status,
        "file": row.file,
        "line": row.line,
    }


def twin_answer(found: OneAccount) -> Answer:
    """Return an account that came in two formats."""
    return {
        "person": found.person,
        "currency": found.currency,
        "counted": found.counted._asdict(),
        "other": found.other._asdict(),
        "both": found.both,
        "alone": list(found.alone),
    }
