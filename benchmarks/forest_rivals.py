"""What others would ship, on the same rows: forests and tails over everyday features, and what labels could reach.

Each account has a model of its own, fitted on its rows before the first judged day, unlabelled. The ceiling alone sees labels, of
all accounts before that day.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np
from pyod.models.ecod import ECOD
from pyod.models.hbos import HBOS
from pyod.models.iforest import IForest
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.labelled import Labelled
from detect.causal import codes, past, window

HOUR: Final = 3600
DAY: Final = 24 * HOUR
Rival = Callable[[Labelled], tuple[np.ndarray, np.ndarray]]


def everyday(labelled: Labelled) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features of the payments (float64, a row each), their account codes, and which are judged (bool).

    Log amount; hour; log amount against the account's, the category's and the shop's past; payments and money in an hour, a day and a
    week; whether shop and category are new; time since the last payment. The same things that our evidence is about, not as tails.
    """
    frame = labelled.frame[labelled.frame["amount"] < 0]
    when = frame["booked_at"].to_numpy().astype("datetime64[s]").astype(np.int64)
    amount = -frame["amount"].to_numpy().astype(np.float64)
    log = np.log(amount)
    person = codes(frame["person"])
    shop, category = codes(person, frame["merchant"]), codes(person, frame["category"])
    one = np.ones(len(frame))
    hour = when % DAY / DAY * 2 * np.pi
    columns = [log, np.sin(hour), np.cos(hour)]
    level = past(person, when, log).mean(np.log(3000.0), 1.0)
    for group in (person, category, shop):
        before = past(group, when, log)
        level = before.mean(level, 3.0)
        columns.append((log - level) / np.sqrt(before.variance(0.6, 5.0)))
    total = past(person, when, amount)
    daily = (total.total + 3000.0) / (np.maximum((when - when.min()) / DAY, 7.0))
    for width in (HOUR, DAY, 7 * DAY):
        columns += [window(person, when, one, width), np.log(window(person, when, amount, width) / daily)]
    columns += [(past(group, when, one).rows == 0).astype(float) for group in (shop, category)]
    order = np.lexsort((when, person))
    gap = np.zeros(len(frame))
    gap[order[1:]] = np.where(np.diff(person[order]) == 0, np.log1p(np.maximum(np.diff(when[order]), 0)), 0.0)
    columns.append(gap)
    return np.column_stack(columns), person, when >= labelled.start.timestamp()


def _each_account(labelled: Labelled, model: Callable[[], Any], columns: int) -> tuple[np.ndarray, np.ndarray]:
    matrix, person, now = everyday(labelled)
    matrix = matrix[:, :columns]
    score = np.zeros(len(matrix))
    for account in np.unique(person):
        own = person == account
        learn = own & ~now
        if learn.sum() < 30:
            continue
        fitted = model().fit(matrix[learn])
        score[own] = fitted.decision_function(matrix[own])
    return score[now], score[~now]


def ceiling(labelled: Labelled) -> tuple[np.ndarray, np.ndarray]:
    """Score by gradient boosting over all accounts, which learned from the labels before the first judged day."""
    matrix, _, now = everyday(labelled)
    paid = labelled.frame["amount"].to_numpy() < 0
    fraud = labelled.fraud[paid]
    fitted = HistGradientBoostingClassifier(random_state=20).fit(matrix[~now], fraud[~now])
    score = fitted.predict_proba(matrix)[:, 1]
    return score[now], score[~now]


_RAW: Final = 3  # amount and hour
_ALL: Final = 99

RIVALS: Final[dict[str, Rival]] = {
    "pyod IForest, amount and hour": partial(_each_account, model=partial(IForest, random_state=20), columns=_RAW),
    "pyod IForest, everyday features": partial(_each_account, model=partial(IForest, random_state=20), columns=_ALL),
    "ECOD, everyday features": partial(_each_account, model=ECOD, columns=_ALL),
    "HBOS, everyday features": partial(_each_account, model=HBOS, columns=_ALL),
    "with labels (ceiling)": ceiling,
}
