"""Paid by other means as well: the same shop took the same amount from two of the person's accounts within the hour."""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.finding import Reason
from detect.institutions import wallet_named
from detect.payees import brand, payee_kind
from detect.rules.repeats import repeat_prone, second_helping
from detect.scene import Scene
from detect.twice.pair import Pair, gap_of, gap_reason, is_odd, orders

HOUR: Final = 3600
_NATS: Final = 1.5
_NATS_BY_DAY: Final = 1.0
_SAME_ORDER: Final = 4.0
_SECOND_HELPING: Final = -4.0  # where couples have breakfast, each with a wallet
_SERVED: Final = -1.5  # where two who eat together pay each for himself
_PRICE_POINT: Final = -2.2


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Weigh equal charges of two accounts of one person whose shops' names belong together."""
    view = scene.view
    key = codes(view.purse[rows], view.amount[rows])
    order = np.lexsort((view.when[rows], view.day[rows], key))
    ordered, same = rows[order], np.diff(key[order]) == 0
    close = same & (np.diff(view.day[ordered]) <= 1) & (np.diff(view.account[ordered]) != 0)
    found = []
    for n in np.flatnonzero(close).tolist():
        first, second = int(ordered[n]), int(ordered[n + 1])
        if (
            _in_time(scene, first, second)
            and _one_shop(scene, first, second)
            and not _wallets_row(scene, first)
            and not _wallets_row(scene, second)
        ):
            found.append(_weighed(scene, first, second))
    return found


def _in_time(scene: Scene, first: int, second: int) -> bool:
    """Tell whether both were paid within the hour; where a clock is missing, an amount that is no price has to say it."""
    gap, timed = gap_of(scene, first, second)
    view = scene.view
    return gap <= HOUR if timed else is_odd(int(view.amount[first]), str(view.column("currency")[first]))


def _weighed(scene: Scene, first: int, second: int) -> Pair:
    gap, timed = gap_of(scene, first, second)
    same_order = orders(scene, first, second) == "same"
    nats = (_NATS if timed else _NATS_BY_DAY) + (_SAME_ORDER if same_order else _innocent(scene, first))
    reasons = [Reason("same_order", {})] if same_order else []
    reasons += [Reason("two_accounts", {}), gap_reason(gap, timed=timed)]
    return Pair(first, second, gap, timed, nats, tuple(reasons), same_order)


def _innocent(scene: Scene, row: int) -> float:
    """Return what speaks against: places where the next person in line pays the same."""
    view, said = scene.view, scene.view.words[row]
    shop = scene.shop_rows(int(view.merchant[row]))
    equal = np.count_nonzero(view.amount[shop] == view.amount[row])
    nats = _PRICE_POINT if equal > 2 and equal >= 0.1 * len(shop) else 0.0
    if second_helping(said) or repeat_prone(said):
        return nats + _SECOND_HELPING
    return nats + (_SERVED if payee_kind(said) == "served" else 0.0)


def _wallets_row(scene: Scene, row: int) -> bool:
    """Tell whether a bank's row names a wallet: then it mirrors a payment, even one whose wallet row is not here."""
    view = scene.view
    wallet = wallet_named(f"{view.column('counterparty')[row]} {view.column('description')[row]}")
    return bool(wallet) and view.account_facts["kind"].iat[row] != "wallet"


def _one_shop(scene: Scene, first: int, second: int) -> bool:
    """Tell whether two names can be one shop: equal keys, one within the other, or the same beginning of a brand."""
    one, other = scene.view.column("merchant")[first], scene.view.column("merchant")[second]
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short in long or brand(short) in long
