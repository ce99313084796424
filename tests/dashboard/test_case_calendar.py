"""The calendar of cases and alerts: yours, theirs, days to look again; nothing private and nothing past."""

import datetime as dt

import pytest

from dashboard.case_calendar import entries
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from tests.dashboard.showing import shown as shown_alert
from tests.dashboard.shown_cases import shown_case
from tests.detect.case_logs import Line, answered, sent, told

DAY = dt.date(2026, 5, 10)
CASE = shown_case(
    "duplicate-charge", "US", "credit_card", "2026-05-04", told("2026-05-06", next_on="2026-05-20"), sent("2026-05-08")
)


def test_a_case_fills_the_calendar_with_its_own_days_and_those_of_others() -> None:
    found = {entry.key: entry for entry in entries([CASE], [], words("en"), DAY)}
    assert found["case-c1-us-regz-ack"].when == dt.date(2026, 6, 7)
    assert "owe" in found["case-c1-us-regz-ack"].title
    assert found["case-c1-next"].when == dt.date(2026, 5, 20)
    assert "case-c1-us-regz-60" not in found  # met
    days = [str(entry.when) for entry in entries([CASE], [], words("en"), DAY)]
    assert days == sorted(days)


def test_an_alert_without_a_case_has_its_days_and_one_in_a_case_has_them_once() -> None:
    alert = shown_alert("duplicate", "US", "credit_card", "2026-11-02")
    found = entries([], [alert], words("en"), dt.date(2026, 11, 29))
    assert {entry.key for entry in found} >= {"alert-id-us-regz-60", "alert-id-safe"}
    added: Line = ("2026-05-05", "alert_added", {"alert": "id", "rows": ["t"], "amount": 4_200, "currency": "USD"})
    case = shown_case("duplicate-charge", "US", "credit_card", "2026-05-04", added)
    assert not [entry for entry in entries([case], [alert], words("en"), DAY) if entry.key.startswith("alert-")]


def test_what_is_past_and_what_is_closed_is_not_in_it() -> None:
    assert entries([CASE], [], words("en"), dt.date(2030, 5, 10)) == ()
    end = ("2026-05-06", "closed", {"outcome": "written_off"})
    assert entries([shown_case("duplicate-charge", "US", "debit", "2026-05-04", end)], [], words("en"), DAY) == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_calendar_that_others_see_tells_no_amount_shop_or_account(locale: str) -> None:
    lines = (
        sent("2026-05-05", "provider", who="Desk 3", reference="C-7"),
        answered("2026-05-06", "asked_more", "provider"),
    )
    shown = shown_case("account-theft", "CN", "wallet", "2026-05-04", *lines)
    said = " ".join(entry.title + entry.text for entry in entries([shown], [], words(locale), DAY))
    assert said
    assert not [secret for secret in ("129", "Shop", "acc ", "Desk", "C-7") if secret in said]
