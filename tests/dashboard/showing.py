"""Alerts as a Presenter shows them, made by hand."""

from dashboard.playbooks.library import library, topic_for
from dashboard.present import ShownAlert, ShownRow
from detect.alert import Alert
from detect.clocks import Instrument
from detect.finding import Fact


def shown(kind: str, country: str, account: str, booked: str, **facts: Fact) -> ShownAlert:
    row = ShownRow("t", "", "", "a", "csv", booked, -4200, "USD", "Shop", "", "posted", "june.csv", 3)
    alert = Alert(
        "id", kind, "t", "me", "a", "open", "", "2026-11-28", "", "high", 0.9, 4200, "USD", ("t",), dict(facts), ()
    )  # fmt: skip
    place = library().pack_for(country).id
    return ShownAlert(alert, "", "", (), (row,), topic_for(kind), place, country, Instrument(account))
