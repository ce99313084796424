"""Venmo: the statement CSV of a month, under one title line, two, or none.

`,ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (tip),…,Funding Source,Destination,Beginning Balance,…`, the
first cell empty since 2021. Businesses have `Transaction ID`, `Date` and `Time (UTC)` instead, and `Amount (net)`. The first line
holds only the opening balance, the last only the closing one and a text of several lines.

* Only the sign tells which way money went: `Charge` is a request, paid by whom it was sent to.
* A payment from a card or bank leaves the balance as it was; the bank's statement shows it too.
* A fee comes off what one receives, and is part of what one sends.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft, instants, times_printed
from ingest.importer import KeyCells
from ingest.money import minor_units
from ingest.notes import note
from ingest.source import Source
from ingest.statement import AccountHint, Printed, Statement
from ingest.table import Table, TableImporter, guess_warning

_DATES: Final = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%y %H:%M")
_OWN: Final = ("", "(none)", "venmo balance")
_STATES: Final = {
    "complete": ("posted", True),
    "completed": ("posted", True),
    "issued": ("posted", True),
    "pending": ("pending", True),
    "failed": ("failed", False),
    "declined": ("failed", False),
    "canceled": ("closed", False),
    "cancelled": ("closed", False),
    "expired": ("closed", False),
}


class Venmo(TableImporter):
    """The statement."""

    name = "venmo"
    family = "venmo"
    institution = "Venmo"
    file_types = ("csv", "xlsx")
    sheets = True
    required = ("ID", "Datetime", "Type", "Status", "Note", "From", "To", "Amount (total)")
    aliases = {"Transaction ID": "ID", "Date": "Datetime"}
    key_cells = KeyCells(
        "ID", "Amount (total)", "Datetime", texts=("Type", "Note", "From", "To"), scoped=False, also=("Time (UTC)",)
    )

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet with the name in its title, or in the column of old statements."""
        titled = re.search(r"\((@[^)\s]+)\)", table.said)
        column = table.heading.index("Username") if "Username" in table.heading else None
        named = (row.cells[column].strip() for row in table.rows if column is not None and len(row.cells) > column)
        name = titled.group(1) if titled else next(filter(None, named), "")
        return AccountHint("venmo", name if name.startswith("@") or not name else f"@{name}", "wallet", "USD", "US")

    def statements(self, draft: Draft, table: Table, source: Source) -> list[Statement]:
        """Make the statement, and say which rows the balance never saw."""
        account = self.account(table, source)
        _skip_frame(draft)
        values = self.values(draft, table, source)
        keys = draft.keys(self.family, self.key_cells, values, "")
        return [
            draft.finish(
                account,
                values,
                keys,
                printed=Printed(opening=_first(draft, "Beginning Balance"), closing=_first(draft, "Ending Balance")),
                beside=_beside(draft, values["amount"])[draft.usable],
                warnings=guess_warning(source, self.encodings),
            )
        ]

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the columns."""
        zone = "UTC" if draft.prints("Time (UTC)") else ""
        when = [
            f"{day} {time}".strip() for day, time in zip(draft.text("Datetime"), draft.text("Time (UTC)"), strict=True)
        ]
        stamps, has_time = draft.stamps(when, (*_DATES, "%m/%d/%Y"), serial=True), times_printed(when)
        amounts = draft.amounts(draft.text("Amount (total)"), "USD")
        fees = np.abs(draft.balances(_bare(draft, "Amount (fee)"), "USD").fillna(0).to_numpy(dtype=np.int64))
        types = draft.text("Type")
        return {
            "booked_at": stamps,
            "zone": zone,
            "has_time": has_time,
            "instant": instants(stamps, zone, has_time),
            "amount": amounts,
            "fee": np.where(amounts > 0, -fees, 0),
            "currency": ["USD"] * len(draft),
            "country": "US",
            "counterparty": _others(draft, amounts),
            "description": _bare(draft, "Note"),
            "category": types,
            "kind": [_kind(words, sign) for words, sign in zip(types, np.sign(amounts).tolist(), strict=True)],
            **_states(draft),
            "method": [source or "" for source in _bare(draft, "Funding Source")],
            "reference": draft.numbers("ID"),
        }


def _skip_frame(draft: Draft) -> None:
    """Pass over the lines around the table: opening balance, closing balance and fees, the small print."""
    rows = zip(draft.text("Datetime"), draft.text("Amount (total)"), draft.text("Beginning Balance"), strict=True)
    for n, (when, amount, opening) in enumerate(rows):
        if not when and not amount:
            closing = draft.text("Ending Balance")[n]
            draft.skip(n, note("opening_balance" if opening else "total" if closing else "remark"))


def _bare(draft: Draft, heading: str) -> list[str]:
    return ["" if cell == "(None)" else cell for cell in draft.text(heading)]


def _first(draft: Draft, heading: str) -> int | None:
    """Return the first amount in a column that stands on one of the lines around the table."""
    cells = (draft.text(heading)[n] for n in sorted(draft.skips))
    amount = next((minor_units(cell, "USD") for cell in cells if cell), None)
    return amount if isinstance(amount, int) else None


def _beside(draft: Draft, amounts: np.ndarray) -> np.ndarray:
    """Tell which rows moved money between others and a bank or card, past the balance."""
    sources, targets = draft.text("Funding Source"), draft.text("Destination")
    return np.array(
        [
            (source if amount < 0 else target).casefold() not in _OWN and not (amount < 0 and target and not source)
            for source, target, amount in zip(sources, targets, amounts.tolist(), strict=True)
        ],
        dtype=bool,
    )


def _others(draft: Draft, amounts: np.ndarray) -> list[str]:
    """Return the other side: who was paid or paid, who asked or was asked, or the bank."""
    columns = (_bare(draft, name) for name in ("Type", "From", "To", "Destination", "Funding Source"))
    rows = zip(*columns, amounts.tolist(), strict=True)
    return [
        (target or source) if "transfer" in words.casefold() or not (sender or receiver)
        else receiver if (amount < 0) != (words == "Charge") else sender
        for words, sender, receiver, target, source, amount in rows
    ]  # fmt: skip


def _states(draft: Draft) -> dict[str, Any]:
    read = [_STATES.get(cell.casefold()) for cell in draft.text("Status")]
    for n, (state, cell, words) in enumerate(zip(read, draft.text("Status"), draft.text("Type"), strict=True)):
        if state is None:
            draft.problem(n, note("status_strange", value=cell))
        elif cell.casefold() == "issued" and words == "Charge":
            read[n] = ("pending", False)  # a request that nobody has paid yet
    known = [state or ("posted", True) for state in read]
    return {"status": [status for status, _ in known], "moved": [moved for _, moved in known]}


def _kind(words: str, sign: int) -> str:
    said = words.casefold()
    if "refund" in said:
        return "refund"
    if "transfer" in said or "add funds" in said:
        return "withdrawal" if sign < 0 else "top_up"
    if said in ("payment", "charge"):
        return "transfer"
    return "payment" if sign < 0 else "income"
