"""An alert: a finding the casebook follows, and how findings of a new scan meet the alerts of earlier ones."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from detect.finding import SEVERITIES, Fact, Finding, Reason
from detect.scene import Resolution

STAKE_GROWN = 1.25  # an alert tells of itself again when its stake grew by a quarter
SETTLED_BY: Final = ("evidence", "explained")  # by what the ledger shows; what was merged or withdrawn is not settled


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as it stands. Days are ISO text; `told` is what the person was last told, None before the first time."""

    alert_id: str
    kind: str
    subject: str
    person: str
    account: str
    state: str  # open, closed, withdrawn
    closed_by: str  # evidence, explained, expected (like payments called one's own), asked (it is a question again), answer, case (it ended), merged; empty while open
    opened_on: str
    closed_on: str
    severity: str
    score: float
    amount: int
    currency: str
    rows: tuple[str, ...]
    facts: dict[str, Fact]
    reasons: tuple[Reason, ...]
    told: dict[str, Fact] | None = None
    snoozed_until: str = ""
    is_new: bool = False

    @property
    def news(self) -> dict[str, Fact]:
        """Return the facts whose change is worth telling: severity, stake, kinds of evidence. Scores never count."""
        return {
            "severity": self.severity,
            "amount": self.amount,
            "evidence": sorted(reason.code for reason in self.reasons),
        }

    @property
    def is_news(self) -> bool:
        """Tell whether it differs materially from what the person was last told."""
        if self.told is None:
            return True
        now, then = self.news, self.told
        worse = SEVERITIES.index(self.severity) > SEVERITIES.index(str(then["severity"]))
        grown = self.amount >= STAKE_GROWN * float(then["amount"] or 0) and self.amount != then["amount"]  # type: ignore[arg-type]
        return worse or grown or bool(set(now["evidence"] or ()) - set(then["evidence"] or ()))  # type: ignore[arg-type]


def opened(finding: Finding, day: str) -> Alert:
    """Return a new alert; its id is a hash of what it is about, so the same scan elsewhere gives the same id."""
    subject = finding.subject or finding.rows[0]
    identity = hashlib.blake2b(f"{finding.kind}\x1f{subject}".encode(), digest_size=6).hexdigest()
    return Alert(
        alert_id=identity, kind=finding.kind, subject=finding.subject, person=finding.person, account=finding.account,
        state="open", closed_by="", opened_on=day, closed_on="", severity=finding.severity, score=finding.score,
        amount=finding.amount, currency=finding.currency, rows=finding.rows, facts=finding.facts, reasons=finding.reasons,
        is_new=True,
    )  # fmt: skip


def updated(alert: Alert, finding: Finding) -> Alert:
    """Return the alert with what the newest scan says of it.

    One that the ledger had closed, or no answer upheld, opens again; one whose case has ended, for rows that were not in it.
    """
    reopened = alert.closed_by in ("evidence", "explained", "expected", "asked") or alert.state == "withdrawn"
    reopened = reopened or (alert.closed_by == "case" and not set(finding.rows) <= set(alert.rows))
    return replace(
        alert, state="open" if reopened else alert.state, closed_by="" if reopened else alert.closed_by,
        closed_on="" if reopened else alert.closed_on, severity=finding.severity, score=finding.score, amount=finding.amount,
        currency=finding.currency, rows=finding.rows, facts=finding.facts, reasons=finding.reasons,
    )  # fmt: skip


def closed(alert: Alert, by: str, day: str) -> Alert:
    """Return the alert closed by one of the words of `closed_by`."""
    return replace(alert, state="closed", closed_by=by, closed_on=day)


def meet(
    alerts: Iterable[Alert], findings: Iterable[Finding], resolved: Iterable[Resolution], known: set[str], day: str
) -> list[Alert]:
    """Return all alerts after a scan: updated, newly opened, closed by evidence, or withdrawn with their rows.

    A finding that shares a row with an alert of its kind is that alert: the largest overlap, then the oldest. An alert
    that no finding meets stays as it is, because scores, budgets and windows never close anything.

    Args:
        alerts: as they stood.
        findings: of the scan.
        resolved: evidence of the scan.
        known: transactions that are in the ledger.
        day: of the scan, ISO.
    """
    after = {alert.alert_id: alert for alert in alerts}
    met: set[str] = set()
    for finding in findings:
        sharing = _sharing((alert for alert in after.values() if alert.alert_id not in met), finding)
        if sharing:
            after[sharing[0].alert_id] = updated(sharing[0], finding)
            met.add(sharing[0].alert_id)
            for other in sharing[1:]:
                if other.state == "open" and set(other.rows) <= set(finding.rows):
                    after[other.alert_id] = closed(other, "merged", day)
        else:
            alert = opened(finding, day)
            after[alert.alert_id] = alert
            met.add(alert.alert_id)
    for alert in list(after.values()):
        if alert.alert_id in met or alert.state != "open":
            continue
        if alert.rows and not known.intersection(alert.rows):
            after[alert.alert_id] = replace(alert, state="withdrawn")
        elif settling := [resolution.closes for resolution in resolved if _settles(resolution, alert)]:
            after[alert.alert_id] = closed(alert, min(settling), day)
    return list(after.values())


def _sharing(alerts: Iterable[Alert], finding: Finding) -> list[Alert]:
    """Return the alerts this finding could be, the best first."""
    rows = set(finding.rows)
    sharing = [
        (-len(rows.intersection(alert.rows)), alert.opened_on, alert.alert_id, alert)
        for alert in alerts
        if alert.kind == finding.kind
        and alert.closed_by != "merged"
        and ((finding.subject and alert.subject == finding.subject) or rows.intersection(alert.rows))
    ]
    return [alert for *_, alert in sorted(sharing, key=lambda entry: entry[:3])]


def _settles(resolution: Resolution, alert: Alert) -> bool:
    return resolution.kind == alert.kind and bool(set(resolution.rows).intersection(alert.rows[:1] or (alert.subject,)))


def dumps_reasons(reasons: Iterable[Reason]) -> str:
    """Return reasons as one line of JSON."""
    return json.dumps([[reason.code, reason.facts] for reason in reasons], ensure_ascii=False)


def loads_reasons(text: str) -> tuple[Reason, ...]:
    """Read what `dumps_reasons` wrote."""
    return tuple(Reason(code, facts) for code, facts in json.loads(text))
