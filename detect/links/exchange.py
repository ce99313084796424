"""Exchange: the two sides of money changed from one currency into another, both the person's own."""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.links.table import Links
from detect.view import DAY, View

KIND: Final = "exchange"
RANK: Final = 35
SECONDS: Final = 120
WORDS: Final = ("exchange", "transfer")


def find(view: View, links: Links) -> None:
    """Link the row that paid (left) to the row that received (right) in another currency at the same moment."""
    usable = view.moved & np.isin(view.column("kind"), WORDS) & (view.column("currency") != "XXX")
    paid = np.flatnonzero(usable & (view.amount < 0))
    got = np.flatnonzero(usable & (view.amount > 0))
    key = codes(view.person, view.column("importer"), view.column("description"))
    currency = view.column("currency")
    both = np.intersect1d(key[paid], key[got])
    both = both[_changes(key, currency, np.concatenate((paid, got)), both)]
    received = got[np.isin(key[got], both)]
    received = received[np.argsort(key[received], kind="stable")]
    by = key[received]
    for row in paid[np.isin(key[paid], both)].tolist():
        first, last = np.searchsorted(by, (key[row], key[row] + 1))
        mine = received[first:last]
        first, last = np.searchsorted(view.when[mine], view.when[row] + np.array((-2 * DAY, 2 * DAY)))
        mine = links.free(KIND, mine[first:last], "right")
        same_day = (view.day[mine] == view.day[row]) & ~(view.has_time[mine] & view.has_time[row])
        near = (np.abs(view.when[mine] - view.when[row]) <= SECONDS) | same_day
        found = mine[near & (currency[mine] != currency[row])]
        if len(found) == 1:
            links.add(KIND, [row], found, "same_moment")
        else:
            links.ask(KIND, [(row, other) for other in found.tolist()], "same_moment")


def _changes(key: np.ndarray, currency: np.ndarray, rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Tell which of the wanted keys (bool) the rows have in more than one currency; most transfers stay in theirs."""
    _, first = np.unique(codes(key[rows], currency[rows]), return_index=True)  # one row of each key and currency
    known, currencies = np.unique(key[rows[first]], return_counts=True)
    return np.isin(wanted, known[currencies > 1])
