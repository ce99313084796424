"""What banks and wallets call things: the kind of a row from its own words.

Ordered: the first pattern that is found decides. Rows whose words say nothing keep the kind their sign suggests.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_IN: Final = 1  # only where money comes in: a refund or a salary; also short words that a shop may bear in its name
_OUT: Final = -1  # only where money goes out: a fee, a withdrawal
_EITHER: Final = 0

_KINDS: Final = (
    ("reversal", _EITHER, r"冲正|冲账|撤销|reversal|reversed|storno|chargeback|pembatalan"),
    ("reversal", _IN, r"\brev\b|\bvoid(?:ed)?\b"),
    ("refund", _IN, r"退款|退货|退回|退税|返还|refund|retoure|rückerstattung|erstattung|\breturn(?:s|ed)?\b(?! on\b)|credit voucher|pengembalian"),
    ("fee", _OUT, r"手续费|服务费|年费|违约金|滞纳金|工本费|\bfees?\b|charges?\b.*(?:service|account)|service charge|gebühr|entgelt|biaya|komisi"),
    ("interest", _EITHER, r"结息|利息|收益发放|\binterest\b|zinsen|(?<!toko )\bbunga\b"),
    ("repayment", _EITHER, r"还款|repayment|payment\W{1,3}thank you|payment received|credit card payment|(?:card|crd|cc) autopay|pembayaran kartu kredit"),
    ("repayment", _IN, r"autopay"),
    ("loan", _IN, r"放款|贷款发放|借款到账|借呗.*放|loan (?:disburs|payout)|pencairan"),
    ("withdrawal", _OUT, r"取款|提现|取现|\batm\b|(?:cash|mobile) withdrawal|bargeld|tarik(?:an)? tunai"),
    ("top_up", _EITHER, r"充值到余额|余额充值|零钱充值|top[- ]?up to (?:wallet|balance)|isi saldo"),
    ("income", _IN, r"工资|代发|薪|奖金|salary|payroll|wages|gehalt|\blohn\b|gaji"),
    ("transfer", _IN, r"提现|赎回"),  # out of a wallet or fund into the bank
    ("transfer", _EITHER, r"转账|汇款|汇入|汇出|汇兑|网转|转存|转入|转出|transfer|überweisung|giro\b|\btrf\b|\bwire\b"),
)  # fmt: skip
_PATTERNS: Final = tuple((kind, sign, re.compile(pattern, re.IGNORECASE)) for kind, sign, pattern in _KINDS)


_NUMBERS: Final = re.compile(r"\d+")
_NOUGHTS: Final = str.maketrans("123456789", "000000000")
_LONGEST: Final = 400  # characters; what a row is stands at its beginning


def kind_of(words: str, sign: int) -> str:
    """Return the kind a bank row's words say, else `payment` for money out and `income` for money in.

    >>> kind_of("快捷支付 退款", 1), kind_of("转账汇款", -1), kind_of("星巴克", -1), kind_of("星巴克", 1)
    ('refund', 'transfer', 'payment', 'income')
    """
    return _kind_of(_NUMBERS.sub("0", words[:_LONGEST]), sign)  # rows differ by their numbers, which say nothing here


@lru_cache(maxsize=65536)
def _kind_of(words: str, sign: int) -> str:
    for kind, only, pattern in _PATTERNS:
        if only in (_EITHER, sign) and pattern.search(words):
            return kind
    return "payment" if sign < 0 else "income"


def kinds_of(words: Iterable[str], amounts: Iterable[int]) -> list[str]:
    """Return `kind_of` for whole columns; amounts are signed."""
    column = "\n".join(text[:_LONGEST].replace("\n", " ") for text in words)  # one search is faster than one a row
    plain = (column.translate(_NOUGHTS) if column.isascii() else _NUMBERS.sub("0", column)).split("\n")
    signs = [1 if amount > 0 else -1 for amount in amounts]
    return [_kind_of(text, sign) for text, sign in zip(plain, signs, strict=True)] if signs else []
