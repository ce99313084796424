"""What an importer returns: statements, each one account and period of a file, with every line accounted for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from ingest.notes import Note
from ingest.schema import ASSIGNED, COLUMNS

# How the statement itself counts a row; wallets count some rows as neither.
INFLOW: Final = 1
OUTFLOW: Final = -1
NEUTRAL: Final = 0


@dataclass(frozen=True, slots=True)
class AccountHint:
    """What a statement says about its account; the ledger's accounts table turns it into a label."""

    institution: str  # short name: alipay, cmb, ofx organisation
    number: str = ""  # as printed, often masked; empty where the export does not say
    kind: str = ""  # wallet, debit, credit_card, credit_line, prepaid, savings
    currency: str = ""
    country: str = ""  # ISO 3166 alpha-2 of the institution
    person: str = ""  # only where the export has a person cell
    label: str = ""  # only where the export has an account label cell


class Line(NamedTuple):
    """A line that is not a transaction: skipped by the format's own rules, or unread."""

    number: int
    note: Note
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Totals and balances that the statement prints about itself; None where it does not. Minor units, unsigned sums."""

    count: int | None = None
    inflow: int | None = None
    inflow_count: int | None = None
    outflow: int | None = None
    outflow_count: int | None = None
    neutral: int | None = None
    neutral_count: int | None = None
    opening: int | None = None
    closing: int | None = None

    def summed(self, rows: pd.DataFrame) -> np.ndarray:
        """Return how much of each row the sums hold; a format whose sums leave something out has a class of its own."""
        return np.asarray(rows["amount"].abs())


@dataclass(frozen=True, slots=True)
class Statement:
    """One account and period in a file.

    `rows` has the schema's columns but for those the ledger assigns (schema.ASSIGNED), plus `line`; `keys` and
    `cells` run parallel to it: the joined key cells without the occurrence number, and the raw cells. `flow` says
    for each row how the statement counts it: INFLOW, OUTFLOW or NEUTRAL.
    """

    account: AccountHint
    rows: pd.DataFrame
    keys: Sequence[str]
    cells: Sequence[Sequence[str]]
    flow: np.ndarray
    has_reference: np.ndarray  # bool: the key rests on a reference, so equal keys in two files are one payment
    first: dt.datetime | None = None  # printed period, inclusive; None where not printed
    last: dt.datetime | None = None
    exported_at: dt.datetime | None = None
    filtered: bool | None = None  # the export says that it holds only some kinds of rows; None: it does not say
    printed: Printed = field(default_factory=Printed)
    skipped: Sequence[Line] = ()
    unread: Sequence[Line] = ()
    warnings: Sequence[Line] = ()  # remarks on lines that were read, or on line 0: the whole
    beside: np.ndarray | None = None  # bool: rows that passed a wallet's balance by, paid from a card; None: no row
    batched: int = 0  # rows, read or unread, that share the line of another: one entry that details several payments

    def __post_init__(self) -> None:
        """Hold the parallel sequences to one length."""
        lengths = {len(self.rows), len(self.keys), len(self.cells), len(self.flow), len(self.has_reference)}
        if len(lengths) != 1:
            raise ValueError(f"statement columns of different lengths: {sorted(lengths)}")


ROW_COLUMNS: Final = tuple(name for name in COLUMNS if name not in ASSIGNED)
