"""A table on its way to a statement: columns are read whole, and a line with a problem leaves as an unread line."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.heading import loosely
from ingest.identity import content_key, reference_keys
from ingest.importer import KeyCells
from ingest.money import DIGITS, currency_code, minor_units
from ingest.notes import Note, note
from ingest.resaved import rewritten, writes_commas
from ingest.rounded import unrounded
from ingest.rows import ledger_rows
from ingest.source import Row
from ingest.statement import AccountHint, Line, Statement

_ADJOINING: Final = re.compile(r"%[YmdHMS]%[YmdHMS]")
_USUAL_COLUMN: Final = re.compile(r"-?[0-9]{1,15}\.[0-9]{2}(?:\n-?[0-9]{1,15}\.[0-9]{2})*")
_RUNS: Final = {"%Y%m%d%H%M%S": 14, "%Y%m%d%H%M": 12, "%Y%m%d": 8}  # formats of digits alone, and how many
_MODEL: Final = dt.datetime(2024, 10, 10, 10, 10, 10)  # noqa: DTZ001  (only its width is used)
_EXCEL_EPOCH: Final = np.datetime64("1899-12-30", "us")
_PRINTED_TIME: Final = re.compile(r"\d:\d|^\d{5}\.\d")  # a clock, or the fraction of an Excel day number
_EARLIEST: Final = np.datetime64("1970-01-01", "us")
_LATEST: Final = np.datetime64("2200-01-01", "us")


@dataclass(slots=True)
class Draft:
    """The body of a table while it is read.

    Every reader method returns a whole column and marks the lines it could not read; nothing raises. `finish` turns
    the good lines into a Statement and the others into its unread and skipped lines.
    """

    rows: Sequence[Row]  # as they were given; none where a parser laid the columns out
    heading: Sequence[str]
    needed: int | None = None  # cells a line must have; None: as many as the heading
    ragged: bool = False  # empty cells beyond the heading are no sign of a line out of joint
    respelled: bool = False  # columns are asked for loosely: the heading was written by another program
    lines: Sequence[int] = field(init=False)
    cells: Sequence[Sequence[str]] = field(init=False)  # of each line
    columns: dict[str, list[str]] = field(init=False)
    problems: dict[int, Note] = field(default_factory=dict, init=False)
    skips: dict[int, Note] = field(default_factory=dict, init=False)
    remarks: list[Line] = field(default_factory=list, init=False)  # on the table as a whole
    elsewhere: list[Line] = field(default_factory=list, init=False)  # unread lines that stand outside of the table

    def __post_init__(self) -> None:
        """Lay the cells out by column; lines of the wrong width are problems at once."""
        self.lines, self.cells = [row.line for row in self.rows], [row.cells for row in self.rows]
        width = len(self.heading)
        needed = width if self.needed is None else self.needed
        lengths = list(map(len, self.cells))
        usual = max(width, *Counter(lengths).most_common(1)[0][:1]) if self.rows else width
        for n, found in enumerate(lengths):
            if found != width and (
                found < needed
                or (found > usual and not self.ragged)
                or any(cell.strip() for cell in self.cells[n][width:])
            ):
                self.problems[n] = note("cells_missing", found=found, expected=width)
        whole = [cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))] for cells in self.cells]
        by_column = list(zip(*whole, strict=False)) or [() for _ in self.heading]
        self.columns = {}
        for name, column in zip(self.heading, by_column, strict=False):
            if name not in self.columns:  # a name may repeat; the first is the real one
                self.columns[name] = _trimmed(column)

    @classmethod
    def laid_out(cls, lines: Sequence[int], columns: Mapping[str, Sequence[str]]) -> "Draft":
        """Return a draft of columns that a parser has made; the cells of a line are what stands in each, in their order."""
        draft = cls([], tuple(columns))
        draft.lines, draft.cells = lines, list(zip(*columns.values(), strict=True))
        draft.columns = {name: _trimmed(column) for name, column in columns.items()}
        return draft

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.lines)

    @property
    def usable(self) -> np.ndarray:
        """Return for each line whether it is a transaction that could be read, so far."""
        usable = np.ones(len(self), dtype=bool)
        usable[[*self.problems, *self.skips]] = False
        return usable

    def text(self, heading: str) -> list[str]:
        """Return a column of trimmed cells; all empty where the table has no such column, or where none is asked for."""
        if not heading:
            return [""] * len(self)
        column = self.columns.get(heading)
        if column is None and self.respelled:
            wanted = loosely(heading)
            column = next((cells for name, cells in self.columns.items() if loosely(name) == wanted), None)
        return column or [""] * len(self)

    def prints(self, heading: str) -> bool:
        """Tell whether the table has a column of this name."""
        return heading in self.columns or (self.respelled and loosely(heading) in map(loosely, self.columns))

    def numbers(self, heading: str) -> list[str]:
        """Return a column of an institution's numbers; those that a spreadsheet rounded are empty, and that is told."""
        cells = self.text(heading)
        genuine = unrounded(cells)
        if lost := sum(bool(cell) and not kept for cell, kept in zip(cells, genuine, strict=True)):
            self.remarks.append(Line(0, note("numbers_rounded", column=heading, count=lost), ""))
        return genuine

    def skip(self, n: int, reason: Note) -> None:
        """Mark a line as no transaction by the format's own rules."""
        self.skips[n] = reason
        self.problems.pop(n, None)

    def set_aside(self, rows: Sequence[Row], reason: Note) -> None:
        """Keep rows that stand outside of the table as unread lines."""
        self.elsewhere += [Line(row.line, reason, ",".join(row.cells)) for row in rows]

    def problem(self, n: int, reason: Note) -> None:
        """Mark a line as unread; the first reason stays."""
        if n not in self.skips:
            self.problems.setdefault(n, reason)

    def stamps(
        self, cells: Sequence[str], formats: Iterable[str], *, serial: bool = False, optional: bool = False
    ) -> np.ndarray:
        """Read dates or times (datetime64[us]) in any of `formats`, and Excel day numbers where `serial`.

        An empty cell is NaT where `optional`, else a problem.
        """
        dated = (
            cell if cell[:1].isdigit() or cell[-1:].isdigit() else "" for cell in cells
        )  # pandas also reads "today"
        texts = pd.Series(list(dated), dtype="str")
        stamps = np.full(len(texts), np.datetime64("NaT", "us"))
        known = list(formats)
        self._read_into(stamps, texts, (*known, *(fmt.removesuffix(":%S") for fmt in known if fmt.endswith(":%S"))))
        if (open_ := np.isnat(stamps)).any():
            whole = bool((texts[~open_] == "").all())
            self._read_into(stamps, texts, rewritten(texts[open_], known, whole=whole))
        if serial and np.isnat(stamps).any():
            open_ = np.isnat(stamps)
            stamps[open_] = _from_serial(texts[open_])
        bad = np.isnat(stamps) | (stamps < _EARLIEST) | (stamps >= _LATEST)
        if optional:
            bad &= np.array([bool(cell) for cell in cells], dtype=bool)
        for n in np.flatnonzero(bad).tolist():
            self.problem(n, note("date_unreadable", value=cells[n]) if cells[n] else note("date_missing"))
        stamps[bad] = _EARLIEST
        return stamps

    @staticmethod
    def _read_into(stamps: np.ndarray, texts: "pd.Series[str]", formats: Iterable[str]) -> None:
        """Fill what is still open of `stamps` in place, format by format."""
        for fmt in formats:
            open_ = np.isnat(stamps)
            if not open_.any():
                return
            stamps[open_] = _read_stamps(texts[open_], fmt)

    def amounts(
        self, cells: Sequence[str], currencies: str | Sequence[str], *, mark: str = ".", optional: bool = False
    ) -> np.ndarray:
        """Read amounts as int64 minor units; an empty cell is 0 where `optional`, else a problem."""
        if (usual := _usual_amounts(cells, currencies, mark)) is not None:
            return usual
        mark = "," if mark == "." and writes_commas(cells) else mark
        codes = [currencies] * len(cells) if isinstance(currencies, str) else currencies
        amounts = np.zeros(len(cells), dtype=np.int64)
        for n, (cell, code) in enumerate(zip(cells, codes, strict=True)):
            if optional and not cell:
                continue
            amount = minor_units(cell, code, mark)
            if isinstance(amount, Note):
                self.problem(n, amount)
            else:
                amounts[n] = amount
        return amounts

    def balances(self, cells: Sequence[str], currencies: str | Sequence[str], *, mark: str = ".") -> Any:  # noqa: ANN401
        """Read running balances as a nullable Int64 array; what is empty or odd is missing, not a problem."""
        mark = "," if mark == "." and writes_commas(cells) else mark
        codes = [currencies] * len(cells) if isinstance(currencies, str) else currencies
        read = (minor_units(cell, code, mark) if cell else None for cell, code in zip(cells, codes, strict=True))
        return pd.array([value if isinstance(value, int) else None for value in read], dtype="Int64")

    def currencies(self, cells: Sequence[str], default: str) -> list[str]:
        """Read currency codes; an empty cell means `default`."""
        codes = []
        for n, cell in enumerate(cells):
            code = currency_code(cell) if cell else default
            if code is None:
                self.problem(n, note("currency_unknown", value=cell))
            codes.append(code or default)
        return codes

    def words(self, cells: Sequence[str], meanings: dict[str, Any], code: str) -> list[Any]:
        """Translate closed vocabularies; an unknown word is a problem with the note `code`."""
        fallback = next(iter(meanings.values()))
        read = []
        for n, cell in enumerate(cells):
            if cell not in meanings:
                self.problem(n, note(code, value=cell))
            read.append(meanings.get(cell, fallback))
        return read

    def keys(self, family: str, cells: KeyCells, values: dict[str, Any], scope: str | Sequence[str]) -> list[str]:
        """Return each line's key: by its reference where it has one, else by what it says.

        `values` holds the schema columns `amount`, `currency`, `booked_at` and, where there is one, `reference`;
        `scope` is the account as printed, for all lines or line by line.
        """
        scopes = [scope] * len(self) if isinstance(scope, str) else scope
        amounts, codes = values["amount"], values["currency"]
        references = values.get("reference") or [""] * len(self)
        owners = scopes if cells.scoped else [""] * len(self)
        keys = reference_keys(family, owners, references, self.text(cells.row_type), amounts, codes)
        said = [self.text(heading) for heading in cells.texts]
        bare = [n for n, reference in enumerate(references) if not reference]
        stamps = np.datetime_as_string(values["booked_at"][bare], unit="s").tolist()
        for n, stamp, amount in zip(bare, stamps, amounts[bare].tolist(), strict=True):
            keys[n] = content_key(family, scopes[n], stamp, amount, codes[n], [text[n] for text in said])
        return keys

    def finish(
        self, account: AccountHint, values: dict[str, Any], keys: Sequence[str], *,
        flow: np.ndarray | None = None, skipped: Sequence[Line] = (), trusted: Sequence[str] | None = None,
        **facts: Any,  # noqa: ANN401
    ) -> Statement:  # fmt: skip
        """Make the one statement of this table.

        Args:
            account: whose statement it is.
            values: schema columns as whole arrays or single values; what is absent takes the schema's default.
            keys: from `keys`.
            flow: how the statement counts each line; by the sign of the amount where it has no such notion.
            skipped: further lines of the file that are no transactions.
            trusted: the references that the keys rest on, where some are too weak to; None for all that are there.
            facts: the other fields of Statement: first, last, exported_at, filtered, printed, warnings, batched.
        """
        group = np.zeros(len(self), dtype=np.int64)
        named = None if trusted is None else np.array([bool(number) for number in trusted], dtype=bool)
        (statement,) = self.finish_all(
            [account], group, values, keys, flow=flow, skipped=skipped, facts=[facts], has_reference=named
        )
        return statement

    def finish_all(
        self, accounts: Sequence[AccountHint], group: np.ndarray, values: dict[str, Any], keys: Sequence[str], *,
        flow: np.ndarray | None = None, skipped: Sequence[Line] = (), facts: Sequence[dict[str, Any]] | None = None,
        has_reference: np.ndarray | None = None,
    ) -> list[Statement]:  # fmt: skip
        """Make one statement per account; `group` says for each line which. Unread and skipped lines go to the first."""
        usable = self.usable
        frame = ledger_rows(values, self.lines)
        counted = np.sign(np.asarray(values["amount"])) if flow is None else flow
        if has_reference is None:
            has_reference = np.array([bool(said) for said in values.get("reference") or [""] * len(self)], dtype=bool)
        statements = []
        for n, account in enumerate(accounts):
            own = usable & (group == n)
            whole = bool(own.all())  # of nearly all files: nothing to pick out
            rows = np.flatnonzero(own)
            statements.append(
                Statement(
                    account=account,
                    rows=frame if whole else frame.iloc[rows].reset_index(drop=True),
                    keys=list(keys) if whole else [keys[i] for i in rows.tolist()],
                    cells=list(self.cells) if whole else [self.cells[i] for i in rows.tolist()],
                    flow=counted[rows].astype(np.int8),
                    has_reference=has_reference[rows],
                    skipped=[*self._lines(self.skips), *skipped] if n == 0 else [],
                    unread=[*self.elsewhere, *self._lines(self.problems)] if n == 0 else [],
                    **_told(facts[n] if facts else {}, self.remarks if n == 0 else []),
                )
            )
        return statements

    def _lines(self, reasons: dict[int, Note]) -> list[Line]:
        return [Line(self.lines[n], reason, ",".join(self.cells[n])) for n, reason in sorted(reasons.items())]


def _told(facts: dict[str, Any], remarks: list[Line]) -> dict[str, Any]:
    """Return the facts of a statement with the draft's own remarks among its warnings."""
    return facts | {"warnings": [*facts.get("warnings", []), *remarks]} if remarks else facts


def _trimmed(column: Sequence[str]) -> list[str]:
    return list(map(str.strip, column)) if any(column) else list(column)


def _usual_amounts(cells: Sequence[str], currencies: str | Sequence[str], mark: str) -> np.ndarray | None:
    """Read a column in which every cell is a plain number with two decimals, as nearly all are; else None."""
    codes = {currencies} if isinstance(currencies, str) else set(currencies)
    column = "\n".join(cells)
    if mark != "." or any(DIGITS[code] != 2 for code in codes) or not _USUAL_COLUMN.fullmatch(column):
        return None
    if column.count("\n") != len(cells) - 1:  # a cell of several lines, each of them a number
        return None
    return np.array([int(cell) for cell in column.replace(".", "").split("\n")], dtype=np.int64)


def _read_stamps(texts: "pd.Series[str]", fmt: str) -> np.ndarray:
    """Read dates in one format; NaT where they are in another."""
    if fmt in _RUNS:  # digits alone, which pandas reads slowly, and "20241005" also as %Y%m%d%H%M
        return _read_runs(texts.tolist(), _RUNS[fmt])
    read = pd.to_datetime(texts, format=fmt, errors="coerce").to_numpy().astype("datetime64[us]")
    if _ADJOINING.search(fmt):  # digits in a row also fit a format that was never meant so
        read[texts.str.len() != len(_MODEL.strftime(fmt))] = np.datetime64("NaT", "us")
    return np.asarray(read)


def _read_runs(texts: Sequence[str], length: int) -> np.ndarray:
    """Read YYYYMMDD, with hours and minutes, or with seconds, as their length says; NaT for anything else.

    >>> _read_runs(["20260228", "20260230", "x"], 8).astype(str).tolist()
    ['2026-02-28T00:00:00.000000', 'NaT', 'NaT']
    """
    fits = [len(text) == length and text.isascii() and text.isdecimal() for text in texts]
    stamps = np.full(len(texts), np.datetime64("NaT", "us"))
    run = "".join(text for text, fit in zip(texts, fits, strict=True) if fit).encode()
    digits = np.frombuffer(run, dtype=np.uint8).reshape(-1, length).astype(np.int64) - ord("0")
    pairs = digits[:, ::2] * 10 + digits[:, 1::2]  # century, year, month, day, hour, minute, second
    month, day = pairs[:, 2], pairs[:, 3]
    clock = np.pad(pairs[:, 4:], ((0, 0), (0, 3)))[:, :3]
    months = (pairs[:, 0] * 1200 + pairs[:, 1] * 12 + month - 1 - 1970 * 12).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1)
    real = (
        (month >= 1)
        & (month <= 12)
        & (day >= 1)
        & (days.astype("datetime64[M]") == months)
        & (clock < (24, 60, 60)).all(axis=1)
    )
    moments = days.astype("datetime64[us]") + (clock @ (3600, 60, 1)).astype("timedelta64[s]")
    stamps[np.flatnonzero(fits)] = np.where(real, moments, np.datetime64("NaT", "us"))
    return stamps


def _from_serial(texts: "pd.Series[str]") -> np.ndarray:
    """Read Excel's day numbers between 1982 and 2119; seconds are rounded, as the sheet shows them."""
    days = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float)
    usual = (days > 30_000) & (days < 80_000)
    seconds = np.round(np.where(usual, days, 0) * 86_400).astype("timedelta64[s]")
    return np.where(usual, _EXCEL_EPOCH + seconds, np.datetime64("NaT", "us"))


def times_printed(cells: Iterable[str]) -> np.ndarray:
    """Tell for each printed moment whether it carries a time of day.

    >>> times_printed(["2026-03-01 9:05", "2026-03-01", "45678.375"]).tolist()
    [True, False, True]
    """
    return np.array([_PRINTED_TIME.search(cell) is not None for cell in cells], dtype=bool)


def instants(stamps: np.ndarray, zone: str, has_time: np.ndarray) -> Any:  # noqa: ANN401
    """Return the UTC moments of local wall times in one zone; NaT where no time of day is printed."""
    if not zone or not has_time.any():
        return pd.NaT
    local = pd.DatetimeIndex(stamps).tz_localize(zone, ambiguous="NaT", nonexistent="shift_forward")
    return pd.Series(local.tz_convert("UTC")).where(pd.Series(has_time))


def day_end(day: dt.date) -> dt.datetime:
    """Return the last second of a day: the inclusive end of a period printed in days."""
    return dt.datetime.combine(day, dt.time(23, 59, 59))


def day_start(day: dt.date) -> dt.datetime:
    """Return the first second of a day."""
    return dt.datetime.combine(day, dt.time())
