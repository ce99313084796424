"""Statements of the ledger, told as an import tells them."""

from collections.abc import Mapping

from ingest.checks import Check
from ingest.notes import Note
from ingest.report import StatementReport


def stored(row: Mapping[str, object], comparisons: Mapping[int, tuple[Check, ...]]) -> StatementReport:
    """Return a stored statement as an import would tell it."""
    text = {name: str(value) for name, value in row.items()}
    return StatementReport(
        statement_id=int(text["statement_id"]),
        account=text["account"],
        currency=text["currency"],
        first=text["first"],
        last=text["last"],
        transactions=int(text["transactions"]),
        check_status=text["check_status"],
        check_note=Note.loads(text["check_note"]),
        checks=comparisons.get(int(text["statement_id"]), ()),
    )
