"""Taking a file into the ledger, and taking it out again.

Everything here runs inside one write transaction of the caller, so a file goes in whole or not at all.
"""

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest import accounts, choices
from ingest.balances import ends
from ingest.checks import checks, dumps, loads, verdict
from ingest.identity import GIVEN, given_key, key_digest, txn_id
from ingest.notes import Note, note
from ingest.report import FileReport, StatementReport
from ingest.resolve import NEWEST_FIRST, listed, posted_but_gone, resolve
from ingest.sighting import VALUES
from ingest.source import Source
from ingest.statement import INFLOW, OUTFLOW, AccountHint, Line, Statement
from ingest.tables import joined

_STAMPS: Final = ("booked_at", "instant", "value_on")
_UNDATED: Final = "0"  # age of a statement that says nothing of its time: older than all that do
_SIGHTING: Final = ("statement_id", "line", "key", "txn_id", "covered", "by_reference", *VALUES, "cells")
_ADD_SIGHTING: Final = f"INSERT INTO sightings ({', '.join(_SIGHTING)}) VALUES ({', '.join('?' * len(_SIGHTING))})"
_SHARED_NUMBER: Final = 2  # rows that may bear one reference, such as a payment and its fee, before it says nothing


def add(
    connection: sqlite3.Connection, source: Source, importer: str, statements: Sequence[Statement], *, change_id: int,
    label: str | None = None, person: str | None = None,
) -> FileReport:  # fmt: skip
    """Store a parsed file and resolve its rows against everything the ledger holds."""
    report = FileReport(source.name, source.sha256, importer, status="imported")
    for statement in statements:
        report.lines += len(statement.rows) + len(statement.skipped) + len(statement.unread) - statement.batched
    report.file_id = _insert(
        connection, "files", name=source.name, sha256=source.sha256, size=len(source.data), importer=importer,
        lines=report.lines, label=label, person=person, date_order=source.date_order, change_id=change_id,
    )  # fmt: skip
    keys = [[key_digest(key) for key in statement.keys] for statement in statements]
    crowded = _crowded(connection, [key for own in keys for key in own])
    touched: set[int] = set()
    said: list[tuple[AccountHint, int]] = []
    for statement, own in zip(statements, keys, strict=True):
        hint = statement.account
        found = accounts.resolve(connection, hint, label, person, touched)
        if not hint.label and (label or (person and hint.number)):
            said.append((hint, found.account_id))
        remarks = [*statement.warnings, *([Line(0, found.remark, "")] if found.remark else [])]
        _add_statement(connection, replace(statement, warnings=remarks), own, report, found)
        touched.add(found.account_id)
    choices.remember(connection, report.file_id, said)
    listed(connection, "crowded", crowded)
    connection.execute(_ADD_ALONE, (report.file_id,))
    resolve(connection, crowded, touched)
    _count(connection, report)
    report.warnings += [
        Line(0, note("posted_vanished", file=name, line=line), "")
        for name, line in posted_but_gone(connection, report.file_id)
    ]
    return report


def _crowded(connection: sqlite3.Connection, keys: list[str]) -> set[str]:
    """Return the keys of more than one row: of this file, or of the ledger before it. The others need no resolving."""
    counts = Counter(keys)
    if connection.execute("SELECT 1 FROM sightings LIMIT 1").fetchone() is None:  # the first file of a ledger
        return {key for key, count in counts.items() if count > 1}
    listed(connection, "keys", {*keys, *map(txn_id, keys)})
    known = {
        item
        for (item,) in connection.execute(
            """SELECT item FROM temp.keys JOIN sightings ON key = item
               UNION SELECT item FROM temp.keys JOIN sightings ON txn_id = item"""
        )
    }
    return {key for key, count in counts.items() if count > 1 or key in known or txn_id(key) in known}


_ADD_ALONE: Final = """
    INSERT INTO transactions (txn_id, sighting_id) SELECT txn_id, sighting_id FROM sightings JOIN statements USING (statement_id)
    WHERE file_id = ? AND key NOT IN (SELECT item FROM temp.crowded) ORDER BY sighting_id
"""


def _insert(connection: sqlite3.Connection, table: str, **values: Any) -> int:  # noqa: ANN401
    names = ", ".join(values)
    cursor = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
    )
    return int(cursor.lastrowid or 0)


def _add_statement(
    connection: sqlite3.Connection, statement: Statement, keys: list[str], report: FileReport, found: accounts.Found
) -> None:
    rows, flows, results = statement.rows, _flows(statement), checks(statement)
    decided = verdict(results)
    first_row, last_row = (_iso(rows["booked_at"].min()), _iso(rows["booked_at"].max())) if len(rows) else (None, None)
    currency = statement.account.currency or (str(rows["currency"].iloc[0]) if len(rows) else "")
    opening, closing = ends(statement)
    statement_id = _insert(
        connection, "statements", file_id=report.file_id, account_id=found.account_id, currency=currency,
        first=_iso(statement.first), last=_iso(statement.last), first_row=first_row, last_row=last_row, opening=opening, closing=closing,
        exported_at=_iso(statement.exported_at), age=_age(statement, last_row, report.importer), filtered=statement.filtered,
        transactions=len(rows), check_status=decided.status, check_note=decided.note.dumps(), flows=json.dumps(flows),
        checks=dumps(results),
    )  # fmt: skip
    for state, lines in (
        ("skipped", statement.skipped),
        ("unread", statement.unread),
        ("warning", statement.warnings),
    ):
        connection.executemany(
            "INSERT INTO set_aside VALUES (?, ?, ?, ?, ?)",
            [(statement_id, line.number, state, line.note.dumps(), line.text) for line in lines],
        )
    connection.executemany(_ADD_SIGHTING, _sightings(statement, statement_id, keys))
    (name,) = connection.execute("SELECT label FROM accounts WHERE account_id = ?", (found.account_id,)).fetchone()
    first, last = (_iso(statement.first) or first_row or "")[:10], (_iso(statement.last) or last_row or "")[:10]
    report.statements.append(
        StatementReport(statement_id, name, currency, first, last, len(rows), *decided[:2], results, found.may_be)
    )
    report.transactions += len(rows)
    report.skipped += len(statement.skipped)
    report.unread += len(statement.unread)
    report.warnings += [*statement.unread, *statement.warnings]
    report.left["unread"] += statement.unread
    report.left["skipped"] += statement.skipped
    _sum_up(report, flows)


def _flows(statement: Statement) -> dict[str, dict[str, int]]:
    """Sum the rows as the statement counts them, by currency: inflow positive, outflow negative, neutral unsigned."""
    codes = statement.rows["currency"].astype("str").to_numpy(dtype=object)
    amounts = statement.rows["amount"].abs().to_numpy()
    flows = {}
    for code in sorted(set(codes)):
        sums = {flow: int(amounts[(codes == code) & (statement.flow == flow)].sum()) for flow in (INFLOW, OUTFLOW, 0)}
        flows[code] = {"inflow": sums[INFLOW], "outflow": -sums[OUTFLOW], "neutral": sums[0]}
    return flows


def _sum_up(report: FileReport, flows: dict[str, dict[str, int]]) -> None:
    for code, sums in flows.items():
        for total, amount in (
            (report.inflow, sums["inflow"]),
            (report.outflow, sums["outflow"]),
            (report.neutral, sums["neutral"]),
        ):
            total[code] = total.get(code, 0) + amount


def _age(statement: Statement, last_row: str | None, importer: str) -> str:
    """Return what orders statements from old to new: export time, else the period's end, else the last row.

    Our own canonical CSV repeats what another export said, so it never outranks one; and a file of our own export, whose
    rows carry our ids, never outranks a canonical file that somebody wrote.
    """
    exported = importer == "canonical" and any(key.startswith(GIVEN) for key in statement.keys)
    rank = "1" if importer != "canonical" else "" if exported else "0"
    return f"{rank} {_iso(statement.exported_at) or _iso(statement.last) or last_row or _UNDATED}"


def _sightings(statement: Statement, statement_id: int, keys: list[str]) -> list[tuple[Any, ...]]:
    """Return the rows to store, by key, so that the indexes grow at their ends."""
    rows = statement.rows
    stored = zip(
        [statement_id] * len(rows),
        rows["line"].tolist(),
        keys,
        map(txn_id, keys),  # as if it were alone; `resolve` moves the others
        _covered(statement).tolist(),
        _by_reference(statement, keys).tolist(),
        *(_stored(rows[name]) for name in VALUES),
        map(joined, statement.cells),
        strict=True,
    )
    return sorted(stored, key=itemgetter(2))


def _stored(column: "pd.Series[Any]") -> list[Any]:
    """Return a column as SQLite values: microseconds, integers, texts, None."""
    if column.name in _STAMPS:
        stamps = column.dt.tz_convert("UTC").dt.tz_localize(None) if column.name == "instant" else column
        return _or_none(stamps.to_numpy().astype("datetime64[us]").astype(np.int64), column.isna().to_numpy())
    if str(column.dtype) == "Int64":
        return _or_none(column.fillna(0).to_numpy(dtype=np.int64), column.isna().to_numpy())
    plain: list[Any] = column.tolist()
    return plain


def _or_none(values: np.ndarray, missing: np.ndarray) -> list[Any]:
    if missing.all():
        return [None] * len(values)
    kept: list[Any] = values.tolist()
    for n in np.flatnonzero(missing).tolist():
        kept[n] = None
    return kept


def _by_reference(statement: Statement, keys: list[str]) -> np.ndarray:
    """Tell which keys rest on a number that names one payment: not one that the file itself gives to several."""
    references = statement.rows["reference"].tolist()
    keyed, counts = Counter(keys), Counter(references)
    shared = [
        keyed[key] > 1 or (counts[number] > _SHARED_NUMBER and bool(number))
        for key, number in zip(keys, references, strict=True)
    ]
    return np.asarray(statement.has_reference & ~np.array(shared, dtype=bool), dtype=bool)


def _covered(statement: Statement) -> np.ndarray:
    """Tell for each row whether the statement shows its whole day, so that its count of equal rows is the true one.

    Rows with a time of day are told apart by it. For days without times: inside the printed period, if the export was
    made after the day was over; and always strictly between the first and the last day that occur.
    """
    rows = statement.rows
    if rows.empty:
        return np.zeros(0, dtype=bool)
    days = rows["booked_at"].to_numpy().astype("datetime64[D]")
    covered = rows["has_time"].to_numpy() | ((days > days.min()) & (days < days.max()))
    if statement.first is not None and statement.last is not None:
        over = days + np.timedelta64(1, "D")
        printed = (days >= np.datetime64(statement.first)) & (
            over <= np.datetime64(statement.last + dt.timedelta(seconds=1))
        )
        if statement.exported_at is not None:
            printed &= over <= np.datetime64(statement.exported_at)
        covered |= printed
    return np.asarray(covered, dtype=bool)


def _count(connection: sqlite3.Connection, report: FileReport) -> None:
    """Say of every row of the file whether it is new, known, or changed what the ledger shows."""
    verdicts = connection.execute(_VERDICTS, {"file": report.file_id}).fetchall()
    report.known = sum(1 for *_, known, changed, _ in verdicts if known and not changed)
    report.updated = sum(1 for *_, changed, _ in verdicts if changed)
    report.new = report.transactions - report.known - report.updated
    report.warnings += [
        Line(line, note("possible_overlap"), "") for line, known, _, doubtful in verdicts if doubtful and not known
    ]


# For each row of a file that may not be alone: does another file show it too, and does this one change what is shown?
_VERDICTS: Final = f"""
    WITH own AS (
        SELECT s.* FROM temp.crowded c JOIN sightings s ON s.key = c.item JOIN statements st USING (statement_id)
        WHERE st.file_id = :file AND s.live),
    other AS (
        SELECT s.*, row_number() OVER (PARTITION BY s.txn_id ORDER BY {NEWEST_FIRST}) AS place
        FROM own JOIN sightings s ON s.txn_id = own.txn_id JOIN statements st ON st.statement_id = s.statement_id
        WHERE st.file_id <> :file AND s.live)
    SELECT own.line, other.place IS NOT NULL,
           other.place IS NOT NULL AND t.sighting_id = own.sighting_id AND ({" OR ".join(f"own.{name} IS NOT other.{name}" for name in VALUES)}),
           t.overlap_of IS NOT NULL OR EXISTS (SELECT 1 FROM transactions twin WHERE twin.overlap_of = own.txn_id)
    FROM own JOIN transactions t ON t.txn_id = own.txn_id LEFT JOIN other ON other.txn_id = own.txn_id AND other.place = 1
"""


def remove(connection: sqlite3.Connection, file_id: int) -> None:
    """Take a file's sightings out; a transaction lives while one sighting remains."""
    touched = _touched(connection, file_id)
    connection.execute("DELETE FROM files WHERE file_id = ?", (file_id,))
    settle(connection, *touched)
    accounts.forget_unused(connection)


def retire(connection: sqlite3.Connection, file_id: int, change_id: int) -> None:
    """Set a file's sightings aside, to be restored if the change is taken back."""
    connection.execute("UPDATE files SET retired_by = ? WHERE file_id = ?", (change_id, file_id))
    _set_live(connection, file_id, live=False)


def restore(connection: sqlite3.Connection, file_id: int) -> None:
    """Bring a retired file back."""
    connection.execute("UPDATE files SET retired_by = NULL WHERE file_id = ?", (file_id,))
    _set_live(connection, file_id, live=True)


def _set_live(connection: sqlite3.Connection, file_id: int, *, live: bool) -> None:
    connection.execute(
        "UPDATE sightings SET live = ? WHERE statement_id IN (SELECT statement_id FROM statements WHERE file_id = ?)",
        (live, file_id),
    )
    settle(connection, *_touched(connection, file_id))


def _touched(connection: sqlite3.Connection, file_id: int) -> tuple[set[str], set[str], set[int]]:
    """Return the keys, transactions and accounts of a file."""
    rows = connection.execute(
        "SELECT key, txn_id, account_id FROM sightings JOIN statements USING (statement_id) WHERE file_id = ?",
        (file_id,),
    ).fetchall()
    return {key for key, *_ in rows}, {identity for _, identity, _ in rows}, {account for *_, account in rows}


def describe(connection: sqlite3.Connection, report: FileReport) -> FileReport:
    """Fill a report from what the ledger already holds of its file; every row counts as known."""
    for statement_id, account, currency, first, last, count, status, said, flows, results in connection.execute(
        """SELECT statement_id, label, statements.currency, coalesce(first, first_row, ''), coalesce(last, last_row, ''), transactions,
                  check_status, check_note, flows, checks
           FROM statements JOIN accounts USING (account_id) WHERE file_id = ? ORDER BY statement_id""",
        (report.file_id,),
    ):
        decided = (status, Note.loads(said), loads(results))
        report.statements.append(
            StatementReport(statement_id, account, currency, first[:10], last[:10], count, *decided)
        )
        report.transactions += count
        _sum_up(report, json.loads(flows))
    for state, line, said, text in connection.execute(
        "SELECT state, line, note, text FROM set_aside JOIN statements USING (statement_id) WHERE file_id = ? ORDER BY line",
        (report.file_id,),
    ):
        report.skipped += state == "skipped"
        report.unread += state == "unread"
        found = Line(line, Note.loads(said), text)
        if state in report.left:
            report.left[state].append(found)
        if state != "skipped":
            report.warnings.append(found)
    report.known = report.transactions
    return report


def reassign(connection: sqlite3.Connection, account: int) -> None:
    """Resolve an account again after it was merged or given to another person."""
    keys = connection.execute(
        "SELECT DISTINCT key FROM sightings JOIN statements USING (statement_id) WHERE account_id = ?", (account,)
    ).fetchall()
    resolve(connection, {key for (key,) in keys}, [account])


def settle(connection: sqlite3.Connection, keys: set[str], identities: set[str], touched: set[int]) -> None:
    """Resolve keys again after sightings left, and drop transactions that nothing shows any more."""
    listed(connection, "orphans", identities)
    connection.execute("DELETE FROM transactions WHERE txn_id IN (SELECT item FROM temp.orphans)")
    resolve(connection, keys.union(map(given_key, identities)), touched)  # rows that bring one of these ids


def _iso(moment: Any) -> str | None:  # noqa: ANN401
    return None if moment is None else pd.Timestamp(moment).strftime("%Y-%m-%d %H:%M:%S")
