"""The product's own canonical CSV: every account of a person in one file, to the second, minute or day."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from benchmarks.simulator.person import Account
from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.worlds import WORLDS
from benchmarks.simulator.writers.written import Written

_HEADING: Final = (
    "id", "account", "booked_at", "zone", "amount", "currency", "counterparty", "description", "category", "country", "kind",
    "status", "moved", "method", "reference", "order_reference", "related_reference", "balance", "refunded_amount",
)  # fmt: skip
_ZONES: Final = {country: world.zone for country, world in WORLDS.items()}

SECOND, MINUTE, DAY = 19, 16, 10  # characters of `2026-03-04 12:01:07` that are printed


def write(views: Sequence[View], precision: int = SECOND) -> Written:
    """Write all views into one file, account by account."""
    body = io.StringIO()
    out = csv.writer(body, lineterminator="\n")
    out.writerow(_HEADING)
    lines, line = {}, 1
    for view in views:
        for row in view.rows:
            line += 1
            lines[row.id] = line
            out.writerow(_cells(view.account, row, precision))
    return Written(body.getvalue().encode(), lines)


def label(account: Account) -> str:
    """Return the account's label as the ledger would choose it."""
    return f"{account.institution.casefold().replace(' ', '-')}:{account.number or account.key}"


def _cells(account: Account, row: Row, precision: int) -> tuple[str, ...]:
    # A bank that only knows days says so in every precision.
    shown = stamp(row.at)[: DAY if account.kind == "credit_card" else precision].replace(" ", "T")
    return (
        f"{row.id.account}-{row.id.event}-{row.id.leg}", label(account), shown, _ZONES[account.country], decimal(row.amount),
        account.currency, row.party, row.said, row.word, account.country if account.country == "CN" else "", row.kind,
        row.state, "true" if row.moved else "false", row.method, row.reference, row.order.strip("/"), row.related,
        decimal(row.balance) if account.kind != "wallet" else "", decimal(row.refunded),
    )  # fmt: skip
