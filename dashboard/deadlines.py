"""The deadlines of an alert, from the rules of the place where its account is kept."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from dashboard.case_traits import as_told
from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC, Clock
from dashboard.present import ShownAlert, ShownRow
from detect.alert import Alert
from detect.calendar import workdays_of
from detect.case import Case
from detect.case_anchors import anchors, met
from detect.case_ends import ended
from detect.clocks import PAYMENT, Instrument, Matter, Reading, read_clocks
from detect.spans import Moment, day_of

_AHEAD: Final = 4  # years of holidays: the longest clock is three years long
WRONG: Final = frozenset({"error", "dispute", "complaint"})
_STOLEN: Final = WRONG | {"unauthorised", "fraud", "stolen"}
# By topic, not by kind of alert: what the person says of an alert may make it another trouble.
TROUBLES: Final[Mapping[str, frozenset[str]]] = {
    "account-theft": _STOLEN | {"credit-record"},
    "unauthorised-charge": _STOLEN,
    "duplicate-charge": WRONG | {"duplicate"},
    "refund-missing": WRONG | {"refund"},
    "payment-failed-debited": WRONG | {"failed"},
    "topup-missing": WRONG | {"top-up"},
    "credit-line-dispute": WRONG | {"credit-record"},
    "scam-payment": frozenset({"complaint", "scam", "fraud"}),
    "privacy-leak": frozenset({"complaint", "privacy", "credit-record"}),
    "poor-service": frozenset({"complaint"}),
    "locked-out": frozenset({"complaint"}),
    "account-closure": frozenset({"complaint", "privacy"}),
}


def deadlines(shown: ShownAlert, today: dt.date) -> tuple[Reading, ...]:
    """Return how the clocks of an alert stand, the soonest due first; none where no playbook helps.

    Known so far are the earliest payment, the day the alert opened, and the day a refund was promised. What the person
    reports to others starts further clocks: of an alert in a running case these are the case's.
    """
    if shown.topic is None:
        return ()
    alert = shown.alert
    if (case := shown.in_hand) is not None:
        return of_case(case, (alert,), shown.rows, shown.jurisdiction, shown.country, shown.instrument, today)
    events: dict[str, Moment] = {"alert-opened": dt.date.fromisoformat(alert.opened_on)}
    if shown.rows:
        events[PAYMENT] = min(dt.date.fromisoformat(row.booked_at[:10]) for row in shown.rows)
    if promised := alert.facts.get("promised_on"):
        events["refund-promised"] = dt.date.fromisoformat(str(promised))
    matter = Matter(TROUBLES.get(shown.topic, WRONG), shown.instrument, events)
    return running(matter, rules_of(shown.jurisdiction), shown.country, today)


def of_case(
    case: Case, alerts: Iterable[Alert], rows: Iterable[ShownRow], jurisdiction: str, country: str, instrument: Instrument, today: dt.date
) -> tuple[Reading, ...]:  # fmt: skip
    """Return how the clocks of a case stand, yours and theirs, the soonest due first; a closed one has none.

    Clocks of others start only with what the log tells. A clock of the person's is met by what the log says they did,
    one of others by what came from them since.
    """
    if case.status == "closed":
        return ()
    matter = as_told(matter_of(case, alerts, rows, jurisdiction, instrument), case.confirmed)
    return running(matter, rules_of(jurisdiction), country, today)


def matter_of(
    case: Case, alerts: Iterable[Alert], rows: Iterable[ShownRow], jurisdiction: str, instrument: Instrument
) -> Matter:
    """Return what clocks need to know of a case, without what the person answered about its payment."""
    events = _events(case, tuple(alerts), rows)
    done = _done(rules_of(jurisdiction), case, events)
    return Matter(TROUBLES.get(case.topic, WRONG), instrument, events, done)


def theft(
    country: str, instrument: Instrument, first: dt.date, noticed: dt.date, today: dt.date
) -> tuple[Reading, ...]:
    """Return how the clocks of an account stand that may be in other hands, the soonest due first.

    Args:
        country: of the account, empty where it is not known.
        instrument: what kind of account it is, and whose.
        first: the day of the first payment that the person may not have made.
        noticed: the day on which the person began to watch for it.
        today: the day they are counted on.
    """
    matter = Matter(TROUBLES["unauthorised-charge"], instrument, {PAYMENT: first, "alert-opened": noticed})
    return running(matter, rules_of(library().pack_for(country).id), country, today)


def running(matter: Matter, rules: Iterable[Clock], country: str, today: dt.date) -> tuple[Reading, ...]:
    """Return how clocks stand in a matter, counted in the working days of a country."""
    years = sorted(map(_year, matter.events.values()))
    workdays = workdays_of(country, years[0], max(today.year, years[-1]) + _AHEAD)
    return read_clocks(rules, matter, today, workdays)


def rules_of(jurisdiction: str) -> tuple[Clock, ...]:
    """Return the clocks that hold in a place: its own and the generic ones."""
    packs = library().packs
    return tuple({**packs[GENERIC].clocks, **packs[jurisdiction].clocks}.values())


def _done(rules: Collection[Clock], case: Case, events: Mapping[str, Moment]) -> dict[str, dt.date]:
    """Return the clocks that are met, with the day."""
    ours = {rule.id: rule.met_by for rule in rules if rule.who == "user"}
    theirs = {
        rule.id: (rule.met_by, start) for rule in rules if rule.who != "user" and (start := events.get(rule.anchor))
    }
    return _agreed(rules, events) | met(ours, case) | ended(theirs, case)


def _agreed(rules: Iterable[Clock], events: Mapping[str, Moment]) -> dict[str, dt.date]:
    """Return the clocks of sending goods back that no longer matter: who was promised the money has told the shop in time."""
    if not events.keys() & {"refund-promised", "return-accepted"}:
        return {}
    told = min(map(day_of, events.values()))
    return {rule.id: told for rule in rules if rule.anchor == "goods-received"}


def _events(case: Case, alerts: Collection[Alert], rows: Iterable[ShownRow]) -> dict[str, Moment]:
    events = anchors(case)
    opened = [dt.date.fromisoformat(alert.opened_on) for alert in alerts]
    events["alert-opened"] = min([*opened, dt.date.fromisoformat(case.opened_on)])
    if paid := [dt.date.fromisoformat(row.booked_at[:10]) for row in rows]:
        events |= {PAYMENT: min(paid), "last-payment": max(paid)}
    promised = [str(alert.facts["promised_on"]) for alert in alerts if alert.facts.get("promised_on")]
    if promised and "refund-promised" not in events:
        events["refund-promised"] = min(map(dt.date.fromisoformat, promised))
    return events


def _year(moment: Moment) -> int:
    return moment.year
