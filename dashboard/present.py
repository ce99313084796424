"""Alerts made ready for a person: title, verdict, reasons in words, rows with their file and line, the playbook to open.

The command line and the pages show the same objects; only the drawing differs.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.places import Place, Places
from dashboard.playbooks.credit_line import CREDIT_TOPIC, on_credit
from dashboard.playbooks.library import topic_for
from dashboard.playbooks.triage import Lead, questions
from detect.alert import Alert
from detect.case import Case
from detect.cases import Cases
from detect.clocks import Instrument
from detect.finding import Fact, Reason
from detect.triage import Triage
from ingest.errors import UnknownName
from ingest.ledger import Ledger

MONEY_FACTS = (
    "amount", "typical", "spent", "usual", "tested", "taken", "first_amount", "second_amount", "old_price", "new_price", "extra_year", "total",
    "promised", "received",
)  # fmt: skip
_DAYS = ("due", "promised_on", "first", "last", "since", "cancelled_on", "until", "on", "weekday")
_TEXTS = ("merchant", "country", "said", "method")
_ACCOUNTS = ("wallet", "to")
_NAMED = (*_ACCOUNTS, "feature")  # codes that have a name in the language
_ROW_TEXTS = (
    "reference", "order_reference", "account", "importer", "currency", "counterparty", "description", "status", "file", "method",
)  # fmt: skip
_COUNTS = frozenset(("payments", "visits"))  # of a whole history
_HOURS = 48  # the most that people count in hours
_SPANS = {"days": "day", "usual_days": "day", "gap_days": "day", "days_late": "day", "minutes": "minute"}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One transaction as people and programs see it. Amounts are minor units; text is as printed, not yet made visible."""

    txn_id: str
    reference: str
    order_reference: str
    account: str
    importer: str
    booked_at: str  # ISO 8601; a day alone where the export prints no time
    amount: int
    currency: str
    counterparty: str
    description: str
    status: str
    file: str
    line: int
    method: str = ""  # what paid, as printed
    moved: bool = True  # did money move


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """An alert with its words. `topic` is None where no playbook helps, `further` are those that help beside it."""

    alert: Alert
    title: str
    verdict: str
    reasons: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    topic: str | None
    jurisdiction: str
    country: str  # of the account, else where the person lives; empty where neither is known
    instrument: Instrument
    further: tuple[str, ...] = ()
    lead: Lead = field(default_factory=Lead)  # what was asked and said about it
    case: Case | None = None  # the running one it is in, else the latest
    given: str = ""  # the person's answer: mine, not_mine, unsure; empty where there is none

    @property
    def in_hand(self) -> Case | None:
        """The running case it is in, None where nothing is done about it yet."""
        return self.case if self.case is not None and self.case.status != "closed" else None

    @property
    def doubtful(self) -> bool:
        """Whether it is first to be asked about: an unusual payment of which little but the money is strange.

        Nobody should be told to freeze an account for a new refrigerator; once the person says that it is not theirs, there is no doubt.
        """
        alert = self.alert
        doubted = alert.kind == "unauthorized" and alert.severity == "medium"
        return doubted and self.given != "not_mine" and self.in_hand is None


def by_file(ledger: Ledger, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a ledger frame by txn_id, with the name of the file each row was last seen in."""
    frame = frame.set_index("txn_id", drop=False)
    files = ledger.statements().set_index("statement_id")["file"]
    return frame.assign(file=frame["statement_id"].map(files).fillna(""))


class Presenter:
    """Reads the ledger once and shows rows and alerts of it in one language.

    `frame` is what an earlier Presenter read, where nobody has written since, or `by_file` of a ledger frame.
    """

    def __init__(self, ledger: Ledger, words: Words, frame: pd.DataFrame | None = None) -> None:
        self.words = words
        self._ledger = ledger
        if frame is not None:
            self.frame = frame

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The ledger frame by txn_id, with the name of the file each row was last seen in."""
        return by_file(self._ledger, self._ledger.frame())

    @cached_property
    def _columns(self) -> dict[str, Any]:
        """The columns rows are shown from; taking a row out of the frame itself costs a millisecond each time."""
        columns = {name: self.frame[name].array for name in (*_ROW_TEXTS, "booked_at")}
        return columns | {name: self.frame[name].to_numpy() for name in ("amount", "line", "has_time", "moved")}

    @cached_property
    def places(self) -> Places:
        """Where the person's accounts are held."""
        return Places(self._ledger)

    def row(self, txn_id: str) -> ShownRow | None:
        """Return one transaction; None where no file that is still here shows it."""
        return next(iter(self.rows((txn_id,))), None)

    def rows(self, txn_ids: Sequence[str]) -> tuple[ShownRow, ...]:
        """Return those of the transactions that files still show, in the order asked for."""
        places = self.frame.index.get_indexer(list(txn_ids))
        places = places[places >= 0]
        cells = {name: column.take(places).tolist() for name, column in self._columns.items()}
        identities = self.frame.index[places].tolist()
        moments = zip(cells.pop("booked_at"), cells.pop("has_time"), strict=True)
        booked = [moment.isoformat() if timed else moment.date().isoformat() for moment, timed in moments]
        told = zip(identities, booked, zip(*cells.values(), strict=True), strict=True)
        return tuple(
            ShownRow(txn_id=identity, booked_at=moment, **dict(zip(cells, values, strict=True)))
            for identity, moment, values in told
        )

    def found(self, txn_id: str) -> ShownRow:
        """Return one transaction by its id or the unique beginning of it.

        Raises:
            UnknownName: none or several.
        """
        index = self.frame.index
        fitting = [txn_id] if txn_id in index else list(index[index.str.startswith(txn_id)])
        row = self.row(fitting[0]) if txn_id and len(fitting) == 1 else None
        if row is None:
            raise UnknownName(what="transaction", name=txn_id, command="export")
        return row

    def alerts(self, alerts: Sequence[Alert]) -> list[ShownAlert]:
        """Return alerts with their words; their rows are taken out of the ledger all at once."""
        found = {row.txn_id: row for row in self.rows(list(dict.fromkeys(row for one in alerts for row in one.rows)))}
        return [self._alert(one, tuple(found[row] for row in one.rows if row in found)) for one in alerts]

    def alert(self, alert: Alert) -> ShownAlert:
        """Return an alert with its words."""
        return self.alerts([alert])[0]

    def _alert(self, alert: Alert, rows: tuple[ShownRow, ...]) -> ShownAlert:
        lead = self._lead(alert)
        topic = lead.topic or topic_for(alert.kind, severe=bool(alert.facts.get("severe")))
        country, kind, institution = self._place(alert)
        return ShownAlert(
            alert=alert,
            title=self._title(alert),
            verdict=self._verdict(alert, rows),
            reasons=tuple(self.reason(reason, alert.currency) for reason in alert.reasons),
            rows=rows,
            topic=topic,
            jurisdiction=self.jurisdiction(alert),
            country=country,
            instrument=Instrument(kind, more=frozenset({institution} - {""})),
            further=self._further(alert, topic, lead, kind, rows),
            lead=lead,
            case=Cases(self._ledger).of_alert(alert.alert_id),
            given=self._triage[1].get(alert.alert_id, ""),
        )

    @cached_property
    def _triage(self) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
        store = Triage(self._ledger)
        return store.said(), store.given()

    def _lead(self, alert: Alert) -> Lead:
        said, given = self._triage
        reasons = frozenset(reason.code for reason in alert.reasons)
        return questions().follow(
            alert.kind, said.get(alert.alert_id, {}), reasons=reasons, given=given.get(alert.alert_id, "")
        )

    @staticmethod
    def _further(
        alert: Alert, topic: str | None, lead: Lead, account_kind: str, rows: tuple[ShownRow, ...]
    ) -> tuple[str, ...]:
        """Return the playbooks that help beside the first: those triage named, and the one for money on credit."""
        reasons = frozenset(reason.code for reason in alert.reasons)
        credit = (CREDIT_TOPIC,) if topic and on_credit(account_kind, (row.method for row in rows), reasons) else ()
        return tuple(name for name in dict.fromkeys(lead.further + credit) if name != topic)

    def _place(self, alert: Alert) -> Place:
        return self.places.of(alert.person, (alert.account,) if alert.account else ())

    def jurisdiction(self, alert: Alert) -> str:
        """Return the place whose rules apply: the pack that speaks for the account's country, else the generic one."""
        return self._place(alert).jurisdiction

    def _title(self, alert: Alert) -> str:
        """Return what a kind of alert is called, or what it is called for one of its reasons."""
        keys = [f"alert.{alert.kind}.title_{reason.code}" for reason in alert.reasons]
        return self.words(next((key for key in keys if key in self.words), f"alert.{alert.kind}.title"))

    def _verdict(self, alert: Alert, rows: tuple[ShownRow, ...]) -> str:
        merchants = list(dict.fromkeys(quoted(row.counterparty) for row in rows if row.counterparty))
        facts = self._spoken({"merchant": "", **alert.facts}, alert.currency)
        if alert.kind == "statement_gap":  # about an account, which stands where others name a shop
            facts["merchant"] = account_name(str(alert.facts.get("merchant", "")), self.words)
        facts |= {
            "amount": self.words.money(alert.amount, alert.currency),
            "merchant": facts["merchant"] or (merchants[0] if merchants else self.words("alert.nobody")),
            "moments": self._moments(rows),
        }
        return self.words(self._phrase(alert, len(rows)), **facts)

    def _phrase(self, alert: Alert, rows: int) -> str:
        """Return the key of the sentence: of the way it happened, or of so many rows: several on one day, several, or one."""
        one_day = alert.facts.get("first") == alert.facts.get("last")
        many = (("same_day",) if one_day else ()) + ("several",) if rows > 1 else ()
        wished = (*(reason.code for reason in alert.reasons), *many)
        keys = [f"alert.{alert.kind}.{form}" for form in wished]
        return next((key for key in keys if key in self.words), f"alert.{alert.kind}.one")

    def _moments(self, rows: tuple[ShownRow, ...]) -> str:
        """Write when money moved; rows of one day share its date. What a wallet shows as failed is no second moment beside the debit."""
        rows = tuple(row for row in rows if row.moved) or rows
        days = {row.booked_at[:10] for row in rows}
        timed = all(len(row.booked_at) > len("2026-01-01") for row in rows)
        if len(days) == 1 and timed and rows:
            clocks = self.words.listed(row.booked_at[11:16] for row in rows)
            return self.words.at(self.words.day(rows[0].booked_at), clocks)
        return self.words.listed(self.words.moment(row.booked_at) for row in rows)

    def reason(self, reason: Reason, currency: str) -> str:
        """Return the sentence of one piece of evidence."""
        key = f"alert.reason.{reason.code}"
        if key not in self.words:  # a rule of an add-on, or newer than the words
            return quoted(reason.code.replace("_", " "))
        there = f"{key}_there"  # of what is usual at this payee alone
        key = there if "merchant" in reason.facts and there in self.words else key
        return self.words(key, **self._spoken(reason.facts, currency))

    def _spoken(self, facts: Mapping[str, Fact], currency: str) -> dict[str, object]:
        """Return facts as the language writes them."""
        currency = str(facts.get("currency", currency))
        return {name: self._fact(name, fact, currency) for name, fact in facts.items()}

    def _fact(self, name: str, fact: Fact, currency: str) -> object:
        if name in MONEY_FACTS and isinstance(fact, int):
            return self.words.money(fact, currency)
        if name in _DAYS and isinstance(fact, str) and fact:
            return self.words.weekday_of(fact) if name == "weekday" else self.words.day(fact)
        if name in _TEXTS or name in _NAMED:
            return quoted(str(fact)) if name in _TEXTS else self._named(name, str(fact))
        if name in ("seconds", "gap_seconds", "hours") and isinstance(fact, int | float):
            return self._within(math.ceil(fact)) if name == "hours" else self.words.seconds(round(fact))
        if name in _SPANS and isinstance(fact, int):
            return self.words.span(fact, _SPANS[name])
        counted = isinstance(fact, float) or name in _COUNTS
        return self.words.decimal(fact) if counted and isinstance(fact, (int, float)) else fact

    def _named(self, name: str, code: str) -> str:
        if name in _ACCOUNTS:
            return account_name(code, self.words)
        key = f"alert.feature.{code}"
        return self.words(key) if key in self.words else quoted(code.replace("_", " "))  # a pattern of an add-on

    def _within(self, hours: int) -> str:
        """Write a time within which something happened, in days where hours would have to be converted."""
        return self.words.span(hours, "hour") if hours <= _HOURS else self.words.span(math.ceil(hours / 24), "day")
