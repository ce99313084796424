"""The words of headings: which phrases stand in one, however they are looked up."""

import tomllib
from importlib.resources import files

import pytest

from ingest.guess.vocabulary import plain, roles_of

PHRASES = {
    (plain(phrase), role)
    for role, phrases in tomllib.loads(
        files("ingest.guess").joinpath("headings.toml").read_text(encoding="utf-8")
    ).items()
    for phrase in phrases
}


@pytest.mark.parametrize(("phrase", "role"), sorted(PHRASES)[::60])
def test_a_phrase_is_found_alone_and_among_other_words(phrase: str, role: str) -> None:
    assert role in roles_of(phrase)
    if len(phrase) >= 4 and phrase[0].isalnum():
        for heading in (f"zzz {phrase}", f"{phrase} zzz", f"zzz/{phrase}", f"ZZZ - {phrase.upper()} (EUR)"):
            assert role in roles_of(heading), heading


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("本次交易金额合计", "amount"),
        ("口座の残高照会", "balance"),
        ("ยอดคงเหลือล่าสุด", "balance"),
        ("Running Balance After", "balance"),
    ],
)
def test_the_longest_phrase_inside_a_heading_counts(heading: str, role: str) -> None:
    found = roles_of(heading)
    assert max(found, key=lambda name: found[name]) == role


@pytest.mark.parametrize("heading", ["Unbalanced", "Paidinfull", "xdebitx", "", "#", "金"])
def test_a_phrase_inside_another_word_says_nothing(heading: str) -> None:
    assert not roles_of(heading).keys() & {"balance", "amount_in", "amount_out", "amount"}
