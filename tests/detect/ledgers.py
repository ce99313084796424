"""Ledger frames made by hand, a line a row, for rules and links."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from detect.context import Context, Settings
from detect.finding import Finding
from detect.links import find_links
from detect.scan import ScanResult, scan
from detect.scene import Scene
from detect.view import View
from ingest.schema import conform, validate
from ingest.text import merchant_keys

AS_OF = dt.date(2026, 6, 30)
ALIPAY, WECHAT, BANK, CARD = "alipay:138****0000", "wechat:示例", "cmb:8705", "bank:4417"
PAYPAL, GIRO, OVO, BCA = "paypal:beispiel", "n26", "ovo:0812****0000", "bca:8705"
CARD_8705 = "招商银行储蓄卡(8705)"
STATEMENT = [
    "statement_id", "account", "person", "currency", "first", "last", "exported_at", "filtered", "check_status", "check_note",
    "printed_period", "opening", "closing",
]  # fmt: skip
_FACTS = {
    ALIPAY: ("alipay", "wallet", "CN", "CNY", ""),
    WECHAT: ("wechat", "wallet", "CN", "CNY", ""),
    BANK: ("cmb", "debit", "CN", "CNY", "8705"),
    CARD: ("bank", "credit_card", "US", "USD", "4417"),
    PAYPAL: ("paypal", "wallet", "DE", "EUR", ""),
    GIRO: ("n26", "debit", "DE", "EUR", ""),
    OVO: ("ovo", "wallet", "ID", "IDR", ""),
    BCA: ("bca", "debit", "ID", "IDR", "8705"),
}

Row = dict[str, Any]


def row(when: str, amount: int, name: str = "示例商店", account: str = ALIPAY, **cells: Any) -> Row:
    """Return one row: an ISO day or moment, minor units from the holder's side, and what differs from the defaults."""
    timed = len(when) > len("2026-01-01")
    facts = _FACTS[account]
    return {
        "account": account, "person": "me", "importer": facts[0], "booked_at": pd.Timestamp(when), "has_time": timed, "amount": amount,
        "currency": facts[3], "counterparty": name, "kind": "payment" if amount < 0 else "refund", **cells,
    }  # fmt: skip


def frame_of(rows: Sequence[Row]) -> pd.DataFrame:
    """Return the ledger frame of rows; ids are r0, r1 ... in the order given unless a row names its own."""
    table = pd.DataFrame([{"txn_id": f"r{n}", **cells} for n, cells in enumerate(rows)])
    table["merchant"] = merchant_keys(table["counterparty"])
    table["line"] = np.arange(len(table))
    for name, absent in (
        ("refunded_amount", 0),
        ("fee", 0),
        ("method", ""),
        ("order_reference", ""),
        ("reference", ""),
    ):
        if name in table:
            table[name] = table[name].fillna(absent)
    for name in ("related_reference", "description", "category", "status", "country", "original_currency"):
        if name in table:
            table[name] = table[name].fillna("posted" if name == "status" else "")
    if "moved" in table:
        table["moved"] = table["moved"].fillna(value=True).astype(bool)
    ordered = table.sort_values(["booked_at", "txn_id"], kind="stable").reset_index(drop=True)
    return validate(conform(ordered))


def context_of(
    accounts: Sequence[str] = (ALIPAY, WECHAT, BANK, CARD),
    first: str = "2025-07-01",
    last: str = "2026-06-30",
    statements_table: pd.DataFrame | None = None,
    **frames: Any,
) -> Context:
    """Return a context in which statements cover every account from `first` to `last`, or of the statements given."""
    table = pd.DataFrame(
        [(label, "me", *_FACTS[label]) for label in accounts],
        columns=["label", "person", "institution", "kind", "country", "currency", "last4"],
    )
    statements = pd.DataFrame(
        [(n, label, "me", _FACTS[label][3], first, last, "", None, "agrees", "", True, None, None) for n, label in enumerate(accounts)],
        columns=STATEMENT,
    )  # fmt: skip
    return Context(accounts=table, statements=statements if statements_table is None else statements_table, **frames)


def scene_of(rows: Sequence[Row], context: Context | None = None, as_of: dt.date = AS_OF) -> Scene:
    """Return the scene of rows with their links found."""
    view = View.of(frame_of(rows), context or context_of(), as_of, Settings())
    return Scene(view, find_links(view))


def scanned(rows: Sequence[Row], context: Context | None = None, as_of: dt.date = AS_OF, **settings: Any) -> ScanResult:
    """Scan rows."""
    return scan(frame_of(rows), context or context_of(), as_of, Settings(**settings))


def found(result: ScanResult, kind: str) -> list[Finding]:
    """Return the findings of a kind."""
    return [finding for finding in result.findings if finding.kind == kind]


def links_of(rows: Sequence[Row], kind: str, context: Context | None = None) -> set[tuple[str, str]]:
    """Return the pairs of ids that a kind of link joins."""
    table = scene_of(rows, context).links.table()
    return {(left, right) for k, left, right, *_ in table.itertuples(index=False) if k == kind}


def answered(answer: str, *ids: str, kind: str = "duplicate", day: str = "2026-06-30") -> pd.DataFrame:
    """Return the answer to one alert of these rows."""
    alert = {"answer": answer, "answered_on": day, "alert_id": "-".join(ids), "kind": kind}
    return pd.DataFrame({"txn_id": list(ids), **alert})


def visits(
    count: int, amounts: Sequence[int], name: str = "示例商店", *, hour: int = 12, every: int = 6, **cells: Any
) -> list[Row]:
    """Return ordinary visits to a shop, one every few days from July 2025 on, with the amounts in turn."""
    start = pd.Timestamp(2025, 7, 1, hour, 5)
    return [
        row(
            (start + dt.timedelta(days=every * n, minutes=7 * n % 50)).isoformat(),
            amounts[n % len(amounts)],
            name,
            **cells,
        )
        for n in range(count)
    ]
