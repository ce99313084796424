"""The canonical table, as CSV or workbook: for anything no importer knows, for evaluation, and what `walletwatch export` writes.

One heading in any order, many accounts, people and currencies in one file. Amounts are decimal strings, money out
negative; times ISO 8601, with or without time of day and offset. An `id` is honoured: a row with a known id is that row.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ingest.accounts import KINDS as ACCOUNT_KINDS
from ingest.draft import Draft, times_printed
from ingest.errors import BrokenFile
from ingest.identity import given_key
from ingest.importer import Importer, KeyCells, Nearly
from ingest.money import currency_code
from ingest.notes import note
from ingest.schema import KINDS, STATUSES
from ingest.source import Row, Source
from ingest.statement import AccountHint, Statement
from ingest.table import Table, find_table, guess_warning, nearly_table, refuse_cut
from ingest.zones import known_zone, moments

REQUIRED: Final = ("account", "booked_at", "amount", "currency", "counterparty")
# What the ledger knows of the account itself; without them the label tells: `bank:4417`.
ACCOUNT: Final = ("institution", "account_kind", "account_country", "account_currency", "account_last4")
OPTIONAL: Final = (
    "id", "person", "description", "category", "country", "kind", "status", "moved", "method", "reference",
    "order_reference", "related_reference", "value_on", "zone", "balance", "fee", "refunded_amount", "original_amount",
    "original_currency", "counterparty_account", *ACCOUNT,
)  # fmt: skip
_HEAD: Final = 200  # lines of a workbook in which its heading is looked for
_FORMATS: Final = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S.%f")  # fmt: skip
_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
_UNMOVED: Final = ("closed", "failed")  # statuses by which no money moved, where the `moved` cell is empty
_TEXT: Final = (
    "counterparty", "counterparty_account", "description", "category", "country", "method", "reference", "order_reference",
    "related_reference",
)  # fmt: skip


class Canonical(Importer):
    """Our own table."""

    name = "canonical"
    family = "canonical"
    institution = "Walletwatch canonical CSV"
    file_types = ("csv", "xlsx")
    key_cells = KeyCells(
        "reference",
        "amount",
        "booked_at",
        texts=("counterparty", "description"),
        also=("id", "account", "person", "currency"),
    )

    def detect(self, source: Source) -> bool:
        """Tell by the names of the required columns."""
        return find_table(_head(source), REQUIRED) is not None

    def nearly(self, source: Source) -> Nearly | None:
        """Look for the heading with a required column missing."""
        return nearly_table(head, REQUIRED) if (head := _head(source)) else None

    def parse(self, source: Source) -> list[Statement]:
        """Read one statement per person and account.

        Raises:
            BrokenFile: no such heading; a column that this format does not have, it may be one misspelt; or cut short.
        """
        table = find_table(source.sheet() if source.is_spreadsheet else source.rows(), REQUIRED)
        if table is None:
            raise BrokenFile("no_table", file=source.name, format=self.institution)
        _refuse_unknown(table, source, self.institution)
        if not source.is_spreadsheet:
            refuse_cut(table, source)
        draft = Draft(table.rows, table.heading)
        draft.set_aside(_above(table), note("above_heading"))
        values = _values(draft)
        people = [cell or "me" for cell in draft.text("person")]
        accounts = draft.text("account")
        for n, account in enumerate(accounts):
            if not account:
                draft.problem(n, note("account_missing"))
        scopes = [f"{person}|{account}" for person, account in zip(people, accounts, strict=True)]
        keys = draft.keys(self.family, self.key_cells, values, scopes)
        given = draft.text("id")
        keys = [given_key(identity) if identity else key for identity, key in zip(given, keys, strict=True)]
        owners = sorted({(people[n], accounts[n]) for n in np.flatnonzero(draft.usable)}) or [("me", "")]
        places = {owner: n for n, owner in enumerate(owners)}
        group = np.array([places.get(owner, 0) for owner in zip(people, accounts, strict=True)], dtype=np.int64)
        hints = _hints(draft, owners, group)
        facts = [{"warnings": guess_warning(source, ()) if n == 0 else []} for n in range(len(hints))]
        named = np.array(
            [bool(one or other) for one, other in zip(given, draft.text("reference"), strict=True)], dtype=bool
        )
        return draft.finish_all(hints, group, values, keys, facts=facts, has_reference=named)


def _above(table: Table) -> list[Row]:
    """Return every line above the heading that has cells: this format has no preamble."""
    above = sorted([*table.preamble, *table.astray])
    return [row for row in above if sum(map(bool, map(str.strip, row.cells))) > 1]


def _hints(draft: Draft, owners: Sequence[tuple[str, str]], group: np.ndarray) -> list[AccountHint]:
    """Return what is said of each account, by the first of its rows that says it."""
    columns = [np.array(draft.text(name), dtype=object) for name in ACCOUNT]
    hints = []
    for place, (person, label) in enumerate(owners):
        rows = np.flatnonzero(group == place)
        institution, kind, country, currency, last4 = (
            next((cell for cell in column[rows] if cell), "") for column in columns
        )
        hints.append(
            AccountHint(
                institution or label.partition(":")[0].casefold() if ":" in label else institution,
                number=last4 or _tail(label), kind=kind if kind in ACCOUNT_KINDS else "", country=country.upper(),
                currency=currency_code(currency) or "", label=label, person=person,
            )
        )  # fmt: skip
    return hints


def _tail(label: str) -> str:
    """Return the four digits a label ends with, as in `bank:4417`."""
    found = re.search(r"\d{4}$", label)
    return found.group() if found else ""


def _head(source: Source) -> list[Row]:
    """Return the first lines where they name the one column that no other export has; of a text, before any is decoded."""
    if not source.is_spreadsheet:
        return source.head() if b"booked_at" in source.data[:65536].replace(b"\0", b"") else []
    try:
        rows = source.sheet()[:_HEAD]
    except BrokenFile:  # said when it is read
        return []
    return rows if any("booked_at" in row.cells for row in rows) else []


def _refuse_unknown(table: Table, source: Source, institution: str) -> None:
    unknown = [name for name in table.heading if name not in (*REQUIRED, *OPTIONAL)]
    if unknown:
        line = table.line
        raise BrokenFile("columns_unknown", file=source.name, line=line, columns=", ".join(unknown), format=institution)


def _values(draft: Draft) -> dict[str, Any]:
    """Read the columns."""
    currencies = draft.currencies(draft.text("currency"), "XXX")
    originals = draft.currencies([code or "XXX" for code in draft.text("original_currency")], "XXX")
    kinds, statuses = (
        [cell or usual for cell in draft.text(name)] for name, usual in (("kind", "payment"), ("status", "posted"))
    )
    return _times(draft) | {
        "amount": draft.amounts(draft.text("amount"), currencies),
        "currency": currencies,
        "fee": draft.amounts(draft.text("fee"), currencies, optional=True),
        "refunded_amount": np.abs(draft.amounts(draft.text("refunded_amount"), currencies, optional=True)),
        "balance": draft.balances(draft.text("balance"), currencies),
        "original_amount": draft.balances(draft.text("original_amount"), originals),
        "original_currency": ["" if code == "XXX" else code for code in originals],
        "kind": draft.words(kinds, dict(zip(KINDS, KINDS, strict=True)), "kind_unknown"),
        "status": draft.words(statuses, dict(zip(STATUSES, STATUSES, strict=True)), "status_unknown"),
        "moved": draft.words(_moved(draft.text("moved"), statuses), _FLAGS, "flag_unknown"),
        **{name: draft.text(name) for name in _TEXT},
    }


def _moved(cells: Sequence[str], statuses: Sequence[str]) -> list[str]:
    return [
        cell.casefold() or ("no" if status in _UNMOVED else "yes") for cell, status in zip(cells, statuses, strict=True)
    ]


def _times(draft: Draft) -> dict[str, Any]:
    """Read booked_at, its zone and moment; a zone cell or a printed offset makes the moment known."""
    cells = [_split_offset(cell) for cell in draft.text("booked_at")]
    stamps, has_time = draft.stamps([bare for bare, _ in cells], _FORMATS), times_printed(bare for bare, _ in cells)
    zones = [known_zone(zone or offset) for zone, (_, offset) in zip(draft.text("zone"), cells, strict=True)]
    value_on = draft.stamps(draft.text("value_on"), ("%Y-%m-%d",), optional=True)
    return {
        "booked_at": stamps,
        "zone": zones,
        "has_time": has_time,
        "instant": moments(stamps, zones, has_time),
        "value_on": value_on,
    }


def _split_offset(cell: str) -> tuple[str, str]:
    """Split `2026-03-04T12:01:07+08:00` into the wall time and a fixed zone."""
    if cell.endswith("Z"):
        return cell[:-1], "UTC+00:00"
    if len(cell) > 16 and cell[-6] in "+-" and cell[-3] == ":":
        return cell[:-6], f"UTC{cell[-6:]}"
    return cell, ""
