"""What the ledger suggests for a case; every suggestion is a line that the case takes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from detect.alert import Alert
from detect.case import Case, Event, fold
from detect.finding import Fact
from detect.promises.listing import Expected
from detect.proposals import Evidence, Proposal, propose
from tests.detect.case_logs import Line, told
from tests.detect.ledgers import CARD, Row, frame_of, row

AS_OF = dt.date(2026, 6, 30)
PURCHASE = row("2026-05-04T12:00", -12_900, "Harbor Outfitters", CARD, txn_id="bought")
REFUND = row("2026-05-20", 12_900, "Harbor Outfitters", CARD, txn_id="back")
PROVISIONAL = row(
    "2026-05-20", 12_900, "Bank", CARD, txn_id="prov", description="PROVISIONAL CREDIT", kind="adjustment"
)
TAKEN = row(
    "2026-06-10", -12_900, "Bank", CARD, txn_id="gone", description="PROVISIONAL CREDIT REVERSED", kind="adjustment"
)
CREDIT: dict[str, Fact] = {"amount": 12_900, "currency": "USD"}


def case(*lines: Line) -> Case:
    first: list[Line] = [
        ("2026-05-05", "opened", {"topic": "duplicate-charge", "person": "me", "account": CARD}),
        ("2026-05-05", "alert_added", {"alert": "a1", "rows": ["bought"], **CREDIT}),
    ]
    events = [Event(n, kind, at, at, facts) for n, (at, kind, facts) in enumerate([*first, *lines], start=1)]
    return fold("c1", events)


def evidence(
    *rows: Row, links: Sequence[tuple[str, str, str, str]] = (), as_of: dt.date = AS_OF, **more: Any
) -> Evidence:
    table = pd.DataFrame(list(links), columns=["kind", "left", "right", "decision"])
    return Evidence(frame_of([PURCHASE, *rows]), table, as_of, **more)


LINK = ("refund", "bought", "back", "found")


def kinds(found: Sequence[Proposal]) -> list[tuple[str, str]]:
    return [(one.kind, one.event) for one in found]


def accepted(before: Case, proposal: Proposal) -> Case:
    """Return the case with a proposal's line in its log."""
    line = Event(len(before.events) + 1, proposal.event, "2026-06-30", "2026-06-30", proposal.facts)
    return fold("c1", [*before.events, line])


def test_a_linked_refund_is_proposed_as_a_credit_and_then_the_end() -> None:
    facts = evidence(REFUND, links=[LINK])
    (first,) = propose(case(told("2026-05-06")), facts)
    assert (first.kind, first.event, dict(first.facts)) == ("credit", "credited", {**CREDIT, "txn_id": "back"})
    after = accepted(case(told("2026-05-06")), first)
    (second,) = propose(after, facts)
    assert (second.kind, second.event, dict(second.facts)) == ("close", "closed", {"outcome": "refunded"})
    assert propose(accepted(after, second), facts) == ()


def test_a_rejected_link_and_another_cases_credit_are_no_evidence() -> None:
    claimed = case(told("2026-05-06"))
    assert propose(claimed, evidence(REFUND, links=[("refund", "bought", "back", "rejected")])) == ()
    assert propose(claimed, evidence(REFUND, links=[LINK], used={"back"})) == ()
    assert propose(claimed, evidence(REFUND, links=[("refund", "another", "back", "found")])) == ()


def test_just_the_missing_money_may_be_it_once_it_was_claimed() -> None:
    paid = {**REFUND, "counterparty": "Compensation"}
    assert kinds(propose(case(told("2026-05-06")), evidence(paid))) == [("credit", "credited")]
    assert propose(case(), evidence(paid)) == ()
    assert propose(case(told("2026-05-21")), evidence(paid)) == ()  # it came before
    assert propose(case(told("2026-05-06")), evidence({**paid, "amount": 12_800})) == ()


def test_no_more_is_proposed_than_is_missing() -> None:
    larger = {**REFUND, "amount": 20_000}
    (found,) = propose(case(), evidence(larger, links=[LINK]))
    assert found.facts["amount"] == 12_900


def test_a_kept_promise_is_a_credit() -> None:
    day = dt.date(2026, 5, 20)
    promise = Expected(
        "p", "landed", "row", "me", "Harbor Outfitters", 12_900, 12_900, "USD", CARD, day, day, day, ("bought", "back")
    )  # fmt: skip
    assert kinds(propose(case(), evidence(REFUND, promises=[promise]))) == [("credit", "credited")]
    assert propose(case(), evidence(REFUND, promises=[replace(promise, state="waiting")])) == ()


def test_the_wallets_word_for_a_refund_is_no_credit_while_the_refund_is_missing() -> None:
    day = dt.date(2026, 5, 20)
    missing = Expected(
        "p", "overdue", "row", "me", "Harbor Outfitters", 12_900, 0, "USD", CARD, day, day, None, ("bought", "back")
    )  # fmt: skip
    both = replace(case(told("2026-05-06")), rows=("bought", "back"))
    assert propose(both, evidence(REFUND, links=[LINK], promises=[missing])) == ()
    landed = replace(missing, state="landed", received=12_900, landed=day)
    assert kinds(propose(both, evidence(REFUND, links=[LINK], promises=[landed]))) == [("credit", "credited")]


def test_a_disputes_credit_is_provisional_and_taken_for_it_only_after_a_claim() -> None:
    assert propose(case(), evidence(PROVISIONAL)) == ()
    assert kinds(propose(case(told("2026-05-06")), evidence(PROVISIONAL))) == [("credit", "credit_provisional")]
    other = {**PROVISIONAL, "amount": 5_000}
    assert propose(case(told("2026-05-06")), evidence(other)) == ()


def test_a_provisional_credit_settles_when_the_time_to_take_it_back_is_over() -> None:
    given = ("2026-05-21", "credit_provisional", {**CREDIT, "txn_id": "prov"})
    assert propose(case(told("2026-05-06"), given), evidence(PROVISIONAL)) == ()
    (found,) = propose(case(told("2026-05-06"), given), evidence(PROVISIONAL, as_of=dt.date(2026, 12, 1)))
    assert (found.kind, found.event, found.facts["txn_id"]) == ("settled", "credited", "prov")


def test_a_credit_that_the_ledger_takes_back_opens_even_a_closed_case() -> None:
    lines = (
        told("2026-05-06"), ("2026-05-21", "credited", {**CREDIT, "txn_id": "prov"}), ("2026-05-22", "closed", {"outcome": "refunded"}),
    )  # fmt: skip
    facts = evidence(PROVISIONAL, TAKEN)
    (found,) = propose(case(*lines), facts)
    assert (found.kind, found.event, dict(found.facts)) == (
        "taken_back",
        "credit_taken_back",
        {**CREDIT, "txn_id": "gone"},
    )
    after = accepted(case(*lines), found)
    assert (after.status, after.money[0].claimed) == ("disputed", 12_900)
    assert propose(after, facts) == ()


def test_a_payment_that_was_dropped_ends_the_case() -> None:
    dropped = {**PURCHASE, "moved": False, "status": "reversed"}
    table = pd.DataFrame([], columns=["kind", "left", "right", "decision"])
    (found,) = propose(case(), Evidence(frame_of([dropped, REFUND]), table, AS_OF))
    assert (found.kind, dict(found.facts)) == ("dropped", {"outcome": "false_alarm"})


def test_an_alert_that_found_more_adds_it() -> None:
    alert = Alert(
        "a1", "duplicate", "", "me", CARD, "open", "", "2026-05-05", "", "high", 0.9, 25_800, "USD", ("bought", "more"), {}, ()
    )  # fmt: skip
    third = {**PURCHASE, "txn_id": "more"}
    (found,) = propose(case(), evidence(third, alerts=[alert]))
    assert (found.kind, dict(found.facts)) == ("grown", {"rows": ["more"], "amount": 12_900, "currency": "USD"})
    assert accepted(case(), found).money[0].stake == 25_800
    assert propose(accepted(case(), found), evidence(third, alerts=[alert])) == ()


def test_nothing_is_proposed_for_a_case_without_money_or_rows() -> None:
    opened = Event(1, "opened", "2026-05-05", "2026-05-05", {"topic": "locked-out", "person": "me", "account": CARD})
    assert propose(fold("c2", [opened]), evidence(REFUND, links=[LINK])) == ()
