"""What was found about accounts that came in two formats."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

import pandas as pd

KIND: Final = "twin"
ACCOUNT: Final = "account"  # the kind of a decision, or of a question, about whole accounts: by a row of each


_COLUMNS: Final = ("kind", "left", "right", "basis", "lag_days")
SourceKey = tuple[str, str, str, str]


class Reading(NamedTuple):
    """An account, and the format it was read from."""

    account: str
    importer: str


@dataclass(frozen=True, slots=True)
class OneAccount:
    """Formats of one account: what is counted, and what was found in another format as well.

    both: how many rows both formats show. alone: txn_ids of rows that only one shows on a day that both cover.
    """

    person: str
    currency: str
    counted: Reading
    other: Reading
    both: int
    alone: tuple[str, ...]


class Twin(NamedTuple):
    """Two rows (txn_ids) that are one; the first is counted."""

    counted: str
    other: str
    basis: str
    lag_days: int


@dataclass(frozen=True, slots=True)
class Twins:
    """What was found about accounts in two formats.

    moved: per (person, account, currency, importer) of a source that is not counted, the one that is.
    doubtful: rows (txn_id, overlap_of) that may be one and are never a double charge.
    asked: pairs of rows of accounts that may be one.
    """

    pairs: tuple[Twin, ...] = ()
    accounts: tuple[OneAccount, ...] = ()
    moved: dict[SourceKey, Reading] = field(default_factory=dict)
    doubtful: tuple[tuple[str, str], ...] = ()
    asked: tuple[Twin, ...] = ()

    @property
    def counted(self) -> dict[str, str]:
        """Return the row that is counted for each row that is not."""
        return {twin.other: twin.counted for twin in self.pairs}

    def table(self) -> pd.DataFrame:
        """Return the pairs as `Links.table` does."""
        return pd.DataFrame([(KIND, *twin) for twin in sorted(self.pairs)], columns=list(_COLUMNS))

    def questions(self) -> pd.DataFrame:
        """Return one pair of rows for each two accounts that may be one, in the columns of `Links.table`."""
        return pd.DataFrame([(ACCOUNT, *twin) for twin in self.asked], columns=list(_COLUMNS))
