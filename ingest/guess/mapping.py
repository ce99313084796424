"""A confirmed reading of a table: which column is what, and the conventions. Small, readable, shareable as TOML.

Mappings lie in a folder beside the ledger, one file for each heading; the next file with the same heading is read with it.
"""

import os
import tomllib
from collections.abc import Mapping as Names
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from ingest.errors import BrokenFile
from ingest.guess.dates import ORDERS
from ingest.money import DIGITS

AMOUNTS: Final = ("amount", "amount_in", "amount_out")  # what each row moved: one column, or one for each way
ROLES: Final = (
    *("booked_at", "time", "value_on", *AMOUNTS, "direction", "currency", "counterparty", "counterparty_account"),
    *("description", "reference", "balance", "fee", "category", "status", "account"),
    *("original_amount", "original_currency"),
)
MARKS: Final = (".", ",")  # before the decimals
# A minus is money out; money out is printed plain and a minus is money in (cards); only money in bears a mark, + or CR.
SIGNS: Final = ("out_negative", "out_positive", "in_marked", "by_balance")
GUESSED: Final = "guessed"  # the importer's name of what is read with a guess
MAPPED: Final = "mapped"  # and with a mapping that the person confirmed
NAMES: Final = (GUESSED, MAPPED)
_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read. `columns` gives each role the headings that play it; only a description may be of several."""

    fingerprint: str
    columns: Names[str, tuple[str, ...]]
    order: str = "ymd"  # of day, month and year
    mark: str = "."  # the decimal mark
    sign: str = "out_negative"  # how an amount says that money went out, see SIGNS
    currency: str = "XXX"  # of rows that name none
    institution: str = ""
    account: str = ""  # the label of the account, where the person gave one
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: int = 0
    unique: bool = False  # the reference names one row each, so identity may rest on it
    confirmed: bool = field(default=False)

    def one(self, role: str) -> str:
        """Return the heading of a role, empty where it has none."""
        return next(iter(self.columns.get(role, ())), "")

    @property
    def name(self) -> str:
        """Return whose table it is, as far as anybody said."""
        return self.institution or f"table-{self.fingerprint[:4]}"

    @property
    def is_whole(self) -> bool:
        """Tell whether it can be read with: it knows the day and an amount of each row."""
        return bool(self.one("booked_at")) and any(map(self.one, AMOUNTS))

    def dumps(self) -> str:
        """Write it as TOML."""
        lines = [
            f"{each.name} = {_toml(getattr(self, each.name))}"
            for each in fields(self)
            if each.name not in ("columns", "confirmed")
        ]
        columns = [f"{role} = {_toml(list(self.columns[role]))}" for role in ROLES if self.columns.get(role)]
        return "\n".join(
            [
                "# How Walletwatch reads a table; made by `walletwatch formats learn`.",
                *lines,
                "",
                "[columns]",
                *columns,
                "",
            ]
        )

    @classmethod
    def loads(cls, text: str, file: str = "mapping.toml") -> "Mapping":
        """Read what `dumps` wrote, or what a person wrote like it.

        Raises:
            BrokenFile: not TOML, or not a mapping.
        """
        try:
            return cls._checked(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, ValueError, TypeError, KeyError) as error:
            raise BrokenFile("mapping", file=file, reason=error) from error

    @classmethod
    def _checked(cls, told: dict[str, Any]) -> "Mapping":
        columns = {role: tuple(map(str, names)) for role, names in told.pop("columns").items() if role in ROLES}
        known = {each.name: each.type for each in fields(cls)} | {}
        made = cls(
            columns=columns, **{name: value for name, value in told.items() if name in known and name != "confirmed"}
        )
        made.check()
        return made

    def check(self) -> None:
        """Refuse a mapping that cannot be read with.

        Raises:
            ValueError: naming what is wrong.
        """
        texts = [getattr(self, each.name) for each in fields(self) if each.type is str]
        if not all(isinstance(text, str) for text in texts) or not self.fingerprint.isalnum():
            raise ValueError("fingerprint")
        if self.order not in ORDERS or self.mark not in MARKS or self.sign not in SIGNS or self.currency not in DIGITS:
            raise ValueError("order, mark, sign or currency")
        if not isinstance(self.sheet, int) or not isinstance(self.unique, bool) or len(self.delimiter) > 1:
            raise ValueError("sheet, unique or delimiter")
        if not self.is_whole:
            raise ValueError("columns: booked_at, and amount or amount_in and amount_out")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    escaped = "".join(_escaped(sign) for sign in str(value))
    return f'"{escaped}"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


class Shelf:
    """The saved mappings beside a ledger."""

    def __init__(self, ledger: Path) -> None:
        self.folder = ledger.with_name(f"{ledger.name}.formats")

    def find(self, mark: str) -> Mapping | None:
        """Return the mapping of a fingerprint; None where there is none, or it was damaged."""
        path = self.folder / f"{mark}{_SUFFIX}"
        try:
            return replace(Mapping.loads(path.read_text(encoding="utf-8"), path.name), confirmed=True)
        except (OSError, UnicodeDecodeError, BrokenFile):
            return None

    def save(self, mapping: Mapping) -> Path:
        """Keep a mapping, readable by its owner alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{mapping.fingerprint}{_SUFFIX}"
        part = path.with_suffix(".part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(mapping.dumps())
        part.replace(path)
        return path
