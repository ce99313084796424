"""The canonical CSV: for anything no importer knows, for evaluation, and what `walletwatch export` writes.

One heading in any order, many accounts, people and currencies in one file. Amounts are decimal strings, money out
negative; times ISO 8601, with or without time of day and offset. An `id` is honoured: a row with a known id is that row.
"""

from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd

from ingest.draft import Draft
from ingest.errors import BrokenFile
from ingest.identity import given_key
from ingest.importer import Importer, KeyCells
from ingest.notes import note
from ingest.schema import KINDS, STATUSES
from ingest.source import Source
from ingest.statement import AccountHint, Statement
from ingest.table import find_table

REQUIRED: Final = ("account", "booked_at", "amount", "currency", "counterparty")
OPTIONAL: Final = (
    "id", "person", "description", "category", "country", "kind", "status", "moved", "method", "reference",
    "order_reference", "related_reference", "value_on", "zone", "balance", "fee", "refunded_amount", "original_amount",
    "original_currency",
)  # fmt: skip
_FORMATS: Final = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S.%f")  # fmt: skip
_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False, "": True}
_TEXT: Final = ("description", "category", "country", "method", "reference", "order_reference", "related_reference")


class Canonical(Importer):
    """Our own CSV."""

    name = "canonical"
    family = "canonical"
    institution = "Walletwatch canonical CSV"
    file_types = ("csv",)
    key_cells: ClassVar[KeyCells] = KeyCells("reference", "amount", "booked_at", texts=("counterparty", "description"))

    def detect(self, source: Source) -> bool:
        """Tell by a heading made of canonical names only."""
        if b"booked_at" not in source.data[:65536].replace(b"\0", b"").lower():
            return False
        table = find_table(source.head(), REQUIRED)
        return table is not None and set(table.heading) <= {*REQUIRED, *OPTIONAL}

    def parse(self, source: Source) -> list[Statement]:
        """Read one statement per person and account."""
        table = find_table(source.rows(), REQUIRED)
        if table is None:
            raise BrokenFile("no_table", file=source.name, format=self.institution)
        draft = Draft(table.rows, table.heading)
        currencies = draft.currencies(draft.text("currency"), "XXX")
        kinds = draft.words(
            [cell or "payment" for cell in draft.text("kind")], {kind: kind for kind in KINDS}, "kind_unknown"
        )
        statuses = draft.words(
            [cell or "posted" for cell in draft.text("status")], {name: name for name in STATUSES}, "status_unknown"
        )
        people = [cell or "me" for cell in draft.text("person")]
        accounts = draft.text("account")
        for n, account in enumerate(accounts):
            if not account:
                draft.problem(n, note("account_missing"))
        values = _times(draft) | {
            "amount": draft.amounts(draft.text("amount"), currencies),
            "currency": currencies,
            "fee": draft.amounts(draft.text("fee"), currencies, optional=True),
            "refunded_amount": np.abs(draft.amounts(draft.text("refunded_amount"), currencies, optional=True)),
            "balance": draft.balances(draft.text("balance"), currencies),
            "counterparty": draft.text("counterparty"),
            "kind": kinds,
            "status": statuses,
            "moved": draft.words([cell.casefold() for cell in draft.text("moved")], _FLAGS, "flag_unknown"),
            **{name: draft.text(name) for name in _TEXT},
            **_original(draft),
        }
        scopes = [f"{person}|{account}" for person, account in zip(people, accounts, strict=True)]
        keys = draft.keys(self.family, self.key_cells, values, scopes)
        keys = [given_key(identity) if identity else key for identity, key in zip(draft.text("id"), keys, strict=True)]
        group, names = pd.factorize(np.array(scopes, dtype=object))
        first = {int(code): n for n, code in reversed(list(enumerate(group)))}
        hints = [AccountHint("", label=accounts[first[n]], person=people[first[n]]) for n in range(len(names))]
        return draft.finish_all(hints, group, values, keys)


def _times(draft: Draft) -> dict[str, Any]:
    """Read booked_at, its zone and moment; a zone cell or a printed offset makes the moment known."""
    cells = draft.text("booked_at")
    bare, offsets = zip(*map(_split_offset, cells), strict=True) if cells else ((), ())
    stamps = draft.stamps(list(bare), _FORMATS)
    has_time = np.array([len(cell) > len("2026-01-01") for cell in bare], dtype=bool)
    zones = [zone or offset for zone, offset in zip(draft.text("zone"), offsets, strict=True)]
    instant = pd.Series(pd.NaT, index=range(len(draft)), dtype="datetime64[us, UTC]")
    for zone in set(zones) - {""}:
        rows = np.flatnonzero((np.array(zones) == zone) & has_time)
        try:
            local = pd.DatetimeIndex(stamps[rows]).tz_localize(_tz(zone), ambiguous="NaT", nonexistent="shift_forward")
        except (KeyError, ValueError):
            continue  # an unknown zone name: the wall time stands, the moment stays unknown
        instant.iloc[rows] = local.tz_convert("UTC")
    values = {"booked_at": stamps, "zone": zones, "has_time": has_time, "instant": instant}
    if any(draft.text("value_on")):
        days = pd.to_datetime(pd.Series(draft.text("value_on"), dtype="str"), format="%Y-%m-%d", errors="coerce")
        values["value_on"] = days.astype("datetime64[us]")
    return values


def _split_offset(cell: str) -> tuple[str, str]:
    """Split `2026-03-04T12:01:07+08:00` into the wall time and a fixed zone."""
    if cell.endswith("Z"):
        return cell[:-1], "UTC+00:00"
    if len(cell) > 16 and cell[-6] in "+-" and cell[-3] == ":":
        return cell[:-6], f"UTC{cell[-6:]}"
    return cell, ""


def _tz(zone: str) -> str:
    return zone.removeprefix("UTC") if zone.startswith(("UTC+", "UTC-")) else zone


def _original(draft: Draft) -> dict[str, Any]:
    codes = draft.text("original_currency")
    known = draft.currencies([code or "XXX" for code in codes], "XXX")
    return {"original_amount": draft.balances(draft.text("original_amount"), known), "original_currency": codes}
