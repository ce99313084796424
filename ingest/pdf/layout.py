"""What a bank declares about its statement: a layout is data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

# What an unmarked amount is, and a marked one: money in 1, money out -1.
SIGNED: Final[Mapping[str, int]] = {"": 1, "+": 1, "-": -1}
CARD: Final[Mapping[str, int]] = {"": -1, "DR": -1, "CR": 1, "()": 1, "-": 1, "+": 1}

PAGE_NUMBER: Final = r"^(?:(?:page|seite|halaman|hal\.?|第) *\d+\b.{0,12}|\d+ *(?:of|/|dari|von) *\d+)$"
DATES: Final = ("date", "value")
FIGURES: Final = ("amount", "out", "in", "balance", "foreign")
MONEY: Final = ("amount", "out", "in")


@dataclass(frozen=True)
class Layout:
    """One kind of statement of a bank.

    `columns` names each column of the table after the words that head it, from left to right; a heading may stand on
    up to three lines. Names: date, value, number, text, party, party_account, category, reference, channel, currency,
    amount | out, in, balance, foreign. `said` are patterns of lines inside the table that are no transactions:
    opening, closing, total, inflow, outflow, and remark for any other. `summary` are patterns over the whole text with groups of the names of
    `Printed`. `period` patterns have the groups first and last, or only last, or month.
    """

    kind: str
    columns: Mapping[str, str]
    currency: str
    period: tuple[str, ...]
    signs: Mapping[str, int] = field(default_factory=lambda: SIGNED)
    days: tuple[str, ...] = ()  # the days a row begins with, where they are more than the columns that are headed
    marks: str = "."  # the decimal marks that its amounts may have; of two, the text decides
    cents: bool = True
    around: bool = False  # the other lines of a row stand above and below its amount, not only below
    titled: bool = False  # the first line of a row says what kind it is, the others with whom
    optional: frozenset[str] = frozenset()  # columns that may be left out
    owed: bool = False  # balances are what is owed to the bank
    zone: str = ""
    account: str = ""  # the account number in the text of the first page
    section: str = ""  # a line that names the account of the rows below
    said: Mapping[str, str] = field(default_factory=dict)
    summary: tuple[str, ...] = ()
    currency_said: str = ""
    exported: str = ""  # the day, and maybe the time, that it was made
    chosen: str = ""  # which rows were asked for; 全部 means all
    noise: str = ""  # lines that belong to the page, not to the table
    ends: str = ""  # the line where the table of a page ends

    @cached_property
    def saying(self) -> dict[str, "re.Pattern[str]"]:
        """Return the compiled patterns of `said`."""
        return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in self.said.items()}

    @cached_property
    def sectioning(self) -> "re.Pattern[str] | None":
        """Return the compiled pattern of `section`."""
        return re.compile(self.section) if self.section else None

    @cached_property
    def ending(self) -> "re.Pattern[str] | None":
        """Return the compiled pattern of `ends`."""
        return re.compile(self.ends, re.IGNORECASE) if self.ends else None

    @cached_property
    def passing(self) -> "re.Pattern[str]":
        """Return what lines to pass over."""
        return re.compile(rf"{self.noise}|{PAGE_NUMBER}" if self.noise else PAGE_NUMBER, re.IGNORECASE)

    @property
    def dates(self) -> list[str]:
        """Return the date columns, from left to right."""
        return list(self.days) or [name for name in self.columns if name in DATES]

    @property
    def texts(self) -> list[str]:
        """Return the columns of words, from left to right."""
        return [name for name in self.columns if name not in (*DATES, *FIGURES, "number", "time")]
