"""Money on a credit line (花呗, 白条, paylater): what it takes beside any other playbook, and how to see it in a row."""

from collections.abc import Iterable
from typing import Final

from detect.institutions import CREDIT_LINE

CREDIT_TOPIC: Final = "credit-line-dispute"
LOANS: Final = frozenset({"loan_paid_out", "loan_drawn"})  # reasons of an alert that speak of borrowed money


def on_credit(account_kind: str, methods: Iterable[str], reasons: frozenset[str] = frozenset()) -> bool:
    """Tell whether money was borrowed: by the kind of the account, by what paid (as printed), or by the reasons.

    >>> on_credit("wallet", ["花呗&红包"]), on_credit("wallet", ["余额宝"]), on_credit("credit_line", [])
    (True, False, True)
    """
    return account_kind == "credit_line" or bool(LOANS & reasons) or any(map(CREDIT_LINE.search, methods))
