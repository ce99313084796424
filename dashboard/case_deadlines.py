"""The deadlines of a case: the clocks of its topic and place, started and met by its log."""

import datetime as dt
from collections.abc import Collection, Mapping

from dashboard.case_shown import ShownCase
from dashboard.deadlines import TROUBLES, WRONG, rules_of, running
from dashboard.playbooks.model import Clock
from detect.case import Case
from detect.case_anchors import anchors, met
from detect.case_ends import ended
from detect.clocks import PAYMENT, Matter, Reading
from detect.spans import Moment


def case_deadlines(shown: ShownCase, today: dt.date) -> tuple[Reading, ...]:
    """Return how the clocks of a case stand, yours and theirs, the soonest due first; a closed one has none.

    Clocks of others start only with what the log tells. A clock of the person's is met by what the log says they did.
    """
    case = shown.case
    if case.status == "closed":
        return ()
    events = _events(shown)
    troubles = TROUBLES.get(case.topic, WRONG)
    matter = Matter(troubles, shown.instrument, events, _done(rules_of(shown.jurisdiction), case, events))
    return running(matter, shown.jurisdiction, shown.country, today)


def _done(rules: Collection[Clock], case: Case, events: Mapping[str, Moment]) -> dict[str, dt.date]:
    """Return the clocks that are met: the person's by what they did, others' by what came from them since."""
    ours = {rule.id: rule.met_by for rule in rules if rule.who == "user"}
    theirs = {
        rule.id: (rule.met_by, start) for rule in rules if rule.who != "user" and (start := events.get(rule.anchor))
    }
    return met(ours, case) | ended(theirs, case)


def _events(shown: ShownCase) -> dict[str, Moment]:
    events = anchors(shown.case)
    opened = [dt.date.fromisoformat(alert.opened_on) for alert in shown.alerts]
    events["alert-opened"] = min([*opened, dt.date.fromisoformat(shown.case.opened_on)])
    if paid := [dt.date.fromisoformat(row.booked_at[:10]) for row in shown.rows]:
        events |= {PAYMENT: min(paid), "last-payment": max(paid)}
    promised = [str(alert.facts["promised_on"]) for alert in shown.alerts if alert.facts.get("promised_on")]
    if promised and "refund-promised" not in events:
        events["refund-promised"] = min(map(dt.date.fromisoformat, promised))
    return events
