"""How unusual each payment is, feature by feature, against the person's own past only.

Every feature ends as evidence in nats: -log P(X >= x), one-sided, because only "too much", "too fast", "too new" and
"at a strange hour" speak against a payment.

* The amount is asked at three levels, account -> category -> merchant: how often was an earlier amount there nearly as
  large? Each level is mixed with the one above, which is worth a few rows; the top is the tail of a z-score of log
  amounts with a shrunk mean and variance. So a rent that was paid once surprises nobody the second time.
* Money and payments in windows are compared with their own distribution in earlier calendar months, mixed with a
  population prior worth `tails.PRIOR_ROWS` rows: it speaks alone at the beginning and orders what lies beyond all that was
  ever seen.
* Money at shops just met is what whoever holds somebody else's card spends: all of three days, for statements that print days
  put one evening on several. Shops a thief does not gain by count abroad only.
* What was stolen, or may have been and was not answered, makes no shop and no currency known, and no amount usual at a shop:
  a thief who comes back is as new as before.
* First times carry -log of how often this person does something for the first time: a person who never visits a shop
  twice learns nothing from a new one. A new category counts only beyond the new shop it comes with. A currency is new for
  three days, and it is the shop's where a statement prints what was converted.
* The hour is as strange as all hours that are no more usual for this person, together.
* Money of seven days is asked by the forest alone: added up, it made everything odd that was bought in the week of one large purchase
  (docs/BENCHMARKS.md, "What each feature brings").
* In what manner something is paid is told in `detect/manners.py`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from detect.causal import codes, past, window
from detect.counting import NEARLY, earlier_at_least
from detect.covered_days import watched_days
from detect.manners import MANNERS, STEP, manners, merchant_share, paid_alike, silent_days
from detect.payees import NO_GAIN
from detect.payments import SETTLED, Payments
from detect.tails import hour_surprise, tail
from detect.view import DAY, View

HOUR: Final = 3600
WEEK: Final = 7 * DAY
YOUNG: Final = 14.0  # days
_SPREAD: Final = 0.77  # of log amounts in one account, from two labelled simulators and one real card
_FREEDOM: Final = 20.0

# Median and distance from median to the 90th percentile of each windowed feature, over labelled sets that no reported figure uses.
_POPULATION: Final = {
    "spend_hour": (0.55, 2.0),
    "spend_day": (0.15, 1.5),
    "burst": (0.0, 0.5),
    "spend_week": (-0.05, 0.9),
}

# Rows that the level above is worth at a level of amounts.
_WORTH: Final = {"amount_account": 30.0, "amount_category": 10.0, "amount_merchant": 1.0}
# Tail of the money at shops just met before an account shows its own: rows it is worth, and how it falls with the root of usual days.
_NEW_WORTH: Final = 20.0
_NEW_FALL: Final = 1.2

EVIDENCE: Final = (
    "amount_account",
    "amount_category",
    "amount_merchant",
    "spend_day",
    "spend_hour",
    "spend_new",
    "burst",
    "hour",
    "new_merchant",
    "new_category",
    "new_country",
    "new_currency",
    "spend_week",
    "merchant_share",
    *MANNERS,
)


@dataclass(frozen=True, slots=True)
class Features:
    """Evidence of the scored rows.

    positions: int64 row numbers in the view, by moment.
    evidence: float64 frame, one column per EVIDENCE, in nats, 0 where a feature does not apply.
    facts: float64 frame of the plain numbers reasons speak of: spend_day, spend_hour, spend_week, spend_new (minor units), silent (days).
    month: calendar month of each row, as months since 1970.
    person, account: their codes. when: moments in seconds.
    payee: what kind of payee it is, see detect.payees; a counter abroad serves whoever holds the card, and has none.
    currency: object, what the shop was paid in.
    young: bool, the account had been watched for less than `YOUNG` days: what is usual there is not known, whoever's it is.
    """

    positions: np.ndarray
    evidence: pd.DataFrame
    facts: pd.DataFrame
    month: np.ndarray
    person: np.ndarray
    account: np.ndarray
    when: np.ndarray
    payee: list[str]
    currency: np.ndarray
    young: np.ndarray


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured once, whichever payments make their shops known.

    share: float64, how rarely an amount as large was seen in the category. Others as in `Features`.
    """

    positions: np.ndarray
    rows: Payments
    evidence: dict[str, np.ndarray]
    share: np.ndarray
    facts: pd.DataFrame
    month: np.ndarray
    young: np.ndarray

    @classmethod
    def of(cls, view: View, positions: np.ndarray) -> "Measured":
        """Measure the payments at `positions` of a view; each sees strictly earlier payments of its person only."""
        rows = Payments.of(view, positions)
        month = rows.wall.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
        evidence, share = _sizes(rows)
        evidence |= _in_months(rows, _windows(rows), month)
        silent = silent_days(view)[positions]
        evidence |= manners(view, positions, rows, silent)
        for name in ("spend_hour", "hour"):
            evidence[name] = np.where(rows.has_time, evidence[name], 0.0)
        named = rows.country != ""
        evidence["new_country"] = _surprise(rows, _is_first(codes(rows.person, rows.country), rows.when) & named, named)
        facts = pd.DataFrame(
            {
                "spend_day": window(rows.purse, rows.when, rows.amount, DAY),
                "spend_hour": window(rows.purse, rows.when, rows.amount, HOUR),
                "spend_week": window(rows.purse, rows.when, rows.amount, WEEK),
                "silent": silent,
            }
        )
        return cls(positions, rows, evidence, share, facts, month, watched_days(view, positions) < YOUNG)

    def features(self, known: np.ndarray) -> Features:
        """Return the features; `known`: bool, parallel to the positions, payments that make their shop known to later ones."""
        rows = self.rows
        just_met = _just_met(rows, known)
        evidence = self.evidence | _first_times(rows, known)
        evidence["amount_merchant"] = -np.log(_seen(rows, "amount_merchant", rows.merchant, self.share, known))
        evidence["spend_new"] = _spent_at_new(rows, just_met)
        evidence["merchant_share"] = merchant_share(rows, known)
        alike = paid_alike(rows, known)
        evidence |= {name: np.where(alike, 0.0, evidence[name]) for name in ("merchant_share", *MANNERS)}
        spent = np.where(just_met, rows.amount, 0.0)
        facts = self.facts.assign(spend_new=window(codes(rows.account, rows.purse), rows.when, spent, SETTLED))
        frame = pd.DataFrame({name: evidence[name] for name in EVIDENCE})
        return Features(
            self.positions, frame, facts, self.month, rows.person, rows.account, rows.when, rows.payee, rows.currency,
            self.young,
        )  # fmt: skip


def _sizes(rows: Payments) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return how rarely an amount as large was seen in the purse and in the category, and the share for the latter."""
    from scipy.special import stdtr  # noqa: PLC0415  (pages need none; scipy.stats says the same and takes a second to import)

    mean = rows.earlier.mean(rows.usual, 1.0)
    spread = rows.earlier.variance(_SPREAD**2, 5.0)
    share = stdtr(_FREEDOM, -(rows.log - mean) / np.sqrt(spread))
    evidence = {}
    for name, group in (("amount_account", rows.purse), ("amount_category", rows.category)):
        share = _seen(rows, name, group, share)
        evidence[name] = -np.log(share)
    return evidence, share


def _seen(
    rows: Payments, name: str, group: np.ndarray, above: np.ndarray, counted: np.ndarray | None = None
) -> np.ndarray:
    """Return the share of earlier amounts of a group as large, mixed with that of the level above.

    The last days do not count as seen, or the second row of a theft would find the first and call itself usual.
    """
    settled = past(group, rows.when, rows.log, SETTLED, counted).rows
    amount = rows.amount if counted is None else np.where(counted, rows.amount, 0.0)
    as_large = earlier_at_least(
        group, rows.when, amount, rows.amount * (STEP if name == "amount_merchant" else NEARLY), SETTLED
    )
    return np.asarray(np.maximum((_WORTH[name] * above + as_large) / (_WORTH[name] + settled), 1e-12))


def _windows(rows: Payments) -> dict[str, np.ndarray]:
    """Return log money in an hour, a day and seven against the usual day, and how many payments came with this one.

    With it means within the hour before, or on the same day and account where an export prints no times.
    """
    one = np.ones_like(rows.amount)
    hour_share = 1 / 6  # an hour with a payment in it usually holds a sixth of a day's money
    return {
        "spend_hour": np.log(window(rows.purse, rows.when, rows.amount, HOUR) / (rows.usual_day * hour_share)),
        "spend_day": np.log(window(rows.purse, rows.when, rows.amount, DAY) / rows.usual_day),
        "spend_week": np.log(window(rows.purse, rows.when, rows.amount, WEEK) / (7.0 * rows.usual_day)),
        "burst": np.where(
            rows.has_time, window(rows.person, rows.when, one, HOUR), window(rows.account, rows.when, one, HOUR)
        )
        - 1.0,
    }


def _first_times(rows: Payments, known: np.ndarray) -> dict[str, np.ndarray]:
    """Return the surprise of first times: shop, category beyond the shop, currency."""
    every = np.ones(len(known), dtype=bool)
    new_shop = past(rows.merchant, rows.when, rows.log, counted=known).rows == 0
    return {
        "new_merchant": _surprise(rows, new_shop, every),
        "new_category": _surprise(rows, _is_first(rows.category, rows.when) & new_shop, new_shop),
        "new_currency": _new_currency(rows, known),
    }


def _is_first(thing: np.ndarray, when: np.ndarray) -> np.ndarray:
    return np.asarray(past(thing, when, np.ones(len(thing))).rows == 0)


def _new_currency(rows: Payments, known: np.ndarray) -> np.ndarray:
    """Return the surprise of a currency in its first days, by how many currencies the person met among all payments before."""
    paid_in = codes(rows.person, rows.currency)
    met = past(rows.person, rows.when, _is_first(paid_in, rows.when).astype(np.float64))
    new = past(paid_in, rows.when, rows.log, SETTLED, known).rows == 0
    return np.asarray(np.where(new, -np.log((met.total + 1.0) / (met.rows + 2.0)), 0.0))


def _just_met(rows: Payments, known: np.ndarray) -> np.ndarray:
    """Return which payments (bool) went to a shop first paid within three days by which a thief may gain."""
    no_gain = np.isin(np.array(rows.payee, dtype=object), NO_GAIN)
    return np.asarray((past(rows.merchant, rows.when, rows.log, SETTLED, known).rows == 0) & ~no_gain)


def _spent_at_new(rows: Payments, just_met: np.ndarray) -> np.ndarray:
    """Return how rarely as much went within three days to shops just met, against the usual day of the account."""
    spent = window(rows.account, rows.when, np.where(just_met, rows.amount / rows.usual_day, 0.0), SETTLED)
    spent = np.where(just_met, spent, 0.0)
    before = past(rows.account, rows.when, rows.log, SETTLED).rows
    as_much = earlier_at_least(rows.account, rows.when, spent, spent, SETTLED)
    prior = _NEW_WORTH * np.exp(-_NEW_FALL * np.sqrt(np.minimum(spent, 50.0)))
    return np.asarray(np.where(just_met, -np.log((as_much + 1.0 + prior) / (before + 2.0 + _NEW_WORTH)), 0.0))


def _surprise(rows: Payments, first: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Return -log of the person's rate of first times among comparable rows for a first time, 0 otherwise."""
    so_far = past(rows.person, rows.when, first.astype(np.float64))
    chances = past(rows.person, rows.when, among.astype(np.float64))
    return np.asarray(np.where(first, -np.log((so_far.total + 1.0) / (chances.total + 2.0)), 0.0))


def _in_months(rows: Payments, raw: dict[str, np.ndarray], month: np.ndarray) -> dict[str, np.ndarray]:
    """Return evidence that needs the whole distribution of earlier months: the windows, and the hour."""
    order = np.lexsort((month, rows.person))
    hour = (rows.wall // HOUR) % 24
    result = {name: np.zeros(len(order)) for name in (*raw, "hour")}
    earlier, hours = dict.fromkeys(raw, np.zeros(0)), np.zeros(24, dtype=np.int64)
    for start, stop, first in blocks(rows.person[order], month[order]):
        if start == first:
            earlier, hours = dict.fromkeys(raw, np.zeros(0)), np.zeros(24, dtype=np.int64)
        now = order[start:stop]
        for name, column in raw.items():
            result[name][now] = tail(column[now], earlier[name], *_POPULATION[name])
            earlier[name] = np.sort(
                np.concatenate((earlier[name], column[now])), kind="stable"
            )  # quick: most is sorted
        result["hour"][now] = hour_surprise(hours)[hour[now]]
        hours = hours + np.bincount(hour[now[rows.has_time[now]]], minlength=24)
    return result


def blocks(person: np.ndarray, month: np.ndarray) -> list[tuple[int, int, int]]:
    """Return (start, stop, first row of the person) of every calendar month of every person, rows sorted by both."""
    if not len(person):
        return []
    changes = np.flatnonzero((person[1:] != person[:-1]) | (month[1:] != month[:-1])) + 1
    starts = np.concatenate(([0], changes)).tolist()
    stops = [*starts[1:], len(person)]
    blocks, first = [], 0
    for start, stop in zip(starts, stops, strict=True):
        if start and person[start] != person[start - 1]:
            first = start
        blocks.append((start, stop, first))
    return blocks
