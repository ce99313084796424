"""Forgetting what a casebook knows of accounts that are taken away: findings, answers, links, promises, cases."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from detect.case_tables import erase
from detect.casebook import Casebook
from ingest.resolve import listed

_GONE: Final = "(SELECT item FROM temp.gone)"
_BY_ROW: Final = (
    f"DELETE FROM answers WHERE txn_id IN {_GONE}",
    f"DELETE FROM answers_before WHERE txn_id IN {_GONE}",
    f"DELETE FROM links WHERE left_id IN {_GONE} OR right_id IN {_GONE}",
    f"DELETE FROM link_decisions WHERE left_id IN {_GONE} OR right_id IN {_GONE}",
    f"DELETE FROM link_questions WHERE left_id IN {_GONE} OR right_id IN {_GONE}",
    f"DELETE FROM debit_answers WHERE txn_id IN {_GONE}",
    f"DELETE FROM debit_questions WHERE question_id IN (SELECT question_id FROM debit_question_rows WHERE txn_id IN {_GONE})",
    f"DELETE FROM promises WHERE txn_id IN {_GONE}",
    f"DELETE FROM alerts WHERE alert_id IN (SELECT alert_id FROM alert_rows WHERE txn_id IN {_GONE})",
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many findings and cases went."""

    alerts: int
    cases: int


def forget(
    casebook: Casebook, accounts: Collection[tuple[str, str]], rows: Collection[str], person: str = ""
) -> Forgotten:
    """Forget accounts, given as (person, label), and their rows; of a whole `person` also what names no account.

    Runs inside a block that writes.
    """
    connection = casebook.ledger.connection
    before = _count(connection)
    cases = [
        case.case_id
        for case in casebook.cases.list()
        if (case.person, case.account) in accounts
        or (person and case.person == person)
        or not set(rows).isdisjoint(case.rows)
    ]
    for case_id in cases:
        erase(connection, case_id)
    listed(connection, "gone", set(rows))
    for statement in _BY_ROW:
        connection.execute(statement)
    for table in ("alerts", "scanned", "debit_questions"):
        connection.executemany(f"DELETE FROM {table} WHERE person = ? AND account = ?", list(accounts))
    connection.executemany("DELETE FROM debit_questions WHERE person = ? AND wallet = ?", list(accounts))
    if person:
        for table in ("promises", "cancellations"):
            connection.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
    for table in ("answers", "answers_before"):
        connection.execute(f"DELETE FROM {table} WHERE alert_id NOT IN (SELECT alert_id FROM alerts)")
    return Forgotten(before - _count(connection), len(cases))


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM alerts").fetchone()[0])
