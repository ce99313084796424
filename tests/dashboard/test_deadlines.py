import datetime as dt

from dashboard.deadlines import deadlines
from dashboard.present import ShownAlert
from detect.clocks import Effect, State, last_safe_day
from tests.dashboard.showing import shown

TODAY = dt.date(2026, 11, 29)


def due(alert: ShownAlert) -> dict[str, str]:
    return {found.rule.id: str(found.due) for found in deadlines(alert, TODAY) if found.due}


def test_a_card_charged_twice_has_sixty_days_from_the_payment_until_a_statement_is_known() -> None:
    # 2 Nov: 28 to 30 Nov, 31 in Dec = 59, 1 more
    assert due(shown("duplicate", "US", "credit_card", "2026-11-02T10:00:00"))["us-regz-60"] == "2027-01-01"
    assert due(shown("duplicate", "US", "debit", "2026-11-02"))["us-ree-60"] == "2027-01-01"


def test_a_payment_nobody_made_has_thirteen_months_in_every_country_of_the_union() -> None:
    for country in ("DE", "FR", "GR"):
        assert due(shown("unauthorized", country, "debit", "2026-10-31"))["eu-13m"] == "2027-11-30"


def test_a_promised_refund_is_asked_after_a_week_from_its_promise() -> None:
    assert (
        due(shown("missing_refund", "KE", "wallet", "2026-11-02", promised_on="2026-11-26"))["own-refund-ask"]
        == "2026-12-03"
    )


def test_nobody_else_is_late_before_anything_was_reported_to_them() -> None:
    for country in ("CN", "ID", "US", "DE", "GB"):
        found = deadlines(shown("unauthorized", country, "debit", "2026-06-02"), TODAY)
        assert not [
            reading for reading in found if reading.effect is Effect.OWED and reading.state is not State.NOT_STARTED
        ]


def test_a_theft_in_china_is_to_be_reported_at_once() -> None:
    safe = last_safe_day(deadlines(shown("unauthorized", "CN", "wallet", "2026-11-02"), TODAY))
    assert safe
    assert (safe.day, safe.act_now) == (TODAY, True)


def test_a_gap_in_the_statements_has_no_deadline() -> None:
    assert deadlines(shown("statement_gap", "US", "debit", "2026-11-02"), TODAY) == ()
