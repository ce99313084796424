"""What a fee is for, told by its words in the languages of the exports."""

import re
from functools import lru_cache
from typing import Final

_FEES: Final = {
    "foreign": r"foreign (?:transaction|currency|exchange)|international (?:transaction|service)|fx fee|currency conversion|auslandseinsatz|fremdw[aä]hrung|境外|货币转换|外币|外汇手续|luar negeri|konversi",
    "late": r"\blate\b|past due|overlimit|mahn|rücklastschrift|滞纳金|违约金|逾期|\bdenda\b|keterlambatan",
    "overdraft": r"overdraft|nsf\b|insufficient|returned item|überziehung|dispo|透支",
    "cash": r"\batm\b|cash advance|bargeld|取现|提现|tarik tunai",
    "transfer": r"\bwire\b|transfer fee|instant transfer|überweisungsentgelt|汇款手续|转账手续|transfer.*biaya|biaya.*transfer|bi-?fast",
    "account": r"monthly|maintenance|annual|membership fee|kontoführung|grundpreis|jahres|年费|管理费|工本费|短信|biaya adm|administrasi|bulanan",
}
_KINDS: Final = {name: re.compile(words, re.IGNORECASE) for name, words in _FEES.items()}
_WORDS: Final = re.compile(
    r"\bfees?\b|service charge|gebühr|entgelt|手续费|服务费|年费|管理费|滞纳金|违约金|\bbiaya\b|\bdenda\b|commission|provision", re.IGNORECASE
)  # fmt: skip


@lru_cache(maxsize=65536)
def fee_kind(words: str) -> str:
    """Return what a fee is for: foreign, late, overdraft, cash, transfer, account, or other.

    >>> fee_kind("FOREIGN TRANSACTION FEE"), fee_kind("短信服务费"), fee_kind("BIAYA ADM"), fee_kind("Fee")
    ('foreign', 'account', 'account', 'other')
    """
    return next((name for name, pattern in _KINDS.items() if pattern.search(words)), "other")


@lru_cache(maxsize=65536)
def says_fee(words: str) -> bool:
    """Tell whether words call a charge a fee.

    >>> says_fee("INTERNATIONAL SERVICE FEE"), says_fee("提现手续费"), says_fee("Coffee")
    (True, True, False)
    """
    return _WORDS.search(words) is not None
