import datetime as dt
from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC, Clock
from detect.calendar import WEEKDAYS, Workdays, workdays_of
from detect.clocks import Effect, Instrument, Matter, Reading, State, last_safe_day, overdue, read_clock, read_clocks
from detect.spans import Moment, last_day
from tests.detect.deadline_cases import CASES, CREDIT, DEBIT, MASTERCARD, VISA, WALLET, Case

EVERY: Final = [clock for pack in library().packs.values() for clock in pack.clocks.values()]
DAY: Final = dt.date(2026, 11, 29)


def rules(country: str) -> list[Clock]:
    shelf = library()
    return [*shelf.pack_for(country).clocks.values(), *shelf.packs[GENERIC].clocks.values()]


def rule(country: str, name: str) -> Clock:
    return next(clock for clock in rules(country) if clock.id == name)


def days(country: str) -> Workdays:
    return workdays_of(country, 2023, 2031)


def matter(trouble: str, instrument: Instrument, events: Mapping[str, Moment], **done: dt.date) -> Matter:
    return Matter(
        frozenset(trouble.split()), instrument, events, {name.replace("_", "-"): day for name, day in done.items()}
    )


def readings(country: str, now: Moment, about: Matter) -> dict[str, Reading]:
    return {found.rule.id: found for found in read_clocks(rules(country), about, now, days(country))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.clock} {case.due} {case.state}")
def test_a_deadline_is_the_day_worked_out_by_hand(case: Case) -> None:
    now = case.now or case.due
    moment = dt.datetime.fromisoformat(now) if "T" in now else dt.date.fromisoformat(now)
    about = matter(case.trouble, case.instrument, case.events())
    found = read_clock(rule(case.country, case.clock), about, moment, days(case.country))
    assert found
    assert (str(found.due), found.state) == (case.due, case.state)


def test_forty_deadlines_and_more_are_worked_out() -> None:
    assert len(CASES) >= 40
    assert {case.country for case in CASES} >= {"CN", "ID", "US", "DE", "GB", "SG", "IN"}


def test_a_clock_ends_at_its_minute_where_the_start_is_known_to_the_minute() -> None:
    about = matter("stolen", WALLET, {"noticed": dt.datetime.fromisoformat("2026-11-29T21:30")})
    morning = dt.datetime.fromisoformat("2026-11-30T09:30")
    found = read_clock(rule("ID", "id-iasc"), about, morning)
    assert found
    assert (found.moment, found.state) == (morning, State.RUNNING)


def test_the_day_of_the_payment_picks_the_rules_of_liability() -> None:
    both = "unauthorised fraud"
    old = readings("IN", DAY, matter(both, DEBIT, {"payment": dt.date(2026, 12, 31), "noticed": dt.date(2027, 1, 3)}))
    new = readings("IN", DAY, matter(both, DEBIT, {"payment": dt.date(2027, 1, 1), "noticed": dt.date(2027, 1, 3)}))
    assert {"in-3wd", "in-7wd"} <= set(old)
    assert "in-5cd" not in old
    assert "in-5cd" in new
    assert not {"in-3wd", "in-7wd", "in-shadow"} & set(new)


def test_the_clocks_own_start_picks_the_rules_of_handling() -> None:
    reply = rule("CN", "cn-bank-reply")  # since 1 March 2020
    paid = dt.date(2019, 5, 1)
    for received, holds in ((dt.date(2020, 2, 29), False), (dt.date(2020, 3, 1), True)):
        about = matter("complaint", DEBIT, {"payment": paid, "complaint-received": received})
        assert (read_clock(reply, about, DAY) is not None) is holds


def test_a_providers_clock_waits_for_a_known_event_and_the_persons_does_not() -> None:
    about = matter("unauthorised error", DEBIT, {"payment": dt.date(2026, 11, 3), "alert-opened": dt.date(2026, 11, 4)})
    found = readings("US", DAY, about)
    assert found["us-ree-prov"].state is State.NOT_STARTED
    assert found["us-ree-prov"].due is None
    assert (found["us-ree-60"].state, found["us-ree-60"].assumed) == (State.RUNNING, True)
    assert found["us-ree-2bd"].state is State.NOT_STARTED  # learning of a theft is not seeing an alert


def test_a_stated_day_takes_the_place_of_an_assumed_one() -> None:
    events = {"payment": dt.date(2026, 11, 3), "statement-date": dt.date(2026, 11, 10)}
    near = readings("US", DAY, matter("error", DEBIT, events))["us-ree-60"]
    told = readings("US", DAY, matter("error", DEBIT, {**events, "statement-sent": dt.date(2026, 11, 12)}))["us-ree-60"]
    assert (near.started, near.assumed) == (dt.date(2026, 11, 10), True)
    assert (told.started, told.assumed) == (dt.date(2026, 11, 12), False)


def test_an_event_yet_to_come_has_started_nothing() -> None:
    about = matter("complaint", DEBIT, {"complaint-received": DAY + dt.timedelta(days=1)})
    assert readings("DE", DAY, about)["eu-complaint"].state is State.NOT_STARTED


def test_scheme_clocks_need_a_known_scheme_and_their_own() -> None:
    events = {"payment": dt.date(2026, 11, 3)}

    def schemes(instrument: Instrument) -> set[str]:
        found = readings("KE", DAY, matter("duplicate", instrument, events))
        return {name for name in found if name.startswith("net-")}

    assert schemes(CREDIT) == set()
    assert schemes(VISA) == {"net-visa-126"}
    assert schemes(MASTERCARD) == {"net-mc-4834"}


def test_debit_and_credit_cards_stand_under_their_own_rules_and_an_unknown_account_under_both() -> None:
    def sixty(instrument: Instrument) -> set[str]:
        found = readings("US", DAY, matter("error", instrument, {"payment": DAY}))
        return {name for name in found if name in {"us-ree-60", "us-regz-60"}}

    assert sixty(DEBIT) == {"us-ree-60"}
    assert sixty(WALLET) == {"us-ree-60"}
    assert sixty(CREDIT) == {"us-regz-60"}
    assert sixty(Instrument()) == {"us-ree-60", "us-regz-60"}


def test_done_in_time_is_met_and_done_late_is_not() -> None:
    events = {"statement-sent": dt.date(2026, 1, 15)}  # due 16 March
    met = readings("US", DAY, matter("error", DEBIT, events, us_ree_60=dt.date(2026, 3, 16)))
    late = readings("US", DAY, matter("error", DEBIT, events, us_ree_60=dt.date(2026, 3, 17)))
    assert (met["us-ree-60"].state, late["us-ree-60"].state) == (State.MET, State.LAPSED)


def test_each_clock_says_what_its_end_means() -> None:
    effects = {clock.id: found.effect for clock in EVERY if (found := _alone(clock))}
    assert effects["us-regz-60"] is Effect.LOST
    assert effects["own-card"] is Effect.LATER
    assert effects["eu-complaint"] is Effect.OWED
    assert effects["net-visa-136-wait"] is Effect.OPEN
    assert effects["cn-records"] is Effect.OVER
    assert len(effects) == len({clock.id for clock in EVERY})


def _alone(clock: Clock) -> Reading | None:
    """Read a clock for a matter made to fit it."""
    trouble, *traits = clock.situations[0].split(".")
    day = clock.valid_from or dt.date(2026, 1, 5)
    instrument = Instrument("", "any" if clock.kind == "scheme" else "", frozenset(traits))
    return read_clock(clock, matter(trouble, instrument, {clock.anchor: day}), day)


# last safe day ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "name", "trouble", "instrument", "events", "safe", "act_now"),
    [
        # due 8 Feb, a fifth of 60 is 12, at most 2
        ("US", "us-regz-60", "error", CREDIT, {"first-statement-sent": dt.date(2026, 12, 10)}, "2027-02-06", False),
        # due 4 Jan, a fifth of 7 is 1.4: two days, to be early
        ("KE", "own-hold", "duplicate", DEBIT, {"payment": dt.date(2026, 12, 28)}, "2027-01-02", False),
        # due 6 Jan, a fifth of 5 is 1
        ("IN", "in-5cd", "fraud", DEBIT, {"payment": dt.date(2027, 1, 1)}, "2027-01-05", False),
        # two working days: act now, until Mon 30 Nov
        ("US", "us-ree-2bd", "unauthorised", DEBIT, {"loss-learned": dt.date(2026, 11, 25)}, "2026-11-30", True),
    ],
)
def test_the_last_safe_day_keeps_clear_of_the_end(
    place: str, name: str, trouble: str, instrument: Instrument, events: dict[str, Moment], safe: str, act_now: bool
) -> None:
    found = read_clock(
        rule(place, name),
        matter(trouble, instrument, events),
        min(map(dt.date.fromisoformat, [safe, *map(str, events.values())])),
        days(place),
    )
    assert found
    day = last_safe_day([found])
    assert day
    assert (str(day.day), day.act_now) == (safe, act_now)


def test_what_is_only_best_done_in_time_and_what_others_owe_is_met_when_it_is_done_late() -> None:
    events = {"notice-sent": dt.date(2026, 5, 1), "notice-received": dt.date(2026, 5, 1)}
    late = {"own_supervisor": dt.date(2026, 5, 18), "us_ree_prov": dt.date(2026, 6, 1)}
    found = readings("US", DAY, matter("error complaint", DEBIT, events, **late))
    assert (found["own-supervisor"].state, found["us-ree-prov"].state) == (State.MET, State.MET)
    assert overdue([found["us-ree-prov"]]) == ()


def test_a_lapsed_clock_gives_way_to_the_next() -> None:
    events = {"payment": dt.date(2026, 11, 2), "bank-message": dt.date(2026, 11, 2)}
    about = matter("unauthorised", DEBIT, events)  # Mon 2 Nov: third working day Thu 5, seventh Wed 11

    def sets(now: dt.date) -> str:
        mine = [found for name, found in readings("IN", now, about).items() if name.startswith("in-")]
        day = last_safe_day(mine)
        assert day
        return f"{day.reading.rule.id} {day.day}"

    assert sets(dt.date(2026, 11, 5)) == "in-3wd 2026-11-05"
    assert sets(dt.date(2026, 11, 6)) == "in-7wd 2026-11-09"  # nine days long: two off


def test_a_clock_that_was_met_or_waits_or_is_anothers_sets_no_safe_day() -> None:
    events = {"statement-sent": dt.date(2026, 11, 15), "notice-received": dt.date(2026, 11, 20)}
    found = readings("US", DAY, matter("error", DEBIT, events, us_ree_60=dt.date(2026, 11, 20)))
    assert found["us-ree-45"].state is State.RUNNING
    assert last_safe_day(found.values()) is None


def test_at_once_is_today_until_it_is_done() -> None:
    events = {"noticed": dt.date(2026, 11, 2)}
    day = last_safe_day(readings("CN", DAY, matter("unauthorised", WALLET, events)).values())
    assert day
    assert (day.day, day.act_now, day.reading.rule.id) == (DAY, True, "cn-notify")
    told = readings("CN", DAY, matter("unauthorised", WALLET, events, cn_notify=dt.date(2026, 11, 3)))
    assert told["cn-notify"].state is State.MET


# duties of others ---------------------------------------------------------------------------------------------------


def test_a_provider_is_late_only_after_the_longest_confirmed_span_of_one_duty() -> None:
    received = dt.date(2026, 12, 20)

    def late(now: dt.date) -> list[str]:
        found = readings("CN", now, matter("complaint", DEBIT, {"complaint-received": received}))
        return [reading.rule.id for reading in overdue(list(found.values()))]

    assert late(dt.date(2027, 1, 5)) == []  # 15 days have passed, 60 have not
    assert late(dt.date(2027, 2, 18)) == []
    assert late(dt.date(2027, 2, 19)) == ["cn-bank-reply-max"]


def test_an_unconfirmed_longer_span_excuses_nobody_from_a_confirmed_shorter_one() -> None:
    sure = rule("DE", "eu-complaint")
    unsure = Clock(
        **{name: getattr(sure, name) for name in Clock.__slots__}
        | {"id": "longer", "length": 100, "proof": rule("SG", "sg-21").proof}
    )
    about = matter("complaint", DEBIT, {"complaint-received": dt.date(2026, 10, 1)})
    assert [found.rule.id for found in overdue(read_clocks([sure, unsure], about, DAY))] == ["eu-complaint"]


def test_an_unconfirmed_wait_holds_nobody_back() -> None:
    events = {"refund-note": dt.date(2026, 11, 28)}
    visa = readings("KE", DAY, matter("refund", VISA, events))["net-visa-136-wait"]
    mastercard = readings("KE", DAY, matter("refund", MASTERCARD, events))["net-mc-4853-wait"]
    assert (visa.state, mastercard.state) == (State.TOO_EARLY, State.RUNNING)


# properties ---------------------------------------------------------------------------------------------------------

COUNTRIES: Final = ("CN", "ID", "US", "DE", "GB", "SG", "IN")
DATES: Final = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))


@given(st.sampled_from(EVERY), st.sampled_from(COUNTRIES), DATES, DATES, st.booleans())
def test_a_later_start_never_ends_earlier(clock: Clock, country: str, one: dt.date, other: dt.date, late: bool) -> None:
    first, second = sorted((one, other))
    ends = [last_day(start, clock.length, clock.unit, days(country), late=late) for start in (first, second)]
    assert first <= ends[0] <= ends[1]


@given(st.sampled_from(EVERY), st.sampled_from(COUNTRIES), DATES)
def test_uncertainty_is_earlier_for_the_person_and_later_for_everyone_else(
    clock: Clock, country: str, start: dt.date
) -> None:
    calendar = days(country)
    mine = last_day(start, clock.length, clock.unit, calendar.surely())
    theirs = last_day(start, clock.length, clock.unit, calendar, late=True)
    assert mine <= theirs


@given(
    st.sampled_from(COUNTRIES),
    st.sets(st.sampled_from(sorted({clock.situations[0].partition(".")[0] for clock in EVERY})), min_size=1),
    st.sampled_from([DEBIT, CREDIT, WALLET, VISA, MASTERCARD, Instrument()]),
    st.dictionaries(st.sampled_from(sorted({clock.anchor for clock in EVERY})), DATES),
    DATES,
)
def test_the_last_safe_day_is_never_after_a_running_clock_of_the_persons(
    country: str, troubles: set[str], instrument: Instrument, events: dict[str, Moment], now: dt.date
) -> None:
    found = read_clocks(rules(country), Matter(frozenset(troubles), instrument, events), now, days(country))
    running = [
        reading.due
        for reading in found
        if reading.rule.who == "user"
        and reading.rule.bound == "latest"
        and reading.state is State.RUNNING
        and reading.due
    ]
    safe = last_safe_day(found)
    assert (safe is None) == (not running)
    assert safe is None or safe.day <= min(running)
    assert all(due >= now for due in running)


def test_an_unknown_country_works_on_weekdays() -> None:
    assert last_day(dt.date(2026, 12, 24), 1, "business-day", workdays_of("XX", 2026, 2027)) == dt.date(2026, 12, 25)
    assert WEEKDAYS.surely() == WEEKDAYS


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        last_day(DAY, 1, "fortnight")
