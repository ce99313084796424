"""The oracle sees what an export prints and nothing else, loses no double charge before it judges, and is scored fairly."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from benchmarks.judged import Judged
from benchmarks.oracle import ours
from benchmarks.oracle.export import KINDS, merchants, seen
from benchmarks.oracle.pairs import FEATURES, pairs
from benchmarks.oracle.people import TRUE, Sheet, _sheet, natural_weight
from benchmarks.oracle.posterior import best_threshold, fit, judge, posterior
from benchmarks.simulator import DENSE, Life, simulate


@pytest.fixture(scope="module")
def people() -> list[Life]:
    """A short dense stretch of life in two countries."""
    return [simulate(30_000, months=2, preset=DENSE, country=country) for country in ("CN", "US")]


def test_an_export_shows_no_more_of_time_than_its_kind(people: list[Life]) -> None:
    for life in people:
        shown = {kind: seen(life, kind) for kind in KINDS}
        assert {row.second for row in shown["day"]} == {-1}
        assert all(row.second % 60 == 0 for row in shown["minute"] if row.second >= 0)
        assert any(row.second % 60 for row in shown["second"])
        assert {row.kind_of_account for row in shown["wallet"]} == {"wallet"}
        assert {row.kind_of_account for row in shown["bank"]} == {"debit", "credit_card"}


def test_the_banks_rows_of_wallet_payments_are_left_out_where_the_wallet_is_seen(people: list[Life]) -> None:
    for life in people:
        mirrored = {bank for _, bank in life.truth.mirrors}
        together = {row.id for row in seen(life, "second")} & mirrored
        alone = {row.id for row in seen(life, "bank")} & mirrored
        assert not together
        assert len(alone) > 20


def test_the_oracle_knows_every_merchant_by_name(people: list[Life]) -> None:
    for life in people:
        rows = seen(life, "wallet")
        known = merchants(life.person.world.country, rows)
        wanted = ("coffee", "online", "transit", "lunch", "groceries")
        for row in rows:
            party = life.truth.event(row.id.event).party
            if party.category in wanted and row.party:
                assert known[row.party][1] == party.category, row.party


@pytest.mark.parametrize("kind", ["second", "day"])
def test_every_double_charge_is_a_candidate(kind: str, people: list[Life]) -> None:
    for life in people:
        sheet = _sheet(0, life, seen(life, kind))
        assert len(sheet.labels) >= 6
        assert len({*sheet.label} - {-1}) >= len(sheet.labels) - 1  # a truncated name may part one pair


def test_features_are_as_many_as_their_names(people: list[Life]) -> None:
    found = pairs(people[0], seen(people[0], "second"))
    assert {len(pair.features) for pair in found} == {len(FEATURES)}


def _hand_made() -> tuple[Sheet, list[float]]:
    """Three double charges, of which one is told by two pairs; and three rows told in one false alert."""
    sheet = Sheet(labels=[(1, "D1"), (1, "D2"), (2, "D1")])
    told = []
    for person, one, other, label, said in (
        (1, 1, 2, 0, 0.9), (1, 2, 3, 0, 0.8), (1, 7, 8, 1, 0.7), (2, 1, 2, 2, 0.1), (2, 4, 5, -1, 0.9), (2, 5, 6, -1, 0.9),
    ):  # fmt: skip
        sheet.features.append((0.0,) * len(FEATURES))
        sheet.person.append(person)
        sheet.one.append(one)
        sheet.other.append(other)
        sheet.label.append(label)
        sheet.truth.append(TRUE if label >= 0 else 0)
        told.append(said)
    return sheet, told


def test_pairs_that_share_a_row_are_one_alert_and_double_charges_count_by_their_weight() -> None:
    sheet, said = _hand_made()
    score = judge(sheet, np.array(said), 0.5)
    first, second = natural_weight("D1"), natural_weight("D2")
    assert (score.found, score.missed, score.false) == pytest.approx((first + second, first, 1.0))
    assert score.families == {"D1": (1, 2), "D2": (1, 1)}
    assert score.f1 == pytest.approx(2 * (first + second) / (2 * (first + second) + first + 1))


def test_the_best_threshold_is_the_one_with_the_highest_f1() -> None:
    sheet, said = _hand_made()
    said[4] = said[5] = 0.6
    chosen = best_threshold(sheet, np.array(said))
    assert 0.6 < chosen <= 0.7


def test_a_quiet_threshold_gives_up_double_charges_rather_than_raise_a_false_alert() -> None:
    sheet, said = _hand_made()
    said[4] = said[5] = 0.75  # a false alert that stands between double charges
    free, quiet = (best_threshold(sheet, np.array(said), 200.0, most) for most in (1, 0))
    assert free <= 0.7
    assert 0.75 < quiet <= 0.8


def test_the_posterior_is_high_for_what_only_double_charges_do() -> None:
    sheet = Sheet()
    for n in range(1_000):
        double = n % 20 == 0
        gap = 20.0 + n % 7 if double else 4_000.0 + n
        sheet.features.append((0.0, 0.0, 0.0, gap, *(0.0,) * (len(FEATURES) - 4)))
        sheet.person.append(n)
        sheet.truth.append(TRUE if double else 0)
        sheet.label.append(n // 20 if double else -1)
    sheet.labels = [(n, "D1") for n in range(50)]
    said = posterior(fit(sheet), sheet)
    double = np.array(sheet.truth) == TRUE
    assert said[double].min() > 0.5
    assert (said[~double] > 0.5).mean() < 0.01


def _scanned(alerts: list[tuple[str, ...]]) -> Judged:
    """One person with two double charges, one of which the export shows in part, and what a scan said of the rows."""
    seen = [
        {"event": n, "seen": [["bank.csv", n]] if n != 4 else [], "role": "", "account": "", "at": "", "amount": -100}
        for n in range(7)
    ]
    labels = [
        {"kind": "duplicate", "family": "D1", "also": [], "rows": [seen[1], seen[2]]},
        {"kind": "duplicate", "family": "D4", "also": [], "rows": [seen[3], seen[4]]},
        {"kind": "lookalike", "family": "N1", "also": [], "rows": [seen[5], seen[6]]},
    ]
    told = [SimpleNamespace(kind="duplicate", rows=rows) for rows in alerts]
    places = {f"row {n}": ("bank.csv", n) for n in range(7)}
    return Judged({"labels": labels}, pd.DataFrame(), told, frozenset(), pd.DataFrame(), places)  # type: ignore[arg-type]


def test_our_alerts_are_scored_like_the_oracles() -> None:
    found = ours.score(_scanned([("row 1", "row 2"), ("row 3", "row 0"), ("row 5", "row 6")]), 4.0)
    assert (found.found, found.missed, found.false) == pytest.approx((natural_weight("D1", 4.0), 0.0, 1.0))
    missed = ours.score(_scanned([("row 1", "row 5")]), 4.0)
    assert (missed.found, missed.missed, missed.false) == pytest.approx((0.0, natural_weight("D1", 4.0), 1.0))
    assert missed.families == {"D1": (0, 1)}


def test_we_are_shown_the_accounts_that_the_oracle_sees(people: list[Life]) -> None:
    china = people[0].person
    assert set(ours.formats(china, "real")) == set(ours.formats(china, "wallet")) | set(ours.formats(china, "bank"))
    assert ours.formats(china, "wallet") == ("alipay", "wechat_xlsx")
    assert ours.formats(people[1].person, "day") == ("canonical_day",)
