"""What a bank statement calls the wallets, and what a wallet calls its own money."""

import re
from functools import lru_cache
from typing import Final

# Institution of the wallet (as accounts name it): how banks print its payments.
WALLET_WORDS: Final[dict[str, str]] = {
    "alipay": r"支付宝|alipay",
    "wechat": r"财付通|微信|tenpay|wechat|weixin",
    "jd": r"京东|网银在线|jd ?pay|jdpay",
    "meituan": r"美团",
    "unionpay": r"云闪付|银联",
    "paypal": r"paypal|\bpp\b\*",
    "venmo": r"venmo",
    "cashapp": r"cash ?app|sq ?\*cash",
    "gopay": r"go-?pay|gojek",
    "ovo": r"\bovo\b",
    "dana": r"\bdana\b",
    "shopeepay": r"shopee ?pay|airpay",
    "revolut": r"revolut",
    "wise": r"transferwise|\bwise\b",
}
_WALLETS: Final = {name: re.compile(words, re.IGNORECASE) for name, words in WALLET_WORDS.items()}
_OWN_MONEY: Final = re.compile(r"^(?:账户)?余额|余额宝|零钱|花呗|白条|^balance$|saldo", re.IGNORECASE)
_FILLS: Final = re.compile(
    r"(?:零钱|余额|钱包|账户)充值|(?:支付宝|财付通|微信)\W*充值(?:$|\W)|充入|转入零钱|top.?up|\badd(?:ed)? (?:money|funds|cash)\b|\bisi saldo|"
    r"\btransfer to (?:paypal|venmo|cash)|aufladung|\bcash.?in\b",
    re.IGNORECASE,
)
# Wallets' own credit, as they print what paid: 花呗, 白条, paylater.
CREDIT_LINE: Final = re.compile(
    r"""花呗|借呗|白条|金条|分付|月付|先用后付|信用购|信用飞|微粒贷
        |pay\s?later|kredivo|akulaku|home\s?credit|klarna|afterpay|clearpay|\baffirm\b|zip\s?pay|lazypay|simpl\b|bill\s?me\s?later
        |paypal\s+credit|pay\s+in\s+[34]\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL: Final = re.compile(r"[(（]?(\d{4})[)）]?\s*$")


def is_wallet(institution: str) -> bool:
    """Tell whether an institution is a wallet that other accounts fund."""
    return institution in _WALLETS


@lru_cache(maxsize=65536)
def wallet_named(text: str) -> str:
    """Return the wallet that the text of a bank row names, empty for none.

    >>> wallet_named("支付宝-海底捞火锅"), wallet_named("PAYPAL *SPOTIFY"), wallet_named("海底捞火锅")
    ('alipay', 'paypal', '')
    """
    return next((name for name, words in _WALLETS.items() if words.search(text)), "")


@lru_cache(maxsize=65536)
def card_tail(method: str) -> str:
    """Return the last four digits of the card a wallet row was paid from; `?` for a card without them, empty for own money.

    >>> card_tail("招商银行储蓄卡(8705)&支付宝随机立减"), card_tail("零钱通"), card_tail("工商银行")
    ('8705', '', '?')
    """
    sources = [part for part in method.split("&") if part]
    for source in sources:
        if not _OWN_MONEY.search(source):
            found = _TAIL.search(source)
            if found:
                return found.group(1)
            if re.search(r"银行|信用卡|储蓄卡|bank|card|visa|master", source, re.IGNORECASE):
                return "?"
    return ""


@lru_cache(maxsize=65536)
def fills_wallet(words: str) -> bool:
    """Tell whether a bank's words mean money that fills a wallet; airtime that a wallet buys does not.

    >>> fills_wallet("财付通-零钱充值"), fills_wallet("TOPUP GOPAY"), fills_wallet("支付宝-海底捞"), fills_wallet("支付宝-手机充值")
    (True, True, False, False)
    """
    return _FILLS.search(words) is not None
