"""What a person changes about a guess: columns and conventions, by name; and what is still unclear after it."""

from collections.abc import Mapping as Changes
from dataclasses import replace
from typing import Any, Final

from ingest.errors import UnknownName
from ingest.guess.dates import ORDERS
from ingest.guess.doubts import read_doubts
from ingest.guess.guess import Guess
from ingest.guess.mapping import AMOUNTS, MARKS, ROLES, SIGNS, Mapping
from ingest.guess.vocabulary import plain
from ingest.money import DIGITS

SETTINGS: Final = {"order": ORDERS, "mark": MARKS, "sign": SIGNS}
NAMED: Final = ("currency", "account", "kind", "institution")
_ANSWERS: Final = {  # which changes answer a doubt; what the reading itself shows is looked at again
    "doubt_date": ("booked_at",),
    "doubt_amount": AMOUNTS,
    "doubt_amounts": AMOUNTS,
    "doubt_order": ("order",),
    "doubt_mark": ("mark",),
    "doubt_sign": ("sign", "direction", "amount_in", "amount_out"),
    "doubt_status": ("status",),
}
_SEEN_IN_READING: Final = ("doubt_unread", "doubt_balance")


def changed(found: Guess, changes: Changes[str, str]) -> Guess:
    """Return a guess with a person's changes: a role and its heading, or a setting and its value; empty takes a role away.

    Raises:
        UnknownName: a role, heading or value that there is not.
    """
    mapping = found.mapping
    for name, value in changes.items():
        mapping = _one(found, mapping, name, value)
    mapping = replace(mapping, unique=mapping.unique and mapping.one("reference") == found.mapping.one("reference"))
    open_ = [
        doubt
        for doubt in found.doubts
        if doubt.code not in _SEEN_IN_READING and not set(_ANSWERS.get(doubt.code, ())) & set(changes)
    ]
    if mapping.is_whole:
        open_ += read_doubts(found.layout, mapping)
    return Guess(found.layout, mapping, found.evidence, open_)


def _one(found: Guess, mapping: Mapping, name: str, value: str) -> Mapping:
    headings = {plain(heading) for heading in found.layout.heading}
    if name in ROLES and not (name in NAMED and value and plain(value) not in headings):
        return replace(mapping, columns=_columns(found, mapping, name, value))
    if name in SETTINGS and value not in SETTINGS[name]:
        raise UnknownName(what=name, name=value, command="formats learn --help")
    if name == "currency" and value.upper() not in DIGITS:
        raise UnknownName(what="currency", name=value, command="formats learn --help")
    if name not in SETTINGS and name not in NAMED:
        raise UnknownName(what="column", name=name, command="formats learn --help")
    said: dict[str, Any] = {name: value.upper() if name == "currency" else value}
    return replace(mapping, **said)


def _columns(found: Guess, mapping: Mapping, role: str, value: str) -> dict[str, tuple[str, ...]]:
    """Give a role its columns; a column plays one role."""
    wanted = tuple(_heading(found, name) for name in value.split("|") if name.strip())
    columns = {other: tuple(name for name in names if name not in wanted) for other, names in mapping.columns.items()}
    columns[role] = wanted
    if wanted and role == "amount":
        columns |= {"amount_in": (), "amount_out": ()}
    if wanted and role in ("amount_in", "amount_out"):
        columns |= {"amount": (), "direction": ()}
    return {other: names for other, names in columns.items() if names}


def _heading(found: Guess, name: str) -> str:
    for heading in found.layout.heading:
        if plain(heading) == plain(name):
            return heading
    raise UnknownName(what="column", name=name, command="formats learn")
