"""What a scan knows besides the ledger frame: frozen frames and settings, handed in by the Casebook."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from detect.calendar import WEEKDAYS, Workdays
from detect.refund_times import RefundTime, refund_times

_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "accounts": ("label", "person", "institution", "kind", "country", "currency", "last4"),
    "statements": (
        "statement_id",
        "importer",
        "account",
        "person",
        "currency",
        "first",
        "last",
        "exported_at",
        "filtered",
        "check_status",
        "check_note",
        "printed_period",
        "opening",
        "closing",
    ),
    "answers": ("txn_id", "answer", "answered_on", "alert_id", "kind"),
    "decisions": ("kind", "left", "right", "decision"),
    "promises": ("promise_id", "person", "amount", "currency", "merchant", "made_on", "due", "txn_id"),
    "cancellations": ("subscription_id", "person", "merchant", "currency", "price", "cancelled_on"),
    "overlaps": ("txn_id", "overlap_of"),
    "debit_answers": ("txn_id", "answer"),
    "told": ("alert_id", "txn_id", "severe"),
}


def _weekdays(_: str) -> Workdays:
    return WEEKDAYS


def _nothing(name: str) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype="str") for column in _COLUMNS[name]})


@dataclass(frozen=True, slots=True)
class Context:
    """Everything of the ledger and the casebook that a scan may look at, as frames.

    accounts: label, person, institution, kind, country, currency, last4.
    statements: statement_id, importer, account, person, currency, first, last, exported_at (ISO text), filtered, check_status,
        check_note (JSON), printed_period (first and last are printed, not taken from the rows), opening, closing (balances
        in minor units, missing where unknown).
    answers: txn_id, answer (mine, not_mine, unsure), answered_on, and the alert (alert_id, kind) that was answered.
    decisions: kind, left, right, decision (confirmed, rejected) of links.
    promises: promise_id, person, amount (minor units), currency, merchant (as the person wrote it), made_on, due, txn_id (of the
        purchase, empty where unknown), as the person said.
    cancellations: subscription_id, person, merchant (key), currency, price (minor units), cancelled_on, as the person said.
    overlaps: txn_id, overlap_of: rows two files may both show.
    debit_answers: txn_id, answer (detect.debit_answers) of debits for a wallet that no wallet's statement shows.
    told: alert_id, txn_id, severe (of the alert) of the payments that alerts about unauthorised use tell of.
    refund_times: from when a refund is late, by route, institution and country.
    workdays: the working days of a country (ISO 3166, empty where unknown).
    home: where the person lives (ISO 3166): the country of every account that has none of its own; empty where not said.
    scanned: per (person, account) the last day its statements covered at its first scan; absent: never scanned.
    """

    accounts: pd.DataFrame = field(default_factory=lambda: _nothing("accounts"))
    statements: pd.DataFrame = field(default_factory=lambda: _nothing("statements"))
    answers: pd.DataFrame = field(default_factory=lambda: _nothing("answers"))
    decisions: pd.DataFrame = field(default_factory=lambda: _nothing("decisions"))
    promises: pd.DataFrame = field(default_factory=lambda: _nothing("promises"))
    cancellations: pd.DataFrame = field(default_factory=lambda: _nothing("cancellations"))
    overlaps: pd.DataFrame = field(default_factory=lambda: _nothing("overlaps"))
    debit_answers: pd.DataFrame = field(default_factory=lambda: _nothing("debit_answers"))
    told: pd.DataFrame = field(default_factory=lambda: _nothing("told"))
    refund_times: tuple[RefundTime, ...] = field(default_factory=refund_times)
    workdays: Callable[[str], Workdays] = _weekdays
    home: str = ""
    scanned: dict[tuple[str, str], dt.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a scan is run; every figure a person or a benchmark may want to turn, with its default."""

    budget: float = 0.25  # false unauthorised alerts (episodes) a person and month
    theft_budget: float = 2.0  # at least so many while an account may be stolen
    incident: dt.date | None = None  # account-theft mode from this day
    since: dt.date | None = None  # raise unauthorised alerts from this day on
    first_look_days: int = 90  # how far back the first scan of an account raises unauthorised alerts
    minimum_rows: int = 12  # payments of a person in earlier months before the forest speaks; fewer: rules only
    trees: int = 100
    samples: int = 256
    seed: int = 20
