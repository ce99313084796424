"""Credits that may be taken back: what a bank books while it looks into a dispute, and what a chargeback brought.

Card schemes and banks credit first and decide later; the shop may answer, and the money goes again (chargeback rights and their second
round run for some weeks up to four months). Such a credit is never the end of a story by itself.
"""

import re
from typing import Final

import numpy as np

from detect.view import View

FINAL, PROVISIONAL, TAKEN_BACK = "final", "provisional", "taken_back"
DAYS: Final = 120  # after which a bank takes nothing back for the shop
_WORDS: Final = re.compile(
    r"""provisional|temporary\ (?:credit|adj)|temp\ (?:cr|credit)\b|conditional\ credit|charge\s?back|\bdispute|claim\ (?:credit|adj)|
        临时入账|临时贷记|暂记|拒付|争议款|调单|sementara|sengketa|sanggahan|vorl(?:ä|ae)ufig|reklamation|r(?:ü|ue)ckbelastung\ kreditkarte""",
    re.IGNORECASE | re.VERBOSE,
)


def may_be_taken_back(words: str) -> bool:
    """Tell whether a row's words name a dispute's credit or its end.

    >>> may_be_taken_back("PROVISIONAL CREDIT"), may_be_taken_back("争议款临时入账"), may_be_taken_back("REFUND EXAMPLE SHOP")
    (True, True, False)
    """
    return _WORDS.search(words) is not None


def reversal(view: View, credit: int) -> int | None:
    """Return the row by which a dispute's credit was taken back: as much from the same account, in a dispute's words, or None."""
    same = (view.account == view.account[credit]) & (view.amount == -view.amount[credit])
    soon = (view.day >= view.day[credit]) & (view.day <= view.day[credit] + DAYS)
    rows = np.flatnonzero(same & soon & view.moved)
    return next((row for row in rows.tolist() if may_be_taken_back(view.words[row])), None)


def standing(view: View, credit: int) -> str:
    """Return whether a credit is final, still provisional, or was taken back."""
    if not may_be_taken_back(view.words[credit]):
        return FINAL
    if reversal(view, credit) is not None:
        return TAKEN_BACK
    return PROVISIONAL if (view.as_of - view.date(credit)).days <= DAYS else FINAL
