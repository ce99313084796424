"""Cases shown by hand, for clocks and offices: a place, a kind of account, a payment, and what happened."""

from dashboard.case_shown import ShownCase
from dashboard.playbooks.library import library
from dashboard.present import ShownRow
from detect.clocks import Instrument
from tests.detect.case_logs import Line, case_of


def shown_case(
    topic: str, country: str, account: str, paid: str, *lines: Line, opened: str = "", institution: str = ""
) -> ShownCase:  # fmt: skip
    """Return a case opened on the day of its payment unless another day is given; no payment: an empty `paid`."""
    row = ShownRow("r1", "", "", "acc", "csv", paid, -12_900, "USD", "Shop", "", "posted", "june.csv", 3)
    case = case_of(topic, opened or paid, *lines, stake=12_900 if paid else 0)
    place = library().pack_for(country).id
    traits = Instrument(account, more=frozenset({institution} - {""}))
    return ShownCase(case, topic, place, country, traits, (), (row,) if paid else (), ())
