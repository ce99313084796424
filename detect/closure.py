"""What is still open on an account that somebody wants to close, as far as its statements show. Pure.

Statements end before today, so every finding carries the day it speaks of; `until` says how far they reach.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from detect.context import Context
from detect.coverage import Covered
from detect.institutions import CREDIT_LINE
from detect.promises.listing import expected
from detect.promises.promise import KEPT
from detect.subscriptions import subscriptions

# until: how far the statements reach. balance: money in it. owed: what a card or credit line still wants. refund: promised and not back.
# pending: not booked yet. on_credit: paid by the wallet's own credit line lately. regular: taken from it again and again.
KINDS: Final = ("until", "balance", "owed", "refund", "pending", "on_credit", "regular")
_LENDERS: Final = frozenset({"credit_card", "credit_line"})
_LATELY: Final = dt.timedelta(days=62)  # two bills: what was bought on credit before that has been asked for


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """One thing to settle first. `amount` is in minor units, unsigned, 0 where none is known; `day` ISO; `name` as printed."""

    kind: str  # of KINDS
    amount: int = 0
    currency: str = ""
    day: str = ""
    name: str = ""
    rows: tuple[str, ...] = ()


def open_ends(frame: pd.DataFrame, context: Context, person: str, account: str, as_of: dt.date) -> tuple[OpenEnd, ...]:
    """Return what is still open on an account, in the order of `KINDS`; other arguments as for `scan`."""
    seen = frame[frame["booked_at"] < pd.Timestamp(as_of) + pd.Timedelta(days=1)]
    own = seen[(seen["person"] == person) & (seen["account"] == account)]
    accounts = context.accounts
    kind = "".join(accounts.loc[(accounts["person"] == person) & (accounts["label"] == account), "kind"][:1])
    until = Covered(context).until(person, account)
    reach = () if until is None else (OpenEnd("until", day=until.isoformat()),)
    return (
        *reach,
        *_balances(own, lender=kind in _LENDERS),
        *_refunds(frame, context, person, account, as_of, frozenset(own["txn_id"])),
        *_pending(own, as_of),
        *_on_credit(own, as_of),
        *_regular(frame, context, person, account, as_of),
    )


def _balances(own: pd.DataFrame, *, lender: bool) -> Iterator[OpenEnd]:
    """Yield the last balance of each currency; of a card or credit line, what is owed stands below zero."""
    printed = own[own["balance"].notna()]
    for currency, rows in printed.groupby("currency", observed=True):
        last = rows.iloc[-1]
        balance = int(last["balance"])
        if balance:
            kind = "owed" if lender and balance < 0 else "balance"
            yield OpenEnd(
                kind, abs(balance), str(currency), last["booked_at"].date().isoformat(), rows=(str(last["txn_id"]),)
            )


def _refunds(
    frame: pd.DataFrame, context: Context, person: str, account: str, as_of: dt.date, own: frozenset[str]
) -> Iterator[OpenEnd]:
    """Yield money that was promised back and has not come, to this account or for what it paid."""
    for promise in expected(frame, context, as_of) if len(frame) else ():
        here = promise.account == account or own.intersection(promise.rows)
        if promise.person == person and promise.state not in KEPT and here:
            missing = promise.amount - (promise.received if promise.state == "short" else 0)
            yield OpenEnd("refund", missing, promise.currency, promise.due.isoformat(), promise.merchant, promise.rows)


def _pending(own: pd.DataFrame, as_of: dt.date) -> Iterator[OpenEnd]:
    """Yield rows that are not booked yet, the newest first; very old ones were forgotten by the statement, not by the bank."""
    since = pd.Timestamp(as_of - _LATELY)
    for _, row in own[(own["status"] == "pending") & (own["booked_at"] >= since)].iloc[::-1].iterrows():
        yield OpenEnd(
            "pending", abs(int(row["amount"])), str(row["currency"]), row["booked_at"].date().isoformat(),
            str(row["counterparty"]), (str(row["txn_id"]),),
        )  # fmt: skip


def _on_credit(own: pd.DataFrame, as_of: dt.date) -> Iterator[OpenEnd]:
    """Yield what the wallet's own credit line paid lately, a sum for each line and currency."""
    lately = own[(own["booked_at"] >= pd.Timestamp(as_of - _LATELY)) & (own["amount"] < 0) & own["moved"]]
    on_credit = lately[lately["method"].str.contains(CREDIT_LINE, na=False)]
    for (method, currency), rows in on_credit.groupby(["method", "currency"], observed=True):
        last = rows["booked_at"].iloc[-1].date().isoformat()
        yield OpenEnd("on_credit", -int(rows["amount"].sum()), str(currency), last, str(method), tuple(rows["txn_id"]))


def _regular(
    frame: pd.DataFrame, context: Context, person: str, account: str, as_of: dt.date
) -> Iterator[OpenEnd]:  # fmt: skip
    """Yield what is taken from it again and again, with the day on which it comes next."""
    for one in subscriptions(frame, context, as_of) if len(frame) else ():
        if (one.person, one.account) == (person, account) and one.next is not None and one.cancelled_on is None:
            yield OpenEnd("regular", one.price, one.currency, one.next.isoformat(), one.name, one.rows)
