"""What a scan makes of one transaction: its score and reasons, or why it has none, and the ordinary payments beside it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from detect.context import Context, Settings
from detect.finding import Reason
from detect.nearest import NEAREST, nearest_amounts
from detect.reasons import reasons_for
from detect.scan import weighed, why_not
from detect.scene import Scene
from detect.suspicion import score_of
from ingest.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Explanation:
    """One transaction, seen by the scan.

    score: 0..1, None where the row is not scored; `why_not` then says mirror, transfer, twin, cold_start or not_out.
    usual: 5 %, median and 95 % of the person's ordinary payments at that merchant in minor units, None under two visits.
    visits: how many ordinary payments there are besides; what is in doubt is none.
    nearest: txn_ids of the ordinary payments nearest in shop and amount.
    links: kind, txn_id of the other row, basis.
    """

    txn_id: str
    score: float | None
    why_not: str
    reasons: tuple[Reason, ...]
    usual: tuple[int, int, int] | None
    visits: int
    nearest: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]
    alerts: tuple[str, ...] = ()


def explain(
    frame: pd.DataFrame,
    context: Context,
    as_of: dt.date,
    settings: Settings,
    txn_id: str,
    suspect: frozenset[str] = frozenset(),
) -> Explanation:
    """Explain one row of the frame as it stood at the end of `as_of`; rows in `suspect` are not ordinary.

    Raises:
        UnknownName: no such row on that day.
    """
    scene = weighed(frame, context, as_of, settings)
    counted = scene.twins.counted.get(txn_id, txn_id)  # another format may show the row that is counted
    position = scene.view.position.get(counted)
    if position is None:
        raise UnknownName(what="transaction", name=txn_id, command="export")
    doubted = ~scene.known | np.isin(scene.view.txn_ids, list(suspect))
    doubted[position] = True
    shop = _ordinary(scene, scene.view.merchant, position, doubted)
    member = _member(scene, position)
    reason = str(why_not(scene)[position]) if counted == txn_id else "twin"
    scored = member >= 0 and not reason and scene.suspicion is not None
    return Explanation(
        txn_id=txn_id,
        score=round(float(score_of(scene.suspicion.surprise[member])), 4) if scored and scene.suspicion else None,
        why_not=reason,
        reasons=tuple(reasons_for(scene, scene.suspicion, member)) if scored and scene.suspicion else (),
        usual=_usual(scene, shop),
        visits=len(shop),
        nearest=_nearest(scene, position, shop, _ordinary(scene, scene.view.purse, position, doubted)),
        links=_links(scene, txn_id),
    )


def _member(scene: Scene, position: int) -> int:
    found = np.flatnonzero(scene.payments == position)
    return int(found[0]) if len(found) else -1


def _ordinary(scene: Scene, group: np.ndarray, position: int, doubted: np.ndarray) -> np.ndarray:
    """Return the undoubted payments of the position's group: its merchant, or its purse."""
    rows = scene.payments[group[scene.payments] == group[position]]
    return np.asarray(rows[~doubted[rows]])


def _usual(scene: Scene, shop: np.ndarray) -> tuple[int, int, int] | None:
    if len(shop) < NEAREST:
        return None
    low, middle, high = np.percentile(-scene.view.amount[shop], (5, 50, 95)).round().astype(int).tolist()
    return low, middle, high


def _nearest(scene: Scene, position: int, there: np.ndarray, everywhere: np.ndarray) -> tuple[str, ...]:
    """Return ordinary payments nearest in amount: at the shop where it has enough of them, else among all of the purse."""
    view = scene.view
    rows = there if len(there) >= NEAREST else everywhere
    places = nearest_amounts(-view.amount[rows], abs(int(view.amount[position])))
    return tuple(view.txn_ids[rows[places]].tolist())


def _links(scene: Scene, txn_id: str) -> tuple[tuple[str, str, str], ...]:
    table = pd.concat([scene.links.table(), scene.twins.table()])
    ours = table[(table["left"] == txn_id) | (table["right"] == txn_id)]
    return tuple(
        (kind, right if left == txn_id else left, basis) for kind, left, right, basis, _ in ours.itertuples(index=False)
    )
