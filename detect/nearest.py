"""Ordinary payments beside an odd one: those nearest in amount, at the same shop where it has been visited before."""

from collections.abc import Set as AbstractSet
from typing import Final

import numpy as np
import pandas as pd

from detect.scene import OWN_KINDS

NEAREST: Final = 2
# As `Scene.payments`: which side of a linked pair is no payment by itself.
_AGAIN: Final = (("mirror", "right"), ("twin", "right"), ("funding", "right"), ("posting", "left"))
_BETWEEN: Final = (("transfer", "left"), ("transfer", "right"))


def nearest_amounts(amounts: np.ndarray, wanted: int) -> np.ndarray:
    """Return the places of the amounts (minor units out, above 0) nearest to one as a ratio, the nearest first.

    >>> nearest_amounts(np.array([100, 2000, 5000, 900]), 1000).tolist()
    [3, 1]
    """
    distance = np.abs(np.log(amounts / max(1, wanted)))
    return np.argsort(distance, kind="stable")[:NEAREST]


def nearest_payments(
    frame: pd.DataFrame, links: pd.DataFrame, txn_id: str, suspect: AbstractSet[str]
) -> tuple[str, ...]:
    """Return the txn_ids of the ordinary payments nearest to one, without weighing anything: a page has no time for it.

    Args:
        frame: a ledger frame indexed by txn_id.
        links: as `LinkBook.pairs`.
        txn_id: the payment; where no row shows it nothing is near.
        suspect: rows that are not ordinary, in an alert for one.
    """
    if txn_id not in frame.index:
        return ()
    one = frame.loc[txn_id]
    out = (frame["person"] == one["person"]) & (frame["currency"] == one["currency"]) & (frame["amount"] < 0)
    out &= frame["moved"] & (frame["status"] != "failed") & ~frame["kind"].isin(OWN_KINDS)
    ordinary = out.to_numpy(dtype=bool, copy=True)
    others = frame.index.get_indexer([txn_id, *suspect, *_no_payments_of_their_own(links)])
    ordinary[others[others >= 0]] = False
    there = ordinary & (frame["merchant"] == one["merchant"]).to_numpy(dtype=bool) & bool(one["merchant"])
    rows = np.flatnonzero(there if np.count_nonzero(there) >= NEAREST else ordinary)
    places = rows[nearest_amounts(-frame["amount"].to_numpy()[rows], abs(int(one["amount"])))]
    return tuple(frame.index[places].tolist())


def _no_payments_of_their_own(links: pd.DataFrame) -> set[str]:
    stands = links[links["decision"] != "rejected"]
    return {row for kind, side in (*_AGAIN, *_BETWEEN) for row in stands.loc[stands["kind"] == kind, side]}
