"""Money on a credit line (花呗, 白条, paylater): what it takes beside any other playbook, and how to see it in a row."""

import re
from collections.abc import Iterable
from typing import Final

CREDIT_TOPIC: Final = "credit-line-dispute"
LOANS: Final = frozenset({"loan_paid_out", "loan_drawn"})  # reasons of an alert that speak of borrowed money
_METHOD: Final = re.compile(
    r"""花呗|借呗|白条|金条|分付|月付|先用后付|信用购|信用飞|微粒贷
        |pay\s?later|kredivo|akulaku|home\s?credit|klarna|afterpay|clearpay|\baffirm\b|zip\s?pay|lazypay|simpl\b|bill\s?me\s?later
        |paypal\s+credit|pay\s+in\s+[34]\b""",
    re.IGNORECASE | re.VERBOSE,
)


def on_credit(account_kind: str, methods: Iterable[str], reasons: frozenset[str] = frozenset()) -> bool:
    """Tell whether money was borrowed: by the kind of the account, by what paid (as printed), or by the reasons.

    >>> on_credit("wallet", ["花呗&红包"]), on_credit("wallet", ["余额宝"]), on_credit("credit_line", [])
    (True, False, True)
    """
    return account_kind == "credit_line" or bool(LOANS & reasons) or any(map(_METHOD.search, methods))
