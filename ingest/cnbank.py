"""What the exports of Chinese banks have in common.

Text in GB18030 or UTF-8, or a workbook; a preamble with card number, period and currency; days as 20260301, 2026-03-01,
2026/03/01 or 2026年3月1日, with the time in the same cell, in a cell of its own, or nowhere; rows of dashes for "nothing";
totals and remarks below the table. Money is one signed column, two columns, or an unsigned one beside a direction.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

import numpy as np

from ingest.draft import Draft, day_end, day_start
from ingest.errors import BrokenFile
from ingest.money import NAMES, currency_code, minor_units
from ingest.notes import Note, note
from ingest.source import Row, Source
from ingest.statement import AccountHint, Line, Printed, Statement
from ingest.table import Table, TableImporter, guess_warning
from ingest.wallet import moment
from ingest.words import kinds_of

# How banks say which way the money went, without the spaces inside.
DIRECTIONS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("收入", "转入", "存入", "贷", "贷Cr", "Cr", "收", "in"), 1),
    **dict.fromkeys(("支出", "转出", "支取", "借", "借Dr", "Dr", "支", "out"), -1),
}

_DAY: Final = r"\d{4}(?:\d{4}|\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?)"
_SPLIT_DAY: Final = re.compile(
    r"(\d{4})(?:(\d{2})(\d{2})|\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?)\s*(.*)", re.DOTALL
)
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?|(\d{1,2})(\d{2})(\d{2})")
_NO_YEAR: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})")
_MONTH: Final = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月")
_NOTHING: Final = re.compile(r"[-—–－]+|[（(]空[）)]")
_NUMBER: Final = re.compile(r"(?:[账帐卡]\s*号|账户)(?:Account/Card No)?[\s:：,\[\]（(]{0,8}([0-9xX*]{6,})")
_FIRST: Final = re.compile(rf"(?:起始|开始|查询起)(?:日期?|时间)[^\d\n]{{0,30}}({_DAY})")
_LAST: Final = re.compile(rf"(?:截止|终止|结束|查询止)(?:日期?|时间)[^\d\n]{{0,30}}({_DAY})")
_RANGE: Final = re.compile(
    rf"(?:起止(?:日期|时间)|查询(?:时间|期间|时段)|交易区间|账单周期|日期范围)[^\d\n]{{0,12}}({_DAY})\D{{1,6}}({_DAY})"
)
_EXPORTED: Final = re.compile(
    rf"(?:下载|导出|打印|申请)(?:日期|时间)[^\d\n]{{0,8}}({_DAY})\s*(\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
)
_CURRENCY: Final = re.compile(
    rf"(?:币\s*[种别]|货币|卡内账户|明细[(（])[^\n]*?({'|'.join(n for n in NAMES if len(n) > 1)}|[A-Z]{{3}})"
)
_TOTAL: Final = re.compile(r"\S{0,6}[合总小]计")
_REMARK: Final = re.compile(r"以上|说明|注[:：]|备注[:：]|温馨提示|重要提示|打印")
_OPENING: Final = frozenset(("期初余额", "承前页", "上期余额", "上页余额"))
_THROUGH_WALLET: Final = re.compile(r"(?:支付宝|财付通|微信支付|抖音支付|京东支付|网银在线|美团支付)\s*[-－—–]\s*\S")
_WALLET_FIRM: Final = re.compile(r"支付宝.{0,8}(?:公司|技术)|财付通.{0,8}(?:公司|科技)")


class ChineseBank(TableImporter):
    """A bank's table, in yuan and Chinese time unless it says otherwise; one statement per card it lists."""

    file_types = ("csv", "xls", "xlsx")
    encodings = ("gb18030",)
    delimiters = (",", "\t", ";")
    currency = "CNY"
    zone = "Asia/Shanghai"
    sheets = True
    dates = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d")
    bank: ClassVar[str]  # short name of the institution
    account_kind: ClassVar[str] = "debit"
    card: ClassVar[str] = ""  # the heading under which each line names its card
    says_currency: ClassVar[bool] = False  # its own export names one always, in the lines or above them
    direction: ClassVar[str] = ""  # the heading that says which way an unsigned amount goes
    words: ClassVar[tuple[str, ...]]  # the headings whose words say what kind of row it is

    def skipped(self, row: Row) -> Note | None:
        """Pass over totals, remarks, an opening balance, and the heading where a page repeats it."""
        cells = [cell.strip() for cell in row.cells]
        first = next(filter(None, cells), "")
        if _TOTAL.match(first):
            return note("total")
        if _REMARK.match(first):
            return note("remark")
        if _OPENING.intersection(cells):
            return note("opening_balance")
        return note("heading") if set(self.required) <= {self.aliases.get(cell, cell) for cell in cells} else None

    def kind(self, table: Table) -> str:  # noqa: ARG002
        """Return the kind of the account."""
        return self.account_kind

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the account that the preamble names."""
        found = _NUMBER.search(table.said)
        number = found.group(1) if found else ""
        return AccountHint(self.bank, number, self.kind(table), said_currency(table.said) or self.currency, "CN")

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return the period and the time of export, where printed."""
        return said_times(table.said)

    def statements(self, draft: Draft, table: Table, source: Source) -> list[Statement]:
        """Make one statement per card; lines that name none go with most others."""
        hint = self.account(table, source)
        values = self.values(draft, table, source)
        values.setdefault("zone", self.zone)
        keys = self.keys(draft, values, hint)
        cards, group = by_card(draft, draft.text(self.card))
        hints = [replace(hint, number=card) for card in cards] if cards else [hint]
        facts = self.facts(table, source)
        if len(hints) > 1:
            facts["printed"] = Printed()  # totals of all cards together
        warnings = [guess_warning(source, self.encodings), *[[] for _ in hints[1:]]]
        shared = [{**facts, "warnings": said} for said in warnings]
        return draft.finish_all(hints, group, values, keys, flow=self.flow(draft, values), facts=shared)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns."""
        _tidy(draft)
        self._date(draft, table, source)
        unsaid = self.columns.get("currency", "")
        if unsaid and len(draft) and not any(draft.text(unsaid)):
            code = currency_above(draft, table, self.currency) if self.says_currency else said_currency(table.said)
            draft.columns[unsaid] = [code] * len(draft)
        values = super().values(draft, table, source)
        if "value_on" in self.columns:
            days = [cell[:10] for cell in draft.text(self.columns["value_on"])]
            values["value_on"] = draft.stamps(days, self.dates, serial=True, optional=True)
        said = map(" ".join, zip(*map(draft.text, self.words), strict=True))
        kinds = kinds_of(said, np.asarray(values["amount"]).tolist())
        if self.kind(table) == "credit_card":  # nobody is paid on a credit card
            kinds = ["adjustment" if kind == "income" else kind for kind in kinds]
        return {"country": "CN", **values, "kind": kinds}

    def _date(self, draft: Draft, table: Table, source: Source) -> None:
        """Write every day in one way; a day without a year takes it from the bill's month."""
        for heading in {self.columns["booked_at"], self.columns.get("value_on", "")} & draft.columns.keys():
            cells = draft.columns[heading]
            if any(_NO_YEAR.fullmatch(cell) for cell in cells):
                year, month = bill_month(table, source)
                cells = [dated(cell, year, month) for cell in cells]
            draft.columns[heading] = [moment_text(cell) for cell in cells]

    def when(self, draft: Draft) -> list[str]:
        """Return each line's moment: the day, with its time where that is printed and makes sense."""
        days, times = draft.text(self.columns["booked_at"]), draft.text(self.columns.get("time", ""))
        return [moment_text(day, time) for day, time in zip(days, times, strict=True)]

    def amount(self, draft: Draft, currencies: list[str]) -> np.ndarray:
        """Return signed minor units, from one column, from two, or from one and a direction."""
        if "amount" not in self.columns:
            return self._two_columns(draft, currencies)
        if not self.direction:
            return super().amount(draft, currencies)
        words = ["".join(cell.split()) for cell in draft.text(self.direction)]
        signs = draft.words(words, dict(DIRECTIONS), "direction_unknown")
        unsigned = np.abs(draft.amounts(draft.text(self.columns["amount"]), currencies))
        return np.asarray(unsigned * np.array(signs, dtype=np.int64))

    def abroad(self, draft: Draft, values: dict[str, Any], amount: str, currency: str) -> dict[str, Any]:
        """Return what was paid in another currency than the one it was booked in; what is odd there is left out."""
        amounts: list[int | None] = []
        codes = []
        booked = zip(values["currency"], np.asarray(values["amount"]).tolist(), strict=True)
        paid = zip(draft.text(amount), draft.text(currency), strict=True)
        for (own, moved), (cell, name) in zip(booked, paid, strict=True):
            code = currency_code(name) if cell and name else None
            read = minor_units(cell, code) if code and code != own else None
            known = isinstance(read, int)
            amounts.append((-1 if moved < 0 else 1) * abs(read) if isinstance(read, int) else None)
            codes.append(code if code and known else "")
        return {"original_amount": amounts, "original_currency": codes}

    def _two_columns(self, draft: Draft, currencies: list[str]) -> np.ndarray:
        """Return income less expense: a negative expense among positive ones takes one back (冲正)."""
        cells_in, cells_out = draft.text(self.columns["amount_in"]), draft.text(self.columns["amount_out"])
        for n, (one, other) in enumerate(zip(cells_in, cells_out, strict=True)):
            if not one and not other:
                draft.problem(n, note("amount_missing"))
        inflow = draft.amounts(cells_in, currencies, optional=True)
        outflow = draft.amounts(cells_out, currencies, optional=True)
        return np.asarray(_unsigned(inflow) - _unsigned(outflow))


def _unsigned(amounts: np.ndarray) -> np.ndarray:
    """Drop the signs of a column where they only repeat what its heading says: no amount is positive."""
    return amounts if (amounts > 0).any() else np.abs(amounts)


def _tidy(draft: Draft) -> None:
    """Empty the cells that print nothing as dashes, and leave out columns without a name."""
    draft.columns.pop("", None)
    for heading, cells in draft.columns.items():
        draft.columns[heading] = ["" if _NOTHING.fullmatch(cell) else cell for cell in cells]


def by_card(draft: Draft, named: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Return the cards that lines name, the most frequent first, and for each line the number of its card."""
    counted = Counter(card for card, usable in zip(named, draft.usable, strict=True) if card and usable)
    cards = [card for card, _ in counted.most_common()]
    places = {card: n for n, card in enumerate(cards)}
    return cards, np.array([places.get(card, 0) for card in named], dtype=np.int64)


def shops(names: Sequence[str], places: Sequence[str], *others: Sequence[str]) -> list[str]:
    """Return who was paid: of a payment through a wallet the shop behind it, which stands where the place does.

    >>> shops(["某某财付通支付科技有限公司", "张三"], ["财付通-示例咖啡", "手机银行"])
    ['财付通-示例咖啡', '张三']
    """
    found = []
    for name, place, *rest in zip(names, places, *others, strict=True):
        behind = place and (_THROUGH_WALLET.match(place) or _WALLET_FIRM.search(name))
        found.append(place if behind else next(filter(None, (name, place, *rest)), ""))
    return found


def said_currency(said: str) -> str:
    """Return the currency that a preamble names, or nothing."""
    found = _CURRENCY.search(said)
    return (found and currency_code(found.group(1))) or ""


def currency_above(draft: Draft, table: Table, own: str) -> str:
    """Return the currency that the preamble names; where it names none, the country's `own`, and say so."""
    if not (code := said_currency(table.said)):
        draft.remarks.append(Line(0, note("currency_assumed", currency=own), ""))
    return code or own


def said_times(said: str) -> dict[str, Any]:
    """Return `first`, `last` and `exported_at`, as far as a preamble prints them."""
    facts: dict[str, Any] = {}
    both = _RANGE.search(said)
    ends = both.groups() if both else [end and end.group(1) for end in (_FIRST.search(said), _LAST.search(said))]
    first, last = (moment(moment_text(end)) if end else None for end in ends)
    if first and last:
        facts |= {"first": day_start(first.date()), "last": day_end(last.date())}
    exported = _EXPORTED.search(said)
    if exported and (printed := moment(moment_text(exported.group(1), exported.group(2) or ""))):
        facts["exported_at"] = printed
    return facts


def moment_text(day: str, time: str = "") -> str:
    """Write a printed day and time as `2026-03-01 09:05:00`, or the day alone; what is no day is returned as it is.

    >>> moment_text("20260301", "90500"), moment_text("2026/3/1  9:05"), moment_text("2026年3月1日"), moment_text("今天")
    ('2026-03-01 09:05:00', '2026-03-01 09:05:00', '2026-03-01', '今天')
    """
    found = _SPLIT_DAY.fullmatch(day.strip())
    if not found or (found.group(6) and not _clock(found.group(6))):
        return day
    year, month, date = found.group(1), found.group(2) or found.group(4), found.group(3) or found.group(5)
    clock = _clock(found.group(6)) or _clock(time)
    return f"{year}-{month:0>2}-{date:0>2} {clock}".strip()


def _clock(text: str) -> str:
    """Return a time of day with seconds; nothing where there is none or it cannot be one."""
    found = _CLOCK.fullmatch(text.rsplit(maxsplit=1)[-1]) if text.strip() else None
    if not found:
        return ""
    hour, minute, second = (int(part or 0) for part in (found.groups()[:3] if found.group(1) else found.groups()[3:]))
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else ""


def bill_month(table: Table, source: Source) -> tuple[int, int]:
    """Return year and month of a bill, from its title or its file's name.

    Raises:
        BrokenFile: neither says.
    """
    found = _MONTH.search(table.said) or _MONTH.search(source.name)
    if found is None or not 1 <= int(found.group(2)) <= 12:
        raise BrokenFile("year", file=source.name)
    return int(found.group(1)), int(found.group(2))


def dated(cell: str, year: int, month: int) -> str:
    """Give `MM/DD` the year the bill implies; other text is returned as it is.

    >>> dated("12/29", 2024, 1), dated("01/05", 2024, 1), dated("2024/01/05", 2024, 1)
    ('2023/12/29', '2024/01/05', '2024/01/05')
    """
    found = _NO_YEAR.fullmatch(cell)
    if not found:
        return cell
    return f"{year - 1 if int(found.group(1)) > month else year}/{found.group(1)}/{found.group(2)}"


def country_of(code: str) -> str:
    """Return the two-letter code of a country that a bank prints with three letters; empty where it is a rare one."""
    return _COUNTRIES.get(code, "")


_COUNTRIES: Final = {
    "CHN": "CN", "HKG": "HK", "MAC": "MO", "TWN": "TW", "USA": "US", "JPN": "JP", "KOR": "KR", "SGP": "SG", "MYS": "MY",
    "THA": "TH", "IDN": "ID", "VNM": "VN", "PHL": "PH", "IND": "IN", "ARE": "AE", "AUS": "AU", "NZL": "NZ", "CAN": "CA",
    "GBR": "GB", "IRL": "IE", "FRA": "FR", "DEU": "DE", "ITA": "IT", "ESP": "ES", "NLD": "NL", "BEL": "BE", "CHE": "CH",
    "AUT": "AT", "LUX": "LU", "SWE": "SE", "NOR": "NO", "DNK": "DK", "FIN": "FI", "RUS": "RU", "TUR": "TR",
}  # fmt: skip


def filled(*columns: Iterable[str]) -> list[str]:
    """Join what several columns say of each line."""
    return [" ".join(filter(None, cells)) for cells in zip(*columns, strict=True)]
