"""How unusual the manner of a payment is for the person.

The day of the week, the silence before it, the means, a round sum, money to somebody rather than for something, how much of a balance it
takes, and how rarely its shop is paid. Each says little by itself, so only what is rare counts in the sum (`detect.suspicion.MANNER_FROM`);
the forest sees all of it. Evidence in nats, as in `detect/features.py`: 0 where the export does not print what is asked.
"""

from typing import Final

import numpy as np
import pandas as pd

from detect.causal import codes, past
from detect.counting import NEARLY, earlier_at_least
from detect.payees import NO_GAIN
from detect.payments import SETTLED, Payments
from detect.view import DAY, View

MANNERS: Final = ("weekday", "gap", "new_method", "round_amount", "to_a_person", "drain")
_WEEKDAY_WORTH: Final = 2.0  # payments that each day of the week is worth before any is seen


def manners(view: View, positions: np.ndarray, rows: Payments) -> dict[str, np.ndarray]:
    """Return the evidence (float64) of every name in MANNERS for the payments at `positions`, from strictly earlier ones."""
    return {
        "weekday": _weekday(rows),
        "gap": _as_large(rows, _silence(rows)),
        "new_method": _new_method(rows, view.column("method")[positions]),
        "round_amount": _rare(rows, _is_round(rows)),
        "to_a_person": _rare(rows, _to_somebody(view, positions, rows)),
        "drain": _as_large(rows, _share_gone(view, positions, rows)),
    }


def merchant_share(rows: Payments, known: np.ndarray) -> np.ndarray:
    """Return how rarely the account pays shops with so small a share of its payments; 0 for a new one, of which `new_merchant` speaks.

    known: bool, payments that make their shop known.
    """
    visits = past(rows.merchant, rows.when, rows.log, counted=known).rows
    every = past(rows.account, rows.when, rows.log).rows
    rarity = np.where(visits > 0, (every + 2.0) / (visits + 1.0), np.inf)
    return np.where(visits > 0, _as_large(rows, rarity), 0.0)


def _weekday(rows: Payments) -> np.ndarray:
    """Return by how much (log) a day of the week is rarer than one in seven; a day booked is not a day chosen, so only with a time."""
    day = codes(rows.person, rows.wall // DAY % 7)
    same, every = past(day, rows.when, rows.log).rows, past(rows.person, rows.when, rows.log).rows
    share = (same + _WEEKDAY_WORTH) / (every + 7.0 * _WEEKDAY_WORTH)
    return np.where(rows.has_time, -np.log(np.minimum(7.0 * share, 1.0)), 0.0)


def _silence(rows: Payments) -> np.ndarray:
    """Return the seconds since the account's payment before, 0 for the first."""
    order = np.lexsort((rows.when, rows.account))
    account, when = rows.account[order], rows.when[order]
    silent = np.zeros(len(order))
    silent[order[1:]] = np.where(account[1:] == account[:-1], when[1:] - when[:-1], 0)
    return silent


def _new_method(rows: Payments, method: np.ndarray) -> np.ndarray:
    first = past(codes(rows.person, method), rows.when, rows.log).rows == 0
    return _rare(rows, first & (method != ""))


def _is_round(rows: Payments) -> np.ndarray:
    """Return which amounts (bool) are one digit and noughts, and no less than is usually paid in their currency: a coin is no round sum."""
    place = 10.0 ** np.floor(np.log10(rows.amount))
    return np.asarray((rows.amount % place == 0) & (rows.log >= rows.usual))


def _to_somebody(view: View, positions: np.ndarray, rows: Payments) -> np.ndarray:
    """Return which payments (bool) are transfers to somebody; a rent or a tax is paid for something, however it is sent."""
    no_gain = np.isin(np.array(rows.payee, dtype=object), NO_GAIN)
    return np.asarray((view.column("kind")[positions] == "transfer") & ~no_gain)


def _share_gone(view: View, positions: np.ndarray, rows: Payments) -> np.ndarray:
    """Return the share of a printed balance that a payment took, 0 where none is printed or it is owed."""
    left = pd.to_numeric(view.frame["balance"]).to_numpy(dtype=np.float64, na_value=np.nan)[positions]
    return np.nan_to_num(np.where(left >= 0, rows.amount / np.maximum(left + rows.amount, 1.0), 0.0))


def _rare(rows: Payments, is_so: np.ndarray) -> np.ndarray:
    """Return -log of how often the person's payments were so, for those that are."""
    so_far = past(rows.person, rows.when, is_so.astype(np.float64))
    return np.asarray(np.where(is_so, -np.log((so_far.total + 1.0) / (so_far.rows + 2.0)), 0.0))


def _as_large(rows: Payments, value: np.ndarray) -> np.ndarray:
    """Return -log of the share of the account's settled earlier values that are nearly as large; nothing where the value is 0."""
    before = past(rows.account, rows.when, rows.log, SETTLED).rows
    as_large = earlier_at_least(rows.account, rows.when, value, value * NEARLY, SETTLED)
    return np.asarray(np.where(value > 0, -np.log((as_large + 1.0) / (before + 2.0)), 0.0))
