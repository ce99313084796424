"""A loan paid out: borrowed on the person's credit line, and within two days most of it went to somebody never paid before.

A loan that was in nobody's mind is what a taken-over wallet is emptied with last (借呗, 白条, paylater). Somebody who borrows for a
purchase buys where loans do not hide: at a shop that is no good to a thief, or one known before.
"""

import re
from typing import Final

import numpy as np

from detect.causal import past
from detect.finding import Fact, Reason
from detect.payees import gains
from detect.scene import Scene, Signal
from detect.view import DAY, View

WITHIN: Final = 2 * DAY
SHARE: Final = 0.5
_NATS: Final = 8.0
# Credit lines and the words for money that they pay out, as wallets and banks print them.
_LOAN: Final = re.compile(
    r"""借呗|信用借还|金条|白条取现|微粒贷|网商贷|备用金|放款|借款到账|贷款发放|现金分期|
        \bloan\b|cash\ advance|pay\s?later|credit\ line\ draw|disbursement|
        pinjaman|pencairan|tarik\ tunai\ kredit|darlehen|kreditauszahlung""",
    re.IGNORECASE | re.VERBOSE,
)


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for each loan of which at least half went to new payees within two days, with these payments."""
    view, rows = scene.view, scene.payments
    loans = loans_drawn(view)
    if not loans or not len(rows):
        return []
    new = past(view.merchant[rows], view.when[rows], np.ones(len(rows)), counted=scene.known[rows]).rows == 0
    when, purse = view.when[rows], view.purse[rows]
    found = []
    for loan in loans:
        soon = (purse == view.purse[loan]) & (when >= view.when[loan]) & (when <= view.when[loan] + WITHIN)
        near = rows[soon & np.isin(view.merchant[rows], view.merchant[rows[soon & new]])]  # also in parts
        paid = near[gains(view.words[near])].tolist()
        if paid and -view.amount[paid].sum() >= SHARE * view.amount[loan]:
            facts: dict[str, Fact] = {
                "amount": int(view.amount[loan]),
                "currency": str(view.column("currency")[loan]),
                "hours": int((view.when[paid[-1]] - view.when[loan]) // 3600) + 1,
            }
            found.append(Signal(tuple(paid), _NATS, Reason("loan_paid_out", facts), clear=True))
    return found


def loans_drawn(view: View) -> list[int]:
    """Return the positions of loans that came in on a credit line, by what the statement calls them."""
    came = np.flatnonzero((view.amount > 0) & view.moved & (view.column("status") != "failed"))
    return [n for n in came.tolist() if _LOAN.search(view.words[n])]
