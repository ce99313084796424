"""The deadlines of an alert, from the rules of the place where its account is kept."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC
from dashboard.present import ShownAlert
from detect.calendar import workdays_of
from detect.clocks import PAYMENT, Matter, Reading, read_clocks
from detect.spans import Moment

_AHEAD: Final = 4  # years of holidays: the longest clock is three years long
_WRONG: Final = frozenset({"error", "dispute", "complaint"})
_TROUBLES: Final[Mapping[str, frozenset[str]]] = {
    "unauthorized": _WRONG | {"unauthorised", "fraud", "stolen"},
    "duplicate": _WRONG | {"duplicate"},
    "missing_refund": _WRONG | {"refund"},
    "failed_but_debited": _WRONG | {"failed"},
    "missing_top_up": _WRONG | {"top-up"},
}


def deadlines(shown: ShownAlert, today: dt.date) -> tuple[Reading, ...]:
    """Return how the clocks of an alert stand, the soonest due first; none where no playbook helps.

    Known so far are the earliest payment, the day the alert opened, and the day a refund was promised. What the person
    reports to others starts further clocks.
    """
    if shown.topic is None:
        return ()
    shelf, alert = library(), shown.alert
    rules = {**shelf.packs[GENERIC].clocks, **shelf.packs[shown.jurisdiction].clocks}
    events: dict[str, Moment] = {"alert-opened": dt.date.fromisoformat(alert.opened_on)}
    if shown.rows:
        events[PAYMENT] = min(dt.date.fromisoformat(row.booked_at[:10]) for row in shown.rows)
    if promised := alert.facts.get("promised_on"):
        events["refund-promised"] = dt.date.fromisoformat(str(promised))
    first = min(map(_year, events.values()))
    workdays = workdays_of(shown.country, first, max(today.year, *map(_year, events.values())) + _AHEAD)
    matter = Matter(_TROUBLES.get(alert.kind, _WRONG), shown.instrument, events)
    return read_clocks(rules.values(), matter, today, workdays)


def _year(moment: Moment) -> int:
    return moment.year
