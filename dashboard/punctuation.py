"""What stands between words that are put together: Chinese has signs of its own, and no spaces after them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dashboard.i18n import Words

_CHINESE: Final = "zh"


def sentences(parts: Iterable[str], words: "Words") -> str:
    """Set sentences one after another.

    >>> from dashboard.i18n import words
    >>> sentences(("有 1 笔。", "合计 ¥5.00。"), words("zh")), sentences(("One.", "Two."), words("en"))
    ('有 1 笔。合计 ¥5.00。', 'One. Two.')
    """
    return ("" if words.locale == _CHINESE else " ").join(parts)


def clauses(parts: Iterable[str], words: "Words") -> str:
    """Set parts of a sentence beside one another, which may hold commas themselves."""
    return ("；" if words.locale == _CHINESE else "; ").join(parts)


def strung(parts: Iterable[str], words: "Words") -> str:
    """Set names beside one another.

    >>> from dashboard.i18n import words
    >>> strung(("a", "b"), words("zh")), strung(("a", "b"), words("id"))
    ('a、b', 'a, b')
    """
    return ("、" if words.locale == _CHINESE else ", ").join(parts)


def labelled(label: str, said: str, words: "Words") -> str:
    """Set a label before what is said of it.

    >>> from dashboard.i18n import words
    >>> labelled("支付宝", "有账单", words("zh")), labelled("Alipay", "covered", words("en"))
    ('支付宝：有账单', 'Alipay: covered')
    """
    return f"{label}：{said}" if words.locale == _CHINESE else f"{label}: {said}"


def aside(said: str, more: str, words: "Words") -> str:
    """Set something in brackets behind what it belongs to.

    >>> from dashboard.i18n import words
    >>> aside("退款", "已到账", words("zh")), aside("refund", "arrived", words("en"))
    ('退款（已到账）', 'refund (arrived)')
    """
    return f"{said}（{more}）" if words.locale == _CHINESE else f"{said} ({more})"
