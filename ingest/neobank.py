"""What the exports of app banks have in common: several accounts in one table, states, and amounts before conversion."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from ingest.draft import Draft
from ingest.money import currency_code, minor_units
from ingest.resaved import slashed
from ingest.source import Source
from ingest.statement import AccountHint, Statement
from ingest.table import Table, TableImporter, guess_warning
from ingest.words import kind_of


class State(NamedTuple):
    """What a word for the state of a row means."""

    status: str
    moved: bool


POSTED: Final = State("posted", moved=True)
PENDING: Final = State("pending", moved=False)
REVERSED: Final = State("reversed", moved=False)
FAILED: Final = State("failed", moved=False)


class AccountsImporter(TableImporter):
    """A table whose lines belong to several accounts, each a statement of its own."""

    def formats(self, draft: Draft) -> tuple[str, ...]:
        """Return the format's own dates, and those of a spreadsheet that saved the file again."""
        columns = (self.columns["booked_at"], self.columns.get("value_on", ""))
        return (*self.dates, *slashed(cell for column in columns for cell in draft.text(column)))

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the value date."""
        values = super().values(draft, table, source)
        days = draft.text(self.columns.get("value_on", ""))
        stamps = draft.stamps(days, self.formats(draft), serial=self.sheets, optional=True)
        return values | {"value_on": stamps.astype("datetime64[D]").astype("datetime64[us]")}

    def owners(self, draft: Draft, values: dict[str, Any], table: Table) -> list[AccountHint]:
        """Say for each line whose it is."""
        raise NotImplementedError

    def row_keys(self, draft: Draft, values: dict[str, Any], scopes: Sequence[str]) -> list[str]:
        """Return each line's key inside its account."""
        return draft.keys(self.family, self.key_cells, values, scopes)

    def statements(self, draft: Draft, table: Table, source: Source) -> list[Statement]:
        """Make a statement for each account, in the order of their first lines."""
        values = self.values(draft, table, source)
        values.setdefault("zone", self.zone)
        owners = self.owners(draft, values, table)
        keys = self.row_keys(draft, values, [owner.number for owner in owners])
        named = [owner for owner, usable in zip(owners, draft.usable, strict=True) if usable]
        accounts = list(dict.fromkeys(named)) or [*owners[:1]] or [AccountHint(self.name)]
        places = {account: n for n, account in enumerate(accounts)}
        group = pd.array([places.get(owner, 0) for owner in owners], dtype="int64").to_numpy()
        facts = [{"warnings": guess_warning(source, self.encodings) if n == 0 else []} for n in places.values()]
        return draft.finish_all(accounts, group, values, keys, flow=self.flow(draft, values), facts=facts)


def states(draft: Draft, cells: Sequence[str], meanings: Mapping[str, State]) -> dict[str, Any]:
    """Return the columns `status` and `moved`; a line whose state is an unknown word stays unread."""
    read = draft.words([cell.upper() for cell in cells], dict(meanings), "state_unknown")
    return {"status": [state.status for state in read], "moved": [state.moved for state in read]}


def kinds(types: Sequence[str], words: Sequence[str], amounts: Iterable[int], known: Mapping[str, str]) -> list[str]:
    """Return each row's kind by its printed type, else by its words; a card payment that comes in is a refund."""
    return [
        _kind(known.get(_plain(said)), text, amount) for said, text, amount in zip(types, words, amounts, strict=True)
    ]


def _kind(known: str | None, words: str, amount: int) -> str:
    if known == "payment" and amount > 0:
        return "refund"
    return known or kind_of(words, 1 if amount > 0 else -1)


def _plain(cell: str) -> str:
    return " ".join(cell.replace("_", " ").replace("-", " ").lower().split())


def converted(
    cells: Sequence[str], codes: Sequence[str], amounts: Iterable[int], currencies: Sequence[str], mark: str = "."
) -> dict[str, Any]:
    """Return `original_amount` and `original_currency` where the row names another currency than its own."""
    originals: list[int | None] = []
    foreign = []
    for cell, printed, amount, own in zip(cells, codes, amounts, currencies, strict=True):
        code = currency_code(printed) or ""
        read = minor_units(cell, code, mark) if code and code != own else None
        usable = isinstance(read, int)
        originals.append((1 if amount > 0 else -1) * abs(read) if isinstance(read, int) else None)
        foreign.append(code if usable else "")
    return {"original_amount": pd.array(originals, dtype="Int64"), "original_currency": foreign}
