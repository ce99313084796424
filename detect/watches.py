"""What the person asked to be watched: money somebody promised back, and subscriptions that were cancelled.

Kept in the casebook's tables; a scan gets them as frames of its context.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

import pandas as pd

from ingest.errors import UnknownName
from ingest.ledger import Ledger
from ingest.store import writing

_PROMISE: Final = ("promise_id", "person", "amount", "currency", "merchant", "made_on", "due", "txn_id")
_CANCELLED: Final = ("subscription_id", "person", "merchant", "name", "currency", "price", "cancelled_on")


@dataclass(frozen=True, slots=True)
class Promise:
    """Money that somebody said would come back. `merchant` is as the person wrote it; `txn_id` the purchase, if known."""

    promise_id: str
    person: str
    amount: int  # minor units
    currency: str
    merchant: str
    made_on: str  # ISO day on which the person told of it
    due: str  # ISO day
    txn_id: str


class Watches:
    """Promises and cancellations of one ledger, after a Casebook has made their tables."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    def expect(
        self, amount: int, currency: str, merchant: str, *, made_on: dt.date, due: dt.date, txn_id: str = "",
        person: str = "me",
    ) -> Promise:  # fmt: skip
        """Keep a promise; the same one told twice is one."""
        told = (person, amount, currency, merchant.strip(), made_on.isoformat(), due.isoformat(), txn_id)
        identity = hashlib.blake2b(
            repr((person, amount, currency, merchant.strip(), due, txn_id)).encode(), digest_size=4
        )
        promise = Promise(identity.hexdigest(), *told)
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR IGNORE INTO promises VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (promise.promise_id, *told)
            )
        return promise

    def forget(self, promise_id: str) -> None:
        """Take a promise back.

        Raises:
            UnknownName: there is none of this id.
        """
        with writing(self._connection):
            gone = self._connection.execute("DELETE FROM promises WHERE promise_id = ?", (promise_id,)).rowcount
        if not gone:
            raise UnknownName(what="promise", name=promise_id, command="refund list")

    def promises(self) -> pd.DataFrame:
        """Return all promises, the oldest first, as `Context.promises`."""
        return self._frame(f"SELECT {', '.join(_PROMISE)} FROM promises ORDER BY made_on, promise_id")

    def cancel(
        self, subscription_id: str, *, person: str, merchant: str, name: str, currency: str, price: int, day: dt.date
    ) -> None:
        """Remember the day on which the person cancelled a subscription; a later word replaces it."""
        values = (subscription_id, person, merchant, name, currency, price, day.isoformat())
        with writing(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO cancellations VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def uncancel(self, subscription_id: str) -> None:
        """Forget that a subscription was cancelled.

        Raises:
            UnknownName: it was not.
        """
        with writing(self._connection):
            gone = self._connection.execute(
                "DELETE FROM cancellations WHERE subscription_id = ?", (subscription_id,)
            ).rowcount
        if not gone:
            raise UnknownName(what="subscription", name=subscription_id, command="subscriptions")

    def cancellations(self) -> pd.DataFrame:
        """Return all cancellations, as `Context.cancellations` and with the payee's name."""
        return self._frame(f"SELECT {', '.join(_CANCELLED)} FROM cancellations ORDER BY subscription_id")

    def _frame(self, sql: str) -> pd.DataFrame:
        cursor = self._connection.execute(sql)
        return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])
