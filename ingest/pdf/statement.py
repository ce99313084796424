"""An importer that is declared as layouts: identifiers, columns, dates, signs and what the bank prints about itself."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, ClassVar, Final

import numpy as np

from ingest.days import Period, dated, read_day
from ingest.draft import Draft, day_end, day_start, instants
from ingest.errors import BrokenFile
from ingest.importer import Importer, KeyCells
from ingest.money import currency_code, decimal_mark, minor_units
from ingest.notes import note
from ingest.pdf.columns import find_heading
from ingest.pdf.document import Page, document, first_lines, refuse_pictures
from ingest.pdf.layout import Layout
from ingest.pdf.rows import Record, find_rows
from ingest.pdf.words import squeezed
from ingest.source import Row, Source
from ingest.statement import AccountHint, Printed, Statement
from ingest.wallet import moment
from ingest.words import kinds_of

# The cells of every row, in this order: what a layout does not print stays empty.
CELLS: Final = (
    "date", "value", "time", "number", "text", "more", "party", "party_account", "category", "reference", "channel",
    "currency", "amount", "out", "in", "balance", "foreign",
)  # fmt: skip
_BALANCES: Final = ("opening", "closing")
_MONTH: Final = re.compile(r"([^\W\d]+|\d{1,2})[ /.-]+(\d{4})")
_PAID: Final = re.compile(r"payment|zahlung|pembayaran|paiement", re.IGNORECASE)
_DATES: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")


def keyed(*texts: str, amount: str = "amount", also: tuple[str, ...] = ()) -> KeyCells:
    """Return key cells of rows without a reference: date, amount and texts."""
    return KeyCells("", amount, "date", texts=texts, also=also)


class PdfImporter(Importer):
    """A bank's PDF statements.

    `identifiers` are alternatives; of one, every phrase must stand on the first page. `layouts` are tried in order;
    the first whose heading is found reads the file.
    """

    identifiers: ClassVar[tuple[tuple[str, ...], ...]]
    layouts: ClassVar[tuple[Layout, ...]]
    bank: ClassVar[str]
    country: ClassVar[str] = ""
    file_types = ("pdf",)
    guide = "pdf"
    key_cells = keyed("text")

    def detect(self, source: Source) -> bool:
        """Tell by phrases on the first page."""
        said = source.once("pdf said", lambda: squeezed("".join(line.text for line in first_lines(source))))
        return bool(said) and any(all(squeezed(phrase) in said for phrase in phrases) for phrases in self.identifiers)

    def parse(self, source: Source) -> list[Statement]:
        """Read every page.

        Raises:
            BrokenFile: damaged, a scan, without the bank's table, or with days whose year is nowhere printed.
            PasswordNeeded: encrypted.
        """
        refuse_pictures(source)
        pages = document(source).pages()
        layout = self._layout(pages, source)
        text = "\n".join(line.text for page in pages for line in page.lines)
        mark = layout.marks if len(layout.marks) == 1 else decimal_mark(re.findall(r"\d[\d.,]*\d", text))
        return _Reading(self, layout, text, mark, find_rows(pages, layout, mark)).statements(source)

    def _layout(self, pages: Sequence[Page], source: Source) -> Layout:
        for layout in self.layouts:
            for page in pages:
                if any(find_heading(page.lines, n, layout.columns, layout.optional) for n in range(len(page.lines))):
                    return layout
        raise BrokenFile("no_table", file=source.name, format=self.institution)


class _Reading:
    """The rows of one file on their way to statements."""

    def __init__(self, importer: PdfImporter, layout: Layout, text: str, mark: str, records: list[Record]) -> None:
        self.importer, self.layout, self.text, self.mark, self.records = importer, layout, text, mark, records
        self.currency = self._currency()
        self.period = self._period()

    def statements(self, source: Source) -> list[Statement]:
        heading = list(dict.fromkeys((*CELLS, *self.layout.columns)))
        rows = [Row(record.line, [_bare(record.cells.get(name, "")) for name in heading]) for record in self.records]
        draft = Draft(rows, heading)
        for n, record in enumerate(self.records):
            if record.note is not None:
                draft.skip(n, record.note)
        self._refuse_yearless(draft, source)
        values = self._values(draft)
        numbers = list(dict.fromkeys(record.account for record in self.records)) or [""]
        if len(numbers) > 1 and "" in numbers:  # rows above the first account's name belong to it
            numbers.remove("")
        group = np.array(
            [numbers.index(record.account) if record.account else 0 for record in self.records], dtype=np.int64
        )
        hints = [self._hint(number) for number in numbers]
        scope = [hints[n].number for n in group.tolist()]
        keys = draft.keys(self.importer.family, self.importer.key_cells, values, scope)
        period = self._facts()
        facts = [period | {"printed": self._printed(n, group, alone=len(hints) == 1)} for n in range(len(hints))]
        return draft.finish_all(hints, group, values, keys, facts=facts)

    # -- what the pages say about themselves ---------------------------------------------------------------------------

    def _currency(self) -> str:
        found = re.search(self.layout.currency_said, self.text) if self.layout.currency_said else None
        return (currency_code(found[1]) if found else None) or self.layout.currency

    def _hint(self, number: str) -> AccountHint:
        if not number and self.layout.account and (found := re.search(self.layout.account, self.text)):
            number = " ".join(found[1].split())
        return AccountHint(
            self.importer.bank, number, kind=self.layout.kind, currency=self.currency, country=self.importer.country
        )

    def _period(self) -> Period | None:
        for pattern in self.layout.period:
            if found := re.search(pattern, self.text, re.IGNORECASE):
                said = found.groupdict()
                period = _month(said["month"]) if said.get("month") else _span(said.get("first"), said["last"])
                if period is not None:
                    return period
        return None

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if self.period is not None and self.period.first is not None:
            facts = {"first": day_start(self.period.first), "last": day_end(self.period.last)}
        if self.layout.exported and (found := re.search(self.layout.exported, self.text)):
            facts["exported_at"] = moment(" ".join(found[1].split()))
        if self.layout.chosen and (found := re.search(self.layout.chosen, self.text)):
            facts["filtered"] = found[1] != "全部"
        return facts

    def _printed(self, n: int, group: np.ndarray, *, alone: bool) -> Printed:
        """Return the balances and totals of one account: from its own lines, or from the summary of a file of one."""
        found: dict[str, int] = {}
        for pattern in self.layout.summary if alone else ():
            if match := re.search(pattern, self.text, re.IGNORECASE):
                found |= self._read({name: text for name, text in match.groupdict().items() if text})
        for at, record in enumerate(self.records):
            if group[at] == n and record.said in ("opening", "closing", "inflow", "outflow", "total"):
                found |= self._said(record)
        return Printed(**found)

    def _said(self, record: Record) -> dict[str, int]:
        cells = {name: "".join(parts[1:] if parts[1] == "-" else ()) + parts[0] for name, parts in record.marks.items()}
        if record.said == "total":
            named = {"out": "outflow", "in": "inflow", "balance": "closing"}
            return self._read({named[name]: text for name, text in cells.items() if name in named})
        name = next((name for name in ("balance", "amount", "in", "out") if name in cells), "")
        flipped = (
            record.marks[name][1] in ("CR", "()") if name and record.said in _BALANCES and self.layout.owed else False
        )
        read = self._read({record.said: cells[name]}) if name else {}
        return {said: -amount for said, amount in read.items()} if flipped else read

    def _read(self, said: dict[str, str]) -> dict[str, int]:
        read: dict[str, int] = {}
        for name, text in said.items():
            if name.endswith("count"):
                read[name] = int(text)
                continue
            amount = minor_units(text.replace("’", "'").replace("'", ""), self.currency, self.mark)
            if isinstance(amount, int):
                balance = name in _BALANCES
                read[name] = (-amount if self.layout.owed else amount) if balance else abs(amount)
        return read

    # -- the rows ------------------------------------------------------------------------------------------------------

    def _refuse_yearless(self, draft: Draft, source: Source) -> None:
        days = [read_day(cell) for cell in draft.text("date")]
        if self.period is None and any(day is not None and day.year is None for day in days):
            raise BrokenFile("year", file=source.name)

    def _iso(self, cell: str, time: str = "") -> str:
        day = read_day(cell)
        date = dated(day, self.period) if day else None
        return f"{date.isoformat()} {time}".strip() if date else cell

    def _values(self, draft: Draft) -> dict[str, Any]:
        days, times = draft.text("date"), draft.text("time")
        stamps = draft.stamps([self._iso(day, time) for day, time in zip(days, times, strict=True)], _DATES)
        has_time = np.array([bool(time) for time in times], dtype=bool)
        currencies = draft.currencies(draft.text("currency"), self.currency)
        amounts = self._amounts(draft, currencies)
        texts, more, parties = draft.text("text"), draft.text("more"), draft.text("party")
        whole = [" ".join(filter(None, pair)) for pair in zip(texts, more, strict=True)]
        words = [" ".join(filter(None, said)) for said in zip(draft.text("category"), whole, parties, strict=True)]
        titled = self.layout.titled
        return {
            "booked_at": stamps,
            "has_time": has_time,
            "zone": self.layout.zone,
            "instant": instants(stamps, self.layout.zone, has_time),
            "value_on": self._value_days(draft),
            "amount": amounts,
            "currency": currencies,
            "country": "",
            "balance": draft.balances(self._balances(), currencies, mark=self.mark),
            "counterparty": [
                party or (rest if titled else "") or text
                for party, rest, text in zip(parties, more, texts, strict=True)
            ],
            "counterparty_account": draft.text("party_account"),
            "description": whole,
            "category": texts if titled else draft.text("category"),
            "method": draft.text("channel"),
            "order_reference": draft.text("reference"),
            "kind": self._kinds(words, amounts.tolist()),
        }

    def _kinds(self, words: list[str], amounts: list[int]) -> list[str]:
        """Return what each row is; what comes in on a card is no income."""
        kinds = kinds_of(words, amounts)
        if not self.layout.owed:
            return kinds
        return [
            kind if kind != "income" else "repayment" if _PAID.search(said) else "adjustment"
            for kind, said in zip(kinds, words, strict=True)
        ]

    def _value_days(self, draft: Draft) -> np.ndarray:
        days = [read_day(cell) for cell in draft.text("value")]
        dates = [dated(day, self.period) if day else None for day in days]
        return np.array(
            [np.datetime64(date) if date else np.datetime64("NaT") for date in dates], dtype="datetime64[us]"
        )

    def _balances(self) -> list[str]:
        sign = {"DR": "-", "-": "-"} if not self.layout.owed else {}
        found = [record.marks.get("balance", ("", "")) for record in self.records]
        return [f"{sign.get(mark, '')}{number}" for number, mark in found]

    def _amounts(self, draft: Draft, currencies: list[str]) -> np.ndarray:
        """Return signed minor units: one column with marks for direction, or a column for each direction."""
        signed: np.ndarray = np.zeros(len(draft), dtype=np.int64)
        for name, directions in (("amount", self.layout.signs), ("in", {"": 1, "+": 1}), ("out", {"": -1, "-": -1})):
            if name not in self.layout.columns:
                continue
            found = [record.marks.get(name, ("", "")) for record in self.records]
            cells = [number.replace("'", "").replace("’", "") for number, _ in found]
            read = draft.amounts(cells, currencies, mark=self.mark, optional=True)
            for n, (number, mark) in enumerate(found):
                if number and mark not in directions:
                    draft.problem(n, note("direction_unknown", value=draft.text(name)[n]))
                elif number and read[n] and signed[n]:
                    draft.problem(n, note("direction_unknown", value=f"{draft.text('out')[n]} {draft.text('in')[n]}"))
                elif number:
                    signed[n] += directions[mark] * read[n]
        for n, record in enumerate(self.records):
            if not any(name in record.marks for name in ("amount", "out", "in")):
                draft.problem(n, note("amount_missing"))
        return signed


def _bare(cell: str) -> str:
    """Return a cell, empty where the bank fills it with a rule of dashes."""
    return "" if cell and not cell.strip("-—_ ") else cell


def _span(first: str | None, last: str) -> Period | None:
    """Read the first and last day of a period; the first may leave out month or year: `1 - 31 Januari 2026`."""
    end = read_day(last)
    if end is None or end.year is None:
        return None
    closing = dt.date(end.year, end.month, end.day)
    if not first:
        return Period(None, closing)
    begin = read_day(first)
    if begin is None:
        return (
            Period(closing.replace(day=int(first)), closing)
            if first.isdigit() and 0 < int(first) <= closing.day
            else None
        )
    return Period(dated(begin, Period(None, closing)), closing)


def _month(text: str) -> Period | None:
    """Read `SEPTEMBER 2023` as the days of that month."""
    found = _MONTH.search(text)
    begin = (
        read_day(f"1 {found[1]} {found[2]}" if not found[1].isdigit() else f"1/{found[1]}/{found[2]}")
        if found
        else None
    )
    if begin is None or begin.year is None:
        return None
    first = dt.date(begin.year, begin.month, 1)
    following = first.replace(day=28) + dt.timedelta(days=4)
    return Period(first, following - dt.timedelta(days=following.day))
