"""How unusual the manner of a payment is for the person.

The day of the week, the silence before it, the means, a round sum, money to somebody rather than for something, how much of a balance it
takes, and how rarely its shop is paid. Each says little by itself, so only what is rare counts in the sum (`detect.suspicion.MANNER_FROM`);
the forest sees all of it. Nothing of it is asked where as much went to the same payee before: a rent has its own manner. Evidence in nats,
as in `detect/features.py`: 0 where the export does not print what is asked.
"""

import re
from typing import Final

import numpy as np
import pandas as pd

from detect.causal import codes, past
from detect.counting import NEARLY, earlier_at_least
from detect.covered_days import covered_days
from detect.payees import NO_GAIN
from detect.payments import SETTLED, Payments
from detect.texts import asked
from detect.view import DAY, View

MANNERS: Final = ("weekday", "gap", "new_method", "round_amount", "to_a_person", "drain")
AGAIN: Final = 2  # earlier payments to the same payee that make its manner known
STEP: Final = 0.75  # of an amount: what was paid before the price rose
_WEEKDAY_WORTH: Final = 2.0  # payments that each day of the week is worth before any is seen


# Companies say what they are, in the language of their register.
_COMPANY: Final = re.compile(
    r"""公司|商行|商店|旗舰店|集团|银行|中心|\b(?:inc|llc|ltd|limited|corp|plc|gmbh|ag|kg|ohg|ug|e\.?\ ?v|sarl|s\.?a|b\.?v|pte|pty)\b|^(?:pt|cv)\b|\btbk\b""",
    re.IGNORECASE | re.VERBOSE,
)


def manners(view: View, positions: np.ndarray, rows: Payments, silent: np.ndarray) -> dict[str, np.ndarray]:
    """Return the evidence (float64) of every name in MANNERS for the payments at `positions`, from strictly earlier ones.

    silent: of `silent_days`, parallel to the positions.
    """
    return {
        "weekday": _weekday(rows),
        "gap": _as_large(rows, silent),
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


def paid_alike(rows: Payments, known: np.ndarray) -> np.ndarray:
    """Return which payments (bool) went to a payee that got about as much before, not counting the last days and what is not `known`."""
    amount = np.where(known, rows.amount, 0.0)
    return earlier_at_least(rows.merchant, rows.when, amount, STEP * rows.amount, SETTLED) >= AGAIN


def _weekday(rows: Payments) -> np.ndarray:
    """Return by how much (log) a day of the week is rarer than one in seven; a day booked is not a day chosen, so only with a time."""
    day = codes(rows.person, rows.wall // DAY % 7)
    same, every = past(day, rows.when, rows.log).rows, past(rows.person, rows.when, rows.log).rows
    share = (same + _WEEKDAY_WORTH) / (every + 7.0 * _WEEKDAY_WORTH)
    return np.where(rows.has_time, -np.log(np.minimum(7.0 * share, 1.0)), 0.0)


def silent_days(view: View) -> np.ndarray:
    """Return for each row that moved money out the days (float64) that statements show since the account's last one at an earlier moment, else 0.

    Whatever left the account counts, also what a wallet took from it; of a gap between statements nothing is known.
    """
    silent, out = np.zeros(len(view)), np.flatnonzero(view.moved_out)
    out = out[np.lexsort((view.when[out], view.account[out]))]
    account, when, shown = view.account[out], view.when[out], covered_days(view, out, view.account[out])
    begins = np.ones(len(out), dtype=bool)
    begins[1:] = (account[1:] != account[:-1]) | (when[1:] != when[:-1])
    moment = np.maximum.accumulate(np.where(begins, np.arange(len(out)), 0))  # the first row of the same moment
    before = np.maximum(moment - 1, 0)
    silent[out] = np.where(account[before] == account, shown[moment] - shown[before], 0.0)
    return silent


def _new_method(rows: Payments, method: np.ndarray) -> np.ndarray:
    first = past(codes(rows.person, method), rows.when, rows.log).rows == 0
    return _rare(rows, first & (method != ""))


def _is_round(rows: Payments) -> np.ndarray:
    """Return which amounts (bool) are one digit and noughts, and no less than is usually paid in their currency: a coin is no round sum."""
    place = 10.0 ** np.floor(np.log10(rows.amount))
    return np.asarray((rows.amount % place == 0) & (rows.log >= rows.usual))


def _to_somebody(view: View, positions: np.ndarray, rows: Payments) -> np.ndarray:
    """Return which payments (bool) are transfers to somebody: not to a company, and not for a rent or a tax, however it is sent."""
    no_gain = np.isin(np.array(rows.payee, dtype=object), NO_GAIN)
    company = asked(view.column("counterparty")[positions], lambda name: _COMPANY.search(name) is not None, bool)
    return np.asarray((view.column("kind")[positions] == "transfer") & ~no_gain & ~company)


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
