"""What banks outside China print of a booking: one table of words a country, `{shop}` and `{goods}` filled in.

Wallets name themselves before the shop (`PAYPAL *`, `GOPAY `); the shop is cut where card networks cut it.
"""

from typing import Final, NamedTuple

from benchmarks.simulator.diary import Event
from benchmarks.simulator.person import Account, Person


class Words(NamedTuple):
    """The bank's own word for a row, the kind in the ledger frame, the other side, and the remark."""

    word: str
    kind: str
    party: str
    said: str


_US_OWN: Final = {
    "salary": Words("DIRECTDEP", "income", "{shop}", "PAYROLL PPD"),
    "transfer_out": Words("PAYMENT", "transfer", "{shop}", "ONLINE TRANSFER {goods}"),
    "transfer_in": Words("CREDIT", "income", "{shop}", "ONLINE TRANSFER"),
    "cash": Words("ATM", "withdrawal", "{shop}", ""),
    "interest": Words("INT", "interest", "{shop}", ""),
    "redeem": Words("XFER", "transfer", "{shop}", ""),
    "card_bill": Words("PAYMENT", "repayment", "HARBORVIEW CARD AUTOPAY", "CREDIT CARD PAYMENT"),
    "purchase": Words("DEBIT", "payment", "{shop}", "POS PURCHASE"),
    "refund": Words("CREDIT", "refund", "{shop}", "PURCHASE RETURN"),
}
_DE_OWN: Final = {
    "salary": Words("GEHALT", "income", "{shop}", "{goods}"),
    "transfer_out": Words("UEBERWEISUNG", "transfer", "{shop}", "{goods}"),
    "transfer_in": Words("GUTSCHRIFT", "income", "{shop}", "{goods}"),
    "cash": Words("BARGELDAUSZAHLUNG", "withdrawal", "{shop}", "Geldautomat"),
    "interest": Words("ABSCHLUSS", "interest", "{shop}", "Zinsen"),
    "redeem": Words("UEBERTRAG", "transfer", "{shop}", "Umbuchung"),
    "card_bill": Words("LASTSCHRIFT", "repayment", "Hafenblick Bank", "Kreditkartenabrechnung"),
    "purchase": Words("KARTENZAHLUNG", "payment", "{shop}", "Kartenzahlung girocard"),
    "refund": Words("GUTSCHRIFT KARTE", "refund", "{shop}", "Retoure girocard"),
}
_ID_OWN: Final = {
    "salary": Words("", "income", "{shop}", "KR OTOMATIS LLG {shop} {goods}"),
    "transfer_out": Words("", "transfer", "{shop}", "TRSF E-BANKING DB {shop} {goods}"),
    "transfer_in": Words("", "income", "{shop}", "TRSF E-BANKING CR {shop}"),
    "cash": Words("", "withdrawal", "{shop}", "TARIKAN ATM"),
    "interest": Words("", "interest", "{shop}", "BUNGA"),
    "redeem": Words("", "transfer", "{shop}", "PINDAH BUKU TABUNGAN"),
    "card_bill": Words("", "repayment", "{shop}", "PEMBAYARAN KARTU KREDIT"),
    "purchase": Words("", "payment", "{shop}", "KARTU DEBIT {shop}"),
    "refund": Words("", "refund", "{shop}", "PENGEMBALIAN {shop}"),
}
_OWN: Final = {"US": _US_OWN, "DE": _DE_OWN, "ID": _ID_OWN}


def _american(wallet: str, added: str, cashed: str) -> dict[str, Words]:
    return {
        "purchase": Words("DEBIT", "payment", f"{wallet} *{{shop}}", ""),
        "send": Words("DEBIT", "transfer", f"{wallet} *{{shop}}", ""),
        "refund": Words("CREDIT", "refund", f"{wallet} *{{shop}}", "RETURN"),
        "top_up": Words("DEBIT", "top_up", f"{wallet} {added}", ""),
        "withdrawal": Words("CREDIT", "transfer", f"{wallet} {cashed}", ""),
    }


def _indonesian(wallet: str) -> dict[str, Words]:
    return {
        "purchase": Words("", "payment", f"{wallet} {{shop}}", f"{wallet} {{shop}}"),
        "send": Words("", "transfer", f"{wallet} TRANSFER", f"{wallet} TRANSFER {{shop}}"),
        "refund": Words("", "refund", f"{wallet} {{shop}}", f"{wallet} REFUND {{shop}}"),
        "top_up": Words("", "top_up", f"{wallet} TOPUP", f"{wallet} TOPUP"),
        "withdrawal": Words("", "transfer", f"{wallet} BANK TRANSFER", f"TRSF {wallet} BANK TRANSFER"),
    }


_PAYPAL_EUROPE: Final = "PayPal Europe S.a.r.l. et Cie S.C.A"
_THROUGH: Final = {
    ("US", "paypal"): _american("PAYPAL", "ADD FUNDS", "TRANSFER"),
    ("US", "venmo"): _american("VENMO", "ADD FUNDS", "CASHOUT"),
    ("DE", "paypal"): {
        "purchase": Words("LASTSCHRIFT", "payment", _PAYPAL_EUROPE, "PP.4711.PP . {shop}, Ihr Einkauf bei {shop}"),
        "send": Words("LASTSCHRIFT", "transfer", _PAYPAL_EUROPE, "PP.4711.PP . Ihre Zahlung an {shop}"),
        "refund": Words("GUTSCHRIFT", "refund", _PAYPAL_EUROPE, "PP.4711.PP . {shop}, Erstattung"),
        "top_up": Words("LASTSCHRIFT", "top_up", _PAYPAL_EUROPE, "PP.4711.PP PAYPAL AUFLADUNG"),
        "withdrawal": Words("GUTSCHRIFT", "transfer", _PAYPAL_EUROPE, "PP.4711.PP PAYPAL ABBUCHUNG"),
    },
    ("ID", "gopay"): _indonesian("GOPAY"),
    ("ID", "ovo"): _indonesian("OVO"),
}


def words(person: Person, account: Account, event: Event, amount: int) -> Words:
    """Return what a bank prints of an event's booking; money that comes back is worded as a credit."""
    country, shop = person.world.country, event.party.legal or event.party.name.upper()
    if event.account == account.key:
        found = _OWN[country][event.kind]
    else:
        kind = "purchase" if event.kind == "refund" and amount < 0 else event.kind
        found = _THROUGH[country, person.account(event.account).institution][kind]
        shop = event.party.name.partition("(")[0].rstrip()  # what the wallet sends on, without the terminal's marks
        shop = shop if country == "DE" else shop.upper()[:14].rstrip()
    goods = event.goods.upper() if country != "DE" else event.goods
    return Words(found.word, found.kind, *(text.format(shop=shop, goods=goods).strip() for text in found[2:]))
