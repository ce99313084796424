"""Every export format: which account it shows, whose export it is, the name of its file."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from benchmarks.simulator.person import CARD, DEBIT, SECOND, WALLET, Person
from benchmarks.simulator.views import View
from benchmarks.simulator.writers import (
    alipay,
    alipay_web,
    camt,
    canonical,
    cmb,
    indonesia,
    mt940,
    n26,
    ofx,
    paypal,
    qif,
    venmo,
    wechat,
)
from benchmarks.simulator.writers.written import Written


class Format(NamedTuple):
    """One export format: the accounts it shows, its file name, its writer, the institutions that hand it out."""

    accounts: tuple[str, ...]
    name: str
    write: Callable[[Sequence[View]], Written]
    institutions: tuple[str, ...] = ()  # empty: anybody's


def _one(write: Callable[[View], Written]) -> Callable[[Sequence[View]], Written]:
    return lambda views: write(views[0])


_ALL: Final = (WALLET, SECOND, DEBIT, CARD)
FORMATS: Final = {
    "alipay": Format((WALLET,), "支付宝交易明细({first}-{last}).csv", _one(alipay.write), ("alipay",)),
    "alipay_web": Format((WALLET,), "alipay_record_{first}-{last}.csv", _one(alipay_web.write), ("alipay",)),
    "wechat_xlsx": Format((SECOND,), "微信支付账单流水文件({first}-{last}).xlsx", _one(wechat.write_xlsx), ("wechat",)),
    "wechat_csv": Format((SECOND,), "微信支付账单({first}-{last}).csv", _one(wechat.write_csv), ("wechat",)),
    "paypal": Format((WALLET,), "PayPal_{first}_{last}.csv", _one(paypal.write), ("paypal",)),
    "venmo": Format((SECOND,), "VenmoStatement_{first}_{last}.csv", _one(venmo.write), ("venmo",)),
    "wallets": Format((WALLET, SECOND), "wallets_{first}_{last}.csv", canonical.write, ("gopay", "ovo")),
    "cmb_netbank": Format((DEBIT,), "CMB_{tail}_{first}_{last}.csv", _one(cmb.write_netbank), ("cmb",)),
    "cmb_statement": Format((DEBIT,), "招商银行交易流水_{tail}_{first}_{last}.csv", _one(cmb.write_statement), ("cmb",)),
    "ofx_bank": Format((DEBIT,), "checking_{tail}_{first}_{last}.ofx", _one(ofx.write_sgml), ("Lakeside Federal Bank",)),
    "qif": Format((DEBIT,), "checking_{tail}_{first}_{last}.qif", _one(qif.write), ("Lakeside Federal Bank",)),
    "camt": Format((DEBIT,), "giro_{tail}_{first}_{last}.xml", _one(camt.write), ("Musterbank",)),
    "mt940": Format((DEBIT,), "giro_{tail}_{first}_{last}.sta", _one(mt940.write), ("Musterbank",)),
    "n26": Format((DEBIT,), "n26-csv-transactions_{first}_{last}.csv", _one(n26.write), ("N26",)),
    "klikbca": Format((DEBIT,), "KlikBCA_{tail}_{first}_{last}.csv", _one(indonesia.write_klikbca), ("bca",)),
    "mandiri": Format((DEBIT,), "Mandiri_{tail}_{first}_{last}.csv", _one(indonesia.write_mandiri), ("mandiri",)),
    "mandiri_list": Format((DEBIT,), "Mandiri_list_{tail}_{first}_{last}.csv", _one(indonesia.write_mandiri_list), ("mandiri",)),
    "bri": Format((DEBIT,), "BRI_{tail}_{first}_{last}.csv", _one(indonesia.write_bri), ("bri",)),
    "ofx_sgml": Format((CARD,), "card_{tail}_{first}_{last}.ofx", _one(ofx.write_sgml)),
    "ofx_xml": Format((CARD,), "card_{tail}_{first}_{last}.xml.ofx", _one(ofx.write_xml)),
    "canonical": Format(_ALL, "canonical_{first}_{last}.csv", canonical.write),
    "canonical_minute": Format(_ALL, "canonical_minute_{first}_{last}.csv", partial(canonical.write, precision=canonical.MINUTE)),
    "canonical_day": Format(_ALL, "canonical_day_{first}_{last}.csv", partial(canonical.write, precision=canonical.DAY)),
}  # fmt: skip
_SECOND_CHOICE: Final = (
    "alipay_web",
    "wechat_csv",
    "cmb_statement",
    "qif",
    "mt940",
    "mandiri_list",
    "ofx_xml",
    "canonical",
    "canonical_minute",
    "canonical_day",
)

_TWINS: Final = ("alipay_web", "cmb_statement", "qif", "mt940", "mandiri_list")


def given(person: Person) -> tuple[str, ...]:
    """Return the formats that the person's institutions hand out, every one of them."""
    institutions = {account.institution for account in person.accounts}
    return tuple(
        name for name, form in FORMATS.items() if not form.institutions or institutions & set(form.institutions)
    )


def usual(person: Person) -> tuple[str, ...]:
    """Return the one format of each account that most people would download."""
    return tuple(name for name in given(person) if name not in _SECOND_CHOICE)


def twins(person: Person) -> tuple[str, ...]:
    """Return the formats that show an account a second time: the bank's other export, the wallet's web page."""
    return tuple(name for name in given(person) if name in _TWINS)


USUAL: Final = ("alipay", "wechat_xlsx", "cmb_netbank", "ofx_sgml")  # in China
