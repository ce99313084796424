"""Behind: the payee that a bank's words name behind a wallet.

Where the wallet itself collects the money, the bank prints the wallet as the other side and its payee in the remark: PayPal's direct debits
in Germany read `PP.1234.PP . SHOP, Ihr Einkauf bei SHOP`, those to people `Ihre Zahlung an NAME`. Elsewhere a word for what was done stands
between wallet and payee: `OVO TRANSFER NAME`, `GOPAY REFUND SHOP`.
"""

import re
from functools import lru_cache
from typing import Final

import numpy as np

from detect.institutions import wallet_named
from detect.view import View
from ingest.text import merchant_key


def _broken(phrase: str) -> str:
    """Return a pattern of a phrase that a bank may have broken anywhere to fill its lines."""
    return r"\s?".join(re.escape(letter) for letter in phrase if letter != " ")


_PHRASES: Final = (
    "ihr einkauf bei", "ihre zahlung an", "your purchase at", "your payment to", "votre achat chez", "votre paiement à",
    "il tuo acquisto presso", "tu compra en", "uw aankoop bij", "je aankoop bij",
)  # fmt: skip
_NAMED: Final = re.compile(rf"(?:{'|'.join(map(_broken, _PHRASES))})\s*(?P<payee>[^;,]*\w[^;,]*)", re.IGNORECASE)
_AFTER_NUMBER: Final = re.compile(r"\bPP\.\d+\.PP\b\s*/?\s*\.(?P<payee>[^;,]*\w[^;,]*)(?:,|$)", re.IGNORECASE)
_DONE: Final = re.compile(
    r"^(?:transfer|refund|payment|purchase|pembayaran|bayar|kirim|pengembalian(?: dana)?)\s+(?=\S{2})"
)


@lru_cache(maxsize=65536)
def payee_behind(counterparty: str, description: str, merchant: str) -> str:
    """Return the key under which a row of a bank that names a wallet names the payee; its own merchant key where it names none other.

    >>> payee_behind("PayPal Europe S.a.r.l.", "PP.4711.PP . EBAY, Ihr Einkau f bei EBAY; LASTSCHRIFT", "paypal europe s a r l")
    'ebay'
    >>> payee_behind("OVO TRANSFER CONTOH SATU", "", "transfer contoh satu"), payee_behind("PAYPAL *SPOTIFY", "", "spotify")
    ('contoh satu', 'spotify')
    """
    if wallet_named(counterparty) and wallet_named(merchant):
        return merchant_key(_printed(description)) or merchant
    return _DONE.sub("", merchant)


def name_behind(counterparty: str, description: str) -> str:
    """Return the payee of a row of a bank that names a wallet, as printed; the other side itself where it names none.

    >>> name_behind("PayPal Europe S.a.r.l.", "PP.4711.PP . EBAY, Ihr Einkau f bei EBAY; LASTSCHRIFT"), name_behind("PAYPAL *SPOTIFY", "")
    ('EBAY', 'PAYPAL *SPOTIFY')
    """
    return (_printed(description) if wallet_named(counterparty) else "") or counterparty


def _printed(description: str) -> str:
    """Return the payee that a remark names, empty for none."""
    found = _NAMED.search(description) or _AFTER_NUMBER.search(description)
    return found["payee"].strip() if found else ""


def shops(view: View, rows: np.ndarray) -> np.ndarray:
    """Return the merchant key of every row; those of a bank's `rows` (positions) that name a wallet are read from behind it."""
    keys = view.column("merchant").copy()
    party, words = view.column("counterparty"), view.column("description")
    for row in rows.tolist():
        keys[row] = payee_behind(str(party[row]), str(words[row]), str(keys[row]))
    return keys
