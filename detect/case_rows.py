"""What a row of the ledger must be to stand in a case: money that left, a credit that stays, or one taken back."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import pandas as pd

from detect.case import Case
from detect.case_event import CaseRefused, Event
from detect.context import Context, Settings
from detect.provisional import DAYS, FINAL, standing
from detect.view import View

CREDITS: Final = frozenset({"credited", "credit_provisional"})


def at_stake(frame: pd.DataFrame, rows: Sequence[str]) -> dict[str, tuple[list[str], int]]:
    """Return what left by some rows (txn_ids), by currency: the rows, and their sum in minor units, unsigned.

    Raises:
        CaseRefused: no_row, not_spent.
    """
    found: dict[str, tuple[list[str], int]] = {}
    for identity in dict.fromkeys(rows):
        row = _row(frame, identity)
        amount = int(row["amount"])
        if amount >= 0:
            raise CaseRefused("not_spent", txn_id=identity)
        ids, spent = found.get(str(row["currency"]), ([], 0))
        found[str(row["currency"])] = ([*ids, identity], spent - amount)
    return found


def check_credit(frame: pd.DataFrame, case: Case, event: Event, today: dt.date) -> None:
    """Check a line that says which row brought money back, or took it again.

    A credit that a dispute's words name is back for good once the time for taking it back is over, or the bank has
    said yes in writing after it.

    Raises:
        CaseRefused: no_row, other_currency, not_credit, not_debit, too_much, may_go_until.
    """
    identity = event.text("txn_id")
    row = _row(frame, identity)
    amount = int(row["amount"])
    if str(row["currency"]) != event.text("currency"):
        raise CaseRefused("other_currency", currency=row["currency"], txn_id=identity)
    if (amount > 0) is not (event.kind in CREDITS) or not row["moved"]:
        raise CaseRefused("not_credit" if event.kind in CREDITS else "not_debit", txn_id=identity)
    if event.amount() > abs(amount):
        raise CaseRefused("too_much", txn_id=identity)
    booked = row["booked_at"].date()
    if event.kind != "credited" or _agreed(case, booked):
        return
    view = View.of(frame, Context(), today, Settings())
    if identity in view.position and standing(view, view.position[identity]) != FINAL:
        raise CaseRefused("may_go_until", day=booked + dt.timedelta(days=DAYS))


def _agreed(case: Case, since: dt.date) -> bool:
    return any(
        event.kind == "answered"
        and event.text("answer") == "accepted"
        and event.facts.get("in_writing") is True
        and event.day >= since
        for event in case.live
    )


def _row(frame: pd.DataFrame, identity: str) -> "pd.Series[str]":
    found = frame[frame["txn_id"] == identity]
    if found.empty:
        raise CaseRefused("no_row", txn_id=identity)
    return found.iloc[0]
