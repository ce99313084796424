"""The currency of a table that prints none beside its amounts: by headings, preamble, file name or language."""

from collections.abc import Sequence
from typing import Final

from ingest.guess import amounts
from ingest.guess.layout import Layout
from ingest.guess.vocabulary import bare, plain, roles_of

NONE: Final = "XXX"  # ISO 4217: no currency
_LANGUAGES: Final = (
    ("PLN", "kwota saldo po operacji|data operacji|data ksiegowania|tytul|rachunek|obciazenia|uznania|kwota"), ("CZK", "castka|zustatek|protiucet|datum provedeni"), ("HUF", "osszeg|konyveles|egyenleg|terheles"),
    ("RON", "suma tranzactiei|sold|data tranzactiei|descriere"), ("SEK", "belopp|bokforingsdag|reskontradatum|bokford"), ("NOK", "ut fra konto|inn pa konto|forklaring|rentedato|ut av konto"), ("DKK", "bogfort|belob|posteringstekst|bogforingsdato"),
    ("JPY", "取引日|出金|入金|残高|利用日|お引出|日付|ご利用"), ("KRW", "거래|잔액|출금|입금|이용"), ("IDR", "keterangan|mutasi|tanggal"), ("MYR", "tarikh|baki"), ("THB", "วันที่|ยอด|ถอน|ฝาก"), ("VND", "so tien|so du|dien giai|ghi no|ngay|số|giao"),
    ("ILS", "תאריך|סכום|בית העסק|מטבע|יתרה|חובה|זכות|אסמכתא|פעולה"), ("TRY", "tutar|bakiye|aciklama|islem|borc"), ("UAH", "залишок|призначення|сума|картки"), ("CNY", "交易|余额|收入|支出|记账|摘要|金额"), ("BGN", "салдо|основание"), ("EUR", "omschrijving|bedrag|rekening|naam|maara|saaja|kirjauspaiva|selgitus|importo|causale|descrizione|avere"),
)  # fmt: skip


def named_currency(layout: Layout, money: Sequence[str]) -> str:
    """Return the currency that headings, the preamble, the file's name or the language name."""
    for name in [
        *money,
        *(name for name in layout.heading if roles_of(name).keys() & {"amount", "amount_in", "amount_out", "balance"}),
    ]:
        parts = (
            plain(name)
            .replace("(", " ")
            .replace(")", " ")
            .replace("[", " ")
            .replace("]", " ")
            .replace("/", " ")
            .split()
        )
        found = [
            code
            for part in [*parts, *(plain(name)[-3:-1:1],)]
            if (code := amounts.currency_of(part)) and (len(part) >= 2 or not part.isalpha() or part > "z")
        ]
        if found:
            return found[0]
    said = layout.said.replace(":", " ").replace("：", " ").replace("_", " ").replace("-", " ")
    file = layout.file.replace("_", " ").replace("-", " ").replace(".", " ")
    for text in (said, file):
        codes = {
            code
            for word in text.split()
            if (code := amounts.currency_of(word.strip("()[],;")))
            and (word.isupper() or not word.isascii())
            and len(word) > 1
        }
        if len(codes) == 1:
            return codes.pop()
    return _by_language(layout)


def _by_language(layout: Layout) -> str:
    """Return the currency of a language that is spoken with one alone, by several of its words."""
    words = " | ".join(f"{bare(name)} {plain(name)}" for name in layout.heading)
    counts = {code: sum(word in words for word in said.split("|")) for code, said in _LANGUAGES}
    best = max(counts, key=lambda code: counts[code])
    second = sorted(counts.values())[-2]
    return best if counts[best] >= 2 and counts[best] > second else NONE
