import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identity import (
    Sight,
    content_key,
    given_key,
    key_digest,
    occurrences,
    reference_key,
    reference_keys,
    txn_id,
)

ONE = Sight("one", "me", 1, incoming=False, balance=None, covered=False, by_reference=False, said="x")
TWO = replace(ONE, file="two")


def numbers(*sights: Sight, told_same: bool = False) -> list[int]:
    return occurrences(sights, told_same=told_same)[0]


def doubts(*sights: Sight) -> dict[int, int]:
    return occurrences(sights)[1]


def test_a_reference_key_rests_on_the_reference() -> None:
    key = reference_key("alipay", "", "2026001", "", -500, "CNY")
    assert key == reference_key("alipay", "", "2026001", "", 500, "CNY")
    assert len({key, reference_key("alipay", "", "2026002", "", 500, "CNY"), reference_key("alipay", "", "2026001", "fee", 500, "CNY"),
                reference_key("alipay", "", "2026001", "", 501, "CNY"), reference_key("alipay", "", "2026001", "", 500, "USD"),
                reference_key("wechat", "", "2026001", "", 500, "CNY"), reference_key("alipay", "b", "2026001", "", 500, "CNY")}) == 7  # fmt: skip


def test_keys_of_whole_columns_are_those_of_their_rows() -> None:
    rows = [("one", "2026001", "fee", -500, "CNY"), ("", "", "", 7, "USD")]
    scopes, references, types, amounts, codes = (list(column) for column in zip(*rows, strict=True))
    made = reference_keys("alipay", scopes, references, types, np.array(amounts), codes)
    assert made == [reference_key("alipay", *row) for row in rows]


def test_a_content_key_does_not_see_the_width_of_letters() -> None:
    assert content_key("f", "", "t", -5, "CNY", ["ＡＢＣ  示例"]) == content_key("f", "", "t", -5, "CNY", ["ABC 示例"])
    assert content_key("f", "", "t", -5, "CNY", ["a", "b"]) != content_key("f", "", "t", -5, "CNY", ["a b", ""])
    assert content_key("f", "", "t", -5, "CNY", ["a"]) != content_key("f", "", "t", 5, "CNY", ["a"])


def test_a_given_id_is_honoured() -> None:
    assert txn_id(key_digest(given_key("abc"))) == "abc"
    assert txn_id(key_digest(given_key("abc")), 2) == txn_id("abc", 2)
    assert len({txn_id("abc", n) for n in range(1, 50)}) == 49


def test_copies_in_one_file_are_different_rows() -> None:
    assert numbers(ONE, ONE, ONE) == [1, 2, 3]


def test_a_reference_makes_rows_of_two_files_one() -> None:
    assert numbers(replace(ONE, by_reference=True), replace(TWO, by_reference=True)) == [1, 1]


def test_a_number_that_one_file_repeats_says_nothing() -> None:
    assert numbers(ONE, ONE, replace(TWO, by_reference=True)) in ([1, 2, 3], [2, 3, 1])


def test_where_a_day_is_covered_the_larger_count_wins() -> None:
    assert sorted(numbers(replace(ONE, covered=True), replace(ONE, covered=True), TWO)) == [1, 1, 2]
    assert numbers(replace(ONE, covered=True), TWO, TWO) == [1, 1, 2] or numbers(
        replace(ONE, covered=True), TWO, TWO
    ) == [2, 1, 2]


def test_equal_balances_are_one_row_and_different_ones_two() -> None:
    assert numbers(replace(ONE, balance=5), replace(TWO, balance=5)) == [1, 1]
    assert numbers(replace(ONE, balance=5, said="a"), replace(TWO, balance=6, said="b")) == [1, 2]
    assert doubts(replace(ONE, balance=5, said="a"), replace(TWO, balance=6, said="b")) == {}


def test_balances_pair_rows_before_their_order_does() -> None:
    sights = [
        replace(ONE, balance=9, said="a"),
        replace(ONE, balance=8, said="b"),
        replace(TWO, balance=8, said="c"),
        replace(TWO, balance=7, said="d"),
    ]
    assert numbers(*sights) == [1, 2, 2, 3]


def test_without_any_evidence_both_are_kept_and_asked_about() -> None:
    found, doubtful = occurrences([ONE, TWO])
    assert sorted(found) == [1, 2]
    assert len(doubtful) == 1
    assert set(doubtful) | set(doubtful.values()) == {1, 2}


def test_an_answer_settles_it() -> None:
    assert numbers(ONE, TWO, told_same=True) == [1, 1]
    assert occurrences([ONE, TWO], told_same=True)[1] == {}


def test_rows_of_two_accounts_are_two_rows() -> None:
    other = replace(TWO, account=2)
    assert sorted(numbers(replace(ONE, covered=True), replace(other, covered=True))) == [1, 2]
    assert doubts(ONE, other) == {}


def test_a_login_printed_in_another_way_is_the_same_account_for_a_reference() -> None:
    assert numbers(replace(ONE, by_reference=True), replace(TWO, by_reference=True, account=2)) == [1, 1]


@pytest.mark.parametrize("other", [{"person": "anna"}, {"incoming": True}])
def test_the_two_sides_of_a_transfer_bear_one_number_and_are_two_rows(other: dict[str, object]) -> None:
    mine, theirs = replace(ONE, by_reference=True), replace(TWO, by_reference=True, account=2, **other)  # type: ignore[arg-type]
    assert sorted(numbers(mine, theirs)) == [1, 2]


def test_the_rows_of_the_owner_are_numbered_first() -> None:
    """So that the export of a family member renames nothing of one's own."""
    mine, theirs = (
        replace(ONE, by_reference=True, said="z"),
        replace(TWO, by_reference=True, account=2, person="anna", said="a"),
    )
    assert numbers(mine, theirs) == [1, 2]


@st.composite
def sightings(draw: st.DrawFn) -> list[Sight]:
    """Sightings as files give them: a file has one account and one view of the day, equal cells mean equal rows."""
    files = {
        name: replace(
            ONE, file=name, person=draw(st.sampled_from(["me", "anna"])), account=draw(st.integers(1, 2)),
            covered=draw(st.booleans()), by_reference=draw(st.booleans()),
        )
        for name in "abc"
    }  # fmt: skip
    rows = {said: (draw(st.booleans()), draw(st.none() | st.integers(1, 3))) for said in "xyz"}
    drawn = draw(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=7))
    return [replace(files[file], said=said, incoming=rows[said][0], balance=rows[said][1]) for file, said in drawn]


@given(sightings(), st.randoms(use_true_random=False))
def test_the_order_of_sightings_never_matters(sights: list[Sight], chance: random.Random) -> None:
    shuffled = list(sights)
    chance.shuffle(shuffled)
    assert numbered(sights) == numbered(shuffled)


def numbered(sights: list[Sight]) -> list[tuple[str, int]]:
    return sorted(zip(map(repr, sights), numbers(*sights), strict=True))


@given(sightings())
def test_no_file_ever_loses_a_copy(sights: list[Sight]) -> None:
    found, doubtful = occurrences(sights)
    for file in {sight.file for sight in sights}:
        own = [number for number, sight in zip(found, sights, strict=True) if sight.file == file]
        assert len(own) == len(set(own))
    assert set(found) == set(range(1, len(set(found)) + 1))
    assert set(doubtful) | set(doubtful.values()) <= set(found)
