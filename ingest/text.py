"""Names as people know them: the normalised merchant key, in any script.

Peers keep only a-z and 0-9, so every Chinese, Thai or Arabic shop becomes one empty key. Here Unicode letters, marks
and digits of any script survive; what goes is what the channel added: wallet prefixes, store and order numbers,
branch names in brackets, dates, card tails.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Prefixes and words that payment channels put in front of the shop's own name.
_CHANNEL = re.compile(
    r"""^(?:
        (?:支付宝外部商户|支付宝|财付通|微信支付|微信|消费|银联|云闪付|京东支付|抖音支付|美团支付|网上快捷支付|快捷支付|一网通支付)(?:支付)?(?:[-－—–:：\s/]+|\*+)
      | (?:alipay|wechat\ ?pay|weixin|tenpay|paypal|venmo|pp|sq|sqc|tst|sp|zettle|izettle|sumup|iyzico|apple\ pay|google\ pay|gpay)\s*[*:\-]\s*
      | (?:pos|debit\ card|card)\s+(?:purchase|payment)\s+(?:at\s+)?
      | (?:visa|mastercard|maestro)\s+(?:purchase|payment)\s+
      | (?:pos|debit\ card|card|visa|purchase)\s+(?:return|refund)\s+(?:from\s+)?
      | (?:kartu\ debit|transaksi\ debit|pembelian|pengembalian(?:\ dana)?|qr(?:is)?|gopay|ovo|shopeepay|linkaja)\s+(?=\S{2})
      | (?:kartenzahlung(?:\ girocard)?|girocard|lastschrift|kartenerstattung|erstattung|retoure)\s+(?=\S{2})
    )""",
    re.VERBOSE,
)
_BRANCH = re.compile(r"[(（\[【][^()（）\[\]【】]*(?:店|分店|门店|路|广场|branch|store)\s*[)）\]】]")
_NOISE = re.compile(
    r"""
      \#\s*\d+                                   # store no. with a hash
    | \b(?:store|shop|no|nr|ref|order|inv|invoice|txn|trx|id)[.:\s]*\d+\b
    | \b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b         # dates
    | \b\d{1,2}:\d{2}(?::\d{2})?\b                # times
    | \*+\s*\d{2,}                               # card tails
    | [*x]{3,}\d*                                 # masks
    | \b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{7,}\b  # order codes in Latin letters: 2K4XY81Z
    | \d{4,}                                      # order, phone and terminal numbers
    """,
    re.VERBOSE,
)
# Letters that were hidden: what is left of a name (王**, **店, 张*三) is no name of its own. One star before two letters or more hides a surname
# (*国强), which other exports leave away.
_LETTER = r"[^\W\d_a-z]"  # of a script other than Latin, where a star often stands between two names
_MASK = re.compile(
    rf"""
      (?<![\w*])\*+(?={_LETTER}(?!\w)) | (?<![\w*])\*\*+(?={_LETTER})   # *三, **店
    | (?<={_LETTER})\*+(?![\w*])                                       # 王**
    | (?<=(?<![\w*]){_LETTER})\*+(?={_LETTER}{{1,2}}(?!\w))              # 张*三
    | (?<=(?<![\w*])[a-z])\*\*+(?![\w*])                              # b***
    """,
    re.VERBOSE,
)
_HIDDEN = "＊"  # stands for a star that hides a letter while the others go; no folded text holds it
_LONGEST = 400  # characters; a name made of thousands of prefixes would take minutes to bare
_SEPARATORS = re.compile(r"[\s\-－—–_*·•.,，。、;；:：/\\|'‘’\"“”`()（）\[\]【】<>&+#~!?]+")


@lru_cache(maxsize=200_000)
def merchant_key(text: str) -> str:
    """Return the key under which `text` names a merchant; equal shops get equal keys.

    >>> merchant_key("支付宝-星巴克（国贸店）"), merchant_key("星巴克(三里屯店)")
    ('星巴克', '星巴克')
    >>> merchant_key("SQ *BLUE BOTTLE #0042"), merchant_key("7-ELEVEN 31207")
    ('blue bottle', '7 eleven')
    >>> merchant_key("KARTU DEBIT QR WARUNG CONTOH"), merchant_key("PENGEMBALIAN WARUNG CONTOH"), merchant_key("OVO")
    ('warung contoh', 'warung contoh', 'ovo')
    >>> merchant_key("ร้านกาแฟ"), merchant_key("2063")
    ('ร้านกาแฟ', '2063')
    >>> merchant_key("支付宝-王**"), merchant_key("王*"), merchant_key("*国强"), merchant_key("美团*示例店")
    ('王**', '王*', '国强', '美团 示例店')
    """
    name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())[:_LONGEST]
    while (bare := _bared(name)) != name:  # a prefix may hide behind another; a key is its own key
        name = bare
    return name


def _bared(name: str) -> str:
    bare = _BRANCH.sub(" ", _CHANNEL.sub("", name.strip()))
    bare = _MASK.sub(lambda stars: _HIDDEN * len(stars[0]), bare)
    bare = _SEPARATORS.sub(" ", _NOISE.sub(" ", bare)).strip()
    return bare.replace(_HIDDEN, "*") or _SEPARATORS.sub(" ", name).strip()


def merchant_keys(names: Iterable[str]) -> list[str]:
    """Return `merchant_key` of every name; repeated names cost one lookup."""
    return [merchant_key(name) for name in names]


_CONTROLS = {code: f"\\u{code:04x}" for code in (*range(9), *range(11, 32), 127, *range(0x80, 0xA0))}
# Bidirectional overrides and isolates, zero-width and byte-order marks: invisible ways to make text lie.
_CONTROLS |= {
    code: f"\\u{code:04x}"
    for code in (
        0x061C,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    )
}
_CONTROLS |= {9: " ", 10: " ", 13: " ", 0x2028: " ", 0x2029: " "}


def visible(text: str) -> str:
    r"""Return statement text on one line with control and bidirectional characters written out.

    >>> visible("pay\u202egpj.exe")
    'pay\\u202egpj.exe'
    """
    return text.translate(_CONTROLS)
