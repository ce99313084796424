"""Accounts as a person has them, with the formats that each was read from: one that came in two formats is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from detect.context import Context, Settings
from detect.links.twins import Reading
from detect.seen_once import seen_once
from detect.view import View

_KEY: Final = ("person", "account", "currency", "importer")  # of a source


@dataclass(frozen=True, slots=True)
class Accounts:
    """The context in which each account stands once, and the readings of each (person, account), the counted one first."""

    context: Context
    readings: Mapping[tuple[str, str], tuple[Reading, ...]]

    def others(self, person: str, account: str) -> tuple[Reading, ...]:
        """Return the readings besides the first; none where an account came in one format."""
        return self.readings.get((person, account), ())[1:]


def accounts_once(frame: pd.DataFrame, context: Context) -> Accounts:
    """Put the accounts of a ledger frame together, by all its rows: what is known later holds for earlier months too."""
    if frame.empty:
        return Accounts(context, _readings(context.statements, {}))
    last = frame["booked_at"].max().date()
    view, twins = seen_once(View.of(frame, context, last, Settings()))
    return Accounts(view.context, _readings(context.statements, twins.moved))


def _readings(
    statements: pd.DataFrame, moved: dict[tuple[str, str, str, str], Reading]
) -> dict[tuple[str, str], tuple[Reading, ...]]:
    found: dict[tuple[str, str], dict[Reading, bool]] = {}
    for person, account, currency, importer in statements[list(_KEY)].itertuples(index=False):
        counted = moved.get((person, account, currency, importer))
        own = found.setdefault((person, counted.account if counted else account), {})
        reading = Reading(account, importer)
        own[reading] = own.get(reading, False) or counted is None
    return {key: tuple(sorted(own, key=lambda one: (not own[one], one))) for key, own in found.items()}
