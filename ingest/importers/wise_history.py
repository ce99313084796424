"""Wise, the list of all activity (`transaction-history.csv`): one line a payment, whatever balances it touched.

Columns as other importers read them: `ID,Status,Direction,"Created on","Finished on","Source fee amount",…,
"Source amount (after fees)","Source currency",…,"Target amount (after fees)","Target currency",…`.

* Amounts are unsigned and without the fee; `Direction` is OUT, IN or NEUTRAL (between balances of one's own).
* Money out left in the source currency with the source fee on top; money in arrived in the target currency.
* One payment that two balances paid is two lines of one number, a currency each.
* A payment out that is REFUNDED came back whole and has no line for its return: no money moved in the end.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from ingest.draft import Draft, times_printed
from ingest.importer import KeyCells
from ingest.neobank import FAILED, PENDING, POSTED, REVERSED, AccountsImporter, State, converted
from ingest.source import Source
from ingest.statement import INFLOW, NEUTRAL, OUTFLOW, AccountHint
from ingest.table import Table
from ingest.words import kind_of

_DIRECTIONS: Final = {"OUT": OUTFLOW, "IN": INFLOW, "NEUTRAL": NEUTRAL}
_SOURCE, _TARGET = "Source amount (after fees)", "Target amount (after fees)"
_KINDS: Final = {
    "TRANSFER": "transfer",
    "BALANCE": "exchange",
    "CARD": "payment",
    "CARD_TRANSACTION": "payment",
    "FEE": "fee",
}


class WiseHistory(AccountsImporter):
    """The list of all activity, a statement for each currency."""

    name = "wise_history"
    family = "wise_history"
    institution = "Wise (all activity)"
    file_types = ("csv", "xlsx")
    verified = False
    sheets = True
    currency = "XXX"
    mark = ""
    required = (
        "ID", "Status", "Direction", "Created on", _SOURCE, "Source currency", "Target name", _TARGET, "Target currency",
    )  # fmt: skip
    key_cells = KeyCells(
        "ID", _SOURCE, "Created on", row_type="Direction", texts=("Target name",),
        also=("Source currency", "Target currency", _TARGET),
    )  # fmt: skip
    columns = {"booked_at": "Created on", "amount": _SOURCE, "category": "Category", "reference": "ID"}
    dates = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y")

    def owners(self, draft: Draft, values: dict[str, Any], table: Table) -> list[AccountHint]:  # noqa: ARG002
        """Name each balance by its currency, apart from its statement: that one prints the same payments another way."""
        return [AccountHint("wise", f"{code} activity", kind="debit", currency=code) for code in values["currency"]]

    def flow(self, draft: Draft, values: dict[str, Any]) -> np.ndarray:  # noqa: ARG002
        """Return the direction, which is how the list counts."""
        return np.array([_DIRECTIONS.get(cell, NEUTRAL) for cell in draft.text("Direction")], dtype=np.int8)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read each line from the side of the balance it belongs to: the target of money in, else the source."""
        directions = draft.words(draft.text("Direction"), _DIRECTIONS, "direction_unknown")
        signs = np.array([1 if direction == INFLOW else -1 for direction in directions], dtype=np.int64)
        own, other = _sides(draft, signs)
        currencies = draft.currencies(own.codes, self.currency)
        mark = self.decimal_mark([*own.amounts, *other.amounts])
        amounts = signs * np.abs(draft.amounts(own.amounts, currencies, mark=mark))
        costs = draft.amounts(own.fees, currencies, mark=mark, optional=True)
        costs[signs > 0] = 0  # a fee of money that comes in was taken before it arrived
        when, words, numbers = draft.text("Created on"), draft.text("Reference"), draft.text("ID")
        statuses = draft.text("Status")
        read = draft.words([cell.upper() for cell in statuses], _STATES, "state_unknown")
        found = [_state(state, sign) for state, sign in zip(read, signs.tolist(), strict=True)]
        return {
            "booked_at": draft.stamps(when, self.formats(draft), serial=True),
            "has_time": times_printed(when),
            "currency": currencies,
            "amount": amounts,
            "fee": -np.abs(costs),
            "counterparty": other.names,
            "description": words,
            "category": draft.text("Category"),
            "reference": numbers,
            "kind": [_kind(*cells) for cells in zip(numbers, directions, statuses, words, strict=True)],
            "status": [state.status for state in found],
            "moved": [state.moved for state in found],
            **converted(other.amounts, other.codes, amounts.tolist(), currencies, mark),
        }


_RETURNED: Final = State("refunded", moved=True)
_STATES: Final = {
    "COMPLETED": POSTED,
    "REFUNDED": _RETURNED,
    "CANCELLED": FAILED,
    "CANCELED": FAILED,
    "FAILED": FAILED,
    "PENDING": PENDING,
}


class _Side(NamedTuple):
    """One side of every line."""

    amounts: list[str]
    codes: list[str]
    fees: list[str]
    names: list[str]


def _sides(draft: Draft, signs: np.ndarray) -> tuple[_Side, _Side]:
    """Return each line's own side, the target of money in and else the source, and the other side."""
    sides = [
        (f"{side} amount (after fees)", f"{side} currency", f"{side} fee amount", f"{side} name")
        for side in ("Source", "Target")
    ]
    own, other = [], []
    for source, target in zip(*sides, strict=True):
        pairs = list(zip(draft.text(source), draft.text(target), signs.tolist(), strict=True))
        own.append([there if sign > 0 else here for here, there, sign in pairs])
        other.append([here if sign > 0 else there for here, there, sign in pairs])
    return _Side(*own), _Side(*other)


def _state(state: State, sign: int) -> State:
    if state is not _RETURNED:
        return state
    return POSTED if sign > 0 else REVERSED


def _kind(reference: str, direction: int, status: str, words: str) -> str:
    if direction == NEUTRAL:
        return "exchange"
    if direction == INFLOW and status.upper() == "REFUNDED":
        return "refund"
    return _KINDS.get(reference.rpartition("-")[0].upper()) or kind_of(words, direction)
