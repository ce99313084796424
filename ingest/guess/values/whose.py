"""Whose lines they are, and by which key each is known."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ingest.guess.mapping import Mapping
from ingest.guess.values.table import MappedTable
from ingest.identity import content_key, reference_key
from ingest.statement import AccountHint

FAMILY: Final = "mapped"


def accounts(table: MappedTable, codes: Sequence[str]) -> tuple[list[AccountHint], np.ndarray]:
    """Part the lines by account and currency; return the accounts, and for each line which it belongs to (int64)."""
    usable = table.draft.usable
    pairs = list(zip(_numbers(table, usable), codes, strict=True))
    found = list(dict.fromkeys(pair for pair, good in zip(pairs, usable, strict=True) if good))
    found = found or [("", table.mapping.currency)]
    places = {pair: n for n, pair in enumerate(found)}
    several = len({code for _, code in found}) > 1
    hints = [_hint(table.mapping, number, code, several=several) for number, code in found]
    return hints, np.array([places.get(pair, 0) for pair in pairs], dtype=np.int64)


def _numbers(table: MappedTable, usable: np.ndarray) -> list[str]:
    """Return the account of each line; one that is named alone is that of the lines that name none, too."""
    numbers = table.cells("account")
    named = {number for number, good in zip(numbers, usable, strict=True) if good and number}
    return [*named] * len(numbers) if len(named) == 1 else numbers


def _hint(mapping: Mapping, number: str, code: str, *, several: bool) -> AccountHint:
    """Name an account, with its currency where the table holds `several`."""
    return AccountHint(
        institution=mapping.name,
        number=f"{number} {code}".strip() if several else number,
        kind=mapping.kind,
        currency=code if code != "XXX" else "",
        label=f"{mapping.account} {code}" if mapping.account and several else mapping.account,
    )


def keys(table: MappedTable, values: dict[str, Any], hints: Sequence[AccountHint], group: np.ndarray) -> list[str]:
    """Return each line's key: by its reference where these name one row each, else by what it says."""
    unique, mark = table.mapping.unique, table.mapping.fingerprint
    rows = zip(
        np.datetime_as_string(values["booked_at"], unit="s").tolist(),
        values["amount"].tolist(),
        values["currency"],
        values["counterparty"],
        values["description"],
        values["reference"],
        group.tolist(),
        strict=True,
    )
    found = []
    for stamp, amount, code, counterparty, description, number, own in rows:
        scope = f"{mark} {hints[own].number}"
        if unique and number:
            found.append(reference_key(FAMILY, scope, number, "", amount, code))
        else:
            found.append(content_key(FAMILY, scope, stamp, amount, code, (counterparty, description, number)))
    return found
