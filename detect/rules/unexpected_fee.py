"""Fees that the person may not expect: a kind of fee that is new to an account, and drips that add up over a year.

Fees a bank prints as rows, fees printed beside an amount, and conversions that cost more than another account of the same
person paid in the same days. What the account was charged in just this way a year ago is no surprise.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from detect.fees import fee_kind, says_fee
from detect.finding import Fact, Finding, Reason
from detect.markup import markups
from detect.scene import Scene
from detect.typical import typical_payment

YEAR: Final = 365
DRIPS: Final = 3  # fees of a kind in a year that are told together
SETTLED: Final = 60  # days of history before a first fee of a kind is new
_FLOOR: Final = 0.3  # of a usual small payment: what a year's fees must come to


class _Fee(NamedTuple):
    row: int  # position
    amount: int  # minor units, what the fee took
    kind: str


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each account and kind of fee."""
    groups: dict[tuple[int, str], list[_Fee]] = {}
    mine = scene.answered("mine")
    for fee in sorted(_fees(scene)):
        if not mine[fee.row]:
            groups.setdefault((int(scene.view.account[fee.row]), fee.kind), []).append(fee)
    begins = {account: int(scene.view.day[scene.view.account == account].min()) for account, _ in groups}
    found = (_judged(scene, fees, begins[account]) for (account, _), fees in sorted(groups.items()))
    return [finding for finding in found if finding is not None]


def _fees(scene: Scene) -> Iterator[_Fee]:
    """Yield every fee: rows that are one, fees beside an amount, conversions with a markup."""
    view = scene.view
    fee, words, kinds = view.column("fee"), view.words, view.column("kind")
    out = np.flatnonzero(view.moved_out & ~scene.shadow)
    for row in out.tolist():
        said = str(words[row])
        if kinds[row] == "fee" or (kinds[row] == "payment" and says_fee(said) and fee_kind(said) != "other"):
            yield _Fee(row, int(-view.amount[row]), fee_kind(said))
        elif fee[row] > 0:
            yield _Fee(
                row, int(fee[row]), _beside(str(kinds[row]), converted=bool(view.column("original_currency")[row]))
            )
    for row, cost in zip(out.tolist(), markups(view, out).tolist(), strict=True):
        if cost:
            yield _Fee(row, cost, "markup")


def _beside(kind: str, *, converted: bool) -> str:
    if converted:
        return "foreign"
    return {"withdrawal": "cash", "transfer": "transfer", "top_up": "transfer"}.get(kind, "other")


def _judged(scene: Scene, fees: list[_Fee], begins: int) -> Finding | None:
    """Return a finding where this year's fees of a kind come to something and were not usual before."""
    view = scene.view
    today = int(np.datetime64(view.as_of, "D").astype(np.int64))
    day = {fee: int(view.day[fee.row]) for fee in fees}
    year = [fee for fee in fees if day[fee] > today - YEAR]
    usual = {fee.amount for fee in fees if day[fee] <= today - YEAR}
    surprising = [fee for fee in year if fee.amount not in usual]
    total = sum(fee.amount for fee in surprising)
    if not surprising:
        return None
    new = len(year) == len(fees) and day[fees[0]] - begins >= SETTLED
    currency = str(view.column("currency")[surprising[0].row])
    if total < _FLOOR * typical_payment(currency) or not (new or len(surprising) >= DRIPS):
        return None
    return _finding(scene, surprising, total, currency)


def _finding(scene: Scene, fees: list[_Fee], total: int, currency: str) -> Finding:
    view = scene.view
    first = fees[0].row
    account, kind = str(view.column("account")[first]), fees[0].kind
    facts: dict[str, Fact] = {"times": len(fees), "fee": kind, "total": total, "currency": currency}
    return Finding(
        kind="unexpected_fee",
        severity="low",
        score=0.4,
        amount=total,
        currency=currency,
        person=str(view.column("person")[first]),
        account=account,
        rows=tuple(str(view.txn_ids[fee.row]) for fee in fees),
        facts={**facts, "merchant": str(view.column("counterparty")[first]), "since": view.date(first).isoformat()},
        reasons=(Reason(f"fee_{kind}", {**facts}),),
        subject=f"fees:{view.column('person')[first]}:{account}:{kind}",
    )
