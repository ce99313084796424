"""A case folded from its log: status, outcome and money follow from the lines alone."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detect.case import Case, CaseRefused, Event, Money, fold
from detect.case_event import ANSWERS, EVENT_KINDS, PARTIES, standing
from detect.finding import Fact

Line = tuple[str, Mapping[str, Fact]]
OPENED: Line = ("opened", {"topic": "duplicate-charge", "person": "me", "account": "bank:4417"})
ALERT: Line = ("alert_added", {"alert": "a1", "rows": ["r1", "r2"], "amount": 12_900, "currency": "USD"})
USD: dict[str, Fact] = {"currency": "USD"}


def log(*lines: Line) -> list[Event]:
    return [
        Event(seq, kind, "2026-11-02T10:00", f"2026-11-02T10:00:{seq:02d}Z", facts)
        for seq, (kind, facts) in enumerate(lines, start=1)
    ]


def case_of(*lines: Line, held: Sequence[str] | None = None) -> Case:
    return fold("c1", log(OPENED, ALERT, *lines), held)


def money_of(*lines: Line, held: Sequence[str] | None = None) -> tuple[int, int, int, int]:
    (money,) = case_of(*lines, held=held).money
    return money.at_risk, money.claimed, money.provisional, money.final


def refused(*lines: Line) -> str:
    with pytest.raises(CaseRefused) as caught:
        case_of(*lines)
    return caught.value.code


def told(party: str = "bank", **facts: Fact) -> Line:
    return "told", {"party": party, "channel": "phone", **facts}


def credit(kind: str, amount: int = 12_900, txn_id: str = "") -> Line:
    return kind, {"amount": amount, "txn_id": txn_id, **USD}


REFUSED: Line = ("answered", {"party": "bank", "answer": "refused"})


def test_a_new_case_is_open_with_its_money_at_risk() -> None:
    case = case_of()
    assert (case.status, case.outcome, case.alerts, case.rows) == ("open", "", ("a1",), ("r1", "r2"))
    assert (case.topic, case.person, case.account, case.opened_on) == (
        "duplicate-charge", "me", "bank:4417", "2026-11-02",
    )  # fmt: skip
    assert case.money == (Money("USD", 12_900, 0, 0, 0),)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((told(),), "disputed"),
        ((told(next_on="2026-11-20"),), "waiting"),
        ((told("police"),), "open"),
        ((told("regulator"),), "waiting"),
        ((("sent", {"party": "bank", "template": "duplicate-charge"}),), "waiting"),
        ((told(), ("answered", {"party": "bank", "answer": "accepted"})), "waiting"),
        ((told(next_on="2026-11-20"), REFUSED), "disputed"),
        ((told(), REFUSED, ("answered", {"party": "police", "answer": "accepted"})), "disputed"),
        ((("promised", {"party": "merchant", "due": "2026-11-20"}),), "waiting"),
        ((told(), credit("credit_provisional")), "waiting"),
        ((told(), credit("credit_provisional"), credit("credit_taken_back")), "disputed"),
        ((("closed", {"outcome": "false_alarm"}),), "closed"),
        ((("closed", {"outcome": "false_alarm"}), ("reopened", {"text": "it was not"})), "open"),
        ((told(), ("closed", {"outcome": "written_off"}), ("reopened", {})), "disputed"),
    ],
)
def test_the_status_says_whose_turn_it_is(lines: tuple[Line, ...], status: str) -> None:
    assert case_of(*lines).status == status


def test_money_is_claimed_with_the_first_claim_and_once_only() -> None:
    assert money_of(told("police")) == (12_900, 0, 0, 0)
    assert money_of(told("bank", **{"as": "request"})) == (12_900, 0, 0, 0)
    assert money_of(told("merchant", amount=5_000, **USD)) == (7_900, 5_000, 0, 0)
    assert money_of(told("merchant", amount=5_000, **USD), told("bank", amount=5_000, **USD)) == (7_900, 5_000, 0, 0)
    assert money_of(told("merchant", amount=5_000, **USD), told("bank")) == (0, 12_900, 0, 0)


def test_money_is_back_only_when_the_ledger_shows_its_row() -> None:
    assert money_of(told(), credit("credited")) == (0, 0, 12_900, 0)
    assert money_of(told(), credit("credited", txn_id="r9"), held=()) == (0, 0, 12_900, 0)
    assert money_of(told(), credit("credited", txn_id="r9"), held=("r9",)) == (0, 0, 0, 12_900)


def test_a_provisional_credit_that_stays_is_the_same_money() -> None:
    provisional = credit("credit_provisional", 9_000, "r9")
    assert money_of(told(), provisional) == (0, 3_900, 9_000, 0)
    assert money_of(told(), provisional, credit("credited", 9_000, "r9")) == (0, 3_900, 0, 9_000)
    assert money_of(told(), credit("credit_provisional", 9_000), credit("credited", 9_000, "r9")) == (
        0,
        3_900,
        0,
        9_000,
    )
    assert money_of(told(), provisional, credit("credited", 9_000)) == (0, 3_900, 0, 9_000)
    assert money_of(told(), provisional, credit("credited", 2_000, "r10")) == (0, 1_900, 9_000, 2_000)


def test_a_credit_taken_back_is_claimed_again_and_opens_a_closed_case() -> None:
    refund = (told(), credit("credited", txn_id="r9"), ("closed", {"outcome": "refunded"}))
    assert case_of(*refund).outcome == "refunded"
    case = case_of(*refund, credit("credit_taken_back", txn_id="r9"))
    assert (case.status, case.outcome, case.money) == ("disputed", "", (Money("USD", 0, 12_900, 0, 0),))
    assert money_of(credit("credited", 500, "r9"), credit("credit_taken_back", 500)) == (12_400, 500, 0, 0)


def test_a_case_is_not_called_refunded_before_the_money_is_back_for_good() -> None:
    end: Line = ("closed", {"outcome": "refunded"})
    assert refused(end) == "not_back"
    assert refused(told(), ("answered", {"party": "bank", "answer": "accepted", "in_writing": True}), end) == "not_back"
    assert refused(told(), credit("credited"), end) == "may_go_again"
    both = (credit("credited", 5_000, "r8"), credit("credit_provisional", 5_000, "r9"))
    assert refused(told(), *both, end) == "may_go_again"
    assert refused(("closed", {"outcome": "solved"})) == "not_solved"


def test_a_refund_that_was_read_again_stays_told_when_its_file_is_taken_out() -> None:
    lines = (told(), credit("credited", txn_id="r9"), ("closed", {"outcome": "refunded"}))
    assert case_of(*lines, held=()).outcome == "refunded"
    assert money_of(*lines, held=()) == (0, 0, 12_900, 0)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((OPENED,), "twice"),
        ((ALERT,), "twice"),
        ((("reopened", {}),), "not_closed"),
        ((("closed", {"outcome": "false_alarm"}), told()), "closed"),
        ((("closed", {"outcome": "won"}),), "choice"),
        ((("told", {"channel": "phone"}),), "missing"),
        ((("told", {"party": "friend"}),), "choice"),
        ((("told", {"party": "bank", "next_on": "soon"}),), "day"),
        ((("told", {"party": "bank", "password": "x"}),), "unknown"),
        ((("told", {"party": "bank", "amount": 5}),), "missing"),
        ((("credited", {"amount": 5, "currency": "EUR"}),), "no_money"),
        ((("credited", {"amount": -5, "currency": "USD"}),), "amount"),
        ((("credited", {"amount": 5, "currency": "ZLOTY"}),), "currency"),
        ((("struck", {"seq": 9}),), "no_line"),
        ((("struck", {"seq": 1}),), "no_line"),
        ((("vanished", {}),), "kind"),
    ],
)
def test_a_line_that_cannot_stand_is_refused_with_its_reason(lines: tuple[Line, ...], code: str) -> None:
    assert refused(*lines) == code


def test_a_log_begins_with_an_opening_and_is_numbered() -> None:
    for lines, code in ((log(ALERT), "no_opening"), ([], "no_opening"), (log(OPENED, ALERT)[1:], "order")):
        with pytest.raises(CaseRefused) as caught:
            fold("c1", lines)
        assert caught.value.code == code


def test_a_struck_line_has_no_effect_and_stays_readable() -> None:
    case = case_of(told(), ("struck", {"seq": 3, "text": "that was another bank"}))
    assert (case.status, case.money) == ("open", (Money("USD", 12_900, 0, 0, 0),))
    assert [event.kind for event in case.events] == ["opened", "alert_added", "told", "struck"]
    assert [event.kind for event in case.live] == ["opened", "alert_added"]


def test_a_case_tells_what_was_done_confirmed_and_comes_next() -> None:
    case = case_of(
        ("step_done", {"step": "freeze"}),
        ("evidence_got", {"item": "police-receipt"}),
        ("confirmed", {"not_approved": True, "police_report_no": "7"}),
        ("confirmed", {"police_report_no": "8"}),
        told(next_on="2026-11-20"),
        ("noted", {"text": "calm"}),
    )
    assert case.steps_done == {"freeze": "2026-11-02T10:00"}
    assert case.evidence == {"police-receipt": "2026-11-02T10:00"}
    assert case.confirmed == {"not_approved": True, "police_report_no": "8"}
    assert case.next_on == "2026-11-20"


amounts = st.integers(1, 20_000)
currencies = st.sampled_from(["USD", "CNY"])
rows = st.sampled_from(["", "r7", "r8", "r9"])
paid: st.SearchStrategy[Mapping[str, Fact]] = st.fixed_dictionaries(
    {"amount": amounts, "currency": currencies, "txn_id": rows}
)
FACTS: dict[str, st.SearchStrategy[Mapping[str, Fact]]] = {
    "alert_added": st.fixed_dictionaries(
        {"alert": st.sampled_from(["a2", "a3"]), "rows": st.just(["r5"]), "amount": amounts, "currency": currencies}
    ),
    "rows_added": st.fixed_dictionaries({"amount": amounts, "currency": currencies}),
    "told": st.fixed_dictionaries({"party": st.sampled_from(PARTIES)}, optional={"next_on": st.just("2026-12-01")}),
    "sent": st.fixed_dictionaries({"party": st.sampled_from(PARTIES), "amount": amounts, "currency": currencies}),
    "answered": st.fixed_dictionaries({"party": st.sampled_from(PARTIES), "answer": st.sampled_from(ANSWERS)}),
    "promised": st.just({"party": "merchant"}),
    "credit_provisional": paid,
    "credited": paid,
    "credit_taken_back": paid,
    "closed": st.fixed_dictionaries({"outcome": st.sampled_from(["refunded", "written_off"])}),
    "reopened": st.just({}),
    "struck": st.fixed_dictionaries({"seq": st.integers(2, 12)}),
}
lines = st.sampled_from(sorted(FACTS)).flatmap(lambda kind: FACTS[kind].map(lambda facts: (kind, facts)))


def taken(wished: Sequence[Line]) -> list[Event]:
    """Return the log of those lines that a case takes one after the other."""
    events = log(OPENED, ALERT)
    for kind, facts in wished:
        event = Event(len(events) + 1, kind, "2026-11-02", "2026-11-02T10:00:00Z", facts)
        try:
            fold("c1", [*events, event])
        except CaseRefused:
            continue
        events.append(event)
    return events


@settings(max_examples=120, deadline=None)
@given(st.lists(lines, max_size=12), st.sets(rows))
def test_whatever_happens_the_four_figures_sum_to_the_stake(wished: list[Line], held: set[str]) -> None:
    events = taken(wished)
    case = fold("c1", events, held)
    stake: dict[str, int] = {}
    for event in standing(events):
        if event.kind in ("alert_added", "rows_added"):
            stake[event.text("currency")] = stake.get(event.text("currency"), 0) + event.amount()
    assert {one.currency: one.stake for one in case.money} == stake
    for one in case.money:
        assert min(one.at_risk, one.claimed, one.provisional, one.final) >= 0
    named = {event.text("txn_id") for event in standing(events) if event.kind == "credited"}
    assert held & named - {""} or not any(one.final for one in case.money)


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, max_size=10), amounts, currencies)
def test_what_is_taken_back_never_stays_back(wished: list[Line], amount: int, currency: str) -> None:
    events = taken(wished)
    before = {one.currency: one for one in fold("c1", events).money}
    event = Event(len(events) + 1, "credit_taken_back", "2026-11-02", "", {"amount": amount, "currency": currency})
    if currency in before:
        case = fold("c1", [*events, event])
        after = next(one for one in case.money if one.currency == currency)
        assert after.provisional + after.final <= before[currency].provisional + before[currency].final
        assert after.at_risk <= before[currency].at_risk
        assert case.status == "disputed"


def test_every_kind_is_in_the_table_of_its_module() -> None:
    import detect.case_event

    assert detect.case_event.__doc__ is not None
    assert [kind for kind in EVENT_KINDS if kind not in detect.case_event.__doc__] == []
    assert dt.date(2026, 11, 2) == log(OPENED)[0].day
