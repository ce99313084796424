"""The currency of a table: beside its amounts, by its headings, the preamble, the file's name or the language."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.guess.amounts import currency_of, taken_apart
from ingest.guess.columns import Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.layout import Layout
from ingest.guess.mapping import AMOUNTS
from ingest.guess.vocabulary import bare, plain, roles_of

NONE: Final = "XXX"  # ISO 4217: no currency
_FOREIGN: Final = ("fee", "original_amount")  # may be in another currency than the table
_LANGUAGES: Final = {  # words of headings, for languages that are spoken with one currency alone
    "PLN": "kwota saldo po operacji|data operacji|data ksiegowania|tytul|rachunek|obciazenia|uznania|kwota",
    "CZK": "castka|zustatek|protiucet|datum provedeni",
    "HUF": "osszeg|konyveles|egyenleg|terheles",
    "RON": "suma tranzactiei|sold|data tranzactiei|descriere",
    "SEK": "belopp|bokforingsdag|reskontradatum|bokford",
    "NOK": "ut fra konto|inn pa konto|forklaring|rentedato|ut av konto",
    "DKK": "bogfort|belob|posteringstekst|bogforingsdato",
    "JPY": "取引日|出金|入金|残高|利用日|お引出|日付|ご利用",
    "KRW": "거래|잔액|출금|입금|이용",
    "IDR": "keterangan|mutasi|tanggal",
    "MYR": "tarikh|baki",
    "THB": "วันที่|ยอด|ถอน|ฝาก",
    "VND": "so tien|so du|dien giai|ghi no|ngay|số|giao",
    "ILS": "תאריך|סכום|בית העסק|מטבע|יתרה|חובה|זכות|אסמכתא|פעולה",
    "TRY": "tutar|bakiye|aciklama|islem|borc",
    "UAH": "залишок|призначення|сума|картки",
    "CNY": "交易|余额|收入|支出|记账|摘要|金额",
    "BGN": "салдо|основание",
    "EUR": "omschrijving|bedrag|rekening|naam|maara|saaja|kirjauspaiva|selgitus|importo|causale|descrizione|avere",
}
_ENOUGH: Final = 2  # words of a language
_BRACKETS: Final = str.maketrans("()[]/", "     ")
_JOINTS: Final = str.maketrans(":：_-", "    ")
_FILE_JOINTS: Final = str.maketrans("_-.", "   ")


def decide_currency(inquiry: Inquiry, money: Sequence[Column]) -> None:
    """Decide the currency of rows that name none, from the nearest thing that names one."""
    inquiry.settle(currency=_beside(inquiry, money) or _named(inquiry.layout, money) or _by_language(inquiry.layout))


def _beside(inquiry: Inquiry, money: Sequence[Column]) -> str:
    """Return the one currency that stands beside the amounts of a column, or beside those that pages print."""
    for column in money:
        if column.money_role not in ("", *_FOREIGN) and (code := _only_one(column.cells)):
            return code
    pages = inquiry.layout.pages
    return _only_one([said.text for said in pages.figures]) if pages is not None else ""


def _only_one(cells: Sequence[str]) -> str:
    found = {printed.currency for cell in cells if (printed := taken_apart(cell)) and printed.currency}
    return found.pop() if len(found) == 1 else ""


def _named(layout: Layout, money: Sequence[Column]) -> str:
    """Return the currency that a heading names, or that the preamble or the file's name names alone; empty if none."""
    names = [column.name for column in money if column.money_role not in _FOREIGN]
    names += [name for name in layout.heading if roles_of(name).keys() & {*AMOUNTS, "balance"}]
    for name in names:
        if code := next(_in_heading(name), ""):
            return code
    for text in (layout.said.translate(_JOINTS), layout.file.translate(_FILE_JOINTS)):
        codes = set(_in_text(text))
        if len(codes) == 1:
            return codes.pop()
    return ""


def _in_heading(name: str) -> Iterator[str]:
    said = plain(name)
    for part in (*said.translate(_BRACKETS).split(), said[-3:-1:1]):
        code = currency_of(part)
        if code and (len(part) > 1 or not part.isalpha() or part > "z"):
            yield code


def _in_text(text: str) -> Iterator[str]:
    for word in text.split():
        code = currency_of(word.strip("()[],;"))
        if code and len(word) > 1 and (word.isupper() or not word.isascii()):
            yield code


def _by_language(layout: Layout) -> str:
    """Return the currency of a language that is spoken with one alone, by several of its words."""
    words = " | ".join(f"{bare(name)} {plain(name)}" for name in layout.heading)
    counts = {code: sum(word in words for word in said.split("|")) for code, said in _LANGUAGES.items()}
    best = max(counts, key=lambda code: counts[code])
    second = sorted(counts.values())[-2]
    return best if counts[best] >= _ENOUGH and counts[best] > second else NONE
