"""What the rows rest on: whether their statements add up, which rows belong together and why, what the alerts said."""

from typing import Any

from dashboard.evidence.matter import Matter
from dashboard.present import ShownAlert
from ingest.money import decimal_text
from ingest.notes import Note

CONTRACT = 1


def statements(matter: Matter) -> dict[str, Any]:
    """Return the statements that show rows of the case: period, account, file with its hash, and whether they add up."""
    return {
        "contract": CONTRACT,
        "statements": [
            {
                "file": matter.said(one["file"]),
                "sha256": next(sight.sha256 for sight in matter.sights if sight.statement_id == one["statement_id"]),
                "importer": one["importer"],
                "account": matter.account(one["account"]),
                "currency": one["currency"],
                "first": one["first"],
                "last": one["last"],
                "period_printed": bool(one["printed_period"]),
                "exported_at": one["exported_at"],
                "transactions": one["transactions"],
                "of_the_case": len(
                    {s.row.txn_id for s in matter.sights if s.statement_id == one["statement_id"]}
                ),
                "unread_lines": one["unread"],
                "check": {"status": one["check_status"], "detail": check_detail(matter, one["check_note"])},
            }
            for one in matter.statements
        ],
        "no_statement_shows": list(matter.gone),
    }  # fmt: skip


def check_detail(matter: Matter, stored: str) -> str:
    """Return what was compared, in words."""
    return matter.said(matter.words.note(Note.loads(stored)))


def links(matter: Matter) -> dict[str, Any]:
    """Return the links of the rows and the alerts of the case, each with its reasons.

    Of a row outside the case only day, amount and account are told.
    """
    return {
        "contract": CONTRACT,
        "links": [
            {
                "kind": link["kind"],
                "meaning": _named(matter, "cli.link", link["kind"]),
                "basis": link["basis"],
                "why": _named(matter, "evidence.basis" if link["basis"] == "confirmed" else "cli.basis", link["basis"]),
                "decision": link["decision"],
                "rows": [_side(matter, link[side]) for side in ("left", "right")],
            }
            for link in matter.links
        ],
        "alerts": [_alert(matter, shown) for shown in matter.alerts],
    }


def _side(matter: Matter, identity: str) -> dict[str, Any]:
    own = {row.txn_id: row for row in matter.rows}
    row = own.get(identity) or matter.others.get(identity)
    if row is None:
        return {"id": identity, "in_case": False}
    return {
        "id": identity,
        "in_case": identity in own,
        "day": row.booked_at[:10],
        "amount": decimal_text(row.amount, row.currency),
        "currency": row.currency,
        "account": matter.account(row.account),
    }


def _alert(matter: Matter, shown: ShownAlert) -> dict[str, Any]:
    alert = shown.alert
    return {
        "id": alert.alert_id,
        "kind": alert.kind,
        "severity": alert.severity,
        "state": alert.state,
        "opened_on": alert.opened_on,
        "title": shown.title,
        "told": matter.said(shown.verdict),
        "reasons": [matter.said(reason) for reason in shown.reasons],
        "rows": list(alert.rows),
    }


def _named(matter: Matter, family: str, code: str) -> str:
    key = f"{family}.{code}"
    return matter.words(key) if key in matter.words else code.replace("_", " ")
