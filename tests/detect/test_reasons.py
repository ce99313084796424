"""A reason is told where its own numbers bear it out; where none does, the weightiest true one, or that it is the whole."""

from dataclasses import replace
from typing import Any

import pytest

from detect.context import Settings
from detect.finding import Fact
from detect.reasons import feature_reasons, reasons_for, weighing
from detect.scan import weighed
from detect.scene import Scene
from detect.suspicion import Suspicion
from detect.usual import usual_day
from tests.detect.ledgers import AS_OF, BANK, CARD, context_of, frame_of, row, visits

NIGHT = {"hour": 5.0}  # the weight of a reason that is true of the payment asked about, for others to stand beside


@pytest.fixture(scope="module")
def scene() -> Scene:
    """A year of lunches, and payments that stand out by little."""
    rows = [
        *visits(60, [-2_500], "示例面馆"),
        *visits(5, [-2_500], "示例书店", every=70),
        row("2026-06-29T03:14:00", -3_500, "示例面馆", txn_id="night"),
        row("2026-06-29T12:14:00", -3_500, "示例面馆", txn_id="noon"),
        row("2026-06-29T03:14:00", -3_750, "示例书店", txn_id="fifth"),
        row("2026-06-20", -9_000, "ONE SHOP", CARD, txn_id="foreign"),
        row("2026-05-20T12:00:00", -1_000, "示例商店", BANK, txn_id="before"),
        row("2026-05-26T12:00:00", -2_900, "示例商店", BANK, txn_id="spring", balance=7_100),
        row("2026-06-26T03:14:00", -3_000, "示例商店", BANK, txn_id="summer", balance=7_000),
    ]
    frame = frame_of([{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate(rows)])
    return weighed(frame, context_of(), AS_OF, Settings())


def weighted(scene: Scene, identity: str, surprise: float = 30.0, **nats: float) -> tuple[Suspicion, int]:
    """Return a suspicion in which nothing weighs but what is given."""
    assert scene.suspicion is not None
    suspicion = scene.suspicion
    member = scene.view.txn_ids[suspicion.features.positions].tolist().index(identity)
    parts, total = suspicion.parts.copy(), suspicion.surprise.copy()
    parts.iloc[member], total[member] = 0.0, surprise
    parts.loc[parts.index[member], list(nats)] = list(nats.values())
    return replace(suspicion, parts=parts, surprise=total), member


def told(scene: Scene, identity: str, surprise: float = 30.0, **nats: float) -> dict[str, dict[str, Fact]]:
    suspicion, member = weighted(scene, identity, surprise, **nats)
    return {reason.code: reason.facts for reason in reasons_for(scene, suspicion, member)}


def with_facts(scene: Scene, suspicion: Suspicion, member: int, **facts: float) -> dict[str, Any]:
    changed = suspicion.features.facts.copy()
    changed.loc[changed.index[member], list(facts)] = list(facts.values())
    known = replace(suspicion, features=replace(suspicion.features, facts=changed))
    return {reason.code: reason.facts for reason in reasons_for(scene, known, member)}


def test_an_hour_is_told_where_one_hardly_ever_pays_and_not_at_noon(scene: Scene) -> None:
    assert told(scene, "night", hour=5.0, burst=2.0) == {"hour": {"time": "03:14"}, "burst": {}}
    assert told(scene, "noon", hour=5.0, burst=2.0) == {"burst": {}}


@pytest.mark.parametrize(("nats", "codes"), [(2.9, {"burst"}), (3.1, {"hour", "burst"})])
def test_an_hour_that_was_paid_at_is_told_where_hours_no_more_usual_hold_a_twentieth(
    nats: float, codes: set[str], scene: Scene
) -> None:
    suspicion, member = weighted(scene, "noon", hour=2 * nats, burst=2.0)
    evidence = suspicion.features.evidence.copy()
    evidence.loc[evidence.index[member], "hour"] = nats
    rare = replace(suspicion, features=replace(suspicion.features, evidence=evidence))
    assert {reason.code for reason in reasons_for(scene, rare, member)} == codes


def test_an_amount_is_told_from_one_and_a_half_times_what_is_usual_there(scene: Scene) -> None:
    facts = {"typical": 2_500, "times": 1.5, "currency": "CNY", "merchant": "示例书店"}
    assert told(scene, "fifth", amount=9.0, **NIGHT)["amount"] == facts
    assert set(told(scene, "night", amount=9.0, **NIGHT)) == {"hour"}


def test_in_a_currency_never_paid_in_no_amount_and_no_day_is_called_usual(scene: Scene) -> None:
    assert set(told(scene, "foreign", amount=9.0, spend_day=9.0, spend_week=9.0, new_merchant=3.0)) == {"new_merchant"}


@pytest.mark.parametrize(("name", "days"), [("spend_day", 1), ("spend_hour", 1), ("spend_week", 7)])
def test_what_went_out_is_told_from_one_and_a_half_times_what_goes_out_on_average(
    name: str, days: int, scene: Scene
) -> None:
    suspicion, member = weighted(scene, "night", **{name: 9.0}, **NIGHT)
    usual = usual_day(scene, int(suspicion.features.positions[member]))
    assert usual is not None
    enough = 1.5 * days * usual
    clear = with_facts(scene, suspicion, member, **{name: enough + 1})
    assert clear[name] == {"spent": int(enough + 1), "usual": days * usual, "currency": "CNY"}
    assert set(with_facts(scene, suspicion, member, **{name: enough - 1})) == {"hour"}


def test_money_of_the_hour_or_the_week_is_not_told_beside_that_of_the_day(scene: Scene) -> None:
    suspicion, member = weighted(scene, "night", spend_hour=9.0, spend_week=9.0, spend_day=5.0)
    much = dict.fromkeys(("spend_day", "spend_hour", "spend_week"), 1e6)
    assert set(with_facts(scene, suspicion, member, **much)) == {"spend_day"}


def test_a_share_of_a_balance_is_told_from_thirty_percent_and_a_silence_from_a_week(scene: Scene) -> None:
    assert told(scene, "spring", drain=9.0, gap=9.0, burst=2.0) == {"burst": {}}
    found = told(scene, "summer", drain=9.0, gap=9.0, burst=2.0)
    assert (found["drain"], found["gap"]) == ({"percent": 30}, {"hours": 30 * 24 + 15})


def test_a_payee_is_called_rarely_paid_up_to_five_visits(scene: Scene) -> None:
    assert told(scene, "fifth", merchant_share=9.0, **NIGHT)["merchant_share"] == {"merchant": "示例书店", "visits": 5}
    assert set(told(scene, "night", merchant_share=9.0, **NIGHT)) == {"hour"}


def test_where_nothing_is_clear_the_weightiest_of_what_is_true_is_told(scene: Scene) -> None:
    assert set(told(scene, "noon", hour=9.0, amount=5.0, merchant_share=3.0)) == {"amount"}


def test_where_nothing_true_can_be_said_of_any_feature_it_is_the_whole(scene: Scene) -> None:
    assert told(scene, "foreign", amount=9.0, spend_day=9.0) == {"whole": {}}


def test_an_ordinary_payment_needs_no_reason(scene: Scene) -> None:
    assert told(scene, "noon", surprise=2.0, hour=9.0, amount=5.0) == {}


def test_an_alert_of_several_payments_has_a_reason_where_only_its_own_payments_make_each_other_odd(
    scene: Scene,
) -> None:
    suspicion, member = weighted(scene, "night", episode=9.0)
    rows = suspicion.features.positions
    assert [one.code for one in feature_reasons(scene, suspicion, member, rows[[member]])] == ["episode"]
    assert [one.code for one in feature_reasons(scene, suspicion, member, rows[[member, member - 1]])] == ["whole"]


def test_what_weighs_is_the_same_whatever_can_be_said_of_it(scene: Scene) -> None:
    assert weighing(scene, *weighted(scene, "noon", amount=5.0, hour=9.0, gap=1.0)) == ["hour", "amount"]


def test_later_payments_make_nothing_usual(scene: Scene) -> None:
    later = [row("2026-06-30T12:00:00", -900_000, "示例书店", txn_id=f"late{n}") for n in range(9)]
    rows = [*visits(60, [-2_500], "示例书店"), row("2026-06-28T03:14:00", -5_000, "示例书店", txn_id="night"), *later]
    frame = frame_of([{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate(rows)])
    looked = weighed(frame, context_of(), AS_OF, Settings())
    assert told(looked, "night", amount=9.0)["amount"]["typical"] == 2_500
