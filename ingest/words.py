"""What banks and wallets call things: the kind of a row from its own words.

Ordered: the first pattern that is found decides. Rows whose words say nothing keep the kind their sign suggests.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_KINDS: Final = (
    ("reversal", r"冲正|冲账|撤销|reversal|reversed|storno|chargeback|pembatalan"),
    ("refund", r"退款|退货|退回|退税|返还|refund|retoure|rückerstattung|erstattung|return(?:ed)? (?:item|goods|purchase)|credit voucher|pengembalian"),
    ("fee", r"手续费|服务费|年费|违约金|滞纳金|工本费|\bfees?\b|charges?\b.*(?:service|account)|service charge|gebühr|entgelt|biaya|komisi"),
    ("interest", r"结息|利息|收益发放|interest|zinsen|bunga"),
    ("repayment", r"还款|repayment|payment thank you|payment received|credit card payment|autopay|pembayaran kartu kredit"),
    ("loan", r"放款|贷款发放|借款到账|借呗.*放|loan (?:disburs|payout)|pencairan"),
    ("withdrawal", r"取款|提现|取现|\batm\b|cash withdrawal|bargeld|tarik(?:an)? tunai"),
    ("top_up", r"充值到余额|余额充值|零钱充值|top[- ]?up to (?:wallet|balance)|isi saldo"),
    ("income", r"工资|代发|薪|奖金|salary|payroll|wages|gehalt|\blohn\b|gaji"),
    ("transfer", r"转账|汇款|转入|转出|transfer|überweisung|giro\b|\btrf\b|wire"),
)  # fmt: skip
_PATTERNS: Final = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


_NUMBERS: Final = re.compile(r"\d+")


def kind_of(words: str, sign: int) -> str:
    """Return the kind a bank row's words say, else `payment` for money out and `income` for money in.

    >>> kind_of("快捷支付 退款", 1), kind_of("转账汇款", -1), kind_of("星巴克", -1), kind_of("星巴克", 1)
    ('refund', 'transfer', 'payment', 'income')
    """
    return _kind_of(_NUMBERS.sub("0", words), sign)  # rows differ by their numbers, which say nothing here


@lru_cache(maxsize=65536)
def _kind_of(words: str, sign: int) -> str:
    for kind, pattern in _PATTERNS:
        if pattern.search(words) and _fits(kind, sign):
            return kind
    return "payment" if sign < 0 else "income"


def _fits(kind: str, sign: int) -> bool:
    """A refund or a salary brings money in; a fee or a withdrawal takes it."""
    if kind in ("refund", "income", "loan"):
        return sign > 0
    if kind in ("fee", "withdrawal"):
        return sign < 0
    return True


def kinds_of(words: Iterable[str], amounts: Iterable[int]) -> list[str]:
    """Return `kind_of` for whole columns; amounts are signed."""
    return [kind_of(text, 1 if amount > 0 else -1) for text, amount in zip(words, amounts, strict=True)]
