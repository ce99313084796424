"""A table and a mapping make statements: one for each account and currency, with every line accounted for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar, Final

import numpy as np

from ingest.draft import Draft
from ingest.errors import BrokenFile
from ingest.guess import amounts, dates, proof
from ingest.guess.layout import Layout, cleaned, is_heading, read_again, refuse_cut
from ingest.guess.mapping import Mapping, fingerprint
from ingest.guess.order import last_day
from ingest.guess.pages import Pages
from ingest.guess.vocabulary import pattern_of, plain, roles_of, values_of
from ingest.identity import content_key, reference_key
from ingest.importer import Importer, KeyCells
from ingest.money import DIGITS, minor_units
from ingest.notes import Note, note
from ingest.source import Source
from ingest.statement import AccountHint, Line, Statement
from ingest.words import kinds_of

FAMILY: Final = "mapped"
GUESSED: Final = "guessed"
MAPPED: Final = "mapped"
NAMES: Final = (GUESSED, MAPPED)
_TEXTS: Final = ("counterparty", "counterparty_account", "category", "reference")
_UNMOVED: Final = frozenset(("closed", "failed"))
_FEW_CELLS: Final = 3
_MONEY: Final = frozenset(("amount", "amount_in", "amount_out", "original_amount"))


class MappedImporter(Importer):
    """Reads the tables of one mapping; it claims no file of its own accord."""

    family = FAMILY
    institution: ClassVar[str] = "any table"
    file_types = ("csv", "xlsx", "xls")
    key_cells = KeyCells(reference="", amount="", date="")
    verified = False

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.name = MAPPED if mapping.confirmed else GUESSED  # type: ignore[misc]

    def detect(self, source: Source) -> bool:  # noqa: ARG002
        """Claim nothing: the mapping was chosen for the file."""
        return False

    def parse(self, source: Source) -> list[Statement]:
        """Read the table that the mapping describes.

        Raises:
            BrokenFile: the file has no such table, or breaks off.
        """
        layout = read_again(source, self.mapping.encoding, self.mapping.delimiter, self.mapping.sheet)
        if layout is None or fingerprint(layout.heading, layout.headed) != self.mapping.fingerprint:
            raise BrokenFile("no_table", file=source.name, format=self.mapping.name)
        refuse_cut(layout, source)
        return read(layout, self.mapping, source)


def read(layout: Layout, mapping: Mapping, source: Source | None = None) -> list[Statement]:
    """Read a table with a mapping."""
    reading = _Reading(layout, mapping)
    return reading.statements(_warnings(source, mapping))


def _warnings(source: Source | None, mapping: Mapping) -> list[Line]:
    said = [] if mapping.confirmed else [Line(0, note("guessed"), "")]
    if source is None or not source.is_text or not mapping.encoding or mapping.encoding.startswith("utf"):
        return said
    return [*said, Line(0, note("guessed_encoding", encoding=mapping.encoding), "")]


class _Reading:
    """One table while it is read."""

    def __init__(self, layout: Layout, mapping: Mapping) -> None:
        self.layout, self.mapping = layout, mapping
        places = [
            list(layout.heading).index(name)
            for names in mapping.columns.values()
            for name in names
            if name in layout.heading
        ]
        needed = [
            list(layout.heading).index(mapping.one(role))
            for role in ("booked_at", "amount")
            if mapping.one(role) in layout.heading
        ]
        self.draft = Draft(layout.rows, layout.heading, max(needed, default=0) + 1, ragged=True)
        self.columns = {layout.heading[place]: layout.column(layout.heading[place]) for place in places}
        self.last = last_day(layout.said, layout.file, layout.pages, mapping.order)

    def cells(self, role: str) -> list[str]:
        """Return the cleaned cells of a role, all empty where it has no column."""
        return self.columns.get(self.mapping.one(role)) or [""] * len(self.draft)

    def statements(self, warnings: list[Line]) -> list[Statement]:
        """Read all columns and part the rows by account and currency."""
        self._set_aside()
        values = self._values()
        accounts, group = self._accounts(values)
        keys = self._keys(values, accounts, group)
        named = np.array([self.mapping.unique and bool(cell) for cell in values["reference"]], dtype=bool)
        facts: list[dict[str, Any]] = [{"warnings": warnings if n == 0 else []} for n in range(len(accounts))]
        if self.layout.pages is not None and len(accounts) == 1:
            facts[0] |= self._said_on_pages(self.layout.pages, values, accounts[0].currency or self.mapping.currency)
        return self.draft.finish_all(accounts, group, values, keys, facts=facts, has_reference=named)

    def _said_on_pages(self, pages: Pages, values: dict[str, Any], currency: str) -> dict[str, Any]:
        """Return what the pages of a PDF print about the whole."""
        ways = proof.readers(pages, self.mapping.mark, currency, running=bool(self.mapping.one("balance")))
        changes = (values["amount"] + values.get("fee", 0))[self.draft.usable].tolist()
        return {"printed": proof.printed(pages, ways, changes)}

    # -- lines ---------------------------------------------------------------------------------------------------

    def _set_aside(self) -> None:
        money = [self.cells(role) for role in ("amount", "amount_in", "amount_out") if self.mapping.one(role)]
        days, balances = self.cells("booked_at"), self.cells("balance")
        said = [*self._described(), *self._unmapped()]
        for n, row in enumerate(self.draft.rows):
            paid = any(column[n] for column in money)
            dated = self._day(days[n]) is not None
            reason = self._reason(
                n, row.cells, dated=dated, paid=paid, balance=bool(balances[n]), said=[column[n] for column in said]
            )
            if reason is not None:
                self.draft.skip(n, reason)

    def _reason(
        self, n: int, cells: Sequence[str], *, dated: bool, paid: bool, balance: bool, said: Sequence[str]
    ) -> Note | None:
        """Say why a line is no transaction by its own words or by what it lacks, or None."""
        if self.draft.rows[n].line in self.layout.asides:
            return note(self.layout.asides[self.draft.rows[n].line])
        if is_heading(self.draft.rows[n], self.layout):
            return note("remark")
        if dated:
            meanings = {values_of("lines").get(plain(cell).rstrip(": ")) for cell in said}
            if "turnover" in meanings:  # "total" alone may be a filling station
                return note("total")
            unpaid = () if paid else (*said, *(cleaned(cell) for cell in cells if cell.strip()))
            opening = "balance" in meanings or any(_line_meaning(cell) == "balance" for cell in unpaid)
            return note("opening_balance") if opening or (balance and not paid) else None
        filled = [cleaned(cell) for cell in cells if cell.strip()]
        meaning = next((found for cell in filled if (found := _line_meaning(cell))), "")
        if meaning:
            return note("opening_balance" if meaning == "balance" else "total")
        return None if paid and len(filled) >= _FEW_CELLS else note("remark")

    # -- columns -------------------------------------------------------------------------------------------------

    def _values(self) -> dict[str, Any]:
        currencies = self._currencies("currency", self.mapping.currency)
        stamps, has_time = self._stamps()
        amount = self._amount(currencies)
        values: dict[str, Any] = {name: self.cells(name) for name in _TEXTS}
        values["description"] = self._description()
        values |= {"currency": currencies, "booked_at": stamps, "has_time": has_time, "amount": amount, "zone": ""}
        if self.mapping.one("value_on"):
            values["value_on"] = self._days(self.cells("value_on"))
        if self.mapping.one("balance"):
            values["balance"] = self._balances(currencies)
        if self.mapping.one("fee"):
            values["fee"] = self._fees(currencies)
        values |= self._original(currencies, amount) | self._status()
        words = [
            " ".join(said)
            for said in zip(values["description"], values["counterparty"], values["category"], strict=True)
        ]
        values["kind"] = kinds_of(words, amount.tolist())
        self._doubt_shifted()
        self._name_bare()
        return values

    def _name_bare(self) -> None:
        """Say of lines without any amount that they are details of another: nothing of theirs was overlooked."""
        columns = [(name, self.layout.column(name)) for name in self.layout.heading if "ignored" not in roles_of(name)]
        for n, reason in self.draft.problems.items():
            if reason.code == "amount_missing" and not any(_may_be_money(name, cells[n]) for name, cells in columns):
                self.draft.problems[n] = note("no_amount")

    def _doubt_shifted(self) -> None:
        """Leave lines unread that have more cells than the heading and lack their balance: a comma in a text moved it."""
        width = len(self.layout.heading)
        for n, cell in enumerate(self.cells("balance") if self.mapping.one("balance") else ()):
            if not cell and len(self.draft.rows[n].cells) > width:
                self.draft.problem(n, note("cells_missing", found=len(self.draft.rows[n].cells), expected=width))

    def _described(self) -> list[list[str]]:
        return [self.columns[name] for name in self.mapping.columns.get("description", ()) if name in self.columns]

    def _unmapped(self) -> list[list[str]]:
        """Return the columns that play no role: a line that is none may be named in one of them."""
        return [self.layout.column(name) for name in self.layout.heading if name not in self.columns]

    def _description(self) -> list[str]:
        parts = self._described()
        joined = zip(*parts, strict=True) if parts else [() for _ in range(len(self.draft))]
        return [" ".join(dict.fromkeys(" ".join(cell.split()) for cell in cells if cell)) for cells in joined]

    def _currencies(self, role: str, default: str) -> list[str]:
        codes = []
        beside = self.cells("amount") if role == "currency" and not self.mapping.one("currency") else None
        for n, cell in enumerate(self.cells(role)):
            code = amounts.currency_of(cell) if cell else default
            if cell and not code:
                self.draft.problem(n, note("currency_unknown", value=cell))
            if beside and (printed := amounts.taken_apart(beside[n])) and printed.currency:
                code = printed.currency
            codes.append(code or default)
        return codes

    def _stamps(self) -> tuple[np.ndarray, np.ndarray]:
        stamps = np.full(len(self.draft), np.datetime64("1970-01-01", "us"))
        has_time = np.zeros(len(self.draft), dtype=bool)
        clocks = self.cells("time")
        for n, cell in enumerate(self.cells("booked_at")):
            printed, day = dates.taken_apart(cell), self._day(cell)
            if printed is None or day is None:
                self.draft.problem(n, note("date_unreadable", value=cell) if cell else note("date_missing"))
                continue
            time = dates.clock(clocks[n]) if clocks[n] else printed.time
            moment = dt.datetime.combine(day, dt.time()) + dt.timedelta(
                hours=(time or (0,))[0], minutes=(time or (0, 0))[1], seconds=(time or (0, 0, 0))[2]
            )
            stamps[n], has_time[n] = np.datetime64(moment, "us"), time is not None
        if len(set(stamps[has_time].astype("datetime64[s]").astype(int) % 86400)) <= 1 and has_time.sum() > 1:
            has_time[:] = False  # one time of day on every row is none
        return stamps, has_time

    def _day(self, cell: str) -> dt.date | None:
        """Return the day a cell means; one without a year only where the file says in which it lies."""
        printed = dates.taken_apart(cell)
        if printed is None or not (self.last or dates.has_year(printed)):
            return None
        return dates.ordered(printed, self.mapping.order, self.last)

    def _days(self, cells: Sequence[str]) -> np.ndarray:
        found = np.full(len(cells), np.datetime64("NaT", "us"))
        for n, cell in enumerate(cells):
            day = self._day(cell)
            if day is not None:
                found[n] = np.datetime64(day, "us")
        return found

    def _printed(self, cells: Sequence[str], codes: Sequence[str], *, optional: bool) -> list[tuple[int, int] | None]:
        """Read printed amounts: minor units with the printed sign, and that sign (0 where none); None where there is none."""
        found: list[tuple[int, int] | None] = []
        mark = _own_mark(cells) or self.mapping.mark if self.layout.encoding == "" else self.mapping.mark
        for n, (cell, code) in enumerate(zip(cells, codes, strict=True)):
            amount = self._minor(cell, code, mark)
            if isinstance(amount, Note):
                if not optional or cell:
                    self.draft.problem(n, amount)
                found.append(None)
            else:
                found.append(amount)
        return found

    def _minor(self, cell: str, code: str, mark: str) -> tuple[int, int] | Note:
        printed = amounts.taken_apart(cell)
        if printed is None:
            return note("amount_unreadable", value=cell) if cell else note("amount_missing")
        text = amounts.decimal(printed, mark, DIGITS[code])
        amount = minor_units(text, code) if text is not None else note("amount_unreadable", value=cell)
        return amount if isinstance(amount, Note) else (amount, printed.sign)

    def _amount(self, codes: Sequence[str]) -> np.ndarray:
        if self.mapping.one("amount"):
            return self._single(codes)
        into, out = (self._printed(self.cells(role), codes, optional=True) for role in ("amount_in", "amount_out"))
        usual_in, usual_out = _usual_sign(into), _usual_sign(out)
        total = np.zeros(len(self.draft), dtype=np.int64)
        for n, (one, other) in enumerate(zip(into, out, strict=True)):
            if one is None and other is None:
                self.draft.problem(n, note("amount_missing"))
            if one and other and one[0] and other[0] and self.layout.pages is not None:  # two lines taken for one
                self.draft.problem(n, note("direction_unknown", value=f"{self.cells('amount_out')[n]} {self.cells('amount_in')[n]}"))  # fmt: skip
            total[n] = (one[0] * usual_in if one else 0) - (other[0] * usual_out if other else 0)
        return total

    def _single(self, codes: Sequence[str]) -> np.ndarray:
        printed = self._printed(self.cells("amount"), codes, optional=False)
        words = values_of("direction")
        total = np.zeros(len(self.draft), dtype=np.int64)
        has_direction = bool(self.mapping.one("direction"))
        for n, (found, cell) in enumerate(zip(printed, self.cells("direction"), strict=True)):
            amount, sign = found or (0, 0)
            if has_direction:
                way = words.get(plain(cell))
                if way is None:
                    self.draft.problem(n, note("direction_unknown", value=cell))
                total[n] = abs(amount) * (-1 if way == "out" else 1)
            elif self.mapping.sign == "in_marked":
                total[n] = abs(amount) * (1 if sign > 0 else -1)
            else:
                total[n] = amount if self.mapping.sign == "out_negative" else -amount
        return total

    def _balances(self, codes: Sequence[str]) -> Any:  # noqa: ANN401
        mark = (
            (_own_mark(self.cells("balance")) or self.mapping.mark) if self.layout.encoding == "" else self.mapping.mark
        )
        read = [self._minor(cell, code, mark) for cell, code in zip(self.cells("balance"), codes, strict=True)]
        import pandas as pd  # noqa: PLC0415

        return pd.array([None if isinstance(found, Note) else found[0] for found in read], dtype="Int64")

    def _fees(self, codes: Sequence[str]) -> np.ndarray:
        read = self._printed(self.cells("fee"), codes, optional=True)
        cost = -1 if not any(found and found[0] < 0 for found in read) else 1
        return np.array([cost * found[0] if found else 0 for found in read], dtype=np.int64)

    def _original(self, codes: Sequence[str], amount: np.ndarray) -> dict[str, Any]:
        if not (self.mapping.one("original_amount") and self.mapping.one("original_currency")):
            return {}
        cells, units = (
            self.cells("original_amount"),
            [amounts.currency_of(cell) for cell in self.cells("original_currency")],
        )
        values: list[int | None] = []
        for n, (cell, unit, code) in enumerate(zip(cells, units, codes, strict=True)):
            read = self._minor(cell, unit, self.mapping.mark) if unit and unit != code else None
            foreign = read is not None and not isinstance(read, Note)
            values.append(abs(read[0]) * (-1 if amount[n] < 0 else 1) if foreign else None)  # type: ignore[index]
        import pandas as pd  # noqa: PLC0415

        named = [unit if value is not None else "" for unit, value in zip(units, values, strict=True)]
        return {"original_amount": pd.array(values, dtype="Int64"), "original_currency": named}

    def _status(self) -> dict[str, Any]:
        if not self.mapping.one("status"):
            return {}
        found = []
        for n, cell in enumerate(self.cells("status")):
            status = status_of(cell)
            if not status:
                self.draft.problem(n, note("status_unknown", value=cell))
            found.append(status or "posted")
        moved = np.array([status not in _UNMOVED for status in found], dtype=bool)
        return {"status": found, "moved": moved}

    # -- whose, and which ----------------------------------------------------------------------------------------

    def _accounts(self, values: dict[str, Any]) -> tuple[list[AccountHint], np.ndarray]:
        usable = self.draft.usable
        numbers = self.cells("account")
        sole = {number for number, good in zip(numbers, usable, strict=True) if good and number}
        if len(sole) == 1:
            numbers = [next(iter(sole))] * len(numbers)
        pairs = list(zip(numbers, values["currency"], strict=True))
        found = {pair: None for pair, good in zip(pairs, usable, strict=True) if good} or {
            ("", self.mapping.currency): None
        }
        order = {pair: n for n, pair in enumerate(found)}
        several = len({currency for _, currency in found}) > 1
        mapping = self.mapping
        hints = [
            AccountHint(
                mapping.name, f"{number} {currency}".strip() if several else number, mapping.kind, currency if currency != "XXX" else "",
                label=f"{mapping.account} {currency}" if mapping.account and several else mapping.account,
            )
            for number, currency in found
        ]  # fmt: skip
        return hints, np.array([order.get(pair, 0) for pair in pairs], dtype=np.int64)

    def _keys(self, values: dict[str, Any], accounts: Sequence[AccountHint], group: np.ndarray) -> list[str]:
        stamps = np.datetime_as_string(values["booked_at"], unit="s").tolist()
        texts = list(zip(values["counterparty"], values["description"], values["reference"], strict=True))
        keys = []
        for n, stamp in enumerate(stamps):
            scope = f"{self.mapping.fingerprint} {accounts[group[n]].number}"
            amount, code, number = int(values["amount"][n]), values["currency"][n], values["reference"][n]
            if self.mapping.unique and number:
                keys.append(reference_key(FAMILY, scope, number, "", amount, code))
            else:
                keys.append(content_key(FAMILY, scope, stamp, amount, code, texts[n]))
        return keys


def _may_be_money(heading: str, cell: str) -> bool:
    """Tell whether a cell can be an amount of its line; bare digits only under a heading of money."""
    printed = amounts.taken_apart(cell)
    named = bool(roles_of(heading).keys() & _MONEY)
    return printed is not None and (named or not printed.body.isdigit())


def _line_meaning(cell: str) -> str:
    said = plain(cell).rstrip(": ")
    if said in values_of("lines"):
        return values_of("lines")[said]
    first = said.split(":")[0].split("(")[0].strip()
    if first in values_of("lines"):
        return values_of("lines")[first]
    return next(
        (
            meaning
            for meaning in ("balance", "turnover", "total")
            if (found := pattern_of("lines", meaning).match(said)) and len(found.group()) > 2
        ),
        "",
    )


def status_of(cell: str) -> str:
    """Return what a cell says of a transaction's state, empty if nothing that is known.

    >>> status_of("Completed"), status_of("Umsatz vorgemerkt"), status_of("")
    ('posted', 'pending', 'posted')
    """
    said = plain(cell).strip(". ")
    if not said or said in values_of("status"):
        return values_of("status").get(said, "posted")
    return next(
        (
            state
            for state in ("failed", "closed", "reversed", "pending", "partly_refunded", "refunded", "posted")
            if pattern_of("status", state).search(said)
        ),
        "",
    )


def _usual_sign(read: Sequence[tuple[int, int] | None]) -> int:
    """Return the sign that most amounts of a column of money in, or out, are printed with."""
    negative = sum(found is not None and found[0] < 0 for found in read)
    positive = sum(found is not None and found[0] > 0 for found in read)
    return -1 if negative > positive else 1


def _own_mark(cells: Sequence[str]) -> str:
    """Return the decimal mark of one column, where it can only be one; sheets mix numbers and texts."""
    counts = amounts.marks(printed for cell in cells if (printed := amounts.taken_apart(cell)))
    if bool(counts["."]) == bool(counts[","]):
        return ""
    return "." if counts["."] else ","
