"""The running balance: the one that follows from the amounts best, and only if it stands after each line."""

from collections.abc import Sequence

from ingest.guess.columns import Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.parts.figures import prove


def find_balance(inquiry: Inquiry, balances: Sequence[Column]) -> None:
    """Find the balance among columns whose headings say that they are, if none proved the amounts already."""
    if "balance" not in inquiry.roles and balances:
        inquiry.give(balance=max(balances, key=lambda column: _merit(inquiry, column)))


def _merit(inquiry: Inquiry, column: Column) -> tuple[float, float, int]:
    used = inquiry.moved()
    proof = prove(inquiry, used, column) if used else None
    return proof.hits / max(1, proof.steps) if proof else 0, column.filled, -column.place


def drop_balance_before(inquiry: Inquiry) -> None:
    """Leave out a balance printed as it stood before each line: it is no running balance of the rows."""
    if "balance" in inquiry.roles and prove(inquiry, inquiry.moved(), inquiry.column("balance")).before:
        del inquiry.roles["balance"]
