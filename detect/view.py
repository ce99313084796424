"""The ledger as rules see it: sorted rows, group codes, and which rows are payments of the person's own money.

Built once per scan. Arrays run parallel to `frame`; positions are row numbers in it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from detect.causal import codes
from detect.context import Context, Settings
from detect.institutions import is_wallet
from detect.order_number import order_number
from detect.texts import answers, asked

DAY: Final = 86_400  # seconds
# Nearly every row has a text of its own there.
_OWN: Final = ("txn_id", "reference", "order_reference", "related_reference")
_NO_ROWS: Final = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class View:
    """Rows booked up to `as_of`, by moment and txn_id, with the codes that groupings need."""

    frame: pd.DataFrame
    as_of: dt.date
    context: Context
    settings: Settings
    _columns: dict[str, np.ndarray] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, frame: pd.DataFrame, context: Context, as_of: dt.date, settings: Settings) -> "View":
        """Cut the frame at the end of `as_of` and sort it; what is booked later is invisible."""
        seen = frame[frame["booked_at"] < pd.Timestamp(as_of) + pd.Timedelta(days=1)]
        order = np.lexsort((seen["txn_id"].to_numpy(dtype=object).astype(str), _moments(seen)))
        return cls(seen.iloc[order].reset_index(drop=True), as_of, context, settings)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.frame)

    def column(self, name: str) -> np.ndarray:
        """Return a column as a plain array; texts and categories as objects. Not to be written to."""
        if name not in self._columns:
            column = self.frame[name]
            if column.dtype.kind in "iufbM":
                self._columns[name] = np.asarray(column.to_numpy())
            else:
                self._columns[name] = np.asarray(column.to_numpy(dtype=object)) if name in _OWN else _shared(column)
        return self._columns[name]

    @cached_property
    def words(self) -> np.ndarray:
        """What each row says about its payee (objects): counterparty, description and category."""
        code, distinct = self._distinct_words
        return np.asarray(distinct[code])

    def said(self, question: Callable[[str], Any], dtype: Any = bool) -> np.ndarray:  # noqa: ANN401  (numpy's own)
        """Return the answer (dtype) to a question about each row's words; every distinct text is asked once."""
        code, distinct = self._distinct_words
        return np.asarray(answers(distinct, question, dtype)[code])

    @cached_property
    def _distinct_words(self) -> tuple[np.ndarray, np.ndarray]:
        cells = (self.column(name) for name in ("counterparty", "description", "category"))
        code, distinct = pd.factorize(np.array([" ".join(row) for row in zip(*cells, strict=True)], dtype=object))
        return code, np.asarray(distinct)

    @cached_property
    def order_number(self) -> np.ndarray:
        """The merchant's order number of each row (objects), empty where the export prints none."""
        return asked(self.column("order_reference"), order_number, object)

    @cached_property
    def when(self) -> np.ndarray:
        """Moments in seconds (int64) that order rows across accounts."""
        return _moments(self.frame)

    @cached_property
    def wall(self) -> np.ndarray:
        """Wall time as printed, in seconds."""
        return np.asarray(self.frame["booked_at"].to_numpy().astype("datetime64[s]").astype(np.int64))

    @cached_property
    def day(self) -> np.ndarray:
        """Day of the wall time, in days since 1970."""
        return np.asarray(self.wall // DAY)

    @cached_property
    def has_time(self) -> np.ndarray:
        """Rows with a real time of day."""
        return np.asarray(self.frame["has_time"].to_numpy())

    @cached_property
    def amount(self) -> np.ndarray:
        """Signed minor units."""
        return np.asarray(self.frame["amount"].to_numpy())

    @cached_property
    def person(self) -> np.ndarray:
        """Code of the person."""
        return codes(self.frame["person"])

    @cached_property
    def account(self) -> np.ndarray:
        """Code of the account; labels are unique only for one person."""
        return codes(self.person, self.frame["account"])

    @cached_property
    def purse(self) -> np.ndarray:
        """Code of person and currency: sums and usual values never mix either."""
        return codes(self.person, self.frame["currency"])

    @cached_property
    def merchant(self) -> np.ndarray:
        """Code of purse and merchant key."""
        return codes(self.purse, self.frame["merchant"])

    @cached_property
    def moved_out(self) -> np.ndarray:
        """Rows by which money left: moved, negative, not failed."""
        return np.asarray((self.amount < 0) & self.moved & (self.column("status") != "failed"))

    @cached_property
    def txn_ids(self) -> np.ndarray:
        """Transaction ids (objects)."""
        return self.column("txn_id")

    @cached_property
    def position(self) -> dict[str, int]:
        """Row number of each transaction id."""
        return {identity: n for n, identity in enumerate(self.txn_ids)}

    @cached_property
    def account_facts(self) -> pd.DataFrame:
        """The accounts table aligned to rows: institution, kind, country (else where the person lives), last4; empty where unknown."""
        keys = pd.MultiIndex.from_arrays([self.column("person"), self.column("account")])
        table = self.context.accounts.set_index(["person", "label"])[["institution", "kind", "country", "last4"]]
        table = table.assign(country=table["country"].replace("", self.context.home))
        return table.reindex(keys).fillna("").reset_index(drop=True)

    def rows_of(self, person: str, account: str) -> np.ndarray:
        """Return positions of an account's rows, by moment."""
        return self._of_account.get((person, account), _NO_ROWS)

    @cached_property
    def _of_account(self) -> dict[tuple[str, str], np.ndarray]:
        """Positions of the rows of each (person, account label), by moment."""
        order = np.argsort(self.account, kind="stable")
        parts = np.split(order, np.flatnonzero(np.diff(self.account[order])) + 1)
        person, label = self.column("person"), self.column("account")
        return {(str(person[part[0]]), str(label[part[0]])): part for part in parts if len(part)}

    def near(self, person: str, account: str, first: int, last: int) -> np.ndarray:
        """Return positions of an account's rows from day `first` to day `last`, both included, by moment."""
        rows = self.rows_of(person, account)
        start, stop = np.searchsorted(self.when[rows], ((first - 1) * DAY, (last + 2) * DAY))
        rows = rows[start:stop]
        return np.asarray(rows[(self.day[rows] >= first) & (self.day[rows] <= last)])

    @cached_property
    def moved(self) -> np.ndarray:
        """Rows in which money moved."""
        return np.asarray(self.frame["moved"].to_numpy())

    @cached_property
    def institution(self) -> np.ndarray:
        """Each row's institution (objects); an account the program did not make is named before the colon of its label."""
        named = self.account_facts["institution"].to_numpy(dtype=object)
        accounts, label = self.column("account"), np.empty(len(self), dtype=object)
        heads = {account: account.partition(":")[0].casefold() for account in set(accounts.tolist())}
        label[:] = [heads[account] for account in accounts.tolist()]
        return np.where(named == "", label, named)

    @cached_property
    def in_wallet(self) -> np.ndarray:
        """Rows of accounts with a wallet that other accounts fund."""
        return np.isin(self.institution, [name for name in set(self.institution.tolist()) if is_wallet(name)])

    def date(self, position: int) -> dt.date:
        """Return the day of a row."""
        return dt.date(1970, 1, 1) + dt.timedelta(days=int(self.day[position]))


def _shared(column: pd.Series) -> np.ndarray:
    """Return a column of texts as objects, one for each distinct text: a million rows of them would be a gigabyte."""
    code, distinct = pd.factorize(column, use_na_sentinel=False)
    return np.asarray(distinct.to_numpy(dtype=object)[code])


def _moments(frame: pd.DataFrame) -> np.ndarray:
    """Return UTC seconds where known; elsewhere wall time less the person's usual offset, so that accounts compare."""
    wall = frame["booked_at"].to_numpy().astype("datetime64[s]").astype(np.int64)
    known = frame["instant"].notna().to_numpy()
    if not known.any():
        return np.asarray(wall)
    instant = (
        frame["instant"].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[s]").astype(np.int64)
    )
    offsets = (
        pd.Series(np.where(known, wall - instant, np.nan))
        .groupby(frame["person"].to_numpy(dtype=object))
        .transform("median")
    )
    usual = offsets.fillna(0).to_numpy().astype(np.int64)
    return np.asarray(np.where(known, instant, wall - usual))
